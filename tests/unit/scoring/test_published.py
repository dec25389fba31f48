"""What is published, and what follows from it for every score that there can be."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from tests.unit.scoring.criteria_examples import examples, result

from estate.scoring import IMPACT, LEGACY_FROM, LIKELIHOOD, RED_FROM
from estate.scoring.framework import category_total

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def totals(count: int, worst: int) -> Iterator[tuple[int, Fraction]]:
    """Every total that so many criteria can come to, with the highest criterion."""
    for highest in range(1, worst + 1):
        for rest in range(count - 1, (count - 1) * highest + 1):
            yield highest, (Fraction(highest + rest, count) + highest) / 2


EVERY_PAIR = list(product(totals(len(LIKELIHOOD), 6), totals(len(IMPACT), 5)))


def test_the_published_example_from_a_file(tmp_path: Path) -> None:
    # 5, 5, 5, 5, 6, 6, 6 and 5, 5, 2, 5, 5, 4: published as 5.71, 4.67, 26.67.
    example = next(iter(examples("overall")))
    assert result("overall", example, tmp_path).splitlines() == [
        "likelihood 40/7, impact 14/3, overall 80/3",
        "legacy: yes; red-rated: yes",
    ]
    assert [round(float(Fraction(*one)), 2) for one in ((40, 7), (14, 3), (80, 3))] == [
        5.71,
        4.67,
        26.67,
    ]


def test_every_total_is_one_that_criteria_can_come_to() -> None:
    # The highest criterion and the sum are all that a total depends on.
    assert {total for _, total in totals(3, 4)} == {
        category_total(scores) for scores in product(range(1, 5), repeat=3)
    }


def test_red_rated_implies_legacy() -> None:
    # All likelihoods at 2 or less: at most 2 x 5 = 10.
    not_legacy = [one * other for (highest, one), (_, other) in EVERY_PAIR if highest < LEGACY_FROM]
    assert max(not_legacy) == 10
    assert max(not_legacy) < RED_FROM


def test_there_is_one_pair_of_totals_whose_class_would_change_by_rounding_first() -> None:
    def rounded(total: Fraction) -> Fraction:
        return Fraction(round(total * 100), 100)

    changed = {
        (one, other)
        for (_, one), (_, other) in EVERY_PAIR
        if (one * other >= RED_FROM) != (round(rounded(one) * rounded(other), 2) >= RED_FROM)
    }
    # 61/14 x 11/3 = 671/42 = 15.976; 4.36 x 3.67 = 16.0012.
    assert changed == {(Fraction(61, 14), Fraction(11, 3))}


def test_one_criterion_at_its_worst_is_red_where_impact_is() -> None:
    # 6 and six ones: (12/7 + 6) / 2 = 27/7, times 5 is 135/7 = 19.29.
    assert category_total([6, 1, 1, 1, 1, 1, 1]) * 5 == Fraction(135, 7)
    # 5 does too: (11/7 + 5) / 2 = 23/7, times 5 is 115/7 = 16.43.
    assert category_total([5, 1, 1, 1, 1, 1, 1]) * 5 == Fraction(115, 7)
    # 4 does not: (10/7 + 4) / 2 = 19/7, times 5 is 95/7 = 13.57.
    assert category_total([4, 1, 1, 1, 1, 1, 1]) * 5 < RED_FROM
