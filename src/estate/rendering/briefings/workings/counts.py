"""How counts of systems and of steps were worked out: one line for each thing counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings.working import Term, Working, by_council
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.words import span
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.portfolio import SystemRef
    from estate.rendering.briefings.material import Scope
    from estate.scoring.results import LegacyScore, Totals

FRAMEWORK = (
    "Scored by the Legacy IT Risk Assessment Framework of the United Kingdom government: overall "
    "is likelihood times impact, 0 to 30"
)
MOST = 100
"""Up to so many systems are counted one by one; more by what they are used for."""
_COUNTS: tuple[
    tuple[str, str, str, Callable[[LegacyScore], bool], Callable[[Totals], int]], ...
] = (
    (
        "systems",
        "Systems in use",
        "Every system on record that is in use",
        lambda _: True,
        lambda totals: totals.systems,
    ),
    (
        "red",
        "Red-rated systems",
        f"{FRAMEWORK}. Red-rated: 16 or more, whatever the facts that are missing",
        lambda score: score.red_rated is Answer.YES,
        lambda totals: totals.red_rated.get(Answer.YES, 0),
    ),
    (
        "cannot-tell",
        "Systems of which nobody can tell whether they are red-rated",
        f"{FRAMEWORK}. Facts are missing, and the range of what is possible reaches across 16",
        lambda score: score.red_rated is Answer.UNKNOWN,
        lambda totals: totals.red_rated.get(Answer.UNKNOWN, 0),
    ),
    (
        "legacy",
        "Legacy systems",
        f"{FRAMEWORK}. Legacy: so by the framework's definition, whatever the facts missing",
        lambda score: score.legacy is Answer.YES,
        lambda totals: totals.legacy.get(Answer.YES, 0),
    ),
)


def workings(scope: Scope) -> Iterator[Working]:
    """Yield the counts of systems by class, and of steps."""
    for name, title, formula, counts, total in _COUNTS:
        yield Working(
            f"risk/{scope.name}/{name}",
            title,
            f"{formula}.",
            tuple(_terms(scope, name, counts, total)),
            total(scope.scores.totals),
            "count",
        )
    if scope.material.plan is not None:
        yield _steps(scope)


def _terms(
    scope: Scope,
    name: str,
    counts: Callable[[LegacyScore], bool],
    total: Callable[[Totals], int],
) -> Iterator[Term]:
    if scope.council is None:
        found = {key: total(own) for key, own in scope.scores.by_council.items()}
        yield from by_council(scope, ("risk", name), found)
        return
    counted = [score for _, score in sorted(scope.scores.systems.items()) if counts(score)]
    if len(counted) > MOST:
        yield from by_use(scope, {score.ref: 1 for score in counted})
        return
    for score in counted:
        label = f"{scope.portfolio.system(score.ref).name} ({span(score.overall)})"
        yield Term(label, 1, Ref("system", str(score.ref)))


def by_use(scope: Scope, found: Mapping[SystemRef, int]) -> Iterator[Term]:
    """Yield counts of systems by what they are used for, by the first capability of each."""
    known = scope.material.portfolio.catalogue.capabilities
    counted: Counter[str] = Counter()
    for ref, count in found.items():
        counted["".join(scope.portfolio.system(ref).capabilities[:1])] += count
    for key, number in sorted(counted.items()):
        if key:
            name = known[key].name if key in known else key
            yield Term(f"First used for {name}", number, Ref("capability", key))
        else:
            yield Term("Not recorded what for", number, Ref("council", scope.name))


def _steps(scope: Scope) -> Working:
    if scope.council is None:
        counted = dict.fromkeys(scope.councils, 0)
        for step in scope.steps:
            counted[step.council] = counted.get(step.council, 0) + 1
        terms = tuple(by_council(scope, ("steps", "count"), counted))
    else:
        terms = tuple(
            Term(
                f"{step.name}: {step.words}",
                1,
                Ref("system", step.system),
                next((at for fact in step.facts if (at := scope.material.where(fact))), None),
            )
            for step in scope.steps
        )
    formula = "Every change that the plan has, counted one by one."
    return Working(
        f"steps/{scope.name}/count", "Steps of the plan", formula, terms, len(scope.steps), "count"
    )
