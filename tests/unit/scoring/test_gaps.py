"""Which missing facts would settle most."""

from __future__ import annotations

from fractions import Fraction

from tests.unit.scoring.test_framework import scored

from estate.scoring import Answer, Interval, what_to_find_out, what_to_find_out_everywhere


def test_a_known_score_leaves_nothing_to_find_out() -> None:
    assert what_to_find_out(scored("1234561", "123451")) == ()


def test_the_only_gap_closes_the_range() -> None:
    (gap,) = what_to_find_out(scored("222222?", "444444"))
    # L7 from 1 to 6: 4 x (13 + 14) / 14 = 54/7 up to 4 x (18 + 42) / 14 = 120/7 = 17.1.
    assert gap.criterion.code == "L7"
    assert gap.now == Interval(Fraction(54, 7), Fraction(120, 7))
    assert gap.at_best == Interval(Fraction(54, 7), Fraction(54, 7))
    assert gap.at_worst == Interval(Fraction(120, 7), Fraction(120, 7))
    assert gap.narrows_by == Fraction(66, 7)
    assert (gap.red_at_best, gap.red_at_worst) == (Answer.NO, Answer.YES)


def test_what_narrows_most_comes_first_and_equals_stay_in_order() -> None:
    gaps = what_to_find_out(scored("??66666", "5?5555"))
    # Likelihood 30 + 2..12 + 42 = 74..84 of 14, impact 25 + 1..5 + 30 = 56..60 of 12.
    # One likelihood known: 5 points of 84 less at one end. Impact known: 4 points of 60 less.
    assert [gap.criterion.code for gap in gaps] == ["C2", "L1", "L2"]
    c2, l1, l2 = gaps
    now = Fraction(84 * 60 - 74 * 56, 168)
    assert c2.narrows_by == now - (Fraction(84 * 56 - 74 * 56, 168) + Fraction(10 * 60, 168)) / 2
    one = (Fraction(79 * 60 - 74 * 56, 168) + Fraction(84 * 60 - 79 * 56, 168)) / 2
    assert l1.narrows_by == l2.narrows_by == now - one


def test_over_an_estate_the_parts_of_its_systems_add_up() -> None:
    one, two = scored("?222222", "?44444"), scored("222222?", "?44444")
    known = scored("1234561", "123451")
    gaps = what_to_find_out_everywhere([one, known, two])
    by_code = {gap.criterion.code: gap for gap in gaps}
    assert list(by_code) == ["L1", "L7", "C1"]
    assert len(by_code["C1"].systems) == 2
    part = {gap.criterion.code: gap.narrows_by for gap in what_to_find_out(one)}
    assert by_code["C1"].narrows_by == 2 * part["C1"]
    assert by_code["L1"].narrows_by == part["L1"]
    assert what_to_find_out_everywhere([known]) == ()
