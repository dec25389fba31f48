"""Which published product and release is meant: by exact name, never by likeness."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.endoflife.estates import brought, estate, facts

from estate.editing.product_matching import find_release, near_releases, version_key
from estate.portfolio.published import PublishedProduct, PublishedRelease
from estate.reading.endoflife import parse, shipped_snapshot


@pytest.mark.parametrize(
    ("name", "facts_of_it"),
    [
        ("windows-server", {"name": "Our servers"}),
        ("servers", {"name": "Microsoft  Windows SERVER"}),
        ("servers", {"name": "Windows Server", "supplier": "microsoft"}),
        ("servers", {"name": "Servers", "aliases": ["WinSrv"]}),
        ("servers", {"name": "Servers", "endoflife": "windows-server"}),
        ("servers", {"name": "Servers", "kind": "application", "endoflife": "windows-server"}),
    ],
)
def test_a_product_is_found_by_key_or_by_exact_name(name: str, facts_of_it: dict[str, Any]) -> None:
    suppliers = {"microsoft": {"name": "Microsoft"}}
    portfolio = estate({name: {"versions": {"2019": {}}, **facts_of_it}}, suppliers=suppliers)

    assert list(facts(brought(portfolio))) == [f"{name}@2019"]


@pytest.mark.parametrize(
    ("name", "facts_of_it", "because", "near"),
    [
        (
            "windows-servers",
            {"name": "Servers"},
            "endoflife.date has no product of this name",
            ("windows-server",),
        ),
        (
            "server",
            {"name": "Window Server"},
            "endoflife.date has no product of this name",
            ("windows-server",),
        ),
        (
            "mssql",
            {"name": "Database", "aliases": ["windows-server"]},
            "several have its names",
            ("mssqlserver", "windows-server"),
        ),
        (
            "moodle",
            {"name": "Moodle", "kind": "application"},
            "an application is not guessed",
            ("moodle",),
        ),
        (
            "moodle",
            {"name": "Moodle", "endoflife": "modle"},
            'it says endoflife = "modle", which is not in this answer',
            ("moodle",),
        ),
        ("zebra", {"name": "Zebra"}, "endoflife.date has no product of this name", ()),
    ],
)
def test_a_name_that_is_merely_like_another_is_a_hint(
    name: str, facts_of_it: dict[str, Any], because: str, near: tuple[str, ...]
) -> None:
    result = brought(estate({name: {"versions": {"2019": {}}, **facts_of_it}}))

    assert result.changes == ()
    (unmatched,) = result.unmatched
    assert (unmatched.product, unmatched.version) == (name, None)
    assert unmatched.because == because
    assert unmatched.near == near


def test_an_application_that_nobody_knows_is_only_counted() -> None:
    result = brought(estate({"axlefile": {"name": "AxleFile", "kind": "application"}}))

    assert result.others == ("axlefile",)
    assert result.unmatched == ()


def one(name: str, label: str | None = None, codename: str | None = None) -> PublishedRelease:
    return PublishedRelease(name, label or name, codename)


RELEASES = PublishedProduct(
    "thing",
    "Maker's Thing Server",
    (),
    (
        one("15.0", "2019 'Aris/Seattle'", "Aris/Seattle"),
        one("13.0-sp3", "2016 SP3"),
        one("13.0", "2016"),
        one("19", "19c (LTR)"),
        one("2012-r2", "Thing Server 2012 R2 (LTSC)"),
        one("11-24h2-e", "11 24H2 (E)"),
        one("11-24h2-w", "11 24H2 (W)"),
        one("9.0"),
        one("9"),
        one("2016", "Old 2016"),
    ),
)


@pytest.mark.parametrize(
    ("version", "name"),
    [
        ("9.0", "9.0"),
        ("9", "9"),
        ("v9.0", "9.0"),
        ("13.0-SP3", "13.0-sp3"),
        ("2016-sp3", "13.0-sp3"),
        ("2019", "15.0"),
        ("19c", "19"),
        ("2012-r2", "2012-r2"),
        ("2012_R2", "2012-r2"),
        ("11-24h2-e", "11-24h2-e"),
        ("2016", "2016"),  # its own name goes before the label of another
        ("11-24h2", None),  # two editions: neither is taken
        ("9.0.65", None),
        ("2012", None),
        ("19d", None),
        ("", None),
    ],
)
def test_versions_and_releases(version: str, name: str | None) -> None:
    found = find_release(version, RELEASES)

    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("version", "near"),
    [
        ("9.0.65", ("9.0", "9")),
        ("13", ("13.0-sp3", "13.0")),
        ("11-24h2", ("11-24h2-e", "11-24h2-w")),
        ("2019-cu4", ()),
        ("2012-r3", ("2012-r2",)),
    ],
)
def test_releases_that_come_near(version: str, near: tuple[str, ...]) -> None:
    assert near_releases(version, RELEASES) == near


@pytest.mark.parametrize(
    ("left", "right"), [("2012 R2", "2012-r2"), ("V8.1", "8.1"), ("version 8.1", "8.1")]
)
def test_two_names_of_one_version(left: str, right: str) -> None:
    assert version_key(left) == version_key(right)


# Names that councils write, beside what the data calls them.
@pytest.mark.parametrize(
    ("product", "version", "name"),
    [
        ("mssqlserver", "2012-sp4", "11.0-sp4"),
        ("mssqlserver", "2022", "16.0"),
        ("mssqlserver", "2008-r2-sp3", "10.50-sp3"),
        ("oracle-database", "19c", "19"),
        ("oracle-database", "12.1", "12.1"),
        ("windows-server", "2012-R2", "2012-r2"),
        ("windows", "11-24h2", None),
        ("postgresql", "9.6", "9.6"),
        ("postgresql", "9.6.2", None),
        ("oracle-jdk", "8", "8"),
        ("msexchange", "2016", "2016"),
    ],
)
def test_versions_in_the_snapshot(product: str, version: str, name: str | None) -> None:
    shown, content = shipped_snapshot()
    found = find_release(version, parse(content, shown).products[product])

    assert (found.name if found else None) == name
