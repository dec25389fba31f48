"""Joint windows as a picture, a part of a comparison and a scenario file."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

from tests.unit.comparison.test_procurement import council, sector

from estate.comparison.candidates import Candidate, candidate
from estate.comparison.departures import Freedom
from estate.comparison.identity import identify
from estate.comparison.opportunities import opportunity
from estate.comparison.view import SectorView
from estate.portfolio.candidate import NEEDED, Assumptions
from estate.portfolio.scenario import ScenarioFile
from estate.rendering.canvas.palette import contrast
from estate.rendering.comparing.candidate_file import FORM, candidate_toml
from estate.rendering.comparing.section import Compared
from estate.rendering.comparing.window_chart import _LOOKS, window_chart
from estate.rendering.comparing.window_text import windows_text
from estate.rendering.comparing.window_words import FREEDOM_WORDS
from estate.rendering.comparing.windows import section
from estate.rendering.kit.terminal import Terminal

EVIL = '</text><script>alert(1)</script>"=\x1b[31m'
ASSUMED = Assumptions.model_validate(
    {
        "source": EVIL,
        "set_up": {"capital": 1},
        "tiers": ({"members": 1, "annual_price": 2},),
        "minimum_members": 1,
        "cost": {"revenue": 3},
        "months": 4,
        "annual_cost_after": 5,
    }
)


def view() -> SectorView:
    made = sector(council("a"), council("b", ends=date(2028, 9, 30)), council("c"))
    evil = replace(made.councils[0], name=EVIL)
    return replace(made, councils=(evil, *made.councils[1:]))


def made() -> Candidate:
    found = candidate(opportunity(view(), ["a.b"]), ASSUMED)
    assert found is not None
    return found


def test_the_picture_is_whole_and_says_in_words_what_it_shows() -> None:
    root = ET.fromstring(window_chart("w", opportunity(view(), ["a.b"])))
    texts = {each.tag.rpartition("}")[2]: each.text or "" for each in root}
    assert texts["title"].startswith("Joint windows:")
    assert "31 Mar 2028: 2 free, 1 at a cost" in texts["desc"]
    assert "script" not in {each.tag.rpartition("}")[2] for each in root.iter()}
    words = {each.text for each in root.iter() if each.tag.endswith("}text")}
    assert {"31 Mar 2028", "free", "at a cost", "best date"} <= words


def test_no_two_kinds_of_bar_look_alike_without_colour() -> None:
    """Kinds differ in height, in hatching or dashes, or in how light they are."""
    looks = list(_LOOKS.values())
    for place, one in enumerate(looks):
        for other in looks[:place]:
            marked = (one.height, one.dash, one.hatch is None) != (
                other.height,
                other.dash,
                other.hatch is None,
            )
            stroked = one.hatch and other.hatch and one.hatch.step != other.hatch.step
            assert marked or stroked or contrast(one.fill, other.fill) > 1.3


def test_every_freedom_has_words_and_a_look() -> None:
    assert set(FREEDOM_WORDS) == set(_LOOKS) == set(Freedom)


def test_the_text_steers_no_terminal() -> None:
    text = windows_text(opportunity(view(), ["a.b"]), Terminal())
    assert "\x1b" not in text
    assert "To leave on 31 Mar 2028" in text


def test_a_part_has_every_table() -> None:
    own = view()
    part = section(Compared(own, identify(own), own.capabilities))
    assert [grid.name for grid in part.tables] == [
        "opportunities",
        "joint-dates",
        "who-does-what",
        "frameworks",
        "rules",
        "lots",
    ]
    (dated,) = part.tables[1].rows
    assert dated[:4] == ("a.b", date(2028, 3, 31), date(2028, 3, 1), date(2028, 3, 31))


def test_the_scenario_holds_what_was_assumed_and_no_more() -> None:
    written = candidate_toml(made())
    read = ScenarioFile.model_validate(tomllib.loads(written)).scenario
    (proposal,) = read.platform
    assert proposal.record.available_from == date(2028, 4, 1)
    assert proposal.record.set_up == ASSUMED.set_up
    assert proposal.record.tiers == ASSUMED.tiers
    assert [each.system for each in proposal.join] == ["a/x", "b/x", "c/x"]
    assert {(each.months, each.annual_cost_after) for each in proposal.join} == {(4, 5)}
    assert "\x1b" not in written
    priced = [line for line in written.splitlines() if any(c.isdigit() for c in line)]
    told = ("#", "name", "because", "available_from", "id", "system")
    assert all("# assumed" in line for line in priced if not line.startswith(told))


def test_only_inventories_can_be_planned() -> None:
    own = view()
    packed = replace(own.councils[2], source="pack")
    found = candidate(
        opportunity(replace(own, councils=(*own.councils[:2], packed)), ["a.b"]), ASSUMED
    )
    assert found is not None
    assert found.systems == ("a/x", "b/x")
    assert [case.council.id for case, _ in found.left_out] == ["c"]


def test_there_is_no_candidate_on_another_day() -> None:
    assert candidate(opportunity(view(), ["a.b"]), ASSUMED, date(2028, 3, 30)) is None


def test_the_form_asks_for_all_that_is_needed_and_fills_in_nothing() -> None:
    assert Assumptions().missing == NEEDED
    assert all(f"{key} = " in FORM for key in NEEDED)
    assert not any(letter.isdigit() for letter in FORM)
