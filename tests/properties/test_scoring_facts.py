"""What a missing fact does to a score: it widens the range, and some answer reaches each end."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from estate.graph import EstateGraph, build
from estate.portfolio import (
    Catalogue,
    Contract,
    Council,
    Interface,
    Inventory,
    Portfolio,
    System,
    SystemRef,
    Workspace,
)
from estate.scoring import CRITERIA, LegacyScore, score_system

TODAY = date(2026, 11, 22)
REF = SystemRef("c", "a")
DATES = st.dates(date(2012, 1, 1), date(2036, 12, 31))
COUNT = st.integers(0, 7)
FLAG = st.booleans()


def some(**facts: Any) -> st.SearchStrategy[dict[str, Any]]:  # noqa: ANN401  # strategies
    """A table of which any key may be missing."""
    return st.fixed_dictionaries({}, optional=facts)


@st.composite
def version(draw: st.DrawFn) -> dict[str, Any]:
    """What the catalogue says of a version; extended support follows the usual, if it is dated."""
    until = draw(st.none() | DATES)
    if until is None:
        return draw(some(supported=FLAG))
    more = timedelta(days=draw(st.integers(0, 2_000)))
    return {"security_support_until": until, "extended_support_until": until + more}


HOSTED = st.sampled_from(["saas", "public-cloud"]).map(lambda hosting: {"hosting": hosting})
HOUSED = some(
    hosting=st.just("on-premises"),
    hardware=some(installed=DATES, supported_until=DATES, unsuitable=FLAG),
)
FACTS = some(
    support=some(people=COUNT, supplier=FLAG),
    vulnerabilities=some(critical=COUNT, high=COUNT, other=COUNT, assessed=DATES),
    incidents=some(ongoing=FLAG, severe=COUNT, major=COUNT, moderate=COUNT, minor=COUNT),
    impact=some(
        financial=st.sampled_from([0.5, 4.5, 7.5, 10.0, 12.0]).map(
            lambda percent: {"percent_of_budget": percent}
        )
        | st.sampled_from([0, 1, 40, 1_000]).map(lambda pounds: {"amount": pounds}),
        operations=some(staff_hours=st.sampled_from([0, 99, 100, 1_001, 500_001])),
    ),
    interfaces_complete=st.just(True),  # False would be an exception to what the council says
)
ALWAYS = st.fixed_dictionaries(
    {
        "technology": st.lists(st.sampled_from(["p@1", "p@2"]), max_size=2, unique=True),
        "extended_support": st.lists(st.sampled_from(["p@1", "p"]), max_size=1),
    }
)
RECORDS = st.fixed_dictionaries(
    {
        "system": st.builds(lambda *parts: {**parts[0], **parts[1], **parts[2]},
                            ALWAYS, FACTS, HOSTED | HOUSED),
        "council": some(net_revenue_budget=st.just(500), interfaces_complete=FLAG),
        "contracts": st.dictionaries(
            st.sampled_from(["k1", "k2"]),
            st.builds(
                lambda facts, rest: {**facts, **rest},
                some(ends=DATES),
                st.sampled_from(
                    [{}, {"renewal": "tacit"}, {"renewal": "tacit", "renewals_at_most": 3}]
                ),
            ),
        ),
        "versions": st.fixed_dictionaries({"1": version(), "2": version()}),
        "interfaces": st.lists(
            st.tuples(st.sampled_from("ab"), st.sampled_from("bcd")), max_size=4
        ),
    }
)  # fmt: skip
CLOSED = {"technology", "extended_support", "renewal", "renewals_at_most"}
"""What is not recorded of these is taken not to be there; the pages say so."""


def scored(record: dict[str, Any]) -> LegacyScore:
    """The score of the system in question."""
    return score_system(estate(record), REF, TODAY)


def estate(record: dict[str, Any]) -> EstateGraph:
    """The graph of a record: the system in question and three plain ones."""
    systems = {"a": record["system"], "b": {}, "c": {}, "d": {}}
    contracts = {name: {"systems": ["a"], **raw} for name, raw in record["contracts"].items()}
    inventory = Inventory(
        council=Council.model_validate({"name": "Example", **record["council"]}),
        systems={n: System.model_validate({"name": n, **raw}) for n, raw in systems.items()},
        contracts={name: Contract.model_validate(raw) for name, raw in contracts.items()},
        interfaces=tuple(
            Interface.model_validate({"from": one, "to": other})
            for one, other in record["interfaces"]
            if one != other
        ),
    )
    products = {"p": {"name": "P", "versions": record["versions"]}}
    catalogue = Catalogue.model_validate({"products": products})
    return build(Portfolio(Workspace(), catalogue, {"c": inventory}))


def facts_of(table: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401  # a table
    """The paths of all that can be forgotten: tables, keys, and interfaces."""
    found = []
    keys = table if isinstance(table, dict) else range(len(table))
    for key in keys:
        here = (*path, key)
        if key in CLOSED:
            continue
        if (len(here) > 1 and here[0] != "contracts" and here != ("versions", key)) or (
            here[0] == "contracts" and key == "ends"
        ):
            found.append(here)
        if isinstance(table[key], dict) or key == "interfaces":
            found += facts_of(table[key], here)
    return found


def forgettable(path: tuple[Any, ...]) -> bool:
    """Whether that alone can be missing: of a contract, only its end is unknown if not recorded."""
    if path[0] == "contracts":
        return bool(path[-1] == "ends")
    return len(path) > 1 and not (path[0] == "versions" and len(path) == 2)


def without(record: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """The same record, with one thing forgotten."""
    left = deepcopy(record)
    table = left
    for key in path[:-1]:
        table = table[key]
    del table[path[-1]]
    if path[0] == "interfaces":  # who declares that they are complete would no longer be right
        for owner in ("system", "council"):
            left[owner].pop("interfaces_complete", None)
    return left


@given(RECORDS, st.data())
def test_forgetting_a_fact_only_ever_widens(record: dict[str, Any], data: st.DataObject) -> None:
    facts = facts_of(record)
    assume(facts)
    known = scored(record)
    less = scored(without(record, data.draw(st.sampled_from(facts))))
    for one, wider in zip(known.criteria, less.criteria, strict=True):
        assert wider.low <= one.low <= one.high <= wider.high, (one, wider)
    assert less.overall.low <= known.overall.low <= known.overall.high <= less.overall.high


@given(RECORDS, st.booleans())
def test_each_end_is_reached_by_recording_it(record: dict[str, Any], worst: bool) -> None:
    open_ = scored(record)
    told = deepcopy(record)
    for criterion, found in zip(CRITERIA, open_.criteria, strict=True):
        if not found.known:
            table = told["system"].setdefault(criterion.table, {})
            entry = table.setdefault(criterion.key, {})
            entry["score"] = found.high if worst else found.low
    settled = scored(told)
    assert settled.overall.exact
    assert settled.overall.low == (open_.overall.high if worst else open_.overall.low)
    assert not any(criterion.contradicted for criterion in settled.criteria)


@given(RECORDS, st.sampled_from(CRITERIA))
def test_raising_what_is_recorded_never_lowers_the_score(
    record: dict[str, Any],
    criterion: Any,  # noqa: ANN401  # a criterion
) -> None:
    def judged(number: int) -> LegacyScore:
        told = deepcopy(record)
        table = told["system"].setdefault(criterion.table, {})
        table[criterion.key] = {"score": number, "by": "somebody", "because": "of this"}
        return scored(told)

    scores = [judged(number) for number in range(1, criterion.worst + 1)]
    for before, after in pairwise(scores):
        assert before.overall.low < after.overall.low
        assert before.overall.high <= after.overall.high
        assert (before.legacy, after.legacy) not in {("yes", "no"), ("yes", "unknown")}
        assert (before.red_rated, after.red_rated) not in {("yes", "no"), ("yes", "unknown")}
