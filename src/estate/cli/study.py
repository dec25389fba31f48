"""`estate study`: many plans instead of one."""

from __future__ import annotations

import importlib

import click

STUDIES = {
    "scenarios": "Plan under each scenario, and show the plans side by side.",
    "front": "Show what each further pound of cost buys in lower risk.",
    "sensitivity": "Find the inputs whose change by a tenth changes the plan most.",
    "robustness": "Let work overrun at random, and say how firm each date is.",
}
"""The studies with their one-line help, so that listing them imports none."""


class _Studies(click.Group):
    """A group that imports a study's module only when the study is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the studies in the order in which one meets them."""
        del ctx
        return list(STUDIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a study's command; None when there is no such study."""
        del ctx
        if cmd_name not in STUDIES:
            return None
        module = importlib.import_module(f"estate.cli.study_{cmd_name}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the studies from the table, without importing them."""
        del ctx
        with formatter.section("Studies"):
            formatter.write_dl(list(STUDIES.items()))


@click.group(name="study", cls=_Studies)
def study_command() -> None:
    """Plan many times instead of once, and compare the plans.

    \b
        estate study scenarios inventories scenarios/*.toml
        estate study front inventories --council strathallan
    """
