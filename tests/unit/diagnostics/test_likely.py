"""What was probably meant."""

from __future__ import annotations

from estate.diagnostics import did_you_mean, likely


def test_the_likeliest_comes_first() -> None:
    known = {"ledger", "ledgers", "lending"}
    assert likely("ledgr", known, 3) == ("ledger", "ledgers", "lending")
    assert likely("ledgr", known) == ("ledger",)


def test_what_is_unlike_is_not_suggested() -> None:
    # Of 4 and 6 letters none agree: the ratio is 0.
    assert likely("grit", {"school"}) == ()
    assert did_you_mean("grit", {"school"}) is None
    # "hostin" and "hosting" share 6 letters: 2 x 6 / 13 = 0.92.
    assert likely("hostin", {"hosting"}, likeness=0.93) == ()
    assert did_you_mean("hostin", {"hosting"}) == "did you mean hosting?"


def test_several_are_joined() -> None:
    assert did_you_mean("ledgr", {"ledger", "ledgers"}, 2) == "did you mean ledger or ledgers?"
