"""The report of an update: every sort of change in words, nothing of a file let through raw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from estate.portfolio import SystemRef
from estate.portfolio.published import Published
from estate.portfolio.support_changes import (
    Affected,
    Difference,
    Left,
    SupportUpdate,
    Unmatched,
    Until,
    VersionChange,
)
from estate.rendering.kit.terminal import Terminal
from estate.rendering.records.support_update import direction, update_json, update_text

PUBLISHED = Published({}, date(2026, 11, 1), "endoflife.date")
REF = SystemRef("glenmarnock", "web")
EARLY, LATE = Until(date(2027, 1, 1)), Until(date(2029, 1, 1))
ON = Difference("on", date(2026, 1, 1), date(2026, 11, 1))

ALL = SupportUpdate(
    changes=(
        VersionChange("a", "1", "1", (Difference("supported", True, None),), (ON,)),
        VersionChange("a", "2", "2", (), (ON,)),
        VersionChange("b", "3", "3", (), (ON,), is_new=True),
        VersionChange("b", "4", "4", (Difference("supported", None, False),), (ON,), is_new=True),
    ),
    left=(
        Left(
            "c",
            "1",
            (Difference("extended_support_until", date(2030, 1, 1), None),),
            "it says nothing",
        ),
        Left("c", "2", (Difference("supported", None, True),), "another source: \x1b[31mred"),
    ),
    unmatched=(
        Unmatched("d", None, "endoflife.date has no product of this name"),
        Unmatched("d", "9", "no such release", ("9.0", "9.1")),
    ),
    affected=(
        Affected(REF, "a@1", EARLY, LATE),
        Affected(REF, "a@2", Until(None, ended=False), Until(None, ended=True)),
    ),
    unchanged=("e@1",),
    others=("f", "g"),
)

TEXT = """\
Support dates from endoflife.date, of 1 Nov 2026.

Changes

Product  Version  Support        Recorded  Published
-------  -------  -------------  --------  ---------
a        1        supported      yes       -
a        2        confirmed
b        3 (new)  nothing known
b        4 (new)  supported      -         no

Security updates for systems

System           Uses  Was thought       Is
---------------  ----  ----------------  ----------------  ------------
glenmarnock/web  a@1   until 2027-01-01  until 2029-01-01  later
glenmarnock/web  a@2   supported         ended             known better

Left as recorded

c@1: it says nothing; extended 2030-01-01 stays.
c@2: another source: \\x1b[31mred; published: supported yes.
--overwrite takes over what is published.

Not found

d: endoflife.date has no product of this name.
d@9: no such release; if it is one of these, write endoflife = "9.0" or endoflife = "9.1" in
  [products.d.versions.9].

1 version changed, 2 added, 2 as published, 2 left as recorded, 2 not found; 1 system affected. 2
applications not looked for.
"""


def test_every_sort_of_change_in_words() -> None:
    assert update_text(ALL, PUBLISHED, Terminal()) == TEXT


def test_nothing_at_all() -> None:
    nothing = SupportUpdate((), (), (), (), (), ())

    assert update_text(nothing, PUBLISHED, Terminal()) == (
        "Support dates from endoflife.date, of 1 Nov 2026.\n\n"
        "0 versions changed; 0 systems affected.\n"
    )


def test_what_systems_use_and_the_catalogue_lacks() -> None:
    lacking = SupportUpdate((), (), (), (), (), (), ("a@1", "a@2"), ("b",))

    assert update_text(lacking, PUBLISHED, Terminal()) == (
        "Support dates from endoflife.date, of 1 Nov 2026.\n\n"
        "Not in the catalogue\n\n"
        "a@1 and a@2: systems use them.\n"
        "--add-versions adds what is published.\n"
        "b: systems use it; write [products.b] with a name into a file of the catalogue.\n\n"
        "0 versions changed; 0 systems affected.\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (LATE, EARLY, "sooner"),
        (EARLY, LATE, "later"),
        (Until(), EARLY, "known now"),
        (Until(), Until(None, ended=True), "known now"),
        (EARLY, Until(), "not known now"),
        (Until(None, ended=False), EARLY, "known better"),
    ],
)
def test_which_way_it_goes(before: Until, after: Until, words: str) -> None:
    assert direction(Affected(REF, "a@1", before, after)) == words


def test_machines_get_all_of_it() -> None:
    document = update_json(ALL, PUBLISHED)

    assert document["changes"][0] == {
        "product": "a",
        "version": "1",
        "release": "1",
        "new": False,
        "facts": [
            {"key": "supported", "recorded": True, "published": None},
            {"key": "on", "recorded": "2026-01-01", "published": "2026-11-01"},
        ],
    }
    assert [each["because"] for each in document["left"]] == [
        "it says nothing",
        "another source: \x1b[31mred",
    ]
    assert document["not_found"][1]["near"] == ["9.0", "9.1"]
    assert document["systems"][1]["after"] == {"until": None, "ended": True}
    assert (document["unchanged"], document["not_looked_for"]) == (["e@1"], ["f", "g"])


def test_where_to_write_which_name_is_said() -> None:
    lost = replace(
        ALL,
        unmatched=(
            Unmatched("sql-server", None, "it has no product", ("mssqlserver",)),
            Unmatched("x", "12.1", "no such release", ("12.1.3",)),
        ),
    )
    said = " ".join(update_text(lost, PUBLISHED, Terminal(100)).split())
    assert (
        "sql-server: it has no product; if it is mssqlserver, write "
        'endoflife = "mssqlserver" in [products.sql-server].' in said
    )
    assert 'write endoflife = "12.1.3" in [products.x.versions."12.1"].' in said
