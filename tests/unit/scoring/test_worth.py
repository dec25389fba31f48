"""What would settle one system's class: hand-worked."""

from __future__ import annotations

from fractions import Fraction

from estate.portfolio import SystemRef
from estate.scoring import CRITERIA, Answer, CriterionScore, LegacyScore, what_would_settle
from estate.scoring.framework import assess

KNOWN = [3, 3, 3, 3, 3, 3, 3, 5, 5, 5, 5, 5, 5]


def score_of(**ranges: tuple[int, int]) -> LegacyScore:
    """All likelihood 3 and all impact 5, overall 3 x 5 = 15, but for some ranges."""
    found = []
    for criterion, known in zip(CRITERIA, KNOWN, strict=True):
        low, high = ranges.get(criterion.code, (known, known))
        found.append(
            CriterionScore(criterion.code, criterion.key, criterion.name, low, high, "", "")
        )
    return assess(SystemRef("c", "a"), tuple(found))


def codes(score: LegacyScore) -> tuple[list[str], list[str]]:
    would = what_would_settle(score)
    surely = [" ".join(c.code for c in one.criteria) for one in would.surely]
    return surely, [" ".join(c.code for c in one.criteria) for one in would.possibly]


def test_where_the_class_is_known_there_is_nothing_to_settle() -> None:
    would = what_would_settle(score_of(L1=(1, 3)))
    assert would.score.red_rated is Answer.NO
    assert would.settled
    assert (would.surely, would.possibly) == ((), ())


def test_the_only_unknown_settles_it() -> None:
    """L1 at 3 or less: 15 at most. At 4: (22/7 + 4) / 2 x 5 = 17.86, red, and 5 and 6 too."""
    would = what_would_settle(score_of(L1=(1, 6)))
    assert not would.settled
    (one,) = would.surely
    assert [c.code for c in one.criteria] == ["L1"]
    assert (one.red, one.not_red, one.outcomes) == (3, 3, 6)
    assert one.share == 1
    assert would.possibly == ()


def test_one_of_two_that_both_count_could_settle_it_and_both_do() -> None:
    """L1 and L2, 1 to 6: either at 4 or more is red. Below that the other still decides."""
    would = what_would_settle(score_of(L1=(1, 6), L2=(1, 6)))
    (both,) = would.surely
    assert [c.code for c in both.criteria] == ["L1", "L2"]
    # Not red: both at 3 or less, 9 of 36. The rest have one at 4 or more: red.
    assert (both.red, both.not_red, both.outcomes) == (27, 9, 36)
    first, second = would.possibly
    assert [c.code for c in (*first.criteria, *second.criteria)] == ["L1", "L2"]
    assert (first.red, first.not_red, first.outcomes) == (3, 0, 6)
    assert first.share == Fraction(1, 2)


def test_what_cannot_matter_is_left_out() -> None:
    """C1 of 4 or 5 moves impact from 29/12 + 5/2 = 4.92 to 5; L1 of 1 or 6 moves past the line.

    With L1 at 1: likelihood (19/7 + 3) / 2 = 20/7, at most 14.29. At 6: (24/7 + 6) / 2 = 33/7, at
    least 23.18. So L1 settles it by itself and C1 never does.
    """
    assert codes(score_of(L1=(1, 6), C1=(4, 5))) == (["L1"], [])
