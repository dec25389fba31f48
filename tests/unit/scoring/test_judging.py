"""What stands when a judgement and the facts meet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.scoring.cases import criterion, estate, scored

from estate.portfolio import Fact
from estate.scoring import contradictions

WHY = {"by": "Head of ICT", "because": "the supplier lends two more people"}
ALONE = {"people": 1, "supplier": False}
AT = Fact("c", ("systems", "it", "likelihood", "skills"))


def judged(judgement: Any, **system: Any) -> Any:  # noqa: ANN401  # as in the record
    """An estate in which L3 is judged."""
    return estate({"likelihood": {"skills": judgement}, **system})


def test_without_facts_a_plain_number_stands() -> None:
    found = criterion(judged(4), "L3")
    assert (found.low, found.high, found.rule, found.recorded) == (4, 4, "recorded", 4)
    assert found.because == "Recorded as 4."
    assert found.facts == (AT,)


def test_what_is_said_with_a_number_is_passed_on() -> None:
    assert criterion(judged({"score": 4, "by": "the owner"}), "L3").because == (
        "Recorded as 4 by the owner."
    )
    assert criterion(judged({"score": 4, "because": "I think so!"}), "L3").because == (
        "Recorded as 4: I think so!"
    )


def test_a_plain_number_inside_the_range_of_the_facts_stands() -> None:
    graph = estate({"likelihood": {"history": 3}, "incidents": {"ongoing": False, "minor": 1}})
    found = criterion(graph, "L7")
    assert (found.low, found.high, found.rule) == (3, 3, "recorded")
    assert found.because.startswith("Recorded as 3. The facts allow 2 to 5: 1 minor incident")
    assert not found.contradicted


def test_a_plain_number_that_the_facts_confirm_leaves_the_derivation() -> None:
    found = criterion(judged(5, support=ALONE), "L3")
    assert (found.low, found.rule, found.recorded) == (5, "support-people", 5)
    assert found.facts == (AT, Fact("c", ("systems", "it", "support", "people")))


@pytest.mark.parametrize(
    ("judgement", "missing"),
    [
        (2, "`by` and `because`"),
        ({"score": 2, "by": "somebody"}, "`because`"),
        ({"score": 2, "because": "of something"}, "`by`"),
    ],
)
def test_outside_the_range_the_facts_win_and_both_are_named(
    judgement: Any,  # noqa: ANN401  # as in the record
    missing: str,
) -> None:
    graph = judged(judgement, support=ALONE)
    found = criterion(graph, "L3")
    assert (found.low, found.high, found.recorded) == (5, 5, 2)
    assert found.rule == "support-people:outweighs-recorded"
    assert found.because == (
        "1 person has the knowledge to support and change it."
        f" The recorded 2 is set aside: it lacks {missing}."
    )
    assert contradictions(scored(graph)) == (found,)


def test_outside_the_range_a_judgement_that_says_who_and_why_wins() -> None:
    graph = judged({"score": 2, **WHY}, support=ALONE)
    found = criterion(graph, "L3")
    assert (found.low, found.high, found.rule) == (2, 2, "overridden")
    assert found.because == (
        "Judged 2 by Head of ICT: the supplier lends two more people."
        " The facts alone say 5: 1 person has the knowledge to support and change it."
    )
    assert contradictions(scored(graph)) == ()


def test_the_day_of_a_judgement_is_told() -> None:
    on = {"score": 4, "by": "the owner", "on": date(2026, 5, 3)}
    assert criterion(judged(on), "L3").because == "Recorded as 4 by the owner on 3 May 2026."
    assert criterion(judged({**on, "because": "of the audit"}), "L3").because == (
        "Judged 4 by the owner on 3 May 2026: of the audit."
    )


def test_a_reasoned_judgement_without_facts() -> None:
    found = criterion(judged({"score": 2, **WHY}), "L3")
    assert found.rule == "overridden"
    assert found.because == "Judged 2 by Head of ICT: the supplier lends two more people."


def test_reasons_without_a_number_are_no_judgement() -> None:
    graph = estate({"impact": {"financial": {"percent_of_budget": 6.0, **WHY}}})
    found = criterion(graph, "C3")
    assert (found.low, found.rule, found.recorded) == (3, "share-of-budget", None)


def test_a_score_beside_a_share_is_weighed_against_it() -> None:
    graph = estate({"impact": {"financial": {"score": 1, "percent_of_budget": 6.0}}})
    assert criterion(graph, "C3").rule == "share-of-budget:outweighs-recorded"
