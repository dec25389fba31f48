"""What could be saved, worked by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError
from tests.unit.comparison.councils import sector

from estate.comparison.benchmarks import benchmarks, known_costs
from estate.comparison.moving import cheapest_moves
from estate.comparison.platform_prices import PlatformSaving, platform_savings
from estate.comparison.quantiles import Between
from estate.comparison.savings import Saving, peer_savings, rate_savings
from estate.comparison.view import SectorView
from estate.portfolio.saving_rates import Rate, SavingAssumptions

TAX = "revenues.council-tax"


def council(cost: int | None, people: int = 10_000, **options: dict[str, Any]) -> dict[str, Any]:
    """Return a council with one system for council tax."""
    own: dict[str, Any] = {"name": "Tax", "capabilities": [TAX], "options": options}
    own |= {} if cost is None else {"annual_cost": {"licence": cost}}
    return {"council": {"name": "A", "population": people}, "systems": {"tax": own}}


def peers(view: SectorView) -> dict[str, Saving]:
    found = peer_savings(view, benchmarks(view, [TAX]))
    return {one.kind: one for one in found if one.peers == "all councils"}


def figure(value: Fraction | int) -> Between:
    return Between(Fraction(value), Fraction(value))


def test_all_come_down_to_the_median_or_the_lower_quartile() -> None:
    # Per head 1, 2, 3 and 6: the median is 2.5, the lower quartile 1.75. Per 10,000 heads,
    # 5,000 + 35,000 are above the one, 2,500 + 12,500 + 42,500 above the other.
    view = sector(
        {
            name: council(cost)
            for name, cost in zip("abcd", (10_000, 20_000, 30_000, 60_000), strict=True)
        }
    )

    found = peers(view)

    assert found["median"].saving == figure(40_000)
    assert found["median"].councils == ("c", "d")
    assert found["lower-quartile"].saving == figure(57_500)
    assert found["median"].spent == figure(120_000)


def test_a_cost_beyond_the_fences_may_be_for_something_else() -> None:
    view = sector(
        {name: council(cost) for name, cost in zip("abcde", (10_000,) * 4 + (90_000,), strict=True)}
    )

    assert peers(view)["median"].saving == Between(Fraction(0), Fraction(80_000))


def test_two_councils_make_no_price() -> None:
    assert peers(sector({"a": council(10), "b": council(20)})) == {}


def test_councils_without_a_cost_save_nothing_and_are_counted() -> None:
    view = sector({**{name: council(10) for name in "abc"}, "d": council(None)})

    assert peers(view)["median"].unknown == 1
    assert peers(view)["median"].saving == figure(0)


def test_moving_is_from_the_cheapest_option_to_the_dearest() -> None:
    view = sector(
        {
            "a": council(
                1,
                replace={"cost": {"capital": 5, "revenue": 2}},
                join={"platform": "hub", "cost": {"capital": 3}},
                upgrade={"cost": {"capital": 1}},
            ),
            "b": council(1, retire={"cost": {"capital": 1}}),
        }
    )
    refs = [[view.councils[place].systems[0].ref] for place in (0, 1)]

    found = cheapest_moves(view, refs)

    assert (found.once, found.systems, found.unknown) == (Between(Fraction(3), Fraction(7)), 1, 1)
    assert cheapest_moves(view, refs, "hub").once == figure(3)


RATE = Rate(name="Together", percent=(5.0, 7.5), capabilities=("revenues.*",), source="Made up")


def test_a_rate_is_taken_of_what_is_recorded() -> None:
    view = sector({"a": council(1_000), "b": council(None)})

    (found,) = rate_savings(view, {TAX: known_costs(view, TAX)}, {"joint": RATE})

    assert found.saving == Between(Fraction(50), Fraction(75))
    assert (found.basis, found.unknown) == ("Together (Made up)", 1)
    assert rate_savings(view, {"people.hr": known_costs(view, TAX)}, {"joint": RATE}) == ()


def test_rates_and_sizes_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValidationError, match="the least, then the most"):
        Rate(name="X", percent=(8.0, 3.0), source="Y")
    with pytest.raises(ValidationError, match="rise"):
        SavingAssumptions(sizes=(5, 5))
    with pytest.raises(ValidationError, match="source"):
        Rate.model_validate({"name": "X", "percent": [3]})


def hub(**more: Any) -> dict[str, Any]:  # noqa: ANN401  # tables
    tiers = [
        {"members": 1, "annual_price": 50},
        {"members": 3, "annual_price": 40},
        {"members": 4, "annual_price": 30},
    ]
    own = {"name": "Hub", "capabilities": [TAX], "status": "existing", "tiers": tiers, **more}
    return {"platforms": {"hub": own}}


def by_scope(view: SectorView) -> dict[str, PlatformSaving]:
    return {one.scope: one for one in platform_savings(view, [TAX])}


def test_joining_a_platform_at_its_prices() -> None:
    # Member z pays 50 today. With a and b there are 3 members at 40: 100 + 20 - 80, and z gains
    # 10. Were c there too, whose cost is not known, 4 at 30: 100 + 20 - 60, and z gains 20.
    view = sector(
        {
            "a": council(100, join={"platform": "hub", "cost": {"capital": 7}}),
            "b": council(20),
            "c": council(None),
            "z": council(999),
        },
        hub(members=["z"], set_up={"capital": 9, "revenue": 1}),
    )

    found = by_scope(view)["all"]

    assert (found.joining, found.unknown, found.dearer) == (("a", "b"), ("c",), ("b",))
    assert found.price == Between(Fraction(30), Fraction(40))
    assert found.saving == Between(Fraction(100 + 20 - 80 + 10), Fraction(100 + 20 - 60 + 20))
    assert found.members_gain == Between(Fraction(10), Fraction(20))
    assert (found.set_up, found.moving.once, found.moving.unknown) == (10, figure(7), 1)


def test_only_those_who_record_it_as_an_option() -> None:
    view = sector(
        {"a": council(100, join={"platform": "hub"}), "b": council(20)}, hub(members=["z", "y"])
    )

    assert by_scope(view)["recorded"].joining == ("a",)


def test_the_system_behind_a_platform_goes_on_costing() -> None:
    view = sector({"a": council(100), "b": council(90)}, hub(runs_on="a/tax"))

    assert by_scope(view)["all"].joining == ("b",)


def test_too_few_members_a_stall_or_no_price_make_no_saving() -> None:
    councils = {"a": council(100)}

    assert by_scope(sector(councils, hub(minimum_members=2))) == {}
    assert by_scope(sector(councils, hub(status="stalled"))) == {}
    assert by_scope(sector(councils, hub(tiers=[]))) == {}
