"""The roadmap as lanes: names in full, marks, waves, arrows, and the same as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.unit.rendering import sample, sample_plan
from tests.unit.rendering.pictures.large import large_plan

from estate.rendering.canvas.drawing import Drawing
from estate.rendering.canvas.plateau_strip import PlateauBand
from estate.rendering.canvas.scale import Scale
from estate.rendering.canvas.sheets import Bar, Lane, Row
from estate.rendering.pictures.timeline import timeline_svg
from estate.rendering.pictures.timeline_table import timeline_table, timeline_text
from estate.rendering.pictures.tracks import packed_label, tracks_of
from estate.rendering.pictures.waits import MOST, Place, draw_waits
from estate.rendering.plan.sheets import MOST_ROWS, council_sheet, estate_sheet, platform_sheet

if TYPE_CHECKING:
    from estate.rendering.canvas.sheets import Sheet

SVG = "{http://www.w3.org/2000/svg}"
SCALE = Scale(date(2026, 10, 1), date(2033, 1, 1), 250, 1184)


def council() -> Sheet:
    return council_sheet(sample_plan.plan(), sample.portfolio(), "strathallan", sample.AS_OF)


def texts(picture: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(picture).iter(f"{SVG}text")]


def test_each_platform_has_a_lane_with_those_who_join_it() -> None:
    sheet = platform_sheet(sample_plan.plan(), sample.portfolio(), sample.AS_OF)
    assert sheet is not None
    (lane,) = sheet.lanes
    assert (lane.name, lane.node) == ("Pupil Hub", "platform:pupil-hub")
    assert lane.note == "1 system joins, £12k a year each"
    assert [row.name for row in lane.rows] == ["Strathallan Council: Pupil records"]
    assert "Pupil Hub" in texts(timeline_svg(sheet))


def test_without_anybody_who_joins_there_is_no_sheet_of_platforms() -> None:
    plan = sample_plan.plan(steps=sample_plan.STEPS[:1])
    assert platform_sheet(plan, sample.portfolio(), sample.AS_OF) is None


def test_the_last_day_for_notice_is_marked() -> None:
    """The contract ends on 31 Mar 2027 and asks for six months: by 30 Sep 2026, before the axis.

    With three months it is 31 Dec 2026.
    """
    contracts = sample.STRATHALLAN["contracts"]
    (key,) = [key for key, one in contracts.items() if "council-tax" in one["systems"]]
    changed = contracts | {key: contracts[key] | {"notice_months": 3}}
    portfolio = sample.portfolio({"strathallan": sample.STRATHALLAN | {"contracts": changed}})
    sheet = council_sheet(sample_plan.plan(), portfolio, "strathallan", sample.AS_OF)
    rows = {row.name: row for row in sheet.rows}
    assert rows["Council tax billing"].notice == date(2026, 12, 31)
    assert "last day for notice 31 Dec 2026" in timeline_svg(sheet)
    assert "last day for notice" in texts(timeline_svg(sheet))


def test_waves_stand_between_plateaus() -> None:
    bands = (
        PlateauBand(0, date(2027, 1, 1), date(2027, 3, 1)),
        PlateauBand(1, date(2028, 10, 1), date(2029, 3, 1)),
        PlateauBand(2, date(2029, 4, 1), date(2030, 3, 1)),  # no room for words before it
    )
    said = texts(timeline_svg(replace(council(), plateaus=bands)))
    assert "Wave 1" in said
    assert "Wave 2" not in said
    assert "wave of change" in said


def test_what_waits_is_joined_by_an_arrow_from_what_comes_first() -> None:
    plan, portfolio = large_plan(1, 12)
    sheet = council_sheet(plan, portfolio, "council-00", sample.AS_OF)
    live = {step.system: step.live for step in plan.steps}
    assert sheet.waits  # an upgrade of system n asks for n - 1
    for first, second in sheet.waits:
        start = next(step.start for step in plan.steps if step.system == second)
        assert live[first] <= start
    arrows = [
        (g.get("data-from"), g.get("data-to"))
        for g in ET.fromstring(timeline_svg(sheet)).iter(f"{SVG}g")
        if g.get("data-from")
    ]
    assert sorted(arrows) == sorted(sheet.waits)


def test_arrows_keep_apart_and_too_many_are_not_drawn() -> None:
    places = {f"s{i}": Place(0, 100, 10 + 20 * i, 8) for i in range(4)}
    places |= {f"t{i}": Place(120, 200, 200 + 20 * i, 8) for i in range(4)}
    drawing = Drawing("w", "W", "Waits.", 300)
    draw_waits(drawing, [(f"s{i}", f"t{i}") for i in range(4)], places)
    paths = [p.get("d", "") for p in ET.fromstring(drawing.svg(300)).iter(f"{SVG}path")]
    uprights = {float(d.split()[0].removeprefix("M")) for d in paths if "H" in d}
    assert len(uprights) == 4
    assert all(abs(one - other) >= 5 for one, other in combinations(uprights, 2))
    many = Drawing("w", "W", "Waits.", 300)
    draw_waits(many, [("s0", "t0")] * (MOST + 1), places)
    assert "data-from" not in many.svg(300)


def test_packed_bars_and_their_names_never_touch() -> None:
    plan, portfolio = large_plan(3, 20)
    for lane in estate_sheet(plan, portfolio, sample.AS_OF).lanes:
        for track in tracks_of(lane, SCALE, packed=True, roomy=True):
            spans = sorted(_span(row) for row in track.rows)
            assert all(right <= left for (_, right), (left, _) in pairwise(spans))


def _span(row: Row) -> tuple[float, float]:
    assert row.bar is not None
    label = packed_label(SCALE, row, row.bar, roomy=True)
    left, right = SCALE.at(row.bar.start), SCALE.at(row.bar.old_until or row.bar.live)
    return min(left, label.left), max(right, label.right)


def test_groups_have_lines_of_their_own_where_there_is_room() -> None:
    plan, portfolio = large_plan(1, 14)
    (lane,) = estate_sheet(plan, portfolio, sample.AS_OF).lanes
    tracks = tracks_of(lane, SCALE, packed=True, roomy=True)
    for track in tracks:
        assert len({row.group for row in track.rows}) == 1
    named = [track.name for track in tracks if track.name]
    assert named == sorted({row.group for row in lane.rows})


def test_a_long_name_near_the_end_stands_before_its_bar() -> None:
    bar = Bar("upgrade", "Upgrade", date(2032, 7, 1), date(2032, 7, 1), date(2032, 12, 1))
    label = packed_label(SCALE, Row("A name of some length", bar), bar, roomy=True)
    assert label.beside
    assert label.right < SCALE.at(bar.start)
    assert label.words == "A name of some length"


@pytest.mark.parametrize(("councils", "steps"), [(1, 5), (8, 12), (32, 13)])
def test_an_estate_of_any_size_stays_within_its_sheet(councils: int, steps: int) -> None:
    plan, portfolio = large_plan(councils, steps)
    picture = timeline_svg(estate_sheet(plan, portfolio, sample.AS_OF))
    root = ET.fromstring(picture)
    assert float(root.attrib["height"]) <= 400 + 160 * councils
    assert len(picture.encode()) < 1_000_000
    drawn = {g.attrib["data-node"] for g in root.iter(f"{SVG}g") if "data-node" in g.attrib}
    assert {step.system for step in plan.steps} <= drawn


def test_a_council_with_very_many_steps_has_its_bars_close_together() -> None:
    plan, portfolio = large_plan(1, MOST_ROWS + 1)
    sheet = council_sheet(plan, portfolio, "council-00", sample.AS_OF)
    assert sheet.packed
    assert {f"System number {n}" for n in range(MOST_ROWS + 1)} <= set(texts(timeline_svg(sheet)))


def test_the_table_says_what_the_picture_shows() -> None:
    table = timeline_table(council())
    names = [head.name for head in table.heads]
    rows = {row[1].text: dict(zip(names, row, strict=True)) for row in table.rows}
    tax = rows["Council tax billing"]
    assert (tax["Start"].text, tax["Start"].key) == ("1 Jan 2027", "2027-01-01")
    assert tax["Contract ends"].text == "31 Mar 2027"
    assert tax["System"].ref is not None
    assert "Waits for" not in names  # nothing waits here
    assert "- Council tax billing: kind: Replace" in timeline_text(council())


def test_the_table_names_what_a_step_waits_for() -> None:
    sheet = council()
    row = replace(sheet.lanes[0].rows[0], waits_for=("north/first",))
    table = timeline_table(replace(sheet, lanes=(Lane("One", (row,)),)))
    assert table.heads[-1].name == "Waits for"
    assert table.rows[0][-1].text == "north/first"
