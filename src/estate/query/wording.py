"""What to say of a condition that cannot be read: what stands there, and what could."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

SHOWN = 40
COMPARISON = "a comparison (= != < <= > >= ~ !~ contains, has, in, is known)"
_EXPECTED = (
    ({"RELATION", "IN", "IS"}, COMPARISON),
    ({"LPAR"}, "a column or ("),
    ({"AND"}, "`and`"),
    ({"OR"}, "`or`"),
    ({"QUOTED"}, 'a value, such as 118_000, 2027-03-31, live or "Head of ICT"'),
    ({"LSQB"}, "a list, such as [live, phase-out]"),
    ({"RPAR"}, ")"),
    ({"RSQB"}, "]"),
    ({"COMMA"}, "a comma"),
    ({"PLUS"}, "+ or -"),
    ({"NUMBER"}, "a number"),
    ({"WORD"}, "a word"),
)
"""What a parser could go on with, in words; the first that covers a token speaks for it."""
_ALSO = {
    "a column or (": {"NOT", "WORD"},
    _EXPECTED[4][1]: {"WORD", "NUMBER", "MINUS", "DATE", "SPAN", "MONEY"},
    "+ or -": {"MINUS"},
    _EXPECTED[0][1]: {"NOT"},
}
_OTHER_LANGUAGES = {
    "&&": "write `and`",
    "&": "write `and`",
    "||": "write `or`",
    "|": "write `or`",
    "!": "write `not`, or != for `is not`",
    "%": "write a percentage as its number",
    "$": "sums are in pounds: £118,000 or 118_000",
    "{": "write a list in brackets: [live, phase-out]",
    ";": "one condition at a time: join them with `and` or `or`",
    ",": "join conditions with `and` or `or`; write 118,000 as 118_000 or £118,000",
    "\N{LEFT DOUBLE QUOTATION MARK}": 'use straight quotes: "text"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": 'use straight quotes: "text"',
    "\N{LEFT SINGLE QUOTATION MARK}": "use straight quotes: 'text'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "use straight quotes: 'text'",
    "\N{NOT EQUAL TO}": "write !=",
    "\N{LESS-THAN OR EQUAL TO}": "write <=",
    "\N{GREATER-THAN OR EQUAL TO}": "write >=",
}
_OR_ANOTHER = re.compile(
    r"(?P<name>[A-Za-z][\w.-]*)\s*=\s*(?P<first>\"[^\"]*\"|'[^']*'|[^\s\"'()\[\]]+)\s+or\s+$",
    re.IGNORECASE,
)
_TWO_SIGNS = {
    "==": "write = once",
    "=~": "write ~ alone",
    "<>": "write !=",
    "=>": "write >=",
    "=<": "write <=",
}


def instead_of(text: str, start: int) -> str:
    """Return how to write a sign of another language that is two of ours; empty if it is none."""
    return _TWO_SIGNS.get(text[max(start - 1, 0) : start + 1], "") or (
        _OTHER_LANGUAGES[","] if text[start] == "," else ""
    )


def one_of_a_list(text: str, start: int, length: int) -> str:
    """Return how to ask for one of several values, where `a = 1 or 2` was written; else nothing."""
    before = _OR_ANOTHER.search(text[:start])
    if before is None:
        return ""
    listed = [before["first"], text[start : start + length]]
    return f"write {before['name']} in [{', '.join(map(shortened, listed))}]"


def shortened(piece: str) -> str:
    """Return a piece of a condition, cut where it is too long to be shown."""
    return piece if len(piece) <= SHOWN else piece[: SHOWN - 3] + "..."


def expected_words(tokens: Iterable[str]) -> str:
    """Return what could stand in a place, from the names of the tokens that could."""
    left = set(tokens)
    phrases = []
    for covered, phrase in _EXPECTED:
        if covered & left:
            phrases.append(phrase)
            left -= covered | _ALSO.get(phrase, set())
    if "$END" in left and phrases:
        phrases.append("the end")
    return f"expected {one_of(phrases)}" if phrases else ""


def one_of(words: Collection[str]) -> str:
    """Return `a`, `a or b`, `a, b or c`."""
    listed = list(words)
    if len(listed) < 2:  # noqa: PLR2004  # one word needs no joining
        return "".join(listed)
    return f"{', '.join(listed[:-1])} or {listed[-1]}"


def how_to_write(piece: str, rest: str) -> tuple[str, str, int]:
    """Return what is wrong with a piece that is no word, how to mend it, and its length."""
    if rest[0] in "\"'":
        return "the quote that opens here is not closed", f"close it with {rest[0]}", 1
    for sign, hint in _OTHER_LANGUAGES.items():
        if piece.startswith(sign):
            return f"'{sign}' is not a sign of this language", hint, len(sign)
    shown = shortened(piece)
    if re.match(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}", piece):
        return f"'{shown}' is not a date", "write it as 2027-03-31", len(piece)
    if piece[0] in "£0123456789":
        hint = "write 118_000, £118,000, 2.5, 2027-03-31, or an id that starts so in quotes"
        return f"'{shown}' is neither a number nor a date", hint, len(piece)
    return f"'{shown}' is not a word of this language", "texts go in quotes", len(piece)
