"""The usual order and layout of an inventory's file; what it says and its comments stay the same.

Keys stand in the order of the types, a record's tables behind it; records stay in the order in
which people wrote them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from estate.editing.canonical_lex import Block, Pair, Section, read_document
from estate.editing.canonical_order import Shape, in_order, shape_of
from estate.editing.canonical_tables import arranged, settle_headings
from estate.editing.canonical_value import written
from estate.editing.canonical_words import COMMENTS
from estate.editing.edit import EditRefused
from estate.editing.verify import parsed, same


def canonical(text: str, model: type[BaseModel]) -> str:
    """Return a file's text in the usual order and layout. `text` has line feeds and no BOM.

    A text that changes is read again: it says the same, holds every comment once, and would not
    change if it were put in order again.

    Raises:
        EditRefused: when the text is not valid TOML, or one of these would not hold.
    """
    try:
        result = _formatted(text, model)
        if result == text:
            return text
        is_sound = same(parsed(result), parsed(text)) and _comments(result) == _comments(text)
        again = _formatted(result, model)
    except RecursionError as fault:
        raise EditRefused("values are nested too deep") from fault
    except ValueError as fault:
        raise EditRefused(f"the file is not valid TOML: {fault}") from fault
    if not is_sound:
        raise EditRefused("it cannot be put in order without changing what it says")
    if again != result:
        raise EditRefused("its comments stand in a way that leaves their order open")
    return result


def canonical_bytes(raw: bytes, model: type[BaseModel]) -> bytes:
    """Return a file's content in the usual order and layout.

    A byte order mark goes. Lines end in line feeds, or in CR LF where all of them did.

    Raises:
        UnicodeDecodeError: when it is not UTF-8.
        EditRefused: as for a text.
    """
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    result = canonical(text, model)
    if 0 < raw.count(b"\n") == raw.count(b"\r\n"):
        result = result.replace("\n", "\r\n")
    return result.encode()


def _comments(text: str) -> Counter[str]:
    found = (match["comment"] for match in COMMENTS.finditer(text))
    return Counter(comment.rstrip() for comment in found if comment)


def _formatted(text: str, model: type[BaseModel]) -> str:
    document = read_document(text)
    shape = shape_of(model)
    foot = [*settle_headings(document.sections), *document.foot]
    blocks: list[Block] = [document.head]
    for section in arranged(document.sections, shape):
        blocks += [*section.headings, [*section.lead, *_section_lines(section, shape)]]
    blocks += foot
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks if block)


def _section_lines(section: Section, shape: Shape) -> Iterator[str]:
    here = shape.at(section.path)
    if section.is_element:
        here = here.element
    if section.path:
        brackets = "[[{}]]" if section.is_element else "[{}]"
        yield _with(brackets.format(section.header), section.beside)
    yield from section.intro
    apart, is_first = bool(section.intro), True
    for pair in in_order(section.pairs, here):
        gap = pair.gap and (here.is_map or bool(pair.lead))
        if apart or (not is_first and (gap or pair.headings)):
            yield ""
        yield from _pair_lines(pair, here)
        apart, is_first = bool(pair.tail), False
    if section.tail and apart:
        yield ""
    yield from section.tail


def _pair_lines(pair: Pair, shape: Shape) -> Iterator[str]:
    for heading in pair.headings:
        yield from heading
        yield ""
    yield from pair.lead
    start = f"{pair.key} = "
    value = written(pair.value, shape.at(pair.path), used=len(start))
    yield _with(start + value, pair.beside)
    yield from pair.tail


def _with(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line
