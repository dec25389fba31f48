"""Quartiles and fences, worked by hand."""

from __future__ import annotations

from fractions import Fraction

from estate.comparison.quantiles import (
    Between,
    Fences,
    fences,
    quantile,
    quartiles,
    ratio,
    total,
)


def exactly(*values: int) -> list[Between]:
    return [Between(Fraction(value), Fraction(value)) for value in values]


def test_quartiles_lie_between_the_two_nearest_values() -> None:
    # In order 1, 2, 4, 8; h = (4 - 1) p + 1 = 1.75, 2.5, 3.25:
    # 1 + 3/4 (2 - 1) = 7/4; 2 + 1/2 (4 - 2) = 3; 4 + 1/4 (8 - 4) = 5.
    found = quartiles(exactly(8, 1, 4, 2))

    assert found is not None
    assert (found.count, found.least, found.most) == (4, *exactly(1, 8))
    assert (found.median, found.upper) == (*exactly(3, 5),)
    assert found.lower.low == Fraction(7, 4)
    assert found.lower.exact


def test_one_figure_is_all_its_quartiles_and_none_has_none() -> None:
    found = quartiles(exactly(7))

    assert found is not None
    assert found.lower == found.median == found.upper == Between(Fraction(7), Fraction(7))
    assert quartiles([]) is None


def test_a_range_makes_a_range() -> None:
    # Low ends 1, 2, 3; high ends 1, 3, 9: the median is 2 at least and 3 at most.
    found = quartiles([*exactly(1, 3), Between(Fraction(2), Fraction(9))])

    assert found is not None
    assert found.median == Between(Fraction(2), Fraction(3))
    assert found.most == Between(Fraction(3), Fraction(9))


def test_no_limit_reaches_only_the_quantiles_that_lean_on_it() -> None:
    values = [Fraction(1), Fraction(2), None]

    assert quantile(values, Fraction(1, 2)) == 2
    assert quantile(values, Fraction(3, 4)) is None


def test_fences_stand_one_and_a_half_ranges_off() -> None:
    # 0, 10, 20, 30, 40: quartiles 10 and 30, so 10 - 30 and 30 + 30.
    assert fences(quartiles(exactly(0, 10, 20, 30, 40))) == Fences(Fraction(-20), Fraction(60))


def test_four_figures_have_no_fences() -> None:
    assert fences(quartiles(exactly(0, 10, 20, 30))) is None


def test_the_sum_and_the_ratio_of_ranges() -> None:
    both = total([Between(Fraction(1), Fraction(2)), Between(Fraction(3), None)])

    assert both == Between(Fraction(4), None)
    assert ratio(*exactly(6, 4)) == Between(Fraction(3, 2), Fraction(3, 2))
    assert ratio(Between(Fraction(6), Fraction(8)), Between(Fraction(2), Fraction(3))) == Between(
        Fraction(2), Fraction(4)
    )
    assert ratio(*exactly(6, 0)) is None
