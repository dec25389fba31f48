"""Where a text is no TOML, by a parser that goes on after an error."""

from __future__ import annotations

from tree_sitter import Language, Parser
from tree_sitter_toml import language

from estate.reading.positions import Place


def broken_lines(text: str) -> list[Place]:
    """Return the first broken place of each line that has one, outermost parts only.

    The parser knows TOML 1.0, so a text of TOML 1.1 that is broken elsewhere may get a place too
    many; texts that are not broken are never given to it.
    """
    lines = text.split("\n")
    places: dict[int, Place] = {}
    waiting = [Parser(Language(language())).parse(text.encode()).root_node]
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            row, column = node.start_point
            before = lines[row].encode()[:column].decode(errors="ignore")
            place = Place(row + 1, len(before) + 1)
            places[row] = min(place, places.get(row, place))
        elif node.has_error:
            waiting.extend(node.children)
    return sorted(places.values())
