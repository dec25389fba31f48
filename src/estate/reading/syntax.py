"""From text to tables; every way in which a file may fail to be TOML, said with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tomli

from estate.diagnostics import Finding, Severity, Span
from estate.reading.lexis import STRINGS_AND_COMMENTS
from estate.reading.limits import (
    MAX_KEY_PARTS,
    SPLIT,
    deepest_bracket,
    line_and_column,
    long_number,
    overfull,
    overlong_key,
)
from estate.reading.slips import slip_in
from estate.reading.source import Source, not_utf8
from estate.reading.wording import in_plain_words, is_open_text, is_repetition, is_unclosed

Tables = dict[str, Any]

TOO_MANY_DIGITS = "a number has too many digits"
_MORE_ERRORS = 10
_LONG_NUMBER = re.compile(r"\d[\d_]{4000}")


def parse(source: Source) -> Tables | tuple[Finding, ...]:
    """Return what a file says, or why it cannot be known; never raises."""
    try:
        text = source.text
    except UnicodeDecodeError as error:
        return (not_utf8(source, error),)
    refused = _too_large(source, text)
    if refused is not None:
        return (refused,)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        first = _syntax_error(source, text, error, 0)
        return (first, *_further_errors(source, text, error))
    except RecursionError:
        return (_limit(source, "arrays or tables are nested too deep", deepest_bracket(text)),)
    except ValueError:
        # Python refuses to turn thousands of digits into a number.
        found = _LONG_NUMBER.search(text)
        place = line_and_column(text, found.start() if found else 0)
        return (_limit(source, TOO_MANY_DIGITS, place),)


def _too_large(source: Source, text: str) -> Finding | None:
    """Return why a text is not even given to the parser, if it is not."""
    too_many = overfull(text)
    if too_many is not None:
        return _limit(source, f"the file has more than {too_many}", (1, 1), SPLIT)
    long_key = overlong_key(text)
    if long_key is not None:
        return _limit(source, f"a key has more than {MAX_KEY_PARTS} parts", long_key)
    number = long_number(text)
    return _limit(source, TOO_MANY_DIGITS, number) if number is not None else None


def _syntax_error(
    source: Source, text: str, error: tomli.TOMLDecodeError, lines_before: int
) -> Finding:
    message, hint = in_plain_words(error.msg)
    line, column = _place_of(text, error)
    end = None
    slip = slip_in(text, line, column, error.msg)
    if slip is not None:
        message, hint = slip.message or message, slip.hint
        column, end = slip.start, (lines_before + line, slip.end)
    span = Span(source.path, lines_before + line, column, end)
    return Finding("EST005", Severity.ERROR, f"not valid TOML: {message}", span, hint)


def _place_of(text: str, error: tomli.TOMLDecodeError) -> tuple[int, int]:
    """Return where to look: a repetition's own line, an open string's first quote."""
    if is_open_text(error.msg) and error.pos >= len(text):
        return line_and_column(text, _opening_quote(text))
    if is_repetition(error.msg):
        return line_and_column(text, min(error.pos, len(text)))[0], 1
    if error.pos >= len(text):
        return line_and_column(text, len(text.rstrip("\n")))
    return error.lineno, error.colno


def _opening_quote(text: str) -> int:
    """Return the offset of the quote that opens a text which nothing closes."""
    marks = STRINGS_AND_COMMENTS.finditer(text)
    return next((mark.start() for mark in marks if mark.lastgroup), 0)


def _further_errors(source: Source, text: str, first: tomli.TOMLDecodeError) -> Iterator[Finding]:
    """Yield faults in later lines, each looked for in what follows the line of the one before.

    What is read on from the middle of a file lacks the header above it, so a key that is written
    twice means nothing there. What was opened and not closed makes later lines mean anything.
    """
    error, start = first, 0
    for _ in range(_MORE_ERRORS):
        end = text.find("\n", start + error.pos)
        if end < 0 or is_unclosed(error.msg):
            return
        start = end + 1
        try:
            tomli.loads(text[start:])
            return
        except tomli.TOMLDecodeError as later:
            error = later
        except (RecursionError, ValueError):
            return
        if not is_repetition(error.msg):
            yield _syntax_error(source, text[start:], error, text.count("\n", 0, start))


def _limit(
    source: Source, message: str, place: tuple[int, int], hint: str | None = None
) -> Finding:
    return Finding("EST003", Severity.ERROR, message, Span(source.path, *place), hint)
