"""The pages of the rules as data and as plain text."""

from __future__ import annotations

import json

import pytest

from estate.checks import RULES
from estate.diagnostics import InternalFault
from estate.reading import CODES
from estate.rendering.findings import rule_pages as module
from estate.rendering.findings import rule_text
from estate.rendering.findings.criterion_pages import criterion_pages
from estate.rendering.findings.rule_pages import RulePage, rule_pages
from estate.rendering.kit.terminal import Terminal, columns_of

PAGE = RulePage(
    "EST999",
    "Too old",
    "warning",
    "It is old.",
    """# EST999: Too old

Severity: warning.

It is old, and [Limits](../limits.md) says more; so does
[EST010](EST010.md).

## Example

```toml file=councils/x.toml mended
[council]

name = "é"
```

- one
  goes on
* two

1. first
   of all
2. then

| a | b |
|---|---|
""",
)

TEXT = """\
EST999: Too old

Severity: warning.

It is old, and Limits (docs/limits.md) says more; so does EST010.

Example

councils/x.toml, mended:
    [council]

    name = "é"

- one goes on
- two

1. first of all
2. then

| a | b |
|---|---|
"""


def test_every_rule_has_its_page_with_its_title_and_severity() -> None:
    titles = {**CODES, **{rule.code: rule.title for rule in RULES}}
    assert {page.code: page.title for page in rule_pages().values()} == titles
    assert list(rule_pages()) == sorted(titles)
    for rule in RULES:
        assert rule_pages()[rule.code].severity == rule.severity.value


def test_a_page_as_text() -> None:
    assert rule_text.page_text(PAGE, Terminal()) == TEXT


def test_a_page_in_a_terminal_without_letters_beyond_ascii() -> None:
    assert rule_text.page_text(PAGE, Terminal(unicode=False)).isascii()


@pytest.mark.parametrize("code", [*rule_pages(), *criterion_pages()])
def test_no_page_loses_a_word(code: str) -> None:
    """Whatever stands in a page stands in its text, but for the marks of Markdown."""
    page = rule_pages().get(code) or criterion_pages()[code]
    text = rule_text.page_text(page, Terminal(width=60)).replace("-\n", "-")
    words = [
        word.strip("[]()")
        for line in page.markdown.splitlines()
        if not line.startswith(("```", "|--"))
        for word in line.split()
        if "](" not in word and word.strip("#*-|")
    ]
    missing = [word for word in words if word.strip("[]()") not in text]
    assert missing == []
    assert "```" not in text


@pytest.mark.parametrize("width", [40, 80])
def test_paragraphs_fit_the_width(width: int) -> None:
    text = rule_text.page_text(rule_pages()["EST203"], Terminal(width=width))
    assert max(columns_of(line) for line in text.splitlines() if not line.startswith(" ")) <= width


def test_sections_by_heading() -> None:
    sections = rule_pages()["EST203"].sections()
    assert list(sections) == ["Why it matters", "Example", "How to mend it"]
    assert sections["Why it matters"] == "A missed day can bind the council for another year."


def test_the_list_of_all() -> None:
    pages, criteria = rule_pages().values(), criterion_pages().values()
    text = rule_text.list_text(pages, criteria, Terminal())
    assert "EST203  warning   Notice is due\n" in text
    told = rule_text.list_markdown(pages, criteria)
    assert "| EST203 | warning | Notice is due |\n" in told
    assert "| L1 | support-dates | End of support |\n" in told
    assert "| C1 | - | Security, health and safety |\n" in told
    listed = json.loads(rule_text.list_json(pages, criteria))
    assert [rule["code"] for rule in listed["rules"]] == list(rule_pages())
    assert [page["code"] for page in listed["criteria"]] == list(criterion_pages())


def test_a_page_that_begins_otherwise_is_a_fault_of_ours() -> None:
    with pytest.raises(InternalFault, match=r"EST001\.md"):
        list(module._pages([("EST001.md", "# EST002: Not a workspace\n")]))


def test_a_package_without_pages_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "packaged_names", lambda _kind: ("README.md",))
    with pytest.raises(InternalFault, match="missing"):
        rule_pages.__wrapped__()
