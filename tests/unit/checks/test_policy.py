"""What the record says about the rules themselves, as of 22 November 2026."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cases.checking import findings, lines, write

from estate.checks import RULES, check
from estate.diagnostics import Severity
from estate.reading import read

HEAD = '[council]\nname = "C"\n'
LEDGER = '[systems.ledger]\nname = "Ledger"\nowner = "Head of Finance"\nsupport = { people = 1 }\n'


def said(folder: Path, council: str, estate: str = "") -> list[str]:
    """Return `CODE severity: message` of all that is found in one council."""
    files = {"estate.toml": f"[estate]\n{estate}", "councils/c.toml": council}
    return [line.split(": ", 1)[1] for line in lines(write(folder, files))]


def allowing(rule: str, more: str = "") -> str:
    return f'allow = [{{ rule = "{rule}", because = "agreed"{more} }}]\n'


@pytest.mark.parametrize("severity", list(Severity))
def test_the_workspace_says_how_much_a_rule_matters(tmp_path: Path, severity: Severity) -> None:
    found = said(tmp_path, HEAD + LEDGER, f'rules = {{ EST304 = "{severity}" }}\n')
    assert found == [f"EST304 {severity}: one person can support `ledger`"]


def test_an_allowance_outweighs_a_raised_severity(tmp_path: Path) -> None:
    council = HEAD + LEDGER + allowing("EST304")
    found = said(tmp_path, council, 'rules = { EST304 = "error" }\n')
    assert found == ["EST304 note: one person can support `ledger` (allowed: agreed)"]


def test_an_error_stays_one_and_a_raised_one_stops_no_score(tmp_path: Path) -> None:
    rules = 'rules = { EST101 = "note", EST304 = "error" }\n'
    council = f"{HEAD}{LEDGER}depends_on = ['gone']\n"
    found = said(tmp_path, council, rules)
    assert sorted(line.split(":")[0] for line in found) == [
        "EST101 error",
        "EST304 error",
        "EST604 warning",
    ]
    reading = read(tmp_path)
    assert reading.portfolio is not None
    errors = check(reading.portfolio, date(2026, 11, 22), reading.locate, (), least=Severity.ERROR)
    assert [error.code for error in errors] == ["EST101"]


@pytest.mark.parametrize(
    ("code", "words", "hint"),
    [
        ("EST3004", "there is no rule `EST3004`", "did you mean EST304?"),
        ("est304", "there is no rule `est304`", "did you mean EST304?"),
        ("no-owner", "there is no rule `no-owner`", "docs/rules lists the codes"),
        ("EST007", "EST007 is found while files are read", "take the line out"),
    ],
)
def test_a_severity_for_no_rule_is_told_with_the_likeliest(
    tmp_path: Path, code: str, words: str, hint: str
) -> None:
    estate = f'[estate]\n[estate.rules]\n{code} = "note"\n'
    write(tmp_path, {"estate.toml": estate, "councils/c.toml": HEAD})
    (found,) = findings(tmp_path)
    assert found.code == "EST604"
    assert found.message.startswith(words)
    assert found.hint == hint
    assert str(found.span).endswith(f"estate.toml:3:{len(code) + 4}")


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (", until = 2026-11-22", ["EST304 note"]),
        (", until = 2026-11-21", ["EST304 warning", "EST601 warning"]),
        ("", ["EST304 note"]),
    ],
)
def test_an_allowance_counts_on_its_last_day_and_not_after(
    tmp_path: Path, until: str, expected: list[str]
) -> None:
    found = said(tmp_path, HEAD + LEDGER + allowing("EST304", until))
    assert sorted(line.partition(":")[0] for line in found) == expected


@pytest.mark.parametrize("code", ["EST101", "EST005", "EST601", "EST999"])
def test_what_cannot_be_allowed_is_told(tmp_path: Path, code: str) -> None:
    council = HEAD + LEDGER.replace("1", "2") + allowing(code)
    (found,) = said(tmp_path, council)
    assert found.startswith("EST602 warning: ")
    assert code in found


def test_of_several_allowances_the_nearest_counts_and_the_others_are_not_needed(
    tmp_path: Path,
) -> None:
    council = HEAD + allowing("EST304") + LEDGER + allowing("EST304")
    found = said(tmp_path, council, allowing("EST304"))
    assert [line.partition(":")[0] for line in found] == [
        "EST603 note",
        "EST304 note",
        "EST603 note",
    ]


def test_nothing_is_called_idle_where_a_part_could_not_be_read(tmp_path: Path) -> None:
    council = HEAD + LEDGER.replace("1", "2") + allowing("EST304")
    assert [line[:6] for line in said(tmp_path, council)] == ["EST603"]
    (tmp_path / "councils" / "d.toml").write_text(HEAD + "[systems.x]\nnam = 'X'\n", "utf-8")
    assert not [line for line in lines(tmp_path) if "EST603" in line]


def test_allowances_of_options_interfaces_and_the_catalogue_are_looked_at_too(
    tmp_path: Path,
) -> None:
    allow = allowing("EST999")
    council = (
        f"{HEAD}{LEDGER.replace('1', '2')}[systems.ledger.options.retain]\n{allow}"
        f"[contracts.k]\n{allow}[[interfaces]]\nfrom = 'ledger'\nto = 'd/x'\n{allow}"
    )
    files = {
        "councils/c.toml": council,
        "councils/d.toml": HEAD + "[systems.x]\nname = 'X'\n",
        "catalogue/p.toml": f"[platforms.p]\nname = 'P'\n{allow}",
    }
    found = [line for line in lines(write(tmp_path, files)) if "EST602" in line]
    assert [line.split(":")[0] for line in found] == ["catalogue/p.toml"] + 3 * ["councils/c.toml"]


def test_rules_about_allowances_run_last() -> None:
    codes = [rule.code for rule in RULES]
    assert codes[-4:] == ["EST601", "EST602", "EST603", "EST604"]
