"""The trend as a picture: what it says, and that it says so without colour."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree as ET

from estate.portfolio import SystemRef
from estate.rendering.pictures.trend_chart import trend_svg
from estate.scoring import Answer, Interval, Trend, TrendPoint, Turned

SVG = "{http://www.w3.org/2000/svg}"
NONE = Interval(Fraction(0), Fraction(0))


def point(day: date, red: int, open_: int, sound: int, *turned: Turned) -> TrendPoint:
    counts = {Answer.YES: red, Answer.UNKNOWN: open_, Answer.NO: sound}
    return TrendPoint(day, red + open_ + sound, counts, counts, NONE, turned)


def turned(name: str) -> Turned:
    return Turned(SystemRef("c", name), Answer.YES, Answer.YES, Answer.NO, Answer.YES, ())


TREND = Trend(
    date(2026, 11, 22),
    6,
    (
        point(date(2026, 11, 22), 1, 2, 3),
        point(date(2027, 1, 1), 3, 2, 1, turned("a"), turned("b")),
        point(date(2027, 4, 1), 3, 0, 2),
    ),
)


def test_the_description_says_what_the_picture_shows() -> None:
    root = ET.fromstring(trend_svg(TREND, "trend-c", "What becomes of <it>"))
    assert root.findtext(f"{SVG}title") == "What becomes of <it>"
    assert root.findtext(f"{SVG}desc") == (
        "22 Nov 2026: 1 red-rated, 2 cannot tell, 3 not red of 6 systems. Apr 2027, if nothing is "
        "done: 3 red-rated, 0 cannot tell, 2 not red of 5 systems. Most turn red-rated by Jan "
        "2027: 2. The table says the same for every quarter."
    )


def test_columns_are_as_high_as_their_counts() -> None:
    root = ET.fromstring(trend_svg(TREND))
    heights = {
        rect.findtext(f"{SVG}title"): float(rect.attrib["height"])
        for rect in root.iter(f"{SVG}rect")
        if rect.findtext(f"{SVG}title")
    }
    one = heights["22 Nov 2026: 1 red-rated"]
    assert heights["22 Nov 2026: 2 cannot tell"] == 2 * one
    assert heights["1 Jan 2027: 3 red-rated"] == 3 * one
    # What is not there has no column.
    assert len(heights) == 8
    assert "1 Apr 2027: 0 cannot tell" not in heights


def test_classes_differ_by_pattern_and_are_named() -> None:
    picture = trend_svg(TREND)
    root = ET.fromstring(picture)
    looks = {
        rect.findtext(f"{SVG}title", "").partition(" red-rated")[1]: rect.attrib["fill"]
        for rect in root.iter(f"{SVG}rect")
        if rect.findtext(f"{SVG}title", "").startswith("22 Nov")
    }
    assert looks[" red-rated"].startswith("url(#trend-")
    assert len(re.findall('stroke-dasharray="2 2"', picture)) == 3  # the key, and two columns
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"red-rated", "cannot tell", "not red", "3 red-rated", "2 not red"} <= set(words)


def test_an_estate_without_systems_is_drawn_empty() -> None:
    empty = Trend(date(2026, 11, 22), 3, (point(date(2026, 11, 22), 0, 0, 0),))
    assert "No system turns red-rated." in trend_svg(empty)
