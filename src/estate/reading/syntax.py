"""From text to tables; every way in which a file may fail to be TOML, said with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tomli

from estate.diagnostics import Finding, Severity, Span
from estate.reading.limits import (
    MAX_KEY_PARTS,
    deepest_bracket,
    line_and_column,
    overlong_key,
)
from estate.reading.source import Source, not_utf8
from estate.reading.wording import in_plain_words, is_repetition

Tables = dict[str, Any]

_MORE_ERRORS = 10
_LONG_NUMBER = re.compile(r"\d[\d_]{4000}")
_HINT = "nothing of this file is used until it can be read whole"


def parse(source: Source) -> Tables | tuple[Finding, ...]:
    """Return what a file says, or why it cannot be known; never raises."""
    try:
        text = source.text
    except UnicodeDecodeError as error:
        return (not_utf8(source, error),)
    long_key = overlong_key(text)
    if long_key is not None:
        message = f"a key has more than {MAX_KEY_PARTS} parts"
        return (_limit(source, message, long_key),)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        first = _first_error(source, text, error)
        return (first, *_further_errors(source, text, first))
    except RecursionError:
        return (_limit(source, "arrays or tables are nested too deep", deepest_bracket(text)),)
    except ValueError:
        # Python refuses to turn thousands of digits into a number.
        found = _LONG_NUMBER.search(text)
        place = line_and_column(text, found.start() if found else 0)
        return (_limit(source, "a number has too many digits", place),)


def _first_error(source: Source, text: str, error: tomli.TOMLDecodeError) -> Finding:
    message, hint = in_plain_words(error.msg)
    line, column = _place_of(text, error)
    span = Span(source.path, line, column)
    return Finding("EST005", Severity.ERROR, f"not valid TOML: {message}", span, hint or _HINT)


def _place_of(text: str, error: tomli.TOMLDecodeError) -> tuple[int, int]:
    """Return where to look: a repetition's own line, an open string's first quote."""
    if error.msg == "Unterminated string" and error.pos >= len(text):
        return line_and_column(text, max(text.rfind('"""'), text.rfind("'''"), 0))
    if is_repetition(error.msg):
        return line_and_column(text, min(error.pos, len(text)))[0], 1
    if error.pos >= len(text):
        return line_and_column(text, len(text.rstrip("\n")))
    return error.lineno, error.colno


def _further_errors(source: Source, text: str, first: Finding) -> Iterator[Finding]:
    """Yield later places that are no TOML either; the first may well be the cause of some."""
    # Loaded here because a file that can be read needs no second parser.
    from estate.reading.broken import broken_lines  # noqa: PLC0415

    after = first.span.line if first.span else 0
    later = [place for place in broken_lines(text) if place.line > after]
    for place in later[:_MORE_ERRORS]:
        span = Span(source.path, place.line, place.column)
        message = "not valid TOML: this line cannot be read"
        yield Finding("EST005", Severity.ERROR, message, span, None)


def _limit(source: Source, message: str, place: tuple[int, int]) -> Finding:
    return Finding("EST003", Severity.ERROR, message, Span(source.path, *place), None)
