"""Generates estates of any size, seeded: the same arguments give the same bytes.

    python benchmarks/estates.py FOLDER --councils 32 --systems 500 --interfaces 3

Councils, systems and figures are random and mean nothing; what matters is that they have the shape
of real ones: about twenty keys a system, nested tables, unknowns, contracts, options and budgets.
"""

from __future__ import annotations

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

AS_OF = date(2026, 9, 30)
CAPABILITIES = (
    "revenues.council-tax",
    "revenues.benefits",
    "finance.ledger",
    "finance.p2p",
    "people.hr",
    "people.payroll",
    "social.casework",
    "education.payments",
    "housing.repairs",
    "planning.applications",
    "roads.assets",
    "environment.waste",
    "customer.crm",
    "information.gis",
    "technology.platform",
)
CITIZEN_FACING = frozenset({"revenues.council-tax", "revenues.benefits", "customer.crm"})
SKILLS = ("developer", "integration", "project-manager", "data-migration")
MECHANISMS = ("manual", "email", "scheduled-file", "vendor-api", "open-api", "database-link")
PRODUCTS = 60
YEARS = ("2026-27", "2027-28", "2028-29", "2029-30", "2030-31", "2031-32", "2032-33")


def write_estate(folder: Path, *, councils: int, systems: int, interfaces: int, seed: int) -> None:
    """Write a workspace: `interfaces` is the mean number for each system."""
    (folder / "catalogue").mkdir(parents=True, exist_ok=True)
    (folder / "councils").mkdir(exist_ok=True)
    (folder / "estate.toml").write_text(
        f'[estate]\nname = "Generated estate"\nillustrative = true\nas_of = {AS_OF}\n',
        encoding="utf-8",
    )
    random_ = random.Random(seed)
    (folder / "catalogue" / "all.toml").write_text(_catalogue(random_), encoding="utf-8")
    for number in range(councils):
        name = f"council-{number:03d}"
        text = _council(random.Random(f"{seed}/{name}"), name, systems, interfaces)
        (folder / "councils" / f"{name}.toml").write_text(text, encoding="utf-8")


def _catalogue(random_: random.Random) -> str:
    lines: list[str] = []
    for capability in CAPABILITIES:
        lines += [f'[capabilities."{capability}"]', f'name = "{capability}"']
        lines += [f"citizen_facing = {str(capability in CITIZEN_FACING).lower()}", ""]
    for skill in SKILLS:
        lines += [f"[skills.{skill}]", f'name = "{skill}"', ""]
    for number in range(PRODUCTS):
        lines += [f"[products.product-{number}]", f'name = "Product {number}"']
        lines += [f'supplier = "supplier-{number % 20}"', ""]
        for version in range(1, 4):
            # Most of an estate is sound: one version in eight is, or soon will be, out of support.
            days = random_.randint(-1500, 1000) if random_.random() < 0.125 else 3000
            ends = AS_OF + timedelta(days=days)
            lines += [
                f'[products.product-{number}.versions."{version}"]',
                f"security_support_until = {ends}",
                "",
            ]
    for number in range(20):
        lines += [f"[suppliers.supplier-{number}]", f'name = "Supplier {number}"', ""]
    return "\n".join(lines)


def _council(random_: random.Random, name: str, systems: int, interfaces: int) -> str:
    budget = systems * 25_000
    lines = [
        "[council]",
        f'name = "Council {name}"',
        f"population = {random_.randint(20, 600) * 1000}",
        f"net_revenue_budget = {random_.randint(80, 1500)}_000_000",
        f"changes_at_once = {max(3, systems // 10)}",
        "",
    ]
    for number in range(systems):
        lines += _system(random_, number)
    for _ in range(systems * interfaces):
        lines += _interface(random_, systems)
    for number in range(0, systems - 1, 2):
        lines += _contract(random_, number)
    for year in YEARS:
        lines += [f"[budgets.{year}]", f"capital = {budget}", f"revenue = {budget // 2}", ""]
    for skill in SKILLS:
        lines += [f"[skills.{skill}]", f"person_days_per_quarter = {systems * 4}", ""]
    return "\n".join(lines)


