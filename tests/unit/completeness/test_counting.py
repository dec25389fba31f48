"""Counts of what is known: exact, by hand and against a slow count of the TOML itself."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.checking import write
from tests.support.documents import ROOT
from tests.unit.completeness.cases import AS_OF, BARE, CATALOGUE, WHOLE, covered

from estate.completeness import FACTS, PARTS, Count, coverage
from estate.graph import build
from estate.reading import read
from estate.scoring import score

SCORED = {fact.key for fact in FACTS if fact.part in {"likelihood", "impact"}}
RECORDED = [fact.key for fact in FACTS if fact.key not in SCORED]


def test_keys_are_unique_and_apart_from_the_parts() -> None:
    keys = [fact.key for fact in FACTS]
    assert len(set(keys)) == len(keys)
    assert set(keys).isdisjoint(PARTS)
    assert {fact.part for fact in FACTS} == set(PARTS)


def test_of_a_fully_recorded_council_everything_is_known(tmp_path: Path) -> None:
    found = covered(tmp_path, whole=WHOLE)
    assert {fact.key for fact in FACTS if found.count(fact=fact.key).of} == {f.key for f in FACTS}
    assert [fact.key for fact in FACTS if found.count(fact=fact.key).unknown] == []


def test_of_a_bare_name_only_what_applies_is_unknown(tmp_path: Path) -> None:
    found = covered(tmp_path, bare=BARE)
    # No product: no contract is expected. No contract: no end, notice or value. No option: no
    # cost, months or running cost of one. Everything else applies, and is unknown.
    beside = {"contract", "contract-end", "contract-notice", "contract-value"}
    beside |= {"option-cost", "option-months", "running-after"}
    assert {fact.key for fact in FACTS if found.count(fact=fact.key).of == 0} == beside
    assert found.count() == Count(known=0, of=len(FACTS) - 7)


def test_what_is_planned_or_retired_is_not_counted(tmp_path: Path) -> None:
    gone = '[systems.old]\nname = "Old"\nlifecycle = "retired"\n'
    found = covered(tmp_path, bare=BARE + gone)
    assert (found.systems_in(), found.count(fact="owner").of) == (1, 1)


def system(keys: str) -> str:
    return f'[council]\nname = "C"\n[systems.a]\nname = "A"\n{keys}\n'


@pytest.mark.parametrize(
    ("keys", "fact", "known", "of"),
    [
        ('product = "revmaster@8"', "product", 1, 1),
        ('product = "revmaster"', "product", 0, 1),
        ("bespoke = true", "product", 0, 0),
        ('bespoke = true\nproduct = "revmaster@8"', "product", 1, 1),
        ('hosting = "saas"', "technology", 0, 0),
        ("technology = []", "technology", 0, 1),
        ("annual_cost = {}", "annual-cost", 0, 1),
        ("annual_cost = { capital_part = 5 }", "annual-cost", 0, 1),
        ("annual_cost = { other = 0 }", "annual-cost", 1, 1),
        ("support = { in_house = true }", "support-people", 0, 1),
        ("support = { people = 0 }", "support-people", 1, 1),
        ("personal_data = { held = false }", "personal-data", 1, 1),
        ("personal_data = { special_category = false }", "personal-data", 0, 1),
        ("interfaces_complete = false", "interfaces", 1, 1),
        ('product = "revmaster@8"', "contract", 0, 1),
        ("options.retain = {}", "option", 1, 1),
        ("options.retain = {}", "option-cost", 0, 0),
        ("options.retire = {}", "option-cost", 0, 1),
        ("options.retire = { cost = {}, months = 3 }", "option-months", 1, 1),
        ("options.retire = {}", "running-after", 0, 0),
        ("options.replace = { annual_cost_after = 0 }", "running-after", 1, 1),
        (
            "options.replace = { months = 3 }\noptions.upgrade = {}",
            "option-months",
            0,
            1,
        ),
    ],
)
def test_when_a_fact_applies_and_is_known(
    tmp_path: Path, keys: str, fact: str, known: int, of: int
) -> None:
    count = covered(tmp_path, c=system(keys)).count(fact=fact)
    assert (count.known, count.of) == (known, of)


CONTRACT = '[contracts.k]\nsystems = ["a"]\n'


@pytest.mark.parametrize(
    ("terms", "end", "notice"),
    [
        ("", (0, 1), (0, 1)),
        ("ends = 2027-03-31", (1, 1), (0, 1)),
        ("ends = 2027-03-31\nnotice_months = 0", (1, 1), (1, 1)),
        # Over: it needs no notice any more.
        ("ends = 2026-03-31", (1, 1), (0, 0)),
        # Over, but for an extension that was taken; over, but renewing itself.
        (
            'ends = 2026-03-31\nextensions = [{ months = 12, by = "council", taken = true }]',
            (1, 1),
            (0, 1),
        ),
        ('ends = 2026-03-31\nrenewal = "tacit"', (1, 1), (0, 1)),
        # The last day itself is not over.
        ("ends = 2026-09-30", (1, 1), (0, 1)),
    ],
)
def test_facts_of_a_contract_apply_where_there_is_one(
    tmp_path: Path, terms: str, end: tuple[int, int], notice: tuple[int, int]
) -> None:
    found = covered(tmp_path, c=system("") + CONTRACT + terms + "\n")
    counts = [found.count(fact=key) for key in ("contract-end", "contract-notice")]
    assert [(count.known, count.of) for count in counts] == [end, notice]


def test_every_contract_counts(tmp_path: Path) -> None:
    two = CONTRACT + "ends = 2028-03-31\n" + CONTRACT.replace(".k", ".l")
    count = covered(tmp_path, c=system("") + two).count(fact="contract-end")
    assert (count.known, count.of) == (0, 1)


def test_quality_is_what_evidence_says_and_age_what_was_last_confirmed(tmp_path: Path) -> None:
    text = system("""
