"""How the sums over all years of a plan were worked out, from those of each year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings.working import Term, Working
from estate.rendering.canvas.page_model import Ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.planning import YearMoney
    from estate.rendering.briefings.material import Scope

PURSES: tuple[tuple[str, str, Callable[[YearMoney], int]], ...] = (
    ("capital", "Capital", lambda year: year.capital),
    ("revenue", "One-off revenue", lambda year: year.revenue),
)
OTHER: tuple[tuple[str, str, Callable[[YearMoney], int]], ...] = (
    ("other", "No budget covers", lambda year: year.other),
)


def workings(scope: Scope) -> Iterator[Working]:
    """Yield what budgets bear, what they do not, platforms set up, and what each year saves."""
    roadmap = scope.material.roadmap
    if roadmap is None:
        return
    years = (roadmap.estate if scope.council is None else roadmap.councils[scope.council]).years
    for id_, title, formula, purses in (
        (
            "budgets",
            "One-off money from budgets for change",
            "Capital and one-off revenue of every year: for the steps, and to set platforms up.",
            PURSES,
        ),
        (
            "unfunded",
            "One-off money that no recorded budget covers",
            "What no recorded budget covers, of every year.",
            OTHER,
        ),
    ):
        terms = tuple(_years(scope, years, purses))
        result = sum(of(year) for year in years for _, _, of in purses)
        yield Working(f"money/{scope.name}/{id_}", title, formula, terms, result, "pounds")
    yield _platforms(scope, sum(of(year) for year in years for _, _, of in PURSES))
    for year in years:
        yield _saved(scope, year)


def _years(
    scope: Scope,
    years: tuple[YearMoney, ...],
    purses: tuple[tuple[str, str, Callable[[YearMoney], int]], ...],
) -> Iterator[Term]:
    for year in years:
        for part, name, of in purses:
            ref = Ref("working", f"money/{scope.name}/{year.label}/{part}")
            yield Term(f"{name}, {year.label}", of(year), ref)


def _platforms(scope: Scope, budgets: int) -> Working:
    """Return what setting platforms up takes from budgets: all of it but what the steps take."""
    once = sum(step.capital + step.revenue for step in scope.steps)
    return Working(
        f"money/{scope.name}/platforms",
        "What budgets bear for setting up shared platforms",
        "One-off money from budgets, less what the steps cost. The workings of a year name each "
        "platform.",
        (
            Term("From budgets for change", budgets, Ref("working", f"money/{scope.name}/budgets")),
            Term("The steps", -once, Ref("working", f"money/{scope.name}/once")),
        ),
        budgets - once,
        "pounds",
    )


def _saved(scope: Scope, year: YearMoney) -> Working:
    path = f"money/{scope.name}/{year.label}"
    return Working(
        f"{path}/saved",
        f"How much less running costs, {year.label}",
        "Running cost if all is kept, less running cost with the plan. A change whose running "
        "cost is not recorded counts as none.",
        (
            Term("If all is kept", year.running_before, Ref("working", f"{path}/kept")),
            Term("With the plan", -year.running, Ref("working", f"{path}/running")),
        ),
        year.running_before - year.running,
        "pounds",
    )
