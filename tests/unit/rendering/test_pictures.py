"""Pictures: well formed, with words for everybody, harmless, the same for any order of input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.unit.rendering import gold, sample, sample_plan

from estate.rendering.canvas import palette
from estate.rendering.canvas.svg import standalone
from estate.rendering.kit.groups import slug
from estate.rendering.pictures.charts import cost_svg, risk_svg
from estate.rendering.pictures.heat import heat_of
from estate.rendering.pictures.heatmap import heatmap_svg
from estate.rendering.pictures.matrix import matrix_svg
from estate.rendering.pictures.timeline import timeline_svg
from estate.rendering.plan.sheets import KEPT, council_sheet, estate_sheet, platform_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

SVG = "{http://www.w3.org/2000/svg}"


def council_timeline() -> str:
    plan = sample_plan.plan()
    return timeline_svg(council_sheet(plan, sample.portfolio(), "strathallan", sample.AS_OF))


def estate_timeline() -> str:
    return timeline_svg(estate_sheet(sample_plan.plan(), sample.portfolio(), sample.AS_OF))


def risk_matrix() -> str:
    return matrix_svg("matrix", "Risk of every system", sample.scores(), sample.portfolio())


def cost_chart() -> str:
    years = [year.cost for year in sample_plan.plan().estate.years]
    return cost_svg("cost", sample.HOSTILE, years)


def risk_chart() -> str:
    return risk_svg("risk", "Risk", sample_plan.plan().estate.risk)


def platforms_timeline() -> str:
    sheet = platform_sheet(sample_plan.plan(), sample.portfolio(), sample.AS_OF)
    assert sheet is not None
    return timeline_svg(sheet)


def heat_map() -> str:
    return heatmap_svg("heatmap", "Heat map", heat_of(sample.portfolio(), sample.scores()))


PICTURES = [
    council_timeline,
    estate_timeline,
    platforms_timeline,
    risk_matrix,
    cost_chart,
    risk_chart,
    heat_map,
]
each_picture = pytest.mark.parametrize("draw", PICTURES, ids=lambda draw: draw.__name__)


@each_picture
def test_is_the_kept_picture(draw: Callable[[], str]) -> None:
    gold.same(f"{draw.__name__.replace('_', '-')}.svg", draw())


@each_picture
def test_says_what_it_is(draw: Callable[[], str]) -> None:
    root = ET.fromstring(draw())
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert title.text
    assert description is not None
    assert len(description.text or "") > 40
    labels = (root.get("aria-labelledby") or "").split()
    assert labels == [title.get("id"), description.get("id")]


@each_picture
def test_data_stays_data(draw: Callable[[], str]) -> None:
    text = draw()
    root = ET.fromstring(text)
    assert not list(root.iter(f"{SVG}script"))
    assert "\u202e" not in text
    assert "\x07" not in text
    assert "style=" not in text  # a strict policy would drop it


@each_picture
def test_ids_begin_with_its_name(draw: Callable[[], str]) -> None:
    root = ET.fromstring(draw())
    ids = [element.get("id", "") for element in root.iter() if element.get("id")]
    prefix = ids[0].removesuffix("-title")
    assert all(one.startswith(f"{prefix}-") for one in ids)
    assert len(ids) == len(set(ids))


def test_hostile_names_are_shown_as_they_are_written() -> None:
    texts = [element.text or "" for element in ET.fromstring(council_timeline()).iter()]
    assert any("<script>alert('é & \"x\"')</script> \\u202eevil\\x07 \\" in text for text in texts)


def test_order_of_input_does_not_matter() -> None:
    scores, portfolio = sample.scores(reverse=True), sample.portfolio()
    assert matrix_svg("matrix", "Risk of every system", scores, portfolio) == risk_matrix()


def test_a_crowded_matrix_names_the_worst_only() -> None:
    one = sample.score("strathallan/council-tax", (6,) * 7, (5,) * 6)
    every = {
        replace(one.ref, system=f"s{i}"): replace(one, ref=replace(one.ref, system=f"s{i}"))
        for i in range(70)
    }
    council = {
        "council": {"name": "Crowded"},
        "systems": {f"s{i}": {"name": f"System number {i}"} for i in range(70)},
    }
    scores = replace(sample.scores(), systems=every)
    text = matrix_svg("m", "Risk", scores, sample.portfolio({"strathallan": council}))
    assert text.count("System number") == 12 + 70  # the list of the worst, and a title each


def test_a_standalone_picture_carries_its_typeface_and_stays_well_formed() -> None:
    picture = standalone(risk_matrix())
    root = ET.fromstring(picture)
    assert b"@font-face" in picture
    assert root.find(f"{SVG}title") is not None


@pytest.mark.parametrize("style", sorted(palette.KINDS.items()), ids=lambda item: item[0])
def test_white_letters_can_be_read_on_every_kind(style: tuple[str, palette.KindStyle]) -> None:
    assert palette.contrast(style[1].colour, palette.PAPER) >= 4.5


RISKS = [
    palette.RED,
    palette.LEGACY,
    palette.UNKNOWN,
    palette.SOUND,
    palette.CHANGED,
    palette.JUST_CHANGED,
    palette.KEPT,
    palette.RETIRED,
    palette.PLATFORM,
    palette.OUTSIDE,
]


@pytest.mark.parametrize("style", RISKS, ids=lambda style: style.words)
def test_text_and_border_of_every_box_stand_out(style: palette.RiskStyle) -> None:
    assert palette.contrast(style.text, style.fill) >= 4.5
    assert palette.contrast(style.border, style.fill) >= 3
    assert palette.contrast(style.border, "#f7f9fb") >= 3


def test_no_two_classes_differ_by_colour_alone() -> None:
    assert len({style.words for style in RISKS}) == len(RISKS)
    letters = [style.letter for kind, style in palette.KINDS.items()]
    assert len(letters) == len(set(letters))


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (palette.INK, palette.PAPER),
        (palette.MUTED, palette.PAPER),
        (palette.MUTED, palette.TINT),
        (palette.BRAND, palette.PAPER),
        (palette.BRAND, palette.TINT),
        (palette.ALERT, palette.TINT),
        ("#e3ecf4", palette.DEEP),
        (palette.INK, "#fff3cd"),
        (palette.INK, "#ffe200"),
        (palette.INK, "#a9cbea"),
    ],
)
def test_text_of_pages_and_pictures_can_be_read(ink: str, ground: str) -> None:
    assert palette.contrast(ink, ground) >= 4.5


def test_contrast_is_wcags() -> None:
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_freezes_that_cross_the_new_year_and_those_for_one_capability() -> None:
    portfolio = sample.portfolio(
        {
            "strathallan": sample.STRATHALLAN
            | {
                "freezes": {
                    "winter": {"name": "Winter", "from": "12-15", "to": "01-05"},
                    "billing": {
                        "name": "Billing",
                        "capabilities": ["revenues.*"],
                        "from": "01-20",
                        "to": "04-15",
                    },
                }
            }
        }
    )
    plan = sample_plan.plan()
    sheet = council_sheet(plan, portfolio, "strathallan", sample.AS_OF)
    assert sheet.freezes[0].start == date(2026, 12, 15)
    assert sheet.freezes[0].end == date(2027, 1, 5)
    rows = {row.name: row for lane in sheet.lanes for row in lane.rows}
    assert {band.name for band in rows["Council tax billing"].freezes} == {"Billing"}
    assert rows["Pupil records"].freezes == ()


def test_slugs_are_safe_file_names() -> None:
    assert slug("Revenues & benefits") == "revenues-benefits"
    assert slug("../é") == "group"


def test_a_label_stands_right_after_its_bar_and_a_mark_above_it() -> None:
    """The contract ends on 31 Mar 2027, 60 days after the bar: within its label, 11 points high."""
    step = replace(
        sample_plan.STEPS[0], start=date(2027, 1, 1), delivery=date(2027, 1, 1), capital=0,
        live=date(2027, 2, 1), old_until=None, words="Replace it with something",
    )  # fmt: skip
    plan = sample_plan.plan(steps=(step,))
    sheet = council_sheet(plan, sample.portfolio(), "strathallan", sample.AS_OF)
    root = ET.fromstring(timeline_svg(sheet))
    bars = [
        r for r in root.iter(f"{SVG}rect") if "Council tax" in (r.findtext(f"{SVG}title") or "")
    ]
    (label,) = [t for t in root.iter(f"{SVG}text") if (t.text or "").startswith("Replace it")]
    (mark,) = [
        p for p in root.iter(f"{SVG}path") if "contract ends" in (p.findtext(f"{SVG}title") or "")
    ]
    end = max(float(bar.get("x", "0")) + float(bar.get("width", "0")) for bar in bars)
    assert 0 < float(label.get("x", "0")) - end < 15
    x, lowest = (float(n) for n in mark.get("d", "").split(" L")[2].split())
    assert x > float(label.get("x", "0"))
    assert lowest <= float(label.get("y", "0")) - 8  # the letters are 8 high


def test_the_line_of_today_runs_through_no_heading() -> None:
    """The kept systems' heading is wider than the room for names, and reaches the line."""
    sheet = council_sheet(sample_plan.plan(), sample.portfolio(), "strathallan", sample.AS_OF)
    lanes = tuple(replace(lane, name=KEPT) for lane in sheet.lanes)
    elements = list(ET.fromstring(timeline_svg(replace(sheet, lanes=lanes))).iter())
    headings = [float(one.attrib["y"]) for one in elements if one.text == KEPT]
    drawn = [one.attrib for one in elements if one.get("stroke-dasharray") == "2 3"]
    pieces = [(float(one["y1"]), float(one["y2"])) for one in drawn if one["x1"] == one["x2"]]
    assert len(headings) == len(lanes)
    assert not [y for y in headings for top, end in pieces if top < y < end]
    for y in headings:  # it goes on below each
        assert [top for top, end in pieces if y < top < y + 15 < end]
