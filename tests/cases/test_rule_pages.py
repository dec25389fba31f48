"""Each code has a page, and each page's examples do what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cases.checking import lines, write

from estate.checks import RULES
from estate.reading import CODES

ROOT = Path(__file__).resolve().parents[2]
RULE_PAGES = ROOT / "docs" / "rules"
FENCE = re.compile(
    r"^```(?:toml file=(?P<file>.+?)(?P<mended> mended)?|(?P<text>text))\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
TITLES = {**CODES, **{rule.code: rule.title for rule in RULES}}


def test_each_code_has_a_page_and_each_page_a_code() -> None:
    pages = {path.stem for path in RULE_PAGES.glob("EST*.md")}
    assert pages == set(TITLES)


def test_codes_are_in_order_and_told_apart() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert set(codes).isdisjoint(CODES)


def test_reading_gives_no_code_that_is_not_listed() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "src/estate/reading").glob("*.py")
    )
    used = set(re.findall(r'"(EST\d{3})"', source))
    assert used - set(CODES) <= {"EST203"}  # the example of what a rule's code looks like
    assert set(CODES) <= used


@pytest.mark.parametrize("code", sorted(TITLES))
def test_a_page_has_the_rule_in_its_title_and_in_the_index(code: str) -> None:
    page = (RULE_PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {code}: {TITLES[code]}\n")
    index = (RULE_PAGES / "README.md").read_text(encoding="utf-8")
    severity = next(line for line in page.splitlines() if line.startswith("Severity: "))
    word = severity.removeprefix("Severity: ").rstrip(".")
    assert f"| [{code}]({code}.md) | {word} | {TITLES[code]} |" in index


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_gives_the_severity_of_its_rule(rule: object) -> None:
    code, severity = getattr(rule, "code", ""), getattr(rule, "severity", "")
    page = (RULE_PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert f"\nSeverity: {severity}.\n" in page


def _examples(code: str) -> tuple[dict[str, str], str, dict[str, str]]:
    page = (RULE_PAGES / f"{code}.md").read_text(encoding="utf-8")
    faulty, mended, said = {"estate.toml": "[estate]\nas_of = 2026-11-22\n"}, {}, ""
    for block in FENCE.finditer(page):
        if block["text"]:
            said = block["body"].strip()
        elif block["mended"]:
            mended[block["file"]] = block["body"]
        else:
            faulty[block["file"]] = block["body"]
    return faulty, said, mended


WITH_EXAMPLE = sorted(set(TITLES) - {"EST001", "EST003", "EST004"})


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_the_example_of_a_page_is_found_as_printed(code: str, tmp_path: Path) -> None:
    faulty, said, _ = _examples(code)
    assert said in lines(write(tmp_path, faulty))


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_the_mended_example_of_a_page_is_no_longer_found(code: str, tmp_path: Path) -> None:
    faulty, _, mended = _examples(code)
    if not mended:
        pytest.skip("mended by renaming or moving a file")
    found = lines(write(tmp_path, {**faulty, **mended}))
    assert [line for line in found if f" {code} " in line] == []
    assert [line for line in found if " error: " in line] == []


def test_the_page_of_a_missing_workspace_is_right(tmp_path: Path) -> None:
    _, said, mended = _examples("EST001")
    assert [line.split(": ", 1)[1] for line in lines(tmp_path)] == [said]
    assert not any(" EST001 " in line for line in lines(write(tmp_path, mended)))