def _product(random_: random.Random) -> str:
    return f'"product-{random_.randrange(PRODUCTS)}@{random_.randint(1, 3)}"'


def _system(random_: random.Random, number: int) -> list[str]:
    choose = random_.random
    lines = [
        f"[systems.system-{number}]",
        f'name = "System {number}"',
        f'description = "What system {number} is for, in one sentence that somebody wrote."',
        f'capabilities = ["{random_.choice(CAPABILITIES)}"]',
        f"product = {_product(random_)}",
        f'owner = "Head of Service {random_.randint(1, 40)}"',
        f'technical_owner = "ICT Service Lead {random_.randint(1, 9)}"',
        'lifecycle = "live"',
        f'hosting = "{random_.choice(["on-premises", "saas", "supplier-hosted"])}"',
        f"adopted = {date(2000, 1, 1) + timedelta(days=random_.randint(0, 9000))}",
        f"users = {random_.randint(2, 900)}",
        f'criticality = "{random_.choice(["low", "medium", "high", "vital"])}"',
        f"reviewed = {AS_OF - timedelta(days=random_.randint(0, 900))}",
        f"technology = [{_product(random_)}, {_product(random_)}]",
    ]
    licence, staff = random_.randint(2, 200) * 1000, random_.randint(1, 60) * 1000
    if choose() < 0.8:
        lines.append(f"annual_cost = {{ licence = {licence}, support_staff = {staff} }}")
    if choose() < 0.7:
        lines.append(f"support = {{ people = {random_.randint(0, 8)}, in_house = true }}")
    if choose() < 0.5:
        major = random_.randint(0, 2)
        lines.append(f"incidents = {{ severe = 0, major = {major}, moderate = 1, minor = 4 }}")
    lines += ["", f"[systems.system-{number}.impact]"]
    lines += [
        f"{key} = {random_.randint(1, 5)}"
        for key in ("safety", "reputation", "financial", "stakeholders", "operations")
        if choose() < 0.7
    ]
    if choose() < 0.6:
        lines += ["", *_option(random_, number)]
    return [*lines, ""]


def _option(random_: random.Random, number: int) -> list[str]:
    kind = random_.choice(["replace", "replace", "upgrade"])
    months = random_.choice([6, 9, 12, 18]) if kind == "replace" else random_.choice([3, 6])
    capital = random_.randint(20, 400) * 1000 if kind == "replace" else 10_000
    days = ", ".join(f"{skill} = {random_.randint(5, 60)}" for skill in random_.sample(SKILLS, 2))
    return [
        f"[systems.system-{number}.options.{kind}]",
        f"cost = {{ capital = {capital}, revenue = {capital // 5} }}",
        f"months = {months}",
        f"annual_cost_after = {random_.randint(2, 150) * 1000}",
        f"skills = {{ {days} }}",
    ]


def _interface(random_: random.Random, systems: int) -> list[str]:
    one, other = random_.randrange(systems), random_.randrange(systems - 1)
    return [
        "[[interfaces]]",
        f'from = "system-{one}"',
        f'to = "system-{other if other < one else other + 1}"',
        f'mechanism = "{random_.choice(MECHANISMS)}"',
        'format = "csv"',
        f"rework_cost = {random_.randint(1, 20) * 1000}",
        "",
    ]


def _contract(random_: random.Random, number: int) -> list[str]:
    ends = AS_OF + timedelta(days=random_.randint(-100, 3000))
    return [
        f"[contracts.contract-{number}]",
        f'systems = ["system-{number}", "system-{number + 1}"]',
        f'supplier = "supplier-{number % 20}"',
        f"starts = {ends - timedelta(days=1826)}",
        f"ends = {ends}",
        'extensions = [{ months = 12, by = "council" }]',
        "notice_months = 6",
        f"annual_value = {random_.randint(5, 150) * 1000}",
        "",
    ]


def main() -> None:
    """Write an estate as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--councils", type=int, default=32)
    parser.add_argument("--systems", type=int, default=500)
    parser.add_argument("--interfaces", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write_estate(
        asked.folder,
        councils=asked.councils,
        systems=asked.systems,
        interfaces=asked.interfaces,
        seed=asked.seed,
    )


if __name__ == "__main__":
    main()
