"""Scores depend on what the files of a council say, not on which says it, nor in what order."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.checking import write

from estate.graph import build
from estate.reading import read
from estate.scoring import score

WORKSPACE = "[estate]\nas_of = 2026-11-22\n"
CATALOGUE = """
[products.database]
name = "Database"

[products.database.versions.1]
security_support_until = 2027-06-30

[products.database.versions.2]
supported = true
"""
BLOCKS = (
    '[council]\nname = "Strathallan"\nnet_revenue_budget = 241_000_000\n',
    (
        '[systems.a]\nname = "A"\ntechnology = ["database@1"]\ndepends_on = ["c"]\n'
        "support = { people = 1 }\nimpact = { financial = { amount = 9_000_000 } }\n"
    ),
    (
        '[systems.b]\nname = "B"\nproduct = "database@2"\ninterfaces_complete = true\n'
        "vulnerabilities = { critical = 0, high = 0, other = 0, assessed = 2026-09-01 }\n"
    ),
    '[systems.c]\nname = "C"\nincidents = { severe = 1 }\nlikelihood = { skills = 4 }\n',
    '[systems.d]\nname = "D"\nhosting = "on-premises"\nhardware = { installed = 2018-05-01 }\n',
    '[[interfaces]]\nfrom = "a"\nto = "b"\n',
    '[[interfaces]]\nfrom = "b"\nto = "d"\n',
    '[[interfaces]]\nfrom = "d"\nto = "a"\n',
    '[contracts.k1]\nsystems = ["a", "b"]\nends = 2027-03-31\nsuccessor = "k2"\n',
    '[contracts.k2]\nsystems = ["b"]\nends = 2029-03-31\nrenewal = "none"\n',
)


def summary(folder: Path, blocks: list[str], names: list[str]) -> list[Any]:
    """All of the scores but the places in files."""
    files = {"estate.toml": WORKSPACE, "catalogue/products.toml": CATALOGUE}
    for block, name in zip(blocks, names, strict=True):
        file = f"councils/strathallan/{name}.toml"
        files[file] = f"{files.get(file, '')}{block}\n"
    reading = read(write(folder, files))
    assert reading.portfolio is not None
    as_of = reading.portfolio.workspace.as_of
    assert as_of is not None
    found = score(build(reading.portfolio), as_of)
    assert len(found.systems) == 4
    return [
        found.totals,
        *(
            (
                one.ref,
                one.overall,
                one.legacy,
                one.red_rated,
                [(c.code, c.low, c.high, c.rule, c.because, len(c.facts)) for c in one.criteria],
            )
            for one in found.ranked()
        ),
    ]


@settings(max_examples=25)
@given(
    st.permutations(BLOCKS),
    st.lists(st.sampled_from(["a", "m", "z"]), min_size=len(BLOCKS), max_size=len(BLOCKS)),
)
def test_blocks_may_stand_in_any_file_in_any_order(blocks: list[str], names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        usual = summary(Path(folder, "usual"), list(BLOCKS), ["council"] * len(BLOCKS))
        assert summary(Path(folder, "other"), blocks, names) == usual
