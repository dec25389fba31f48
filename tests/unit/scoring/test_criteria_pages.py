"""Each criterion and each rule of the score has a page, and the pages do what they say."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import pytest
from tests.cases.checking import write
from tests.support.documents import run_estate
from tests.unit.scoring.criteria_examples import PAGES, examples, result

from estate.rendering.findings.criterion_pages import criterion_pages, find_page
from estate.scoring import CRITERIA, rules
from estate.scoring.council_risks import CRITERIA_OF, NAMES
from estate.scoring.judging import OUTWEIGHS, OVERRIDDEN, RECORDED
from estate.scoring.rules import contract_windows, hardware_age, support_dates
from estate.scoring.rules.dependants import count_score
from estate.scoring.rules.derived import UNKNOWN
from estate.scoring.rules.impacts import hours_score
from estate.scoring.rules.people import BY_PEOPLE

if TYPE_CHECKING:
    from pathlib import Path

    from estate.scoring.framework import Criterion
    from estate.scoring.rules.derived import Bands

OTHERS = ("overall", "judgements", "council-risks")
BARE = '[council]\nname = "Strathallan"\n\n[systems.council-tax]\nname = "Council tax"\n'
EVERY = (*(criterion.code for criterion in CRITERIA), *OTHERS)


def text(page: str) -> str:
    return (PAGES / f"{page}.md").read_text(encoding="utf-8")


def table(page: str, head: str) -> dict[str, str]:
    """The rows of the table under that first heading, by their first cell."""
    rows = text(page).split(f"| {head} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    cells = [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in rows]
    return {one[0]: one[1] for one in cells}


def derivations() -> set[str]:
    """The names of all rules: every module of them says its own."""
    found = set()
    for module in iter_modules(rules.__path__):
        names = vars(import_module(f"{rules.__name__}.{module.name}"))
        found |= {value for name, value in names.items() if name == "RULE" or name[-5:] == "_RULE"}
    return found


def test_there_is_a_page_for_each_and_no_other() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {*EVERY, "README"}
    assert list(criterion_pages()) == [
        *(criterion.code for criterion in CRITERIA),
        *sorted(OTHERS),
    ]


def test_every_rule_that_a_score_can_name_has_its_page() -> None:
    assert len(derivations()) == 9
    told = {rule for page in criterion_pages().values() for rule in page.rules}
    judged = {RECORDED, OVERRIDDEN, UNKNOWN, OUTWEIGHS.removeprefix(":")}
    assert told == derivations() | judged
    for rule in derivations():
        assert find_page(f"{rule}{OUTWEIGHS}") is find_page(rule)
    assert {page.code for page in map(find_page, judged) if page} == {"judgements"}


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.code)
def test_a_page_has_the_name_the_scale_and_the_key_of_its_criterion(criterion: Criterion) -> None:
    page = criterion_pages()[criterion.code]
    assert page.title == criterion.name
    assert f"Scale: 1 to {criterion.worst}. Key: `{criterion.table}.{criterion.key}`.\n" in text(
        criterion.code
    )
    assert find_page(criterion.key) is find_page(criterion.code.lower()) is page
    index = text("README")
    derived = f"`{page.rules[0]}`" if page.rules else "for people to judge"
    assert f"| [{page.code}]({page.code}.md) | {page.title} | {derived} |\n" in index


@pytest.mark.parametrize("page", EVERY)
def test_the_examples_of_a_page_come_out_as_printed(page: str, tmp_path: Path) -> None:
    found = list(examples(page))
    assert len(found) >= 2
    for number, example in enumerate(found):
        assert result(page, example, tmp_path / str(number)) == example.said


@pytest.mark.parametrize("code", [criterion.code for criterion in CRITERIA])
def test_a_page_shows_a_figure_a_range_and_a_judgement(code: str) -> None:
    known, missing, judged = (example.said.splitlines()[0] for example in examples(code))
    assert " to " not in known.partition(": ")[2]
    assert " to " in missing
    assert judged.endswith(" (overridden)")


@pytest.mark.parametrize("page", EVERY)
def test_the_commands_of_a_page_can_be_typed(page: str, tmp_path: Path) -> None:
    commands = re.findall(r"`estate (set [^`]+)`", text(page).replace("\n", " "))
    example = next(iter(examples(page)))
    write(tmp_path, {**example.files, "councils/strathallan.toml": BARE})
    for command in commands:
        words = re.findall(r'(?:"[^"]*"|\S)+', command)
        done = run_estate([*(word.replace('"', "") for word in words), "--dry-run"], tmp_path)
        assert (done.returncode, "nothing was written" in done.stderr) == (0, True), done.stderr
    # Two pages are made of other pages' facts, and L2 of contracts.
    assert bool(commands) == (page not in {"overall", "council-risks", "L2"})


@pytest.mark.parametrize(
    ("page", "head", "bands"),
    [
        ("L1", "last day of security updates", support_dates.BANDS),
        ("L2", "secured until", contract_windows.BANDS),
    ],
)
def test_the_bands_of_dates_are_those_that_are_used(page: str, head: str, bands: Bands) -> None:
    rows = table(page, head)
    assert {f"within {months} months": str(score) for months, score in bands.steps} == {
        words: score for words, score in rows.items() if words.startswith("within")
    }
    assert rows["past"] == "6"
    later = next(score for words, score in rows.items() if words.startswith("later"))
    assert later == str(bands.later)


def test_the_bands_of_hardware_are_those_that_are_used() -> None:
    rows = table("L5", "recorded")
    ages = {int(re.sub(r"\D", "", w)): int(s) for w, s in rows.items() if w.endswith(" years")}
    assert tuple(ages.items()) == hardware_age.AGES
    months = {int(re.sub(r"\D", "", w)): int(s) for w, s in rows.items() if w.endswith(" months")}
    assert tuple(months.items()) == hardware_age.BANDS.steps
    assert (rows["later"], rows["newer"]) == (str(hardware_age.BANDS.later), "1")


def test_the_bands_of_counts_are_those_that_are_used() -> None:
    people = {"0": 0, "1": 1, "2": 2, "3": 3, "4 or 5": 5}
    assert {w: int(s) for w, s in table("L3", "people").items()} == {
        **{words: BY_PEOPLE[count] for words, count in people.items()},
        "6 or more": 1,
    }
    systems = {"none": 0, "1 or 2": 2, "3 to 5": 5, "6 to 10": 10, "more": 11}
    assert {w: int(s) for w, s in table("C6", "systems that depend on it").items()} == {
        words: count_score(count) for words, count in systems.items()
    }
    hours = {
        "fewer than 100": 99,
        "100 to 1,000": 1_000,
        "1,001 to 100,000": 100_000,
        "100,001 to 500,000": 500_000,
        "more": 500_001,
    }
    assert {w: int(s) for w, s in table("C5", "staff hours").items()} == {
        words: hours_score(count) for words, count in hours.items()
    }


def test_the_councils_risks_are_those_that_are_used() -> None:
    page = criterion_pages()["council-risks"]
    assert page.names == tuple(NAMES)
    rows = text("council-risks").split("| risk | from |", 1)[1].splitlines()
    for kind, codes in CRITERIA_OF.items():
        row = next(line for line in rows if line.startswith(f"| `{kind}`"))
        assert tuple(re.findall(r"\[([LC]\d)\]", row)) == codes
