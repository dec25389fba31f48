"""How alike two estates are, worked by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.unit.comparison.councils import sector

from estate.comparison.identity import identify
from estate.comparison.quantiles import Between
from estate.comparison.similar import all_likenesses, deeds, likenesses
from estate.comparison.view import SectorView

PRODUCTS = {"products": {one: {"name": one.title()} for one in ("alpha", "beta", "gamma")}}


def council(*systems: tuple[str, str | None], **more: Any) -> dict[str, Any]:  # noqa: ANN401  # tables
    """Return a council with a system for each capability and product."""
    return {
        "systems": {
            f"s{number}": {
                "name": "S",
                "capabilities": [capability],
                **({"product": product} if product else {}),
            }
            for number, (capability, product) in enumerate(systems)
        },
        **more,
    }


def alike(view: SectorView, council: str = "a") -> dict[str, Between]:
    return {one.council: one.value for one in likenesses(view, identify(view), council)}


def share(above: int, below: int) -> Fraction:
    return Fraction(above, below)


def test_capabilities_and_products_weigh_one_each() -> None:
    view = sector(
        {
            "a": council(("x.one", "alpha"), ("x.two", "beta")),
            # Both capabilities and alpha of 2 capabilities and alpha, beta, gamma: 3 of 5.
            "b": council(("x.one", "alpha"), ("x.two", "gamma")),
            "c": council(("x.one", "alpha"), ("x.two", "beta")),
            "d": council(("x.three", "alpha")),
        },
        PRODUCTS,
    )

    found = alike(view)

    assert list(found) == ["c", "b", "d"]
    assert [one.low for one in found.values()] == [1, Fraction(3, 5), 0]
    assert all(one.exact for one in found.values())


def test_a_product_that_is_not_known_may_be_any() -> None:
    view = sector(
        {"a": council(("x.one", None)), "b": council(("x.one", "alpha"))},
        PRODUCTS,
    )

    # Something else: 1 of 3. Alpha: 2 of 2.
    assert alike(view)["b"] == Between(share(1, 3), share(2, 2))


def test_an_unknown_product_may_be_what_the_council_has_already() -> None:
    view = sector(
        {
            "a": council(("x.one", "alpha"), ("x.one", None)),
            "b": council(("x.one", "alpha")),
        },
        PRODUCTS,
    )

    assert alike(view)["b"] == Between(share(2, 3), share(2, 2))


def test_two_bespoke_systems_are_not_the_same_product() -> None:
    tables = council(("x.one", None))
    tables["systems"]["s0"]["bespoke"] = True

    assert alike(sector({"a": tables, "b": tables}))["b"] == Between(share(1, 3), share(1, 3))


def test_products_are_the_same_by_meaning() -> None:
    catalogue = {
        "products": {"alpha": {"name": "Alpha"}, "alpha-9": {"name": "Nine", "aliases": ["Alpha"]}}
    }
    view = sector({"a": council(("x.one", "alpha")), "b": council(("x.one", "alpha-9"))}, catalogue)

    assert alike(view)["b"] == Between(share(1, 1), share(1, 1))


def test_what_does_not_run_is_not_counted() -> None:
    tables = council(("x.one", "alpha"))
    tables["systems"]["s0"]["lifecycle"] = "retired"

    assert alike(sector({"a": council(("x.one", "alpha")), "b": tables}))["b"].low == 0


def test_what_the_other_did_comes_before_what_it_could_do() -> None:
    other = council(
        ("x.one", "alpha"),
        ("x.two", "beta"),
        ("x.three", "beta"),
        steps={
            "later": {"system": "s1", "option": "upgrade", "status": "proposed"},
            "first": {"system": "s0", "option": "replace", "status": "done"},
            "no": {"system": "s2", "option": "replace", "status": "done"},
        },
    )
    other["systems"]["s0"]["options"] = {
        "retire": {"cost": {"capital": 3, "revenue": 4}, "months": 1}
    }
    mine = council(("x.one", "alpha"), needs=[{"capability": "x.two"}])
    view = sector({"a": mine, "b": other}, PRODUCTS)

    found = deeds(view, identify(view), "a", "b")

    assert [
        (one.capability, one.step.kind, one.step.status, one.same_product, one.decided)
        for one in found
    ] == [
        ("x.one", "replace", "done", True, True),
        ("x.two", "upgrade", "proposed", False, False),
        ("x.one", "retire", "option", True, False),
    ]
    assert found[-1].step.cost == 7


def test_all_councils_at_once_say_the_same() -> None:
    view = sector(
        {
            name: council(("x.one", product))
            for name, product in zip("abc", PRODUCTS["products"], strict=True)
        },
        PRODUCTS,
    )
    identity = identify(view)

    assert all_likenesses(view, identity) == {
        name: likenesses(view, identity, name) for name in "abc"
    }
