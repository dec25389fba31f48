"""The views of the scores in words: what turns, what would settle, whose weights."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.unit.rendering import sample

from estate.completeness.kinds import QUESTIONS, Item
from estate.portfolio import Profile, SystemRef
from estate.rendering.briefings.outlook import trend_table
from estate.rendering.kit.terminal import Terminal
from estate.rendering.scores.questions import KindOfQuestion
from estate.rendering.scores.score_profile import weights_text
from estate.rendering.scores.trend import trend_text, turning_words
from estate.rendering.scores.words import best_questions, settling_words, share
from estate.scoring import (
    Answer,
    Interval,
    LegacyScore,
    Trend,
    TrendPoint,
    Turned,
    what_would_settle,
)

NONE = Interval(Fraction(0), Fraction(0))
TODAY, LATER = date(2026, 11, 22), date(2027, 1, 1)
CAUSE = sample.score("c/a", (6, 1, 1, 1, 1, 1, 1), sample.ONES).criteria[0]


def turned(name: str, red: Answer, legacy: Answer = Answer.YES) -> Turned:
    return Turned(SystemRef("c", name), red, legacy, Answer.NO, Answer.NO, (CAUSE, CAUSE))


def trend_of(*turning: Turned, left: tuple[SystemRef, ...] = ()) -> Trend:
    counts = {Answer.YES: 2, Answer.UNKNOWN: 1, Answer.NO: 4}
    first = TrendPoint(TODAY, 7, counts, counts, NONE)
    return Trend(TODAY, 3, (first, TrendPoint(LATER, 7, counts, counts, NONE, turning, left)))


def test_what_turns_is_counted_by_what_it_turns_to() -> None:
    point = trend_of(
        turned("a", Answer.YES),
        turned("b", Answer.YES),
        turned("c", Answer.UNKNOWN, Answer.UNKNOWN),
        left=(SystemRef("c", "d"),),
    ).points[1]
    assert turning_words(point) == (
        "2 more red-rated, 1 more that cannot be told, 2 more legacy, 1 more that may be legacy, "
        "1 out of use"
    )


def test_a_few_are_named_and_all_where_all_are_asked_for() -> None:
    trend = trend_of(*(turned(name, Answer.YES) for name in "abcde"), left=(SystemRef("c", "z"),))
    some = trend_text(trend, Terminal(), sample.where)
    assert "red-rated: c/c: " in some
    assert "c/d" not in some
    assert "  red-rated: 2 more; --all names them\n" in some
    whole = trend_text(trend, Terminal(), sample.where, None)
    assert "red-rated: c/e: " in whole
    assert "out of use: c/z" in whole
    assert "more; --all" not in whole
    assert "1 other criterion rose too." in whole


def test_a_quarter_in_which_nothing_turns_is_not_told_of() -> None:
    assert "What turns" not in trend_text(trend_of(), Terminal(), sample.where)


def test_the_page_names_a_few_and_says_how_many_more() -> None:
    table = trend_table(trend_of(*(turned(name, Answer.YES) for name in "abcde")), sample.where)
    assert [line.text for line in table.rows[1][-1].lines][3:] == ["2 more"]
    assert table.rows[1][-1].lines[0].text == "c/a: recorded as 6"


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (sample.score("c/a", (1,) * 7, sample.ONES), ()),
        (
            # 3 x 5 = 15 with L1 at 3; from 4 it is red: as worked out for one unknown.
            sample.score("c/a", ((1, 6), 3, 3, 3, 3, 3, 3), (5,) * 6),
            ("Settled by L1 End of support, the only unknown.",),
        ),
        (
            # L1 at 1 leaves at most 14.3, at 6 at least 23.2, whatever C1 is; C1 never settles it.
            sample.score("c/a", ((1, 6), 3, 3, 3, 3, 3, 3), ((4, 5), 5, 5, 5, 5, 5)),
            ("Settled for certain by L1 End of support: 1 of 2 unknown.",),
        ),
    ],
)
def test_what_settles_a_class_in_words(score: LegacyScore, expected: tuple[str, ...]) -> None:
    assert settling_words(what_would_settle(score)) == expected


def test_what_could_settle_a_class_names_a_few_sets_with_their_shares() -> None:
    """At 4 it stays open: (4 + 3 + 9) / 7 and 4, half of it times 5, is 15.7. At 5: 18.6, red."""
    score = sample.score("c/a", ((1, 6),) * 4 + (3, 3, 3), (5,) * 6)
    certain, possible = settling_words(what_would_settle(score))
    assert certain == "Settled for certain only by all 4 unknown."
    assert possible == (
        "Could be settled by L1 End of support (2 of 6 outcomes, 33%); L2 Contract (2 of 6 "
        "outcomes, 33%); L3 Skills (2 of 6 outcomes, 33%); 1 other set no more often."
    )


def test_a_share_that_is_neither_nothing_nor_all_is_never_said_to_be() -> None:
    assert [share(Fraction(*each)) for each in ((0, 1), (1, 900), (1, 2), (899, 900), (1, 1))] == [
        "0%",
        "1%",
        "50%",
        "99%",
        "100%",
    ]


def kind(key: str, number: int) -> KindOfQuestion:
    refs = tuple(SystemRef("c", f"s{n}") for n in range(number))
    items = tuple(Item("c", "systems", ref.system) for ref in refs)
    return KindOfQuestion(QUESTIONS[key], items, refs, Fraction(1))


def test_the_best_three_questions_in_a_sentence() -> None:
    kinds = [kind(key, 4 - n) for n, key in enumerate(("contract-end", "hours", "loss", "safety"))]
    assert best_questions(kinds, 9) == (
        "Ask first: 4 contract ends (Procurement) could settle 4 of the 9 that cannot be told; "
        "3 estimates of staff hours lost (System owners) could settle 3; 2 expected losses "
        "(Finance) could settle 2."
    )
    assert best_questions([], 9) == ""


def test_weights_are_told_as_they_are_written() -> None:
    def said(**weights: float) -> str:
        return weights_text(
            Profile.model_validate({"weights": weights, "by": "Head", "because": "Why not."})
        )

    assert said(L1=2, C2=0.25) == "weights L1 2, C2 0.25, all others 1"
    assert said() == "every criterion weighs 1, as in the framework"
