"""Reading the recipe of a pack: its file, what is wrong in it, and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from estate.portfolio.agreement import RecipeFile
from estate.reading.faults import Fault
from estate.reading.named_fields import not_exact, unknown_or_kept
from estate.reading.one_table import ReadTable, read_table


def read_recipe(path: Path) -> ReadTable[RecipeFile]:
    """Return what is in a recipe's file. Never raises for what is in it."""
    return read_table(path, RecipeFile, _beyond)


def _beyond(file: RecipeFile) -> Iterator[Fault]:
    recipe = file.recipe
    named = {"fields": recipe.fields, "leave_out": recipe.leave_out, "exact": recipe.exact}
    yield from unknown_or_kept("recipe", named)
    yield from not_exact("recipe", recipe.exact, recipe.fields)
