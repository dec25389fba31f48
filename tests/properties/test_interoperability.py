"""What holds for every interface: ranges are sound and tight, steps are real and smallest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product
from random import Random  # Hypothesis looks at it
from typing import Any, get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st

from estate.graph import EstateGraph, build
from estate.portfolio import (
    Catalogue,
    Council,
    Interface,
    Inventory,
    Portfolio,
    System,
    Workspace,
)
from estate.portfolio.interfaces import Authentication, DataFormat, Mechanism, SemanticMapping
from estate.scoring.interoperability import interoperability, measure, next_steps, summarise
from estate.scoring.interoperability.declared import SERVICES, Declared

TODAY = date(2026, 11, 22)
PAST, FUTURE = date(2020, 1, 1), date(2030, 1, 1)
MECHANISMS, MEANINGS = get_args(Mechanism), get_args(SemanticMapping)
MAYBE = st.none() | st.booleans()
TEXT = st.sampled_from([None, "recorded"])
KINDS = st.sets(st.sampled_from(["identifier", "payload", "format"])).map(frozenset)

FACTS = st.builds(
    Declared,
    mechanism=st.none() | st.sampled_from(MECHANISMS),
    format=st.none() | st.sampled_from(get_args(DataFormat)),
    authentication=st.none() | st.sampled_from(get_args(Authentication)),
    documented=MAYBE,
    published=MAYBE,
    semantics=st.none() | st.sampled_from(MEANINGS),
    validated=MAYBE,
    personal_data=MAYBE,
    agreement=TEXT,
    agreement_until=st.sampled_from([None, PAST, TODAY, FUTURE]),
    from_owner=TEXT,
    to_owner=TEXT,
    service_level=TEXT,
    change_notice_days=st.sampled_from([None, 0, 30]),
    kinds=KINDS,
    shared=st.tuples(*(st.tuples(st.just(name), MAYBE) for name in SERVICES)),
)


def passing(facts: Declared) -> Iterator[Declared]:
    """Every way in which what is not recorded of technical and semantic facts can turn out.

    Values that the documented table treats alike are tried once. What is published is documented.
    Standards can only be missing where it is not stated how meaning is agreed.
    """
    mechanisms = [facts.mechanism] if facts.mechanism else MECHANISMS
    formats = [facts.format] if facts.format else ["csv", "pdf"]
    signs = [facts.authentication] if facts.authentication else ["saml", "key"]
    both = (True, False)
    documented = both if facts.documented is None else [facts.documented]
    published = both if facts.published is None else [facts.published]
    validated = both if facts.validated is None else [facts.validated]
    meanings = [facts.semantics] if facts.semantics else MEANINGS
    more = [frozenset[str]()]
    if facts.semantics is None:
        kinds = ("identifier", "payload")
        more += [frozenset(some) for size in (1, 2) for some in combinations(kinds, size)]
    for mechanism, form, sign, doc, pub in product(
        mechanisms, formats, signs, documented, published
    ):
        if pub and not doc and facts.published is None:
            continue
        known = dict(facts.shared).get(mechanism, False)
        for valid, meaning, added, shared in product(
            validated, meanings, more, both if known is None else [known]
        ):
            yield facts._replace(
                mechanism=mechanism,
                format=form,
                authentication=sign,
                documented=doc,
                published=pub,
                validated=valid,
                semantics=meaning,
                kinds=facts.kinds | added,
                shared=((mechanism, shared),),
            )


def answering(facts: Declared) -> Iterator[Declared]:
    """Every way in which owners and agreements can turn out; None is that there is none."""
    texts = (None, "recorded")
    for one, other, level, notice, personal, agreement, until in product(
        [facts.from_owner] if facts.from_owner else texts,
        [facts.to_owner] if facts.to_owner else texts,
        [facts.service_level] if facts.service_level else texts,
        (None, 0) if facts.change_notice_days is None else [facts.change_notice_days],
        (True, False) if facts.personal_data is None else [facts.personal_data],
        [facts.agreement] if facts.agreement else texts,
        [facts.agreement_until] if facts.agreement_until else (PAST, FUTURE),
    ):
        yield facts._replace(
            from_owner=one,
            to_owner=other,
            service_level=level,
            change_notice_days=notice,
            personal_data=personal,
            agreement=agreement,
            agreement_until=until,
        )


PASSING = (
    "mechanism",
    "format",
    "authentication",
    "documented",
    "published",
    "semantics",
    "validated",
)


@st.composite
def some_unknown(draw: st.DrawFn) -> Declared:
    """Facts of which few bear on what passes, or how it is meant, and are not recorded."""
    facts = draw(FACTS)
    left = draw(st.sets(st.sampled_from(PASSING), max_size=2))
    known: dict[str, Any] = {
        "mechanism": st.sampled_from(MECHANISMS),
        "format": st.sampled_from(get_args(DataFormat)),
        "authentication": st.sampled_from(get_args(Authentication)),
        "semantics": st.sampled_from(MEANINGS),
    }
    values: dict[str, Any] = dict.fromkeys(left)
    values |= {
        key: draw(known.get(key, st.booleans()))
        for key in PASSING
        if key not in left and getattr(facts, key) is None
    }
    return facts._replace(**values)


@settings(max_examples=80)
@example(Declared(shared=tuple((name, None) for name in SERVICES)))
@example(Declared(personal_data=True, agreement_until=PAST, mechanism="manual"))
@given(some_unknown())
def test_every_completion_lies_within_and_both_ends_are_reached(facts: Declared) -> None:
    now = measure(facts, TODAY)
    passed = {
        (found.part("technical"), found.part("semantic"), found.level_low, found.level_high)
        for found in (measure(one, TODAY) for one in passing(facts))
    }
    # Complete means exact.
    assert all(way.low == way.high and mean.low == mean.high for way, mean, _, _ in passed)
    assert all(low == high for _, _, low, high in passed)
    assert (now.level_low, now.level_high) == (
        min(low for _, _, low, _ in passed),
        max(high for _, _, _, high in passed),
    )
    answered = {
        (found.part("organisational").low, found.part("legal").low)
        for found in (measure(one, TODAY) for one in answering(facts))
    }
    for name, values in (
        ("technical", [way.low for way, _, _, _ in passed]),
        ("semantic", [meaning.low for _, meaning, _, _ in passed]),
        ("organisational", [owners for owners, _ in answered]),
        ("legal", [agreed for _, agreed in answered]),
    ):
        part = now.part(name)
        assert (part.low, part.high) == (min(values), max(values)), name
    # Tenths of the weights times two make points: all ends of the score are met together.
    first = [8 * way.low + 6 * meaning.low for way, meaning, _, _ in passed]
    second = [4 * owners + 2 * agreed for owners, agreed in answered]
    assert now.score.low == min(first) + min(second)
    assert now.score.high == max(first) + max(second)


BETTER = [
    {"documented": True},
    {"published": True},
    {"validated": True},
    {"format": "csv"},
    {"authentication": "oauth"},
    {"semantics": "payload-standard"},
    {"from_owner": "A"},
    {"to_owner": "A"},
    {"service_level": "A"},
    {"change_notice_days": 1},
    {"personal_data": False},
    {"agreement": "A", "agreement_until": FUTURE},
]


@given(FACTS, st.sampled_from(BETTER))
def test_a_better_fact_never_lowers_the_lower_end(facts: Declared, better: dict[str, Any]) -> None:
    now, after = measure(facts, TODAY), measure(facts._replace(**better), TODAY)
    assert now.score.low <= after.score.low
    assert now.level_low <= after.level_low


@given(FACTS)
def test_steps_gain_what_they_say_and_no_part_of_one_gains_as_much(facts: Declared) -> None:
    now = measure(facts, TODAY)
    steps = next_steps(facts, TODAY)
    assert [step.gain for step in steps] == sorted((step.gain for step in steps), reverse=True)
    for step in steps:
        assert step.gain == step.after.score.low - now.score.low > 0
        open_ = [
            (facts.semantics if key == "standards" else getattr(facts, key)) is None
            for key, _ in step.changes
        ]
        assert step.find_out == all(open_)
        for size in range(1, len(step.changes)):
            for fewer in combinations(step.changes, size):
                after = measure(applied(facts, fewer), TODAY)
                assert after.score.low - now.score.low < step.gain


def applied(facts: Declared, changes: tuple[tuple[str, Any], ...]) -> Declared:
    values = dict(changes)
    kind = values.pop("standards", None)
    kinds = facts.kinds | {kind} if kind else facts.kinds
    return facts._replace(kinds=kinds, **values)


LINKS = st.lists(
    st.fixed_dictionaries(
        {"from": st.sampled_from("ab"), "to": st.sampled_from("abc")},
        optional={
            "mechanism": st.sampled_from(["open-api", "event", "manual"]),
            "published": st.booleans(),
            "authentication": st.sampled_from(["oidc", "key"]),
            "semantics": st.sampled_from(["none", "payload-standard"]),
            "status": st.sampled_from(["live", "missing", "planned"]),
            "required": st.booleans(),
            "personal_data": st.booleans(),
        },
    ),
    max_size=6,
)


def estate(links: list[dict[str, Any]], *, complete: bool) -> EstateGraph:
    inventory = Inventory(
        council=Council(name="C", interfaces_complete=complete),
        systems={
            name: System.model_validate({"name": name, "criticality": level})
            for name, level in (("a", "low"), ("b", "vital"), ("c", None))
        },
        interfaces=tuple(Interface.model_validate(link) for link in links),
    )
    return build(Portfolio(Workspace(), Catalogue(), {"c": inventory}))


@given(LINKS, st.data())
def test_learning_how_data_passes_elsewhere_never_leaves_the_range(
    links: list[dict[str, Any]], data: st.DataObject
) -> None:
    before = interoperability(estate(links, complete=True), TODAY)
    known = [
        {"mechanism": data.draw(st.sampled_from(["open-api", "event", "manual"])), **link}
        for link in links
    ]
    after = interoperability(estate(known, complete=True), TODAY)
    for one, other in zip(before.links, after.links, strict=True):
        assert one.score.low <= other.score.low <= other.score.high <= one.score.high
        assert one.level_low <= other.level_low <= other.level_high <= one.level_high
    for ref, system in before.systems.items():
        now, then = system.actual, after.systems[ref].actual
        assert (now is None) == (then is None)
        if now is not None and then is not None:
            assert now.low <= then.low <= then.high <= now.high


@given(LINKS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_record_changes_nothing(
    links: list[dict[str, Any]], complete: bool, random: Random
) -> None:
    mixed = list(links)
    random.shuffle(mixed)
    graphs = [estate(order, complete=complete) for order in (links, mixed)]
    one, other = (interoperability(graph, TODAY) for graph in graphs)
    assert one.required == other.required
    assert {ref: system.actual for ref, system in one.systems.items()} == {
        ref: system.actual for ref, system in other.systems.items()
    }
    first, second = (
        summarise(graph, found, ("c",)) for graph, found in zip(graphs, (one, other), strict=True)
    )
    assert (first.actual, first.levels, first.not_assessed) == (
        second.actual,
        second.levels,
        second.not_assessed,
    )
