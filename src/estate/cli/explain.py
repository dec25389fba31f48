"""`estate explain`: what a rule looks for, why, and how to mend it."""

from __future__ import annotations

import re

import click

from estate.cli import options
from estate.cli.output import say, terminal


@click.command(name="explain")
@click.argument("code", required=False)
@options.output_format("text", "md", "json")
def explain_command(code: str | None, format_: str) -> None:
    """Explain a rule: what it looks for, why, and how to mend it.

    CODE stands in what `estate check` prints; without it, all rules are listed.

    \b
        estate explain EST203
        estate explain
        estate explain EST203 --format md
    """
    say(_page(code, format_) if code else _list(format_))


def _page(asked: str, format_: str) -> str:
    from estate.diagnostics import UsageFault, did_you_mean
    from estate.rendering import rule_text
    from estate.rendering.as_json import to_text
    from estate.rendering.rule_pages import rule_pages

    pages = rule_pages()
    code = asked.strip().upper()
    if code.isdigit():
        code = f"EST{code}"
    page = pages.get(code)
    if page is None:
        shown = terminal(error=True).plain(asked)
        # A number is not like another number: of a code that is in form, none comes near.
        near = "" if re.fullmatch(r"EST\d{3}", code) else did_you_mean(code, pages, most=3)
        raise UsageFault(f"there is no rule '{shown}': {near or '`estate explain` lists them all'}")
    if format_ == "md":
        return page.markdown
    if format_ == "json":
        return to_text(rule_text.page_json(page))
    return rule_text.page_text(page, terminal())


def _list(format_: str) -> str:
    from estate.rendering import rule_text
    from estate.rendering.rule_pages import rule_pages

    pages = rule_pages().values()
    if format_ == "md":
        return rule_text.list_markdown(pages)
    if format_ == "json":
        return rule_text.list_json(pages)
    return rule_text.list_text(pages, terminal())
