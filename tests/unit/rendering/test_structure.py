"""The pages about structure: the same for any order, safe to print, honest about unknowns."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from tests.unit.rendering.sample import HOSTILE

from estate.graph import build
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.terminal import Terminal, columns_of
from estate.rendering.structure.sections import council_page, estate_page
from estate.rendering.structure.structure_json import structure_json
from estate.rendering.structure.text import page_markdown, page_text
from estate.rendering.structure.view import StructureView

AS_OF = date(2026, 9, 30)
ENDS = date(2027, 3, 31)


def raw(systems: dict[str, Any], *flows: str, name: str = "Example") -> dict[str, Any]:
    """A council; each flow `ab` makes a depend on b."""
    return {
        "council": {"name": name},
        "systems": {key: {"name": key.upper(), **facts} for key, facts in systems.items()},
        "interfaces": [{"from": flow[1], "to": flow[0]} for flow in flows],
    }


def view(
    most: int = 3, *, catalogue: dict[str, Any] | None = None, **councils: dict[str, Any]
) -> StructureView:
    portfolio = Portfolio(
        Workspace(),
        Catalogue.model_validate(catalogue or {}),
        {key: Inventory.model_validate(one) for key, one in councils.items()},
    )
    return StructureView(build(portfolio), AS_OF, most)


def nowhere(_: object) -> None:
    return None


def text(seen: StructureView, council: str = "c", width: int = 100) -> str:
    return page_text(council_page(seen, council, nowhere), Terminal(width=width))


def test_rankings_say_how_many_more_there_are() -> None:
    seen = view(1, c=raw({key: {} for key in "abcdef"}, "ab", "ba", "cd", "dc", "ef"))

    said = text(seen)

    assert "2 circles of systems that need one another" in said
    assert "1 more: --top 2." in said
    assert "Blast radius: 5 failures would touch other systems" in said
    assert "4 more: --top 5." in said


def test_a_large_circle_says_that_fewer_might_do() -> None:
    names = "abcdefghijklmn"
    both = [one + two for one, two in pairwise(names)]
    seen = view(1, c=raw({key: {} for key in names}, *both, *(pair[::-1] for pair in both), "an"))

    part = seen.council("c")

    assert not part.circles[0].opening.fewest
    assert "Opens without 13 dependencies (perhaps fewer would do), such as" in " ".join(
        text(seen).split()
    )


def test_the_weakest_is_found_along_the_way_and_what_is_carried_stands_beside() -> None:
    catalogue = {"capabilities": {"a.met": {"name": "Met", "citizen_facing": True}}}
    old = {"likelihood": {"skills": 6, "history": 6}, "impact": {"safety": 5, "reputation": 5}}
    mild = {"likelihood": {"skills": 3}}
    systems: dict[str, Any] = {"a": {"capabilities": ["a.met"]}, "b": mild, "c": old}
    seen = view(3, catalogue=catalogue, c=raw(systems, "ab", "bc"))

    (chain,) = seen.council("c").chains

    assert chain.way == ("c/a", "c/b", "c/c")
    assert str(chain.weakest.ref) == "c/c"
    assert chain.carried is not None
    assert chain.carried.path == chain.way
    # The service's own worst is worse than what it relies on: that stands beside it.
    systems["a"] |= old
    systems["c"] = mild
    (other,) = view(3, catalogue=catalogue, c=raw(systems, "ab", "bc")).council("c").chains
    assert other.way == ("c/a",)
    assert other.carried is not None
    assert other.carried.path in {("c/a", "c/b"), ("c/a", "c/b", "c/c")}


def test_what_is_outside_a_council_is_told_apart() -> None:
    inner = raw({"x": {"depends_on": ["d/y"]}, "w": {"depends_on": ["x"]}})
    outer = raw({"y": {}, "far": {"depends_on": ["c/x"]}, "alone": {}}, name="Other")
    seen = view(9, c=inner, d=outer)

    part = seen.council("c")
    blasts = {one.node: one for one in part.blasts}

    # y is not its own, but its failure touches two of the council's, and one elsewhere.
    assert (blasts["d/y"].systems, blasts["d/y"].elsewhere) == (2, 1)
    assert blasts["d/y"].rings == (1, 2)
    assert (blasts["c/x"].systems, blasts["c/x"].elsewhere) == (1, 1)
    assert part.own.size == 2
    assert part.around is not None
    assert sorted(part.around.successors) == ["c/w", "c/x", "d/far", "d/y"]
    assert "d/y" in text(seen)
    assert "c/x" not in text(seen)


def test_a_circle_through_another_council_is_the_councils_too() -> None:
    seen = view(3, c=raw({"x": {"depends_on": ["d/y"]}}), d=raw({"y": {"depends_on": ["c/x"]}}))

    assert [one.members for one in seen.council("c").circles] == [("c/x", "d/y")]
    assert [row.circles for row in seen.rows()] == [1, 1]
    assert seen.council("c").own.groups == ()


def test_the_order_of_the_record_changes_no_page() -> None:
    flows = ["ab", "bc", "ca", "cd", "ed", "fe", "gf", "ag"]
    systems = {key: {"support": {"people": 1}, "technical_owner": "Lead"} for key in "abcdefg"}
    pages = []
    for seed in range(3):
        random = Random(seed)
        keys = random.sample(sorted(systems), 7)
        one = raw({key: systems[key] for key in keys}, *random.sample(flows, 8))
        councils = dict(random.sample([("c", one), ("d", raw({"z": {}}))], 2))
        seen = view(9, **councils)
        pages.append(
            (
                text(seen),
                page_markdown(estate_page(seen, nowhere)),
                to_text(placeless(structure_json(seen, (), nowhere))),
                to_text(placeless(structure_json(seen, ("c",), nowhere))),
            )
        )
    assert pages[0] == pages[1] == pages[2]


def placeless(document: Any) -> Any:  # noqa: ANN401  # a JSON value
    """Return a document without facts: an interface's is its position in the record."""
    if isinstance(document, dict):
        return {key: placeless(value) for key, value in document.items() if key != "fact"}
    return [placeless(value) for value in document] if isinstance(document, list) else document


