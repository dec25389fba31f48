"""Small estates for tests of completeness: read from TOML, and counted from TOML by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.cases.checking import write

from estate.completeness import Coverage, PlanGaps, Questions, coverage, plan_gaps, questions
from estate.graph import EstateGraph, build
from estate.reading import read
from estate.scoring import Scores, score

AS_OF = date(2026, 9, 30)

CATALOGUE = """
[groups]
revenues = { name = "Revenues" }
[capabilities."revenues.tax"]
name = "Tax"
[capabilities."revenues.rates"]
name = "Rates"
[products.revmaster]
name = "Revmaster"
[products.revmaster.versions.8]
security_support_until = 2030-03-31
[products.revmaster.versions.9]
[products.postgres]
name = "Postgres"
[products.postgres.versions.16]
supported = true
"""

WHOLE = """
[council]
name = "Whole"
net_revenue_budget = 100_000_000
interfaces_complete = true
changes_at_once = 4
[budgets.2026-27]
capital = 1_000_000
[skills.developer]
person_days_per_quarter = 40
[systems.tax]
name = "Tax"
owner = "Head of Revenues"
capabilities = ["revenues.tax"]
product = "revmaster@8"
technology = ["postgres@16"]
hosting = "on-premises"
users = 64
annual_cost = { licence = 100_000 }
support = { people = 3 }
personal_data = { held = true }
reviewed = 2026-06-30
hardware = { installed = 2024-01-31 }
vulnerabilities = { critical = 0, high = 0, other = 0, assessed = 2026-08-31 }
incidents = { ongoing = false, severe = 0, major = 0, moderate = 1, minor = 2 }
likelihood = { business_need = 2, environment = 1 }
evidence.annual_cost = { source = "ledger", confidence = "verified", on = 2025-01-31 }
[systems.tax.impact]
safety = 1
reputation = 3
financial = { amount = 2_000_000 }
stakeholders = 4
operations = { staff_hours = 5_000 }
[systems.tax.options.replace]
cost = { capital = 700_000 }
months = 14
annual_cost_after = 80_000
[contracts.tax]
systems = ["tax"]
starts = 2020-04-01
ends = 2029-03-31
notice_months = 6
annual_value = 100_000
"""
"""A council of which everything is recorded."""

BARE = '[council]\nname = "Bare"\n[systems.web]\nname = "Website"\n'
"""A council of which nothing is but names."""


def loaded(folder: Path, **councils: str) -> tuple[EstateGraph, Scores]:
    """Read councils with the catalogue above; they must have no fault."""
    files = {f"councils/{name}.toml": text for name, text in councils.items()}
    write(folder, {"catalogue/all.toml": CATALOGUE, **files})
    reading = read(folder)
    assert reading.portfolio is not None
    assert reading.sound, [str(found) for found in reading.findings]
    graph = build(reading.portfolio)
    return graph, score(graph, AS_OF)


def covered(folder: Path, **councils: str) -> Coverage:
    """Return the coverage of councils."""
    return coverage(*loaded(folder, **councils))


def asked(folder: Path, **councils: str) -> Questions:
    """Return what to find out about councils."""
    return questions(*loaded(folder, **councils))


def gaps(folder: Path, **councils: str) -> PlanGaps:
    """Return what a plan lacks about councils."""
    return plan_gaps(*loaded(folder, **councils))
