"""Reads the part of LikeC4's language that is written here: an oracle, and no more than that.

By the grammar of the project likec4: strings in double quotes in which a backslash makes the next
letter stand for itself; `name = kind "title" { ... }`; `a.b -[kind]-> c.d "title" { ... }`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*)
    |(?P<string>"(?:[^"\\]|\\.)*")
    |(?P<arrow>-\[(?P<kind>[\w-]+)\]->)
    |(?P<name>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)
    |(?P<tag>\#[A-Za-z][\w-]*)
    |(?P<mark>[{}=])""",
    re.VERBOSE | re.DOTALL,
)
_WORDS = """
BottomTop LeftRight RightLeft TopBottom alt amber and autoLayout blue border bottom break browser
bucket catch color component crow cylinder dashed deployment deploymentNode description diagram
diamond document dot dotted dynamic dynamicPredicateGroup element else exclude extend extends
finally from global gray green group head icon iconColor iconPosition iconSize icons if import
include includeAncestors indigo instance instanceOf kind large left lg line link loop max md
medium metadata min mobile model multiple muted navigateTo node none normal not notation notes
odiamond odot of onormal opacity open opt or padding par parallel person predicate predicateGroup
primary queue rank rectangle red relationship rgb rgba right same secondary sequence shape sink
size sky slate sm small solid source specification storage style styleGroup summary tag tail
target technology textSize title top try variant vee view views when where with xl xlarge xs
xsmall
"""
KEYWORDS = frozenset(_WORDS.split())
"""Every word of the grammar."""


@dataclass
class Element:
    """An element, with the place it stands at."""

    place: str
    kind: str
    title: str
    tags: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass
class Relation:
    """A relation between two places."""

    source: str
    kind: str
    target: str
    title: str
    said: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass
class Source:
    """A whole file."""

    kinds: set[str] = field(default_factory=set)
    arrows: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    elements: dict[str, Element] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    views: dict[str, tuple[str, list[str]]] = field(default_factory=dict)


def tokens(text: str) -> list[str]:
    """Return the words of a text; a letter that belongs to none is an error."""
    found, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        assert match, f"not of the language: {text[at : at + 40]!r}"
        if match.lastgroup != "space" and not match.group("space"):
            found.append(match.group())
        at = match.end()
    return found


def string(token: str) -> str:
    assert token.startswith('"'), f"a string was expected, not {token!r}"
    return re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.DOTALL)


def read(text: str) -> Source:
    """Return what a file says."""
    return _Reader(tokens(text)).source()


class _Reader:
    def __init__(self, words: list[str]) -> None:
        self.words, self.at, self.found = words, 0, Source()

    def next(self, wanted: str | None = None) -> str:
        word = self.words[self.at]
        self.at += 1
        assert wanted in {None, word}, f"{wanted!r} was expected, not {word!r}"
        return word

    def peek(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def source(self) -> Source:
        while self.peek():
            head = self.next()
            self.next("{")
            {"specification": self.kinds, "model": self.model, "views": self.views}[head]()
        return self.found

    def kinds(self) -> None:
        homes = {
            "element": self.found.kinds,
            "relationship": self.found.arrows,
            "tag": self.found.tags,
        }
        while self.peek() != "}":
            homes[self.next()].add(self.next())
            if self.peek() == "{":
                self.skip()
        self.next("}")

    def skip(self) -> None:
        depth = 0
        while True:
            depth += {"{": 1, "}": -1}.get(self.next(), 0)
            if not depth:
                return

    def model(self) -> None:
        while self.peek() != "}":
            name = self.next()
            if self.peek() == "=":
                self.element(name, "")
            else:
                self.relation(name)
        self.next("}")

    def element(self, name: str, within: str) -> None:
        assert name not in KEYWORDS, name
        self.next("=")
        place = f"{within}.{name}" if within else name
        made = Element(place, self.next(), string(self.next()))
        assert place not in self.found.elements, f"{place} stands there twice"
        self.found.elements[place] = made
        if self.peek() == "{":
            self.next()
            while self.peek().startswith("#"):
                made.tags.append(self.next()[1:])
            while self.peek() != "}":
                word = self.next()
                if self.peek() == "=":
                    self.element(word, place)
                else:
                    self.said(word, made)
            self.next("}")

    def said(self, word: str, of: Element | Relation) -> None:
        if word == "metadata":
            self.next("{")
            while self.peek() != "}":
                key = self.next()
                assert key not in KEYWORDS, key
                assert key not in of.metadata, f"{key} twice"
                of.metadata[key] = string(self.next())
            self.next("}")
        else:
            assert word in {"description", "technology"}, word
            of.said[word] = string(self.next())

    def relation(self, source: str) -> None:
        arrow = self.next()
        assert arrow.startswith("-["), arrow
        made = Relation(source, arrow[2:-3], self.next(), string(self.next()))
        self.found.relations.append(made)
        if self.peek() == "{":
            self.next()
            while self.peek() != "}":
                self.said(self.next(), made)
            self.next("}")

    def views(self) -> None:
        while self.peek() != "}":
            self.next("view")
            name = self.next()
            assert name not in self.found.views, name
            self.next("{")
            self.next("title")
            title, shown = string(self.next()), []
            while self.peek() != "}":
                self.next("include")
                shown.append(self.next())
            self.next("}")
            self.found.views[name] = title, shown
        self.next("}")
