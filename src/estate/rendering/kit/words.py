"""Figures in words: money, dates, scores and classes as a reader meets them everywhere."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from estate.scoring.framework import RED_FROM
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from estate.scoring.results import Interval, LegacyScore, Scores

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MILLION = 1_000_000
THOUSAND = 1_000
TEN = 10

RED_WORDS = {Answer.YES: "red-rated", Answer.NO: "not red", Answer.UNKNOWN: "cannot tell"}
LEGACY_WORDS = {Answer.YES: "legacy", Answer.NO: "not legacy", Answer.UNKNOWN: "cannot tell"}


def pounds(amount: int) -> str:
    """Return a sum to the pound: `£1,234,567`, `-£20`."""
    return f"{'-' if amount < 0 else ''}£{abs(amount):,}"


def short_pounds(amount: int) -> str:
    """Return a sum for a picture: `£1.2m`, `£735k`, `£900`; rounded halves up."""
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if size >= MILLION - 500:
        tenths = (size * 10 + MILLION // 2) // MILLION
        whole, tenth = divmod(tenths, 10)
        return f"{sign}£{whole:,}{f'.{tenth}' if tenth and whole < THOUSAND else ''}m"
    if size >= TEN * THOUSAND:
        return f"{sign}£{(size + THOUSAND // 2) // THOUSAND}k"
    return f"{sign}£{size:,}"


def day(value: date) -> str:
    """Return `1 Apr 2027`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """Return `Apr 2027`."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def quarter_words(label: str) -> str:
    """Return a calendar quarter, `2027-Q2`, as people say it: `Apr to Jun 2027`."""
    year, _, number = label.partition("-Q")
    first = 3 * (int(number) - 1)
    return f"{MONTHS[first]} to {MONTHS[first + 2]} {year}"


def quarter_month(label: str) -> str:
    """Return the month in which a calendar quarter begins: `2027-Q2` is `Apr 2027`."""
    year, _, number = label.partition("-Q")
    return f"{MONTHS[3 * (int(number) - 1)]} {year}"


def decimal(value: Fraction | int, places: int = 1) -> str:
    """Return a figure rounded to `places`, halves to even, without a needless `.0`.

    Where rounding would carry a score up to the line of red rating, which it does not reach, it
    gets as many places as it takes to stay below: 15.976 is not red, and is not printed as 16.
    """
    if value < RED_FROM <= round(Fraction(value), places):
        return decimal(value, places + 1)
    text = f"{float(round(value, places)):.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def span(interval: Interval, places: int = 1) -> str:
    """Return `26.7`, or `8 to 26.7` for a range whose ends differ as they are shown."""
    low, high = decimal(interval.low, places), decimal(interval.high, places)
    return low if low == high else f"{low} to {high}"


def points(low: int, high: int) -> str:
    """Return a criterion's score: `5`, or `1 to 6` for a range."""
    return str(low) if low == high else f"{low} to {high}"


def percent(ratio: float, places: int = 1) -> str:
    """Return a ratio as a percentage: 0.0123 is `1.2%`."""
    return f"{ratio * 100:.{places}f}%"


def at_least(ratio: Fraction, places: int = 0) -> str:
    """Return a ratio as a percentage, rounded down: it is at least what is printed."""
    return _hundredths(floor(ratio * 10 ** (places + 2)), places)


def at_most(ratio: Fraction, places: int = 0) -> str:
    """Return a ratio as a percentage, rounded up: it is at most what is printed."""
    return _hundredths(ceil(ratio * 10 ** (places + 2)), places)


def _hundredths(units: int, places: int) -> str:
    whole, rest = divmod(abs(units), 10**places)
    sign = "-" if units < 0 else ""
    return f"{sign}{whole}.{rest:0{places}}%" if places else f"{sign}{whole}%"


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return `1 system`, `2 systems`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listing(items: Sequence[str], most: int = 12) -> str:
    """Return `a, b and c`; beyond `most`, `a, b and 7 more`."""
    if len(items) > most:
        return f"{', '.join(items[: most - 1])} and {len(items) - most + 1} more"
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def worst_first(scores: Scores) -> list[LegacyScore]:
    """Return red-rated systems, then those that cannot be told, then the rest; worst first."""
    order = {Answer.YES: 0, Answer.UNKNOWN: 1, Answer.NO: 2}
    return sorted(scores.ranked(), key=lambda score: order[score.red_rated])


def visible(text: str) -> str:
    r"""Return a text in which control, format and bidi characters are seen: `\u202e`, `\x1b`.

    Such characters steer a terminal or turn the reading order round; in a record's text they are
    data, so they are shown and not obeyed. Soft hyphens and joiners go the same way.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return letter
    code = ord(letter)
    if code < 0x100:  # noqa: PLR2004  # two hexadecimal digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  # four
