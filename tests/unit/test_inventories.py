"""The sample estate holds what docs/sample-estate.md says it holds, and stays fictional."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from estate.checks import check
from estate.diagnostics import Severity
from estate.graph import build
from estate.planning import Effort, Roadmap, plan
from estate.portfolio import Inventory, Option, Portfolio, System, SystemRef
from estate.reading import Reading, read
from estate.scoring import score
from estate.scoring.results import Answer, Interval, Scores

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "sample-estate.md").read_text(encoding="utf-8")

REAL_SUPPLIERS = {"microsoft", "oracle", "red-hat", "seemis"}
REAL_PRODUCTS = {"oracle-database", "rhel", "sql-server", "windows-server"}


@cache
def reading() -> Reading:
    return read(ROOT / "inventories")


@cache
def portfolio() -> Portfolio:
    found = reading().portfolio
    assert found is not None
    return found


@cache
def scores() -> Scores:
    as_of = portfolio().workspace.as_of
    assert as_of is not None
    return score(build(portfolio()), as_of)


def council(name: str) -> Inventory:
    return portfolio().councils[name]


def plannable(option: Option) -> bool:
    return option.cost is not None and option.months is not None


def section(title: str) -> str:
    return GUIDE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_it_is_read_without_a_single_finding() -> None:
    assert reading().findings == ()


def test_check_finds_no_error_and_the_warnings_that_the_guide_lists() -> None:
    as_of = portfolio().workspace.as_of
    assert as_of is not None
    findings = check(portfolio(), as_of, reading().locate)

    assert [one for one in findings if one.severity is Severity.ERROR] == []
    warned = {one.code for one in findings if one.severity is Severity.WARNING}
    assert sorted(warned) == re.findall(r"^\| (EST\d{3}) \|", GUIDE, re.MULTILINE)


@pytest.mark.parametrize(
    "row", [line for line in section("The councils").splitlines() if line.startswith("| `")]
)
def test_the_guide_counts_each_council_right(row: str) -> None:
    cells = [cell.strip(" `") for cell in row.strip("|").split("|")]
    found = council(cells[0])

    assert [int(cell.replace(",", "")) for cell in cells[2:]] == [
        found.council.population,
        len(found.systems),
        len(found.interfaces),
        len(found.contracts),
    ]


def test_the_guide_lists_every_council() -> None:
    rows = re.findall(r"^\| `([a-z]+)` \|", section("The councils"), re.MULTILINE)

    assert sorted(rows) == list(portfolio().councils)


def test_each_awkward_case_names_systems_that_exist() -> None:
    named = set(re.findall(r"`([a-z]+/[a-z-]+)`", section("Awkward cases, and where they are")))

    assert {str(ref) for ref, _ in portfolio().systems()} >= named
    assert len(named) > 40


def test_councils_are_of_sizes_that_can_be_read() -> None:
    sizes = [len(one.systems) for one in portfolio().councils.values()]

    assert len(sizes) == 8
    assert min(sizes) >= 25
    assert max(sizes) <= 60


def test_it_says_that_it_is_illustrative_and_claims_no_real_area() -> None:
    assert portfolio().workspace.illustrative
    assert [one.council.gss_code for one in portfolio().councils.values()] == [None] * 8


def test_every_file_says_that_it_is_fictional() -> None:
    for path in (ROOT / "inventories" / "councils").rglob("*.toml"):
        assert "Fictional and illustrative" in path.read_text(encoding="utf-8"), path


def test_dates_of_real_products_name_their_source() -> None:
    products = portfolio().catalogue.products
    for name in REAL_PRODUCTS:
        for version in products[name].versions.values():
            assert version.security_support_until is not None
            assert version.source is not None
            assert version.on is not None


def test_products_of_real_makers_are_only_those_with_sources() -> None:
    products = portfolio().catalogue.products
    made = {name for name, one in products.items() if one.supplier in REAL_SUPPLIERS}

    assert made == REAL_PRODUCTS


def test_platforms_are_sourced_or_marked_fictional() -> None:
    for platform in portfolio().catalogue.platforms.values():
        assert platform.source is not None or "(fictional)" in platform.name


def test_owners_are_roles() -> None:
    honorific = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Cllr)\b|@")
    for ref, system in portfolio().systems():
        assert not honorific.search(f"{system.owner} {system.technical_owner}"), ref


def test_the_mix_of_risk_is_believable() -> None:
    totals = scores().totals
    share = {answer: totals.legacy[answer] / totals.systems for answer in Answer}

    assert 0.30 <= share[Answer.YES] <= 0.46
    assert share[Answer.UNKNOWN] >= 0.20
    assert 0.08 <= totals.red_rated[Answer.YES] / totals.systems <= 0.16


def test_what_is_fully_recorded_scores_exactly() -> None:
    ours = scores().systems[SystemRef("strathallan", "council-tax")]

    assert ours.overall.exact
    assert ours.red_rated is Answer.YES


def test_what_is_only_a_name_could_be_anything() -> None:
    ours = scores().systems[SystemRef("norrasay", "pier-sensors")]

    assert ours.overall == Interval(Fraction(1), Fraction(30))


def deadlines() -> list[tuple[SystemRef, System]]:
    return [(ref, one) for ref, one in portfolio().systems() if one.must_change_by is not None]


def test_each_council_has_a_deadline_and_each_deadline_a_way_out_by_itself() -> None:
    assert {ref.council for ref, _ in deadlines()} == set(portfolio().councils)
    for ref, system in deadlines():
        alone = [one for one in system.options.values() if plannable(one) and not one.requires]
        assert alone, ref
        assert system.must_change_because, ref


@pytest.mark.parametrize("name", sorted(portfolio().councils))
def test_each_council_can_meet_its_deadlines_by_itself(name: str) -> None:
    whole = portfolio()
    assert whole.workspace.as_of is not None
    alone = Portfolio(whole.workspace, whole.catalogue, {name: whole.councils[name]})
    found = plan(build(alone), whole.workspace.as_of, Effort(work=0.1))

    assert isinstance(found, Roadmap)
    assert found.steps


def test_budgets_bind_and_still_allow_something() -> None:
    for name, found in portfolio().councils.items():
        wanted = sum(
            max(one.cost.capital for one in system.options.values() if one.cost is not None)
            for system in found.systems.values()
            if any(plannable(one) for one in system.options.values())
        )
        budget = sum(one.capital or 0 for one in found.budgets.values())

        assert 0.3 < budget / wanted < 0.9, name


def test_skills_that_options_need_are_supplied() -> None:
    for name, found in portfolio().councils.items():
        needed = {
            skill
            for system in found.systems.values()
            for option in system.options.values()
            for skill in option.skills
        }
        assert needed <= set(found.skills), name


def test_options_and_interfaces_are_there_to_plan_with() -> None:
    systems = list(portfolio().systems())
    with_options = sum(1 for _, one in systems if one.options)
    interfaces = sum(len(one.interfaces) for one in portfolio().councils.values())

    assert with_options / len(systems) > 0.5
    assert 1.2 <= interfaces / len(systems) <= 2
