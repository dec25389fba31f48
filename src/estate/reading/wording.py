"""The TOML parser's complaints, in words for people who do not know its grammar."""

from __future__ import annotations

import ast
import re

from estate.reading.show import dotted

_OVER = "a key is written twice, or its table is already complete"
_ONE_OF_TWO = "keep one of the two, or write all of it in one place"

_NO_END = ('Expected "\'"', "Expected \"'''\"")

# What the parser says (a pattern for its whole text), what we say, and how to mend it.
_WORDS: tuple[tuple[str, str, str | None], ...] = (
    ("Cannot overwrite a value", _OVER, _ONE_OF_TWO),
    ("Duplicate inline table key '(.*)'", r"the key `\1` is written twice", _ONE_OF_TWO),
    (
        r"Cannot declare (\(.*\)) twice",
        "the table {} is there already",
        "put its keys under one header, or give this one an id of its own",
    ),
    (r"Cannot (?:mutate|redefine).*", _OVER, _ONE_OF_TWO),
    (
        "Invalid value",
        "this is not a value",
        "texts stand in quotes, dates are written 2027-03-31, yes and no are true and false",
    ),
    (
        r"Illegal character '\\[nr]'",
        "the line ends before the quote is closed",
        "close the quote, or use three of them for a text of several lines",
    ),
    ("Illegal character (.*)", r"the character \1 cannot stand here", None),
    (
        r"Found invalid character '\\n'",
        "the line ends before the quote is closed",
        "close the quote, or use three of them for a text of several lines",
    ),
    ("Found invalid character (.*)", r"the character \1 cannot stand here", None),
    (
        "Expected newline or end of document after a statement",
        "something stands behind the value",
        "one key a line; no commas in numbers (118_000); dates are written 2027-03-31",
    ),
    (
        "Expected '=' after a key in a key/value pair",
        "an = is missing after the key",
        "a key with blanks in it stands in quotes",
    ),
    (r"Expected '(\]\]?)' at the end of.*", r"the header is not closed by \1", None),
    ("Invalid initial character for a key part", "a key should stand here", None),
    ("Invalid statement", "a key or a header should stand here", None),
    ("Unclosed array", "an array is not closed by ]", None),
    ("Unclosed inline table", "a table is not closed by }", None),
    ("|".join(_NO_END), "a text is not closed by its quotes", None),
    ("Unterminated string", "a text is not closed by its quotes", None),
    (
        r"Unescaped '\\' in a string",
        "a backslash stands alone",
        "write it twice, or put the text in single quotes",
    ),
    (
        "Escaped character is not a Unicode scalar value",
        "the escape after the backslash stands for no character",
        None,
    ),
    ("Invalid hex value", "the escape after the backslash is not complete", None),
    ("Invalid date or datetime", "there is no such date", None),
)


def in_plain_words(said: str) -> tuple[str, str | None]:
    """Return what the parser said in our words, with a hint where one helps."""
    for pattern, message, hint in _WORDS:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found:
            if "{}" in message:
                return message.format(_key(found[1])), hint
            return found.expand(message), hint
    return said[:1].lower() + said[1:], None


def _key(parts: str) -> str:
    """Return a key from its parts as Python writes them: `('a', 'b c')` is `a."b c"`."""
    try:
        return f"`{dotted(ast.literal_eval(parts))}`"
    except (SyntaxError, ValueError):
        return parts


def is_repetition(said: str) -> bool:
    """Whether the parser complains of a whole statement, and so stands at its end."""
    return said.startswith(("Cannot", "Duplicate"))


def is_unclosed(said: str) -> bool:
    """Whether something was opened that the parser found no end of."""
    return said.startswith(("Unclosed", "Unterminated"))


def is_open_text(said: str) -> bool:
    """Whether a text was opened that the parser found no end of."""
    return said == "Unterminated string" or said in _NO_END
