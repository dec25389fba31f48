"""Which dates of the catalogue change, which stay, and which systems that touches."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from tests.support.documents import ROOT
from tests.support.endoflife.estates import OURS, PUBLISHED, brought, estate, facts, server

from estate.editing import set_values
from estate.editing.products import Asked, key_order, to_changes, update
from estate.portfolio import (
    SystemRef,
)
from estate.portfolio.published import Published, PublishedProduct, PublishedRelease
from estate.portfolio.support_changes import Until
from estate.reading import read
from estate.reading.endoflife import parse, shipped_snapshot


def test_the_three_kinds_of_dates_go_where_they_belong() -> None:
    result = brought(estate(server(v2016={})))

    assert facts(result) == {
        "windows-server@2016": {
            "active_support_until": (None, date(2022, 1, 11)),
            "security_support_until": (None, date(2027, 1, 12)),
            "extended_support_until": (None, date(2030, 1, 12)),
            "source": (None, "endoflife.date"),
            "on": (None, date(2026, 11, 1)),
        }
    }


def test_what_agrees_is_left_alone() -> None:
    known = {
        "active_support_until": date(2024, 1, 9),
        "security_support_until": date(2029, 1, 9),
        **OURS,
    }
    portfolio = estate(server(v2019=known))

    assert brought(portfolio).changes == ()
    assert brought(portfolio).unchanged == ("windows-server@2019",)
    assert facts(brought(portfolio, Asked(confirm=True))) == {
        "windows-server@2019": {
            "source": ("endoflife.date, commit a70eca33", "endoflife.date"),
            "on": (date(2026, 8, 22), date(2026, 11, 1)),
        }
    }


def test_a_date_from_there_that_moved_is_moved() -> None:
    known = {
        "active_support_until": date(2024, 1, 9),
        "security_support_until": date(2028, 1, 9),
        **OURS,
    }

    changed = facts(brought(estate(server(v2019=known))))["windows-server@2019"]

    assert changed["security_support_until"] == (date(2028, 1, 9), date(2029, 1, 9))
    assert "active_support_until" not in changed


@pytest.mark.parametrize(
    ("evidence", "because"),
    [
        (
            {"source": "letter of the supplier", "on": date(2026, 1, 5)},
            "recorded from another source: letter of the supplier",
        ),
        ({}, "recorded without a source"),
        (
            {"source": "endoflife.date", "on": date(2026, 12, 1)},
            "looked up later, on 2026-12-01",
        ),
    ],
)
def test_what_somebody_recorded_otherwise_is_left_and_said(
    evidence: dict[str, Any], because: str
) -> None:
    portfolio = estate(server(v2019={"security_support_until": date(2030, 6, 30), **evidence}))

    result = brought(portfolio)

    assert result.changes == ()
    (left,) = result.left
    assert left.because == because
    assert [(each.key, each.old, each.new) for each in left.differences] == [
        ("active_support_until", None, date(2024, 1, 9)),
        ("security_support_until", date(2030, 6, 30), date(2029, 1, 9)),
    ]
    over = facts(brought(portfolio, Asked(overwrite=True)))["windows-server@2019"]
    assert over["security_support_until"] == (date(2030, 6, 30), date(2029, 1, 9))
    assert over["on"][1] == date(2026, 11, 1)


def test_whether_it_is_supported_is_said_only_where_there_is_no_day() -> None:
    products = {"sqlite": {"name": "SQLite", "versions": {"3": {}, "2": {}, "1": {}}}}

    result = brought(estate(products))

    assert facts(result)["sqlite@3"]["supported"] == (None, True)
    assert facts(result)["sqlite@2"]["supported"] == (None, False)
    assert result.unchanged == ("sqlite@1",)
    assert "supported" not in facts(brought(estate(server(v2019={}))))["windows-server@2019"]


def test_a_day_takes_the_place_of_supported() -> None:
    result = brought(estate(server(v2019={"supported": True, **OURS})))

    changed = facts(result)["windows-server@2019"]
    assert changed["supported"] == (True, None)
    assert changed["security_support_until"] == (None, date(2029, 1, 9))


def test_a_date_that_is_no_longer_published_stays_and_is_said() -> None:
    known = {
        "active_support_until": date(2024, 1, 9),
        "security_support_until": date(2029, 1, 9),
        "extended_support_until": date(2032, 1, 9),
        **OURS,
    }

    result = brought(estate(server(v2019=known)))

    assert result.changes == ()
    assert result.unchanged == ()
    (left,) = result.left
    assert left.because == "endoflife.date gives no such date any more"
    assert [each.key for each in left.differences] == ["extended_support_until"]


@pytest.mark.parametrize(
    ("version", "until", "because"),
    [
        ("2", date(2031, 1, 1), "endoflife.date says that support has ended, with no day"),
        ("3", date(2020, 1, 1), "endoflife.date says that support goes on, with no day"),
        ("2", date(2020, 1, 1), None),
        ("3", date(2031, 1, 1), None),
    ],
)
def test_a_day_against_what_is_said_without_one(
    version: str, until: date, because: str | None
) -> None:
    recorded = {"security_support_until": until, "source": "the maker"}
    products = {"sqlite": {"name": "SQLite", "versions": {version: recorded}}}

    result = brought(estate(products))

    assert result.changes == ()
    assert [each.because for each in result.left] == ([because] if because else [])


def test_a_version_that_is_not_found_is_listed_with_near_ones() -> None:
    result = brought(estate(server(v2016_R2={}, v2019={"endoflife": "2018"})))

    first, second = result.unmatched
    assert (first.version, first.near) == ("2016_R2", ("2016",))
    assert first.because == "windows-server has no release of that name"
    assert second.because == 'it says endoflife = "2018", which windows-server does not have'


def test_a_version_may_name_its_release() -> None:
    result = brought(estate(server(vours={"endoflife": "2016"})))

    assert result.changes[0].release == "2016"
    assert result.changes[0].version == "ours"


def test_releases_are_added_only_when_asked() -> None:
    systems = {"web": {"technology": ["windows-server@2016", "windows-server@2099"]}}
    portfolio = estate(server(v2019=OURS), systems)

    assert [each.version for each in brought(portfolio).changes] == ["2019"]
    assert brought(portfolio).addable == ("windows-server@2016",)
    used = brought(portfolio, Asked(add_used=True))
    assert (used.addable, used.absent) == ((), ())
    assert [(each.version, each.is_new) for each in used.changes] == [
        ("2019", False),
        ("2016", True),
    ]
    assert facts(used)["windows-server@2016"]["released"] == (None, date(2020, 1, 1))
    assert [each.version for each in used.unmatched] == ["2099"]
    everything = brought(portfolio, Asked(add_all=frozenset({"windows-server"})))
    assert [(each.version, each.is_new) for each in everything.changes] == [
        ("2019", False),
        ("2016", True),
    ]


def test_products_that_systems_use_and_the_catalogue_lacks_are_named() -> None:
    systems = {"web": {"product": "shop", "technology": ["windows-server@2019", "php@8.1"]}}
    portfolio = estate(server(v2019=OURS), systems)

    assert brought(portfolio).absent == ("php", "shop")
    assert brought(portfolio, Asked(products=frozenset({"windows-server"}))).absent == ()


def test_a_release_that_is_there_by_another_name_is_not_added_again() -> None:
    products = {"mssqlserver": {"name": "SQL Server", "versions": {"2019": {}}}}

    result = brought(estate(products), Asked(add_all=frozenset({"mssqlserver"})))

    assert [each.version for each in result.changes] == ["2019", "13.0-sp3"]


def test_only_the_products_asked_for() -> None:
    products = {**server(v2019={}), "sqlite": {"name": "SQLite", "versions": {"3": {}}}}

    result = brought(estate(products), Asked(products=frozenset({"sqlite"})))

    assert list(facts(result)) == ["sqlite@3"]


def test_systems_are_told_from_when_they_are_out_of_support() -> None:
    """2016: security updates until 2027-01-12, paid ones until 2030-01-12, as published."""
    known = {"security_support_until": date(2028, 1, 1), **OURS}
    systems = {
        "a": {"technology": ["windows-server@2016"]},
        "b": {"technology": ["windows-server@2016"], "extended_support": ["windows-server"]},
        "c": {"technology": ["windows-server@2016"], "extended_support": ["windows-server@2016"]},
        "d": {"technology": ["windows-server"]},
        "e": {"product": "windows-server@2016"},
    }

    result = brought(estate(server(v2016=known), systems))

    free = (Until(date(2028, 1, 1)), Until(date(2027, 1, 12)))
    paid = (Until(), Until(date(2030, 1, 12)))
    assert [(each.system, each.before, each.after) for each in result.affected] == [
        (SystemRef("glenmarnock", "a"), *free),
        (SystemRef("glenmarnock", "b"), *paid),
        (SystemRef("glenmarnock", "c"), *paid),
        (SystemRef("glenmarnock", "e"), *free),
    ]


def test_a_date_that_does_not_decide_affects_nobody() -> None:
    known = {"security_support_until": date(2029, 1, 9), **OURS}
    systems = {"a": {"technology": ["windows-server@2019"]}}

    result = brought(estate(server(v2019=known), systems))

    assert [each.key for each in result.changes[0].differences] == ["active_support_until"]
    assert result.affected == ()


def test_the_file_says_what_was_found_and_keeps_the_rest() -> None:
    text = (
        '# ours\n[products.windows-server]\nname = "Windows Server"  # all of them\n'
        'versions.2019 = { source = "endoflife.date" }\n\n'
        "[products.windows-server.versions.2016]  # the last ones\non = 2026-01-01\n"
    )  # fmt: skip
    catalogue = tomli.loads(text)["products"]
    result = update(estate(catalogue), PUBLISHED, Asked())

    after = set_values(text, to_changes(result), key_order)

    assert after == (
        '# ours\n[products.windows-server]\nname = "Windows Server"  # all of them\n'
        'versions.2019 = { source = "endoflife.date", active_support_until = 2024-01-09, '
        "security_support_until = 2029-01-09, on = 2026-11-01 }\n\n"
        "[products.windows-server.versions.2016]  # the last ones\n"
        "active_support_until = 2022-01-11\nsecurity_support_until = 2027-01-12\n"
        'extended_support_until = 2030-01-12\nsource = "endoflife.date"\non = 2026-11-01\n'
    )  # fmt: skip


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2035, 12, 31))
VERSIONS = st.fixed_dictionaries(
    {},
    optional={
        "active_support_until": DAYS.filter(bool),
        "security_support_until": DAYS.filter(bool),
        "extended_support_until": DAYS.filter(bool),
        "supported": st.booleans(),
        "source": st.sampled_from(["endoflife.date", "the maker", "Endoflife.date, commit 1"]),
        "on": st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    },
)
ASKED = st.builds(Asked, overwrite=st.booleans(), confirm=st.booleans(), add_used=st.booleans())
RELEASE = st.builds(
    PublishedRelease,
    name=st.just("1"),
    label=st.just("1"),
    active_until=DAYS,
    security_until=DAYS,
    extended_until=DAYS,
    ended=st.none() | st.booleans(),
)


@given(VERSIONS, RELEASE, ASKED)
def test_what_is_brought_up_to_date_stays_so(
    version: dict[str, Any], there: PublishedRelease, asked: Asked
) -> None:
    """Once applied nothing is left to do, and a recorded day is lost only to another day."""
    published = Published(
        {"thing": PublishedProduct("thing", "Thing", (), (there,))},
        date(2026, 8, 22),
        "endoflife.date, commit a70eca33",
    )
    products = {"thing": {"name": "Thing", "versions": {"1": version}}}
    first = update(estate(products), published, asked)

    after = dict(version)
    for path, value in to_changes(first):
        after[str(path[-1])] = value
    kept = {key: value for key, value in after.items() if value is not None}
    products["thing"]["versions"] = {"1": kept}

    again = update(estate(products), published, asked)
    assert again.changes == ()
    for key, value in version.items():
        if key.endswith("_until"):
            assert kept[key] == value or kept[key] is not None
    others = version.get("source", "").casefold().startswith("endoflife")
    if not others and not asked.overwrite and version.keys() & {"supported", *_dates(version)}:
        assert kept == version


def _dates(version: dict[str, Any]) -> set[str]:
    return {key for key in version if key.endswith("_until")}


def test_the_sample_estate_is_up_to_date_and_its_fictions_match_nothing() -> None:
    portfolio = read(ROOT / "inventories").portfolio
    assert portfolio is not None
    shown, content = shipped_snapshot()

    result = update(portfolio, parse(content, shown), Asked(add_used=True))

    assert result.changes == ()
    assert result.left == ()
    assert result.unmatched == ()
    assert {use.split("@")[0] for use in result.unchanged} == {
        "oracle-database",
        "rhel",
        "sql-server",
        "windows-server",
    }
    assert len(result.unchanged) == 14
