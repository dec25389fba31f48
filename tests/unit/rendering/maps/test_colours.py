"""Classes by contract, supplier and interoperability, at their edges; unknown on its own."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.rendering.maps.asked import AS_OF, ask, systems

from estate.portfolio import Contract
from estate.rendering.canvas import palette
from estate.rendering.maps.colours import _band, colours_of
from estate.rendering.maps.contract_ends import shade_of
from estate.scoring import Interval


def contract(**facts: object) -> Contract:
    return Contract.model_validate(facts)


ONE_DAY_TOO_LATE = date(2026, 9, 29)
TACIT = {"renewal": "tacit", "renewal_months": 24}


@pytest.mark.parametrize(
    ("contracts", "style", "said"),
    [
        ([], palette.NO_END, "no contract recorded"),
        ([{}], palette.NO_END, "contract end not known"),
        ([{"ends": date(2026, 9, 30)}], palette.IN_A_YEAR, "30 Sep 2026"),
        ([{"ends": date(2027, 9, 30)}], palette.IN_A_YEAR, "30 Sep 2027"),
        ([{"ends": date(2027, 10, 1)}], palette.IN_TWO_YEARS, "1 Oct 2027"),
        ([{"ends": date(2028, 10, 1)}], palette.IN_THREE_YEARS, "1 Oct 2028"),
        ([{"ends": date(2029, 10, 1)}], palette.LATER, "1 Oct 2029"),
        ([{"ends": ONE_DAY_TOO_LATE}], palette.NO_END, "contract end not known"),
        ([{"ends": ONE_DAY_TOO_LATE, "renewal": "none"}], palette.OVER, "since 29 Sep 2026"),
        (
            [{"ends": ONE_DAY_TOO_LATE, **TACIT}],
            palette.IN_TWO_YEARS,
            "29 Sep 2028, or renews itself",
        ),
        (
            [{"ends": date(2022, 9, 29), **TACIT, "renewals_at_most": 1}],
            palette.OVER,
            "since 29 Sep 2024",
        ),
        ([{"ends": date(2029, 1, 1)}, {"ends": date(2027, 1, 1)}], palette.IN_A_YEAR, "1 Jan 2027"),
        ([{"ends": date(2027, 1, 1)}, {}], palette.IN_A_YEAR, "1 Jan 2027"),
        ([{"ends": date(2029, 1, 1)}, {}], palette.NO_END, "one of them: 1 Jan 2029"),
        (
            [{"ends": ONE_DAY_TOO_LATE, "renewal": "none"}, {"ends": date(2029, 1, 1)}],
            palette.IN_THREE_YEARS,
            "1 Jan 2029",
        ),
    ],
)
def test_the_first_end_among_contracts_in_force_decides(
    contracts: list[dict[str, Any]], style: palette.RiskStyle, said: str
) -> None:
    shade = shade_of([contract(**facts) for facts in contracts], AS_OF)
    assert (shade.style, shade.lines[-1]) == (style, said)


def test_an_extension_that_is_not_used_does_not_keep_a_contract_in_force() -> None:
    over = contract(
        ends=ONE_DAY_TOO_LATE, renewal="none", extensions=[{"months": 60, "by": "council"}]
    )
    assert shade_of([over], AS_OF).style is palette.OVER


@pytest.mark.parametrize(
    ("low", "high", "style"),
    [
        (0, Fraction(399, 10), palette.BADLY),
        (40, Fraction(699, 10), palette.PARTLY),
        (70, 100, palette.WELL),
        (Fraction(399, 10), 40, palette.UNTOLD),
        (0, 100, palette.UNTOLD),
    ],
)
def test_a_range_across_two_classes_is_in_neither(
    low: Fraction | int, high: Fraction | int, style: palette.RiskStyle
) -> None:
    assert _band(Interval(Fraction(low), Fraction(high))) is style


def test_a_system_without_interfaces_is_not_assessed() -> None:
    asked = ask({"one": {"systems": systems("a")}}, colour_by="interop")
    assert colours_of(asked, asked.systems).shade("one/a").style is palette.UNASSESSED


def test_the_suppliers_met_most_often_have_letters_and_the_rest_are_others() -> None:
    products = {f"p{n}": {"name": f"P{n}", "supplier": f"s{n}"} for n in range(9)}
    suppliers = {f"s{n}": {"name": f"Supplier {n}"} for n in range(9)}
    every: dict[str, Any] = {f"x{n}": {"name": f"X{n}", "product": f"p{n}"} for n in range(9)}
    every |= {"again": {"name": "Again", "product": "p8"}, "none": {"name": "None"}}
    every["bought"] = {"name": "Bought"}
    every |= {"own": {"name": "Own", "bespoke": True}}
    contracts = {"c": {"systems": ["bought"], "supplier": "s8"}}
    asked = ask(
        {"one": {"systems": every, "contracts": contracts}},
        {"products": products, "suppliers": suppliers},
        colour_by="supplier",
    )
    colours = colours_of(asked, asked.systems)
    # Supplier 8 is met three times, the others once; of nine the last by id has no letter.
    assert colours.shade("one/again").lines == ("A: Supplier 8",)
    assert colours.shade("one/bought").lines == ("A: Supplier 8",)
    assert colours.shade("one/x0").lines == ("B: Supplier 0",)
    assert colours.shade("one/x7").lines == ("other: Supplier 7",)
    assert colours.shade("one/x7").style is palette.OTHER_SUPPLIER
    assert colours.shade("one/none").style is palette.NO_SUPPLIER
    assert colours.shade("one/own").style is palette.BESPOKE
    letters = [style.words[0] for style in colours.order[:8]]
    assert letters == list("ABCDEFGH")


STYLES = (
    *(palette.WELL, palette.PARTLY, palette.BADLY, palette.UNTOLD, palette.UNASSESSED),
    *(palette.OVER, palette.IN_A_YEAR, palette.IN_TWO_YEARS, palette.IN_THREE_YEARS),
    *(palette.LATER, palette.NO_END, palette.OTHER_SUPPLIER, palette.NO_SUPPLIER),
    *(palette.BESPOKE, palette.GATHERED),
    *(palette.RiskStyle(*three, 1.4, "solid", three[1]) for three in palette.SUPPLIERS),
)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.words)
def test_words_and_borders_stand_out(style: palette.RiskStyle) -> None:
    assert palette.contrast(style.text, style.fill) >= 4.5
    assert palette.contrast(style.border, style.fill) >= 3
    assert palette.contrast(style.border, "#f7f9fb") >= 3


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.words)
def test_words_stand_out_on_every_stripe(style: palette.RiskStyle) -> None:
    assert palette.contrast(palette.GATHERED.text, style.fill) >= 4.5
