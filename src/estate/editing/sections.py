"""Where new keys and tables go, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from estate.editing import write
from estate.editing.edit import EditRefused
from estate.editing.scan import BOM, Document, Statement
from estate.editing.splice import Cut
from estate.portfolio import KeyPath

Order = Callable[[KeyPath], Sequence[str]]
"""For a table, its keys in the order in which they are usually written."""

WITH_HEADERS = frozenset({"options", "versions"})
"""Tables inside a record whose entries have headers of their own."""
DOTTED = frozenset({"evidence"})
"""Tables inside a record whose entries are one line each: `evidence.owner = { ... }`."""
FIXED = frozenset({"council", "estate"})
"""Tables at the top of a file that are a record themselves."""

_COMMENTS = re.compile(r"(?:[ \t]*+#[^\n]*+(?:\n|\Z))++")
_BLANK = re.compile(r"[ \t]*+\r?(?:\n|\Z)")


def into_table(
    document: Document, path: KeyPath, entries: Mapping[str, Any], order: Order
) -> list[Cut]:
    """Return the cuts that write new keys into a table that is not an inline one."""
    lines: dict[str, Any] = {}
    cuts: list[Cut] = []
    for name, value in entries.items():
        if not path and _are_tables(value):
            cuts.append(new_elements(document, (name,), value))
        elif _by_header(document, path, name, value):
            cuts.append(_new_sections(document, (*path, name), value))
        else:
            lines[name] = value
    return _new_lines(document, path, lines, order) + cuts if lines else cuts


def _by_header(document: Document, path: KeyPath, name: str, value: object) -> bool:
    """Whether a new entry gets a header: as its siblings have, else as is usual."""
    if not isinstance(value, Mapping):
        return False
    if not path:
        return True
    if path not in document.exact and _lines_of(document, path):
        return False  # a table that dotted keys began cannot be gone on with under a header
    if (len(path) > 1 or path[0] in FIXED) and path[-1] not in WITH_HEADERS | DOTTED:
        return name in WITH_HEADERS
    siblings = [
        each
        for number in document.under.get(path, ())
        if len((each := document.statements[number]).path) > len(path)
        and (each.kind == "table" or _leads_to_table(document, each))
    ]
    if siblings:
        return any(each.kind == "table" for each in siblings)
    return path[-1] not in DOTTED


def _leads_to_table(document: Document, statement: Statement) -> bool:
    return statement.kind == "pair" and document.text[statement.value[0]] == "{"


def _are_tables(value: object) -> bool:
    """Whether a value is a list of tables, each of which gets a header at the top of a file."""
    if not isinstance(value, list):
        return False
    return bool(value) and all(isinstance(each, Mapping) for each in value)


def _new_lines(
    document: Document, path: KeyPath, entries: Mapping[str, Any], order: Order
) -> list[Cut]:
    """Return the cuts that write keys as lines, each behind the key that usually precedes it."""
    lines = _lines_of(document, path)
    if not lines and path and path not in document.exact:
        return [_header_before(document, path, entries)]
    usual = list(order(path))
    cuts = []
    for name in sorted(entries, key=lambda name: _rank(usual, name)):
        prefix = _written_prefix(document, path, lines)
        text = "".join(
            _indent(document, lines) + line + document.newline
            for line in _pairs(prefix, name, entries[name], document.newline)
        )
        at = _place(document, path, lines, usual, name)
        cuts.append(_line_at(document, at, text))
    return cuts


def _rank(usual: Sequence[str], name: str) -> int:
    return usual.index(name) if name in usual else len(usual)


def _lines_of(document: Document, path: KeyPath) -> list[Statement]:
    """Return the lines that write keys of a table: under its header, else dotted from above."""
    numbers = document.under.get(path, ())
    pairs = [
        document.statements[number]
        for number in numbers
        if document.statements[number].kind == "pair"
        and len(document.statements[number].path) > len(path)
    ]
    header = document.exact.get(path) if path else -1
    if header is not None:
        return [each for each in pairs if each.header == header]
    first = next((each for each in pairs if len(_base(document, each)) < len(path)), None)
    return [each for each in pairs if first is not None and each.header == first.header]


def _base(document: Document, statement: Statement) -> KeyPath:
    return document.statements[statement.header].path if statement.header >= 0 else ()


def _written_prefix(document: Document, path: KeyPath, lines: Sequence[Statement]) -> str:
    """Return what stands before the key on a line of the table: empty under its own header."""
    if not lines:
        return ""
    rest = path[len(_base(document, lines[0])) :]
    return "".join(f"{write.key(str(part))}." for part in rest)


def _indent(document: Document, lines: Sequence[Statement]) -> str:
    if not lines:
        return ""
    start = document.text[lines[-1].start : lines[-1].key[0]]
    return start if not start.strip() else ""


def _place(
    document: Document,
    path: KeyPath,
    lines: Sequence[Statement],
    usual: Sequence[str],
    name: str,
) -> int:
    """Return the offset at which a line for a key goes."""
    if not lines:
        return document.statements[document.exact[path]].end if path else _start(document)
    if name not in usual:
        return lines[-1].end
    rank = usual.index(name)
    before = [each for each in lines if _rank(usual, str(each.path[len(path)])) <= rank]
    if before:
        return max(before, key=lambda each: (_rank(usual, str(each.path[len(path)])), each.end)).end
    header = lines[0].header
    return document.statements[header].end if header >= 0 else lines[0].start


def _start(document: Document) -> int:
    return len(BOM) if document.text.startswith(BOM) else 0


def _pairs(prefix: str, name: str, value: object, newline: str) -> Iterator[str]:
    """Yield the lines that write a key with its value."""
    if name in DOTTED and isinstance(value, Mapping):
        for inner, each in value.items():
            yield from _pairs(f"{prefix}{write.key(name)}.", str(inner), each, newline)
        return
    start = f"{prefix}{write.key(name)} = "
    yield start + write.value(value, newline, used=len(start))


def _line_at(document: Document, at: int, text: str) -> Cut:
    """Return the cut that puts lines at an offset, which may be behind a last line without end."""
    before = document.text[:at]
    if at > _start(document) and not before.endswith("\n"):
        text = document.newline + text.removesuffix(document.newline)
    return Cut(at, at, text)


def _header_before(document: Document, path: KeyPath, entries: Mapping[str, Any]) -> Cut:
    """Return the cut that gives a table a header, which so far only its inner tables have."""
    numbers = document.under.get(path, ())
    if not numbers:
        raise EditRefused(f"the place of `{'.'.join(map(str, path))}` is not found in the file")
    newline = document.newline
    text = newline.join(section(path, entries, newline)) + newline * 2
    start = document.statements[numbers[0]].start
    return Cut(start, start, text)


def _new_sections(document: Document, path: KeyPath, value: Mapping[str, Any]) -> Cut:
    """Return the cut that writes a table with its header behind the last of its kind."""
    newline = document.newline
    text = newline.join(section(path, value, newline)) + newline
    return _section_at(document, _behind_kin(document, path), text)


def new_elements(document: Document, path: KeyPath, elements: Sequence[Mapping[str, Any]]) -> Cut:
    """Return the cut that writes elements of an array of tables behind the last."""
    newline = document.newline
    header = f"[[{_dotted(path)}]]"
    blocks = [newline.join([header, *_body(path, each, newline)]) for each in elements]
    text = (newline * 2).join(blocks) + newline
    return _section_at(document, _behind_kin(document, (*path, 0)), text)


def section(path: KeyPath, value: Mapping[str, Any], newline: str) -> list[str]:
    """Return the lines of a table with its header, and of the tables in it that have their own."""
    holds_tables = bool(value) and all(isinstance(each, Mapping) for each in value.values())
    if holds_tables and (len(path) == 1 or path[-1] in WITH_HEADERS):
        blocks = [section((*path, name), each, newline) for name, each in value.items()]
        return [line for block in blocks for line in ("", *block)][1:]
    return [f"[{_dotted(path)}]", *_body(path, value, newline)]


def _body(path: KeyPath, value: Mapping[str, Any], newline: str) -> list[str]:
    lines: list[str] = []
    inner: list[str] = []
    for name, each in value.items():
        if name in WITH_HEADERS and isinstance(each, Mapping):
            inner += ["", *section((*path, name), each, newline)]
        elif each is not None:
            lines += _pairs("", name, each, newline)
    return lines + inner


def _dotted(path: KeyPath) -> str:
    return ".".join(write.key(part) for part in path if isinstance(part, str))


def _behind_kin(document: Document, path: KeyPath) -> int:
    """Return the offset behind the last statement that shares most of a path."""
    for length in range(len(path) - 1, 0, -1):
        numbers = document.under.get(path[:length])
        if numbers:
            return _behind_comments(document.text, document.statements[numbers[-1]].end)
    return len(document.text)


def _behind_comments(text: str, at: int) -> int:
    """Return the end of comments that follow at once and belong to what stands above them."""
    comments = _COMMENTS.match(text, at)
    if comments is not None and (_BLANK.match(text, comments.end()) or comments.end() == len(text)):
        return comments.end()
    return at


def _section_at(document: Document, at: int, text: str) -> Cut:
    """Return the cut that puts a section at an offset, one blank line before and behind it."""
    newline, before, behind = document.newline, document.text[:at], document.text[at:]
    if at > _start(document):
        if not before.endswith("\n"):
            text = newline + text.removesuffix(newline)
        if not _ends_blank(before):
            text = newline + text
    if behind and not _BLANK.match(behind):
        text += newline
    return Cut(at, at, text)


def _ends_blank(text: str) -> bool:
    return text.endswith(("\n\n", "\n\r\n")) or text in {"\n", "\r\n"}