owner = "Head of A"
users = 5
hosting = "saas"
annual_cost = { licence = 5, hosting = 1 }
reviewed = 2025-09-29
[systems.a.evidence]
owner = { confidence = "reported", on = 2026-01-31 }
users = { source = "register" }
"annual_cost.licence" = { confidence = "verified" }
"annual_cost.hosting" = { confidence = "assumed" }
product = { confidence = "verified" }
""")
    found = covered(tmp_path, c=text)
    # Twelve months before 30 September 2026 is 30 September 2025: the review was a day before.
    assert found.count(fact="owner") == Count(1, 1, (0, 1, 0, 0), old=0)
    assert found.count(fact="users") == Count(1, 1, old=1)
    assert found.count(fact="users").unstated == 1
    # Of two parts the less sure one counts.
    assert found.count(fact="annual-cost") == Count(1, 1, (0, 0, 0, 1), old=1)
    # Evidence for what is not recorded says nothing.
    assert found.count(fact="product") == Count(0, 1)
    # No date at all is not old.
    assert found.count(fact="interfaces").old == 0


def test_a_workspace_says_how_old_is_old(tmp_path: Path) -> None:
    text = system('reviewed = 2025-09-29\nowner = "Head of A"')
    write(tmp_path, {"estate.toml": "[estate]\nreview_months = 13\n", "councils/c.toml": text})
    portfolio = read(tmp_path).portfolio
    assert portfolio is not None
    graph = build(portfolio)
    found = coverage(graph, score(graph, AS_OF))
    assert (found.months, found.months_given, found.count(fact="owner").old) == (13, True, 0)


def test_sums_are_sums_of_cells_however_they_are_asked_for(tmp_path: Path) -> None:
    rates = '[systems.rates]\nname = "Rates"\ncapabilities = ["revenues.rates", "x.y"]\n'
    found = covered(tmp_path, whole=WHOLE, bare=BARE + rates)
    assert found.councils == ("bare", "whole")
    assert found.groups == ("revenues", "")
    assert found.systems == {("bare", ""): 1, ("bare", "revenues"): 1, ("whole", "revenues"): 1}
    for fact in FACTS:
        by_council = sum((found.count(council=c, fact=fact.key) for c in found.councils), Count())
        by_group = sum((found.count(group=g, fact=fact.key) for g in found.groups), Count())
        assert by_council == by_group == found.count(fact=fact.key)
    assert sum((found.count(part=part) for part in PARTS), Count()) == found.count()
    assert found.count(council="nowhere") == Count()


# Against a slow count of the TOML itself


def raw_count(councils: dict[str, dict[str, Any]], fact: str) -> tuple[int, int]:
    """Count a fact from parsed TOML, knowing nothing of the program's types."""
    known = of = 0
    for council in councils.values():
        for name, one in council.get("systems", {}).items():
            if one.get("lifecycle") in {"planned", "retired"}:
                continue
            answer = raw_answer(council, name, one, fact)
            known += answer is True
            of += answer is not None
    return known, of