@pytest.mark.parametrize("width", [60, 100])
def test_hostile_names_are_shown_and_not_obeyed(width: int) -> None:
    catalogue = {
        "suppliers": {"s": {"name": HOSTILE}},
        "capabilities": {"a.met": {"name": HOSTILE, "citizen_facing": True}},
    }
    council = raw({"a": {"capabilities": ["a.met"], "technical_owner": HOSTILE}, "b": {}}, "ab")
    council["council"]["name"] = HOSTILE
    council["contracts"] = {"k": {"systems": ["b"], "supplier": "s", "annual_value": 1}}
    seen = view(3, catalogue=catalogue, c=council)
    page = council_page(seen, "c", nowhere)

    for said in (page_text(page, Terminal(width=width)), page_markdown(page)):
        assert "\u202e" not in said
        assert "\x07" not in said
        assert "<script>" not in page_markdown(page)
    assert all(columns_of(line) <= 100 for line in text(seen).splitlines())


def test_nothing_recorded_is_said_and_not_divided_by() -> None:
    seen = view(3, c={"council": {"name": "Empty"}})

    assert "0 systems in use on 30 Sep 2026." in text(seen)
    assert structure_json(seen, ("c",), nowhere)["councils"]["c"]["own"]["propagation_cost"] == 0
    assert page_markdown(estate_page(seen, nowhere)).startswith("# Structure of the estate\n")


def test_a_large_circle_is_one_link_of_a_chain() -> None:
    names = "abcdef"
    ring = [one + two for one, two in pairwise([*names, "a"])]
    seen = view(3, c=raw({key: {} for key in [*names, "y", "z"]}, *ring, "ya", "fz"))

    assert "3 in a row: y > circle of 6 > z." in text(seen)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((50, 70), "concentration (HHI) 10,000 of 10,000, all of it to one."),
        ((90, 30), "concentration (HHI) 6,250 of 10,000, as 1.6 equal ones would have."),
    ],
)
def test_money_says_how_far_it_goes_to_few(values: tuple[int, int], said: str) -> None:
    catalogue = {"suppliers": {"s": {"name": "S"}, "t": {"name": "T"}}}
    second = "s" if values[0] < values[1] else "t"
    contracts = {
        key: {"systems": ["x"], "supplier": supplier, "annual_value": value, "ends": ENDS}
        for key, supplier, value in zip("ab", ("s", second), values, strict=True)
    }
    seen = view(3, catalogue=catalogue, c={**raw({"x": {}}), "contracts": contracts})

    assert said in " ".join(text(seen).split())


def test_a_council_asked_for_alone_has_the_page_that_it_has_among_all() -> None:
    catalogue = {"capabilities": {"a.met": {"name": "Met", "citizen_facing": True}}}
    bad = {"likelihood": {"skills": 6}, "impact": {"safety": 5}}
    one = raw({"x": {"depends_on": ["d/gone", "d/y"], "capabilities": ["a.met"]}})
    two = raw({"gone": {"lifecycle": "retired", "depends_on": ["e/z"]}, "y": bad})
    three = raw({"z": bad}, name="Third")
    among = view(9, catalogue=catalogue, c=one, d=two, e=three)

    alone = StructureView(among.graph, AS_OF, 9, ("c",))

    assert text(alone) == text(among)
    assert "x > d/y." in text(alone)
