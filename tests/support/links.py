"""Checks the links of a built site, and of Markdown documents.

`faults_of_site(folder)` follows everything by which one file of a site names another: links,
pictures, styles, scripts, `url()`, and ids that `aria-*`, `for` and the like name. A site may be
opened from a disk, so a link must name a file that is there, letter by letter; Windows forgives
the wrong case and a server does not. `python -m tests.support.links FOLDER` prints what is wrong.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

_LINKS = {"href", "xlink:href", "src", "data", "poster", "action", "formaction", "cite"}
_IDS = {
    *(f"aria-{name}" for name in ("labelledby", "describedby", "controls", "owns", "details")),
    *(f"aria-{name}" for name in ("activedescendant", "errormessage", "flowto")),
    *("for", "headers", "list", "form", "itemref", "popovertarget", "usemap"),
}
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"\s]*))\s*\)""")
_IMPORT = re.compile(r"""@import\s+["']([^"']*)["']""")
_PARSED = (".html", ".svg")


@dataclass
class _Names(HTMLParser):
    """What a page or picture is named by and what it names."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    local: list[tuple[str, str]] = field(default_factory=list)
    """Attributes that name ids of the same page, with each id."""
    _styled: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, found in attrs:
            value = (found or "").strip()
            if name == "id":
                self.ids[value] += 1
            elif name in _LINKS:
                self.links.append(value)
            elif name == "srcset":
                self.links += [one.split()[0] for one in value.split(",") if one.strip()]
            elif name in _IDS:
                self.local += [(name, one.removeprefix("#")) for one in value.split()]
            else:
                self.links += _named(value)
        self._styled = tag == "style"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._styled = False

    def handle_endtag(self, tag: str) -> None:
        self._styled = False

    def handle_data(self, data: str) -> None:
        if self._styled:
            self.links += _named(data)


def _named(style: str) -> list[str]:
    """Return the addresses that a style names."""
    return [next(filter(None, one), "") for one in _URL.findall(style)] + _IMPORT.findall(style)


def _read(path: Path) -> _Names:
    names = _Names()
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        names.links = _named(text)
    else:
        names.feed(text)
        names.close()
    return names


def faults_of_site(
    folder: Path, declared: Collection[str] = (), start: str = "index.html"
) -> list[str]:
    """Return what is wrong with the links of a site, in order; nothing when all is well.

    `declared` are the addresses elsewhere that may be linked to, since a record names them. A page
    that cannot be reached from the first one is a fault too.
    """
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    files = {name: path for name, path in sorted(files.items()) if path.is_file()}
    read = {name: _read(path) for name, path in files.items() if path.suffix in {*_PARSED, ".css"}}
    faults = [f"{name}: {fault}" for name in read for fault in _faults(name, read, files, declared)]
    lost = sorted(name for name in read if name.endswith(".html")) if start in read else []
    reached = _reached(start, read)
    return faults + [f"{name}: no page leads here" for name in lost if name not in reached]


def _faults(
    name: str, read: dict[str, _Names], files: Collection[str], declared: Collection[str]
) -> Iterator[str]:
    names = read[name]
    for one, times in names.ids.items():
        if times > 1 or not one or re.search(r"\s", one):
            yield f"the id '{one}' stands here {times} times, or is no id"
    for attribute, one in names.local:
        if one not in names.ids:
            yield f"{attribute} names '{one}', which is not on this page"
    for link in dict.fromkeys(names.links):
        if fault := _fault(name, link, read, files, declared):
            yield f"the link '{link}' {fault}"


def _fault(
    name: str,
    link: str,
    read: dict[str, _Names],
    files: Collection[str],
    declared: Collection[str],
) -> str:
    """Return what is wrong with a link, or nothing."""
    if link.startswith("data:") or link in declared:
        return ""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith(("/", "\\")):
        return "leads out of the site"
    if parts.query or "\\" in link or not link:
        return "is not the name of a file"
    target = _target(name, link)
    if target not in files:
        return "leads to no file"
    fragment = unquote(parts.fragment)
    if fragment and target in read and fragment not in read[target].ids:
        return "leads to no place on its page"
    return ""


def _target(name: str, link: str) -> str:
    """Return the file that a link leads to from another."""
    path = unquote(urlsplit(link).path)
    return normpath(join(dirname(name), path)) if path else name


def _reached(start: str, read: dict[str, _Names]) -> set[str]:
    """Return what can be reached by links."""
    reached, ahead = set[str](), [start]
    while ahead:
        name = ahead.pop()
        if name in reached or name not in read:
            continue
        reached.add(name)
        ahead += [_target(name, link) for link in read[name].links if ":" not in link]
    return reached


_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_MARKDOWN_LINK = re.compile(
    r"\]\(\s*<?([^\s)>]+)>?(?:\s+\"[^\"]*\")?\s*\)|^\[[^\]]+\]:\s*(\S+)", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE)


def faults_of_document(path: Path, root: Path) -> list[str]:
    """Return what is wrong with the links of a Markdown document that stands below `root`.

    Addresses on the web are not asked; they may be http and https only.
    """
    text = _CODE.sub("", _FENCE.sub("", path.read_text(encoding="utf-8")))
    faults = []
    for found in _MARKDOWN_LINK.finditer(text):
        link = found[1] or found[2]
        if fault := _document_fault(link, path, root):
            faults.append(f"{path.relative_to(root).as_posix()}: the link '{link}' {fault}")
    return faults


def _document_fault(link: str, path: Path, root: Path) -> str:
    parts = urlsplit(link)
    if parts.scheme:
        return "" if parts.scheme in {"http", "https", "mailto"} else "leads to no place on the web"
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_relative_to(root) or not target.exists():
        return "leads to no file"
    if (
        parts.fragment
        and target.suffix == ".md"
        and unquote(parts.fragment) not in _anchors(target)
    ):
        return "leads to no heading"
    return ""


def _anchors(path: Path) -> set[str]:
    """Return the anchors of a document's headings, as hosts of git repositories name them."""
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    seen: Counter[str] = Counter()
    anchors = set()
    for heading in _HEADING.findall(text):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        anchors.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return anchors


def main(words: list[str]) -> int:
    """Print what is wrong with each site named, and return 1 where anything is."""
    faults = [fault for word in words for fault in faults_of_site(Path(word))]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