def raw_answer(  # noqa: C901, PLR0911  # one fact a branch
    council: dict[str, Any], name: str, one: dict[str, Any], fact: str
) -> bool | None:
    """Return whether a fact of a system is known; None where it does not apply."""
    contracts = [
        it for it in council.get("contracts", {}).values() if name in it.get("systems", [])
    ]
    options = [{"kind": key, **it} for key, it in one.get("options", {}).items()]
    changes = [it for it in options if it["kind"] != "retain"]
    costs = {"licence", "support", "hosting", "hardware", "support_staff", "other"}
    simple = {"owner", "capabilities", "hosting", "users", "reviewed"}
    if fact in simple:
        return bool(one.get(fact) is not None and one[fact] != [])
    if fact == "technology":
        return None if one.get("hosting") == "saas" else bool(one.get("technology"))
    if fact == "product":
        bespoke = one.get("bespoke") and "product" not in one
        return None if bespoke else "@" in one.get("product", "")
    if fact == "annual-cost":
        return bool(costs & set(one.get("annual_cost", {})))
    if fact == "support-people":
        return "people" in one.get("support", {})
    if fact == "personal-data":
        return "held" in one.get("personal_data", {})
    if fact == "interfaces":
        return "interfaces_complete" in one or "interfaces_complete" in council["council"]
    if fact == "contract":
        asked = contracts or ("product" in one and "platform" not in one)
        return bool(contracts) if asked else None
    if fact.startswith("contract-"):
        running = [it for it in contracts if fact == "contract-end" or not raw_over(it)]
        key = {"end": "ends", "notice": "notice_months", "value": "annual_value"}[fact[9:]]
        return all(key in it for it in running) if running else None
    if fact == "option":
        return bool(options)
    if fact == "running-after":
        changes = [it for it in changes if it["kind"] != "retire"]
    key = {"option-cost": "cost", "option-months": "months"}.get(fact, "annual_cost_after")
    return all(key in it for it in changes) if changes else None


def raw_over(contract: dict[str, Any]) -> bool:
    """Whether a contract is over; none here has an extension that was taken."""
    ends = contract.get("ends")
    assert not any(step.get("taken") for step in contract.get("extensions", []))
    return ends is not None and ends < AS_OF and contract.get("renewal") != "tacit"


