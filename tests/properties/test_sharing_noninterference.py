"""Private facts play no part in what leaves: change them alone, and not a byte is different."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.leaving import estate_of, everything

from estate.portfolio.agreement import ShareLevel

SEEDS = st.integers(0, 2**32 - 1)
LEVELS: st.SearchStrategy[ShareLevel] = st.sampled_from(("sector", "public"))


# Estates have fewer systems than a class could be told of: agreed counts must not differ either.
SCORES = ("legacy", "red-rated")


def same_bytes(
    public: int, secrets: tuple[int, int], level: ShareLevel, *, comparing: bool = False
) -> None:
    one, other = (estate_of(public, secret, level, SCORES) for secret in secrets)
    assert one.tables != other.tables
    ours, theirs = (
        everything(each.portfolio(), each.shared, comparing=comparing) for each in (one, other)
    )
    assert ours.keys() == theirs.keys()
    for name, content in ours.items():
        assert content == theirs[name], name


@settings(max_examples=15)
@given(SEEDS, st.tuples(SEEDS, SEEDS).filter(lambda two: two[0] != two[1]), LEVELS)
def test_private_facts_change_no_byte(
    public: int, secrets: tuple[int, int], level: ShareLevel
) -> None:
    same_bytes(public, secrets, level)


@settings(max_examples=3)
@given(SEEDS, st.tuples(SEEDS, SEEDS).filter(lambda two: two[0] != two[1]), LEVELS)
def test_private_facts_change_no_byte_of_a_comparison(
    public: int, secrets: tuple[int, int], level: ShareLevel
) -> None:
    same_bytes(public, secrets, level, comparing=True)


@pytest.mark.slow
@settings(max_examples=300)
@given(SEEDS, st.tuples(SEEDS, SEEDS).filter(lambda two: two[0] != two[1]), LEVELS)
def test_private_facts_change_no_byte_in_hundreds_of_estates(
    public: int, secrets: tuple[int, int], level: ShareLevel
) -> None:
    same_bytes(public, secrets, level)


def test_what_others_may_see_does_change_bytes() -> None:
    """The test above can fail: packs tell enough for two estates to differ."""
    seen = set()
    for public in range(6):
        estate = estate_of(public, 1, "sector")
        seen.add(tuple(sorted(everything(estate.portfolio(), estate.shared).items())))
    assert len(seen) == 6
