"""What is known before something is bought."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.unit.comparison.councils import AS_OF, sector

from estate.comparison.check_new import Prospect, prospect
from estate.comparison.identity import identify

ALARM = "social.alarm"
CATALOGUE: dict[str, Any] = {
    "capabilities": {ALARM: {"name": "Alarms"}},
    "products": {"bell": {"name": "Bell", "supplier": "ringer"}},
    "suppliers": {"ringer": {"name": "Ringer Ltd"}},
    "frameworks": {
        "open": {"name": "Open", "ends": date(2027, 1, 31), "extension_months": 12},
        "named": {"name": "Named", "ends": date(2029, 1, 31), "may_call_off": ["a"]},
    },
}


def council(name: str, ends: date | None = None, **more: Any) -> dict[str, Any]:  # noqa: ANN401  # tables
    """Return a council with an alarm system under a contract."""
    own = {"name": "Alarms", "capabilities": [ALARM], "product": "bell@1", **more}
    contract: dict[str, Any] = {"systems": ["alarm"], "renewal": "none", "notice_months": 1}
    contract |= {} if ends is None else {"ends": ends}
    return {"council": {"name": name}, "systems": {"alarm": own}, "contracts": {"c": contract}}


def ask(
    councils: dict[str, dict[str, Any]], asker: str | None = None, **platforms: dict[str, Any]
) -> Prospect:
    view = sector(councils, CATALOGUE | {"platforms": platforms})
    return prospect(view, identify(view), ALARM, asker)


def test_the_own_system_comes_first_and_retired_ones_do_not() -> None:
    found = ask(
        {
            "a": council("A", date(2028, 3, 31), users=5),
            "b": council("B", lifecycle="retired"),
            "c": council("C", date(2029, 3, 31), lifecycle="planned"),
            "d": {"council": {"name": "D"}, "needs": [{"capability": ALARM}]},
        },
        "c",
    )

    assert [(one.council, one.here, one.in_use) for one in found.providers] == [
        ("c", True, False),
        ("a", False, True),
    ]
    assert (found.providers[1].product, found.providers[1].supplier) == ("Bell", "Ringer Ltd")
    assert found.providers[1].until == date(2028, 3, 31)
    assert found.needs == ("d",)


def test_the_framework_says_until_when_and_for_whom() -> None:
    tables = council("A", date(2028, 3, 31))
    tables["contracts"]["c"]["framework"] = "named"
    other = council("B", date(2028, 3, 31))
    other["contracts"]["c"]["framework"] = "open"

    first, second = ask({"a": tables, "b": other}, "b").providers

    assert [(route.may_end, route.open_to_all) for route in first.routes] == [
        (date(2028, 1, 31), True)
    ]
    assert [route.names_asker for route in second.routes] == [False]


def test_a_platform_is_open_when_it_is_available_and_procured() -> None:
    hub = {"name": "Hub", "capabilities": [ALARM], "status": "existing", "members": ["z"]}

    found = ask(
        {"a": council("A")},
        "a",
        later=hub | {"available_from": date(2028, 1, 1), "procurement_months": 3},
        buying=hub | {"available_from": date(2020, 1, 1), "procurement_months": 3},
        never=hub | {"status": "stalled", "available_from": date(2020, 1, 1)},
        silent=hub,
    )

    assert [(one.id, one.earliest) for one in found.offers] == [
        ("buying", date(2026, 12, 30)),
        ("later", date(2028, 1, 1)),
        ("never", None),
        ("silent", None),
    ]
    assert found.offers[2].earliest_because == "it is recorded as stalled"


def test_the_price_is_that_with_one_more_or_with_as_many_as_it_needs() -> None:
    tiers = [{"members": 2, "annual_price": 20}, {"members": 4, "annual_price": 10}]
    hub = {"name": "Hub", "capabilities": [ALARM], "tiers": tiers}

    found = ask(
        {"a": council("A")},
        "a",
        alone=hub,
        mine=hub | {"members": ["a", "x", "y"]},
        next=hub | {"members": ["x", "y", "z"]},
        young=hub | {"minimum_members": 3},
    )

    prices = [one.tier.annual_price if one.tier else None for one in found.offers]
    assert prices == [None, 20, 10, 20]
    assert [one.member for one in found.offers] == [False, True, False, False]


def test_the_joint_window_is_the_day_on_which_most_can_leave() -> None:
    found = ask(
        {
            "a": council("A", date(2028, 3, 31)),
            "b": council("B", date(2028, 3, 31)),
            "c": council("C", date(2030, 6, 30)),
        },
        "a",
    )

    assert found.joint is not None
    assert found.joint.best.day == date(2028, 3, 31)
    assert found.joint.free == ("a", "b")
    assert (found.first, found.last) == (date(2027, 9, 30), date(2032, 9, 30))
    assert found.as_of == AS_OF


def test_it_says_what_to_ask_whom() -> None:
    found = ask(
        {
            "a": council("A", date(2028, 3, 31)),
            "b": council("Bee", date(2028, 3, 31), users=3),
            "c": council("Sea"),
            "d": {"council": {"name": "Dee"}, "needs": [{"capability": ALARM}]},
        },
        "a",
        hub={"name": "Hub", "capabilities": [ALARM], "sponsor": "Board", "minimum_members": 2},
    )

    asked = "How well does Bell do, and would it share the specification?"
    assert {one.whom: one.what for one in found.queries} == {
        "Board": "Is there a place on Hub and when, and at what price? "
        "It needs 2 members and has 0.",
        "Dee": "It needs this too: could it be bought together?",
        "Bee": f"{asked} Would it buy together, to change on 2028-03-31? "
        "Not recorded: what it costs to run.",
        "Sea": f"{asked} Not recorded: until when its contract runs, how many use it, "
        "what it costs to run.",
    }
    assert [one.whom for one in found.queries] == ["Board", "Dee", "Bee", "Sea"]
