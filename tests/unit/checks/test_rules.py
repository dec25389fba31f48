"""Where each rule begins and ends: cases at its edges, as of 22 November 2026."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cases.checking import findings, lines, write

from estate.checks import RULES, check
from estate.diagnostics import Severity
from estate.portfolio import Fact
from estate.reading import read

COUNCIL = '[council]\nname = "C"\n'
BESIDES = {"EST108", "EST207", "EST208", "EST209"}
"""What the short records here bring with them: names alike, terms and values left out."""
LEDGER = '[systems.ledger]\nname = "Ledger"\nowner = "Head of Finance"\n'


def said(folder: Path, text: str, files: dict[str, str] | None = None) -> list[str]:
    """Return `CODE severity: message` of all that is found in one council `c`, but `BESIDES`."""
    found = lines(write(folder, {"councils/c.toml": COUNCIL + text, **(files or {})}))
    told = [line.split(": ", 1)[1] for line in found]
    return [line for line in told if line[:6] not in BESIDES]


def codes(folder: Path, text: str, files: dict[str, str] | None = None) -> list[str]:
    return [line[:6] for line in said(folder, text, files)]


CONTRACT = f'{LEDGER}[contracts.k]\nsystems = ["ledger"]\n'


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("ends = 2026-11-21", ["EST202"]),
        ("ends = 2026-11-22", []),
        ('ends = 2026-11-21\nrenewal = "tacit"', []),
        ('ends = 2025-11-21\nextensions = [{ months = 12, by = "council" }]', ["EST202"]),
        ('ends = 2025-11-21\nextensions = [{ months = 13, by = "council", taken = true }]', []),
        ('ends = 2025-11-21\nextensions = [{ months = 12, by = "council", taken = true }]',
         ["EST202"]),
        ("ends = 2026-11-21\nsuccessor = 'new'\n[contracts.new]\nends = 2030-01-01", []),
        ("ends = 2026-11-21\n[contracts.other]\nsystems = ['ledger']\nends = 2030-01-01", []),
        ("ends = 2026-11-21\n[contracts.other]\nends = 2030-01-01", ["EST202"]),
    ],
)  # fmt: skip
def test_a_contract_has_lapsed_when_nothing_covers_its_systems(
    tmp_path: Path, terms: str, expected: list[str]
) -> None:
    assert codes(tmp_path, CONTRACT + terms + "\n") == expected


@pytest.mark.parametrize("lifecycle", ["planned", "retired"])
def test_a_lapsed_contract_of_a_system_not_in_use_is_left_alone(
    tmp_path: Path, lifecycle: str
) -> None:
    text = CONTRACT.replace("[contracts", f'lifecycle = "{lifecycle}"\n[contracts')
    assert codes(tmp_path, text + "ends = 2020-01-01\n") == []


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        # Six months from 22 November 2026 is 22 May 2027: the last deadline that is pointed out.
        ('ends = 2027-08-22\nnotice_months = 3\nrenewal = "tacit"', "given by 22 May 2027"),
        ('ends = 2027-08-23\nnotice_months = 3\nrenewal = "tacit"', None),
        # The day itself is not too late; the day after is.
        ('ends = 2027-02-22\nnotice_months = 3\nrenewal = "tacit"', "given by 22 November 2026"),
        ('ends = 2027-02-21\nnotice_months = 3\nrenewal = "tacit"', "notice was 21 November 2026"),
        # Ended on 31 March 2025, renewed twice by 12 months: the term in force ends in March 2027.
        ('ends = 2025-03-31\nnotice_months = 1\nrenewal = "tacit"', "given by 28 February 2027"),
        ('ends = 2027-03-31\nnotice_months = 3\nrenewal = "none"', None),
        ("ends = 2027-03-31\nnotice_months = 3", "whether it renews itself is not recorded"),
        ('ends = 2027-03-31\nrenewal = "tacit"', None),
    ],
)
def test_notice_is_pointed_out_from_six_months_before_its_last_day(
    tmp_path: Path, terms: str, words: str | None
) -> None:
    found = said(tmp_path, CONTRACT + terms + "\n")
    assert [words in line for line in found if words] == ([True] if words else [])
    assert bool(found) == bool(words)


PRODUCTS = """[products.os.versions.1]
security_support_until = {until}
{more}
[products.os]
name = "OS"
"""
USES = f'{LEDGER}technology = ["os@1"]\ninterfaces_complete = true\n'


@pytest.mark.parametrize(
    ("until", "more", "uses", "expected"),
    [
        ("2026-11-21", "", "", ["EST301"]),
        ("2026-11-22", "", "", ["EST302"]),
        ("2029-11-22", "", "", ["EST302"]),
        ("2029-11-23", "", "", []),
        ("2020-01-01", "extended_support_until = 2035-01-01", "", ["EST301"]),
        ("2020-01-01", "extended_support_until = 2035-01-01", "extended_support = ['os@1']", []),
        ("2020-01-01", "extended_support_until = 2035-01-01", "extended_support = ['os']", []),
        ("2020-01-01", "extended_support_until = 2025-01-01", "extended_support = ['os@1']",
         ["EST301"]),
        ("2020-01-01", "", "extended_support = ['os@1']", []),
        ("2020-01-01", "", "lifecycle = 'retired'", []),
    ],
)  # fmt: skip
def test_support_is_judged_by_its_last_day_and_what_is_bought(
    tmp_path: Path, until: str, more: str, uses: str, expected: list[str]
) -> None:
    files = {"catalogue/p.toml": PRODUCTS.format(until=until, more=more)}
    assert codes(tmp_path, f"{USES}{uses}\n", files) == expected


@pytest.mark.parametrize(
    ("owner", "is_person"),
    [
        ("Head of Revenues", False),
        ("Fiona Macdonald", True),
        ("Ian J. McKay", True),
        ("Dr Anderson", True),
        ("mrs. jones", True),
        ("jane@council.example", True),
        ("Director of Place", False),
        ("Mission Control", False),
        ("Grant Officer", False),
        ("Mark Manager", False),
        ("Robert Gordon House Manager", False),
        ("Jane", False),
    ],
)
def test_only_what_is_plainly_a_person_is_taken_for_one(
    tmp_path: Path, owner: str, is_person: bool
) -> None:
    text = LEDGER.replace("Head of Finance", owner)
    assert codes(tmp_path, text) == (["EST307"] if is_person else [])


def test_who_recorded_a_fact_is_a_role_too(tmp_path: Path) -> None:
    text = f'{LEDGER}evidence.owner = {{ by = "Fiona Macdonald" }}\n'
    assert codes(tmp_path, text) == ["EST307"]


def test_a_role_that_recorded_a_fact_is_left_alone(tmp_path: Path) -> None:
    text = f'{LEDGER}evidence.owner = {{ by = "Service desk", source = "Fiona Macdonald" }}\n'
    assert codes(tmp_path, text) == []


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        ("people = 0", ["EST304"]),
        ("people = 1", ["EST304"]),
        ("people = 2", []),
        ("people = 1, supplier = true", []),
        ("in_house = true", []),
    ],
)
def test_a_single_expert_counts_where_no_supplier_stands_behind(
    tmp_path: Path, support: str, expected: list[str]
) -> None:
    assert codes(tmp_path, f"{LEDGER}support = {{ {support} }}\n") == expected


def requires(system: str, *others: str) -> str:
    needed = ", ".join(f'{{ system = "{other}" }}' for other in others)
    return (
        f'[systems.{system}]\nname = "S"\nowner = "Head"\n[systems.{system}.options.replace]\n'
        f"cost = {{ capital = 1 }}\nmonths = 1\nrequires = [{needed}]\n"
    )


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        (requires("a", "a"), ["c/a -> c/a"]),
        (requires("a", "b") + requires("b", "z") + requires("z"), []),
        # From each system that is in no circle told so far, the shortest way back to it.
        (
            requires("a", "b", "d")
            + requires("b", "d")
            + requires("d", "a")
            + requires("e", "f")
            + requires("f", "e", "a"),
            ["c/a -> c/d -> c/a", "c/b -> c/d -> c/a -> c/b", "c/e -> c/f -> c/e"],
        ),
    ],
)
def test_circles_of_requirements_are_told_by_their_shortest_way(
    tmp_path: Path, text: str, ways: list[str]
) -> None:
    found = [line for line in said(tmp_path, text) if line.startswith("EST401")]
    assert [line.rpartition(": ")[2] for line in found] == ways


@pytest.mark.parametrize(
    ("deadline", "option", "found"),
    [
        ("2026-11-21", "months = 1", True),  # passed
        ("2027-01-22", "months = 2", False),  # 22 November and two months
        ("2027-01-21", "months = 2", True),
        ("2027-04-21", "months = 2\nprocurement_months = 3", True),
        ("2027-04-22", "months = 2\nprocurement_months = 3", False),
        ("2027-07-31", "months = 2\nearliest_start = 2027-06-01", True),
        ("2027-08-01", "months = 2\nearliest_start = 2027-06-01", False),
        ("2026-12-01", "", False),  # how long it takes is not known
    ],
)
def test_a_deadline_is_out_of_reach_when_the_quickest_option_misses_it(
    tmp_path: Path, deadline: str, option: str, found: bool
) -> None:
    text = f"{LEDGER}must_change_by = {deadline}\n[systems.ledger.options.replace]\n{option}\n"
    assert ("EST505" in codes(tmp_path, text)) is found


def test_a_deadline_without_any_option_is_out_of_reach(tmp_path: Path) -> None:
    text = f"{LEDGER}must_change_by = 2030-01-01\n"
    assert "no option for it is recorded" in said(tmp_path, text)[0]
    retained = text + "[systems.ledger.options.retain]\n"
    assert codes(tmp_path, retained) == ["EST505"]
    gone = text + "retired = 2029-12-31\n"
    assert codes(tmp_path, gone) == []


@pytest.mark.parametrize(
    ("interface", "expected"),
    [
        ('to = "platform:p"\npersonal_data = true', ["EST306"]),
        ('to = "d/x"\ncarries = ["income"]', ["EST306"]),
        ('to = "d/x"\ncarries = ["weather"]', []),
        ('to = "d/x"\npersonal_data = true\nagreement = "A"', []),
        ('to = "d/x"\npersonal_data = true\nagreement = "A"\nagreement_until = 2026-11-22', []),
        ('to = "d/x"\npersonal_data = true\nagreement = "A"\nagreement_until = 2026-11-21',
         ["EST306"]),
        ('to = "d/x"\npersonal_data = true\nstatus = "planned"', []),
        ('to = "c/payroll"\npersonal_data = true', []),
    ],
)  # fmt: skip
def test_personal_data_that_crosses_the_council_needs_an_agreement(
    tmp_path: Path, interface: str, expected: list[str]
) -> None:
    payroll = LEDGER.replace("ledger", "payroll")
    text = f'{LEDGER}{payroll}[[interfaces]]\nfrom = "ledger"\n{interface}\n'
    files = {
        "councils/d.toml": f"{COUNCIL}interfaces_complete = true\n{LEDGER}".replace("ledger", "x"),
        "catalogue/d.toml": "[data_classes]\nincome = { name = 'I', personal = true }\n"
        "weather = { name = 'W' }\n",
    }
    text = text.replace(LEDGER, LEDGER + "interfaces_complete = true\n")
    text = text.replace(payroll, payroll + "interfaces_complete = true\n")
    assert [code for code in codes(tmp_path, text, files) if code != "EST107"] == expected


@pytest.mark.parametrize(
    ("members", "joining", "expected"),
    [(2, 1, []), (1, 2, []), (1, 1, ["EST504"]), (0, 2, ["EST504"]), (0, 0, [])],
)
def test_members_and_those_who_could_join_are_counted_once_each(
    tmp_path: Path, members: int, joining: int, expected: list[str]
) -> None:
    join = LEDGER + (
        '[systems.ledger.options.join]\nplatform = "p"\ncost = { capital = 1 }\nmonths = 1\n'
    )
    already = [f"m{number}" for number in range(members)]
    platform = f'[platforms.p]\nname = "P"\nminimum_members = 3\nmembers = {already}\n'
    files = {f"councils/j{number}.toml": COUNCIL + join for number in range(joining)}
    files["catalogue/p.toml"] = platform
    assert codes(tmp_path, "", files) == expected


def test_what_could_not_be_read_is_not_called_missing(tmp_path: Path) -> None:
    files = {
        "councils/d.toml": COUNCIL + "[systems.x]\nnam = 'X'\n",
        "councils/e.toml": "not toml",
        "catalogue/p.toml": "[products.p]\nname = 3\n[products.q]\nname = 'Q'\n",
        "catalogue/s.toml": "nor this",
    }
    text = LEDGER + "product = 'p@1'\ntechnology = ['z']\ndepends_on = ['d/x', 'e/y', 'd/z']\n"
    text += (
        "[contracts.k]\nstarts = 3\nends = 2028-01-01\n[[interfaces]]\nfrom = 'ledger'\nto = 3\n"
    )
    text += LEDGER.replace("ledger", "payroll") + "product = 'p'\n"
    text += "[[interfaces]]\nfrom = 'd/x'\nto = 'ledger'\n"
    found = said(tmp_path, text, files)
    assert [line for line in found if not line.startswith("EST0")] == [
        "EST101 error: `z` is not a system of d"
    ]


def test_a_system_of_another_council_is_suggested_for_its_own_likeness(tmp_path: Path) -> None:
    """That the council is right makes no system likelier: `q` is nothing like `y`."""
    files = {
        "councils/north.toml": COUNCIL + "[systems.payroll]\nname = 'P'\n[systems.y]\nname = 'Y'\n"
    }
    text = LEDGER + "depends_on = ['north/q', 'north/payrol', 'ledgr']\n"
    folder = write(tmp_path, files | {"councils/c.toml": COUNCIL + text})
    hints = [finding.hint for finding in findings(folder) if finding.code == "EST101"]
    assert hints == [None, "did you mean north/payroll?", "did you mean ledger?"]


def test_rules_below_the_least_severity_are_not_run(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {"councils/c.toml": COUNCIL + "[systems.a]\nname = 'A'\n"}))
    assert reading.portfolio is not None
    day = date(2026, 11, 22)
    notes = check(reading.portfolio, day, reading.locate)
    assert [found.code for found in notes] == ["EST303"]
    assert check(reading.portfolio, day, reading.locate, least=Severity.WARNING) == ()


def test_likely_spellings_are_looked_for_only_so_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("estate.checks.view.MOST_COMPARISONS", 200)
    names = ", ".join(f'"ledgr-{number}"' for number in range(300))
    text = f"{LEDGER}depends_on = [{names}]\n"
    reading = read(write(tmp_path, {"councils/c.toml": COUNCIL + text}))
    assert reading.portfolio is not None
    found = check(reading.portfolio, date(2026, 11, 22), reading.locate)
    assert [finding.hint for finding in found] == ["did you mean ledger?"] * 200 + [None] * 100


def test_a_system_of_another_council_is_suggested(tmp_path: Path) -> None:
    files = {"councils/d.toml": COUNCIL + LEDGER.replace("ledger", "payroll")}
    text = LEDGER + "depends_on = ['payroll']\n"
    reading = read(write(tmp_path, {"councils/c.toml": COUNCIL + text, **files}))
    assert reading.portfolio is not None
    (found,) = check(reading.portfolio, date(2026, 11, 22), reading.locate)
    assert found.hint == "did you mean d/payroll?"
    assert found.subject == "c/ledger"


def test_every_rule_only_points_at_facts_that_are_there(tmp_path: Path) -> None:
    asked: list[Fact] = []

    def locate(fact: Fact) -> None:
        asked.append(fact)

    root = Path(__file__).resolve().parents[2] / "cases" / "faulty"
    for folder in sorted(root.iterdir()):
        reading = read(folder)
        if reading.portfolio is not None:
            check(reading.portfolio, date(2026, 11, 22), locate, reading.unread)
            for fact in asked:
                assert reading.locate(fact) is not None, fact
            asked.clear()
    assert len(RULES) == len({rule.title for rule in RULES})