def raw_councils(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the tables of each council, its files merged."""
    councils: dict[str, dict[str, Any]] = {}
    for path in sorted((folder / "councils").rglob("*.toml")):
        name = path.stem if path.parent.name == "councils" else path.parent.name
        for table, held in tomllib.loads(path.read_text(encoding="utf-8")).items():
            own = councils.setdefault(name, {})
            own[table] = {**own.get(table, {}), **held} if isinstance(held, dict) else held
    return councils


def test_the_samples_count_as_their_toml_does() -> None:
    portfolio = read(ROOT / "inventories").portfolio
    assert portfolio is not None
    graph = build(portfolio)
    found = coverage(graph, score(graph, AS_OF))
    raw = raw_councils(ROOT / "inventories")
    for fact in RECORDED:
        count = found.count(fact=fact)
        assert (count.known, count.of) == raw_count(raw, fact), fact
        assert count.of > 100


PIECES: dict[str, tuple[str, ...]] = {
    "owner": ('owner = "Head of A"',),
    "capabilities": ('capabilities = ["revenues.tax"]',),
    "product": ('product = "revmaster@8"', 'product = "revmaster"', "bespoke = true"),
    "hosting": ('hosting = "saas"', 'hosting = "on-premises"'),
    "users": ("users = 4",),
    "annual_cost": ("annual_cost = { licence = 4 }", "annual_cost = {}"),
    "support": ("support = { people = 1 }", "support = { in_house = true }"),
    "personal_data": ("personal_data = { held = false }",),
    "technology": ('technology = ["postgres@16"]', 'technology = ["postgres"]'),
    "likelihood": ("likelihood = { business_need = 2 }",),
    "impact": ("impact = { safety = 2, financial = 3 }",),
    "incidents": ("incidents = { ongoing = true }",),
    "reviewed": ("reviewed = 2026-01-31",),
    "options": ("options.retire = { months = 2 }", "options.upgrade = { cost = {}, months = 1 }"),
}
SYSTEMS = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(texts) for key, texts in PIECES.items()}
)


def written(systems: list[dict[str, str]]) -> str:
    lines = ['[council]\nname = "C"']
    for number, keys in enumerate(systems):
        lines += [f'[systems.s{number}]\nname = "S"', *keys.values()]
    return "\n".join(lines) + "\n"


@given(st.lists(SYSTEMS, min_size=1, max_size=4))
def test_counts_are_those_of_the_toml(systems: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        found = covered(Path(name), c=written(systems))
        raw = raw_councils(Path(name))
    for fact in RECORDED:
        count = found.count(fact=fact)
        assert (count.known, count.of) == raw_count(raw, fact), fact


SURE = [
    'owner = "Head of A"',
    'capabilities = ["revenues.tax"]',
    'hosting = "on-premises"',
    "users = 4",
    "annual_cost = { licence = 4 }",
    "support = { people = 1 }",
    "personal_data = { held = false }",
    "reviewed = 2026-01-31",
    "interfaces_complete = true",
    'technology = ["postgres@16"]',
    "hardware = { installed = 2024-01-31, supported_until = 2031-01-31, unsuitable = false }",
    "incidents = { ongoing = true }",
]
"""Facts that make no other fact apply, and that are known once they are there."""


@given(st.sets(st.sampled_from(SURE)), st.sampled_from(SURE), SYSTEMS)
def test_a_fact_more_never_lowers_what_is_known(
    have: set[str], more: str, other: dict[str, str]
) -> None:
    ordered = [text for text in SURE if text in have]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        lines = {str(n): text for n, text in enumerate(ordered)}
        before = covered(Path(one), c=written([lines, other]))
        after = covered(
            Path(two), c=written([{**lines, "": more} if more not in have else lines, other])
        )
    for fact in FACTS:
        was, now = before.count(fact=fact.key), after.count(fact=fact.key)
        assert now.known >= was.known, fact.key
        assert now.unknown <= was.unknown, fact.key
    if more not in have:
        assert after.count().known > before.count().known


@given(st.permutations(range(4)))
def test_the_order_and_number_of_files_do_not_matter(order: list[int]) -> None:
    pieces = WHOLE.split("\n[")
    records = [pieces[0], *("[" + piece for piece in pieces[1:])]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        whole = covered(Path(one), whole=WHOLE, bare=BARE)
        files = {
            f"councils/whole/{place}.toml": "\n".join(records[number::4]) + "\n"
            for place, number in enumerate(order)
        }
        # Tables of one system must stay in one file.
        files["councils/whole/9.toml"] = "[aims.a]\nname = 'A'\n"
        together = "\n".join(text for text in files.values() if "[systems" in text)
        kept = {name: text for name, text in files.items() if "[systems" not in text}
        kept["councils/whole/systems.toml"] = together
        folder = write(
            Path(two), {"catalogue/all.toml": CATALOGUE, "councils/bare.toml": BARE, **kept}
        )
        reading = read(folder)
        assert reading.portfolio is not None
        assert reading.sound, [found.message for found in reading.findings]
        graph = build(reading.portfolio)
        split = coverage(graph, score(graph, AS_OF))
    assert split == whole
