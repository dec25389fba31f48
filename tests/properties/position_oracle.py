"""Where keys and values stand, by a full parse with another parser: slow, and written apart."""

from __future__ import annotations

import tomli
from tree_sitter import Language, Node, Parser
from tree_sitter_toml import language

Path = tuple[str | int, ...]
Place = tuple[int, int]

KEYS = {"bare_key", "quoted_key", "dotted_key"}


def positions(text: str) -> dict[Path, tuple[Place, Place]]:
    """Return where each key and value of a TOML 1.0 document starts, from 1 and in characters."""
    return _Walk(text).known


class _Walk:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.known: dict[Path, tuple[Place, Place]] = {}
        self.elements: dict[Path, int] = {}
        root = Parser(Language(language())).parse(text.encode()).root_node
        assert not root.has_error
        base: Path = ()
        for node in root.named_children:
            if node.type == "pair":
                self.pair((), node)
            elif node.type != "comment":
                base = self.header(node)
                for pair in node.named_children:
                    if pair.type == "pair":
                        self.pair(base, pair)

    def place(self, node: Node) -> Place:
        row, column = node.start_point
        return row + 1, len(self.lines[row].encode()[:column].decode()) + 1

    def header(self, node: Node) -> Path:
        path: Path = ()
        parts = self.parts(node.named_children[0])
        for index, (key, at) in enumerate(parts):
            path = (*path, key)
            last = index == len(parts) - 1
            if last and node.type == "table_array_element":
                self.elements[path] = self.elements.get(path, -1) + 1
            elif last:
                self.known[path] = (at, at)
            self.known.setdefault(path, (at, at))
            if path in self.elements:
                path = (*path, self.elements[path])
                self.known.setdefault(path, (at, at))
        return path

    def parts(self, node: Node) -> list[tuple[str, Place]]:
        if node.type == "dotted_key":
            inner = [child for child in node.named_children if child.type in KEYS]
            return [part for child in inner for part in self.parts(child)]
        assert node.text is not None
        return [(next(iter(tomli.loads(node.text.decode() + "=0"))), self.place(node))]

    def pair(self, base: Path, node: Node) -> None:
        key, value = [child for child in node.named_children if child.type != "comment"]
        path = base
        for part, at in self.parts(key):
            path = (*path, part)
            self.known.setdefault(path, (at, at))
        self.known[path] = (self.parts(key)[-1][1], self.place(value))
        self.value(path, value)

    def value(self, path: Path, node: Node) -> None:
        if node.type == "inline_table":
            for pair in node.named_children:
                if pair.type == "pair":
                    self.pair(path, pair)
        elif node.type == "array":
            elements = [child for child in node.named_children if child.type != "comment"]
            for index, element in enumerate(elements):
                at = self.place(element)
                self.known[*path, index] = (at, at)
                self.value((*path, index), element)
