"""The risk matrix of so many systems that their marks lie on each other."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.rendering import sample

from estate.rendering.pictures.matrix import CROWD, matrix_svg

MANY = 4_000


def test_one_mark_stands_for_many_systems_at_one_place() -> None:
    """3,000 at 6 by 5 and 1,000 at 6 by 1: two marks, each says of how many."""
    worst = sample.score("strathallan/council-tax", (6,) * 7, (5,) * 6)
    milder = replace(worst, impact=sample.score("strathallan/a", (6,) * 7, (1,) * 6).impact)
    every = {}
    for number in range(MANY):
        one = worst if number < 3_000 else milder
        ref = replace(one.ref, system=f"s{number}")
        every[ref] = replace(one, ref=ref)
    systems = {f"s{number}": {"name": f"System {number}"} for number in range(MANY)}
    council = {"council": {"name": "Crowded"}, "systems": systems}
    scores = replace(sample.scores(), systems=every)
    text = matrix_svg("m", "Risk", scores, sample.portfolio({"strathallan": council}))
    assert CROWD < MANY
    assert text.count("<title>3,000 systems</title>") == 1
    assert text.count("<title>1,000 systems</title>") == 1
    assert len(text) < 20_000
