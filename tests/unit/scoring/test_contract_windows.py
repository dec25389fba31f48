"""L2, from the windows of contracts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.scoring.cases import criterion, ends, estate

from estate.portfolio import Fact


def under(**contracts: dict[str, Any]) -> Any:  # noqa: ANN401  # a graph
    """An estate in which each contract names `it`, unless it says otherwise."""
    return estate(contracts={name: {"systems": ["it"], **raw} for name, raw in contracts.items()})


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (date(2026, 11, 21), 6),
        (date(2026, 11, 22), 5),
        (date(2027, 5, 22), 5),
        (date(2027, 5, 23), 4),
        (date(2027, 11, 22), 4),
        (date(2027, 11, 23), 3),
        (date(2028, 11, 22), 3),
        (date(2028, 11, 23), 2),
        (date(2029, 11, 22), 2),
        (date(2029, 11, 23), 1),
    ],
)
def test_bands_to_the_day(last_day: date, expected: int) -> None:
    assert ends(under(one={"ends": last_day}), "L2") == (expected, expected)


def test_extensions_count_as_far_as_the_council_may_use_them_alone() -> None:
    mine = {"months": 12, "by": "council"}
    ours = {"months": 12, "by": "agreement"}
    # 31 March 2027 and a year is 31 March 2028: within 24 months of 22 November 2026.
    graph = under(one={"ends": date(2027, 3, 31), "extensions": [mine, ours, mine]})
    found = criterion(graph, "L2")
    assert (found.low, found.high, found.rule) == (3, 3, "contract-windows")
    assert found.because == (
        "Contract 'one' is secured until 31 March 2028, within 24 months,"
        " counting extensions that the council may use alone."
    )
    assert found.facts == (Fact("c", ("contracts", "one", "ends")),)


def test_an_extension_by_agreement_counts_once_it_is_taken() -> None:
    ours = {"months": 12, "by": "agreement", "taken": True}
    found = criterion(under(one={"ends": date(2027, 3, 31), "extensions": [ours]}), "L2")
    assert found.low == 3
    assert "alone" not in found.because


def test_a_contract_that_renews_itself_goes_on() -> None:
    graph = under(one={"renewal": "tacit", "ends": date(2019, 3, 31)})
    assert ends(graph, "L2") == (2, 2)
    assert ends(under(one={"renewal": "tacit"}), "L2") == (2, 2)


@pytest.mark.parametrize(
    ("ends_on", "at_most", "expected"),
    [
        # Renewals of a year each; as of 22 November 2026.
        (date(2019, 3, 31), 2, (6, 6)),  # the last ended in March 2021
        (date(2026, 3, 31), 1, (5, 5)),  # until March 2027
        (date(2026, 3, 31), 2, (3, 3)),  # until March 2028
        (date(2026, 3, 31), 9, (2, 2)),  # until March 2035: still no better than 2
        (date(2026, 3, 31), None, (2, 2)),
        (None, 2, (2, 6)),  # counted from an end that is not recorded
    ],
)
def test_renewals_that_are_limited_come_to_an_end(
    ends_on: date | None, at_most: int | None, expected: tuple[int, int]
) -> None:
    terms = {"ends": ends_on, "renewal": "tacit", "renewals_at_most": at_most}
    graph = estate(contracts={"k": {"systems": ["it"], **terms}})
    assert ends(graph, "L2") == expected


def test_renewals_that_are_limited_in_words() -> None:
    def words(at_most: int) -> str:
        terms = {"ends": date(2026, 3, 31), "renewal": "tacit", "renewals_at_most": at_most}
        return criterion(estate(contracts={"k": {"systems": ["it"], **terms}}), "L2").because

    assert words(1) == ("Contract 'k' renews itself until 31 March 2027 at most, within 6 months.")


def test_a_successor_secures_it() -> None:
    graph = under(
        old={"ends": date(2026, 3, 31), "successor": "new"},
        new={"ends": date(2031, 3, 31), "systems": [], "name": "New one"},
    )
    found = criterion(graph, "L2")
    assert (found.low, found.high) == (1, 1)
    assert found.because.startswith("Contract 'old' with what follows it is secured until")
    assert found.facts == (
        Fact("c", ("contracts", "old", "successor")),
        Fact("c", ("contracts", "new", "ends")),
    )


def test_a_successor_that_renews_itself_goes_on() -> None:
    graph = under(
        old={"ends": date(2026, 3, 31), "successor": "new"},
        new={"renewal": "tacit", "systems": []},
    )
    assert ends(graph, "L2") == (2, 2)


def test_a_successor_without_an_end_lasts_at_least_as_long() -> None:
    new: dict[str, Any] = {"systems": []}
    old = {"ends": date(2027, 3, 31), "successor": "new"}
    assert ends(under(old=old, new=new), "L2") == (1, 5)
    assert ends(under(old={"successor": "new"}, new=new), "L2") == (1, 6)


def test_successors_in_a_circle_or_nowhere_do_no_harm() -> None:
    one = {"ends": date(2027, 3, 31), "successor": "two"}
    two = {"ends": date(2026, 3, 31), "successor": "one"}
    assert ends(under(one=one, two=two), "L2") == (5, 5)
    assert ends(under(one={**one, "successor": "gone"}), "L2") == (5, 5)


def test_the_worst_of_several_counts_and_an_unknown_end_raises_the_upper_end() -> None:
    soon, late = {"ends": date(2027, 1, 31)}, {"ends": date(2035, 1, 31)}
    assert ends(under(one=late, two=soon), "L2") == (5, 5)
    found = criterion(under(one=late, two=soon, three={}), "L2")
    assert (found.low, found.high) == (5, 6)
    assert found.because.endswith("Until when contract 'three' is secured is not known.")
    assert Fact("c", ("contracts", "three")) in found.facts


def test_without_a_contract_or_its_end_it_is_unknown() -> None:
    assert criterion(estate(), "L2").because == "No contract is recorded for it."
    found = criterion(under(one={}), "L2")
    assert (found.low, found.high, found.rule) == (1, 6, "unknown")
    assert criterion(under(one={"systems": ["other"]}), "L2").rule == "unknown"


def test_no_end_as_registers_write_it() -> None:
    mine = {"months": 12, "by": "council"}
    forever = date(9999, 12, 31)
    assert ends(under(one={"ends": forever, "extensions": [mine]}), "L2") == (1, 1)
    nearly = date(9999, 6, 30)
    assert ends(under(one={"ends": nearly, "extensions": [mine]}), "L2") == (1, 1)
