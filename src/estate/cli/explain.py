"""`estate explain`: what a rule or a criterion looks for, why, and what to do about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, terminal

if TYPE_CHECKING:
    from estate.rendering.findings.criterion_pages import CriterionPage
    from estate.rendering.findings.rule_pages import RulePage

_CODE = re.compile(r"EST\d{3}|[LC]\d")


@click.command(name="explain")
@click.argument("code", required=False)
@options.output_format("text", "md", "json")
def explain_command(code: str | None, format_: str) -> None:
    """Explain a rule or a criterion: what it looks for, why, what to do.

    CODE stands in what `estate check` prints, or is a criterion of the score
    such as L1, or the name of its rule; without it, all are listed.

    \b
        estate explain EST203
        estate explain L1
        estate explain support-dates
        estate explain EST203 --format md
    """
    say(_page(code, format_) if code else _list(format_))


def _page(asked: str, format_: str) -> str:
    from estate.rendering.findings import rule_text
    from estate.rendering.kit.as_json import to_text

    page = _found(asked)
    if format_ == "md":
        return page.markdown
    if format_ == "json":
        return to_text(rule_text.page_json(page))
    return rule_text.page_text(page, terminal())


def _found(asked: str) -> RulePage | CriterionPage:
    from estate.diagnostics import UsageFault
    from estate.rendering.findings.criterion_pages import find_page
    from estate.rendering.findings.rule_pages import rule_pages

    pages = rule_pages()
    code = asked.strip().upper()
    if code.isdigit():
        code = f"EST{code}"
    page = pages.get(code) or find_page(asked)
    if page is None:
        shown = terminal(error=True).plain(asked)
        # A number is not like another number: of a code that is in form, none comes near.
        near = "" if _CODE.fullmatch(code) else _near(asked, code)
        hint = near or "`estate explain` lists them all"
        raise UsageFault(f"there is no rule or criterion '{shown}': {hint}")
    return page


def _near(asked: str, code: str) -> str | None:
    from estate.diagnostics import did_you_mean
    from estate.rendering.findings.criterion_pages import names_of_pages
    from estate.rendering.findings.rule_pages import rule_pages

    return did_you_mean(code, rule_pages(), most=3) or did_you_mean(
        asked.strip().lower(), names_of_pages(), most=3
    )


def _list(format_: str) -> str:
    from estate.rendering.findings import rule_text
    from estate.rendering.findings.criterion_pages import criterion_pages
    from estate.rendering.findings.rule_pages import rule_pages

    pages, criteria = rule_pages().values(), criterion_pages().values()
    if format_ == "md":
        return rule_text.list_markdown(pages, criteria)
    if format_ == "json":
        return rule_text.list_json(pages, criteria)
    return rule_text.list_text(pages, criteria, terminal())
