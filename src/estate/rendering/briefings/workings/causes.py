"""How counts of the four risks that councils report, and of missing answers, were worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings.working import Term, Working, by_council
from estate.rendering.briefings.workings.counts import MOST, by_use
from estate.rendering.canvas.page_model import Ref
from estate.scoring.council_risks import council_risks
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from estate.portfolio import SystemRef
    from estate.rendering.briefings.material import Scope

    Counts = Counter[SystemRef]

CAUSES = {
    "staff": "Systems that too few people can look after",
    "security": "Systems that are open to attack, or get no security repairs any more",
    "interoperability": "Systems that do not pass data on as they should",
    "hardware": "Systems that run on failing machines, or have failed before",
}
"""The four risks that councils report, of systems that certainly have them."""


def workings(scope: Scope) -> Iterator[Working]:
    """Yield how many systems have each of the four risks, and how many answers are missing."""
    found: dict[str, Counts] = {kind: Counter() for kind in CAUSES}
    missing: Counts = Counter()
    for ref, score in scope.scores.systems.items():
        missing[ref] = sum(not one.known for one in score.criteria)
        for risk in council_risks(score, scope.material.relations.systems[ref]):
            found[risk.kind][ref] = int(risk.present is Answer.YES)
    for kind, title in CAUSES.items():
        formula = "Every system that has it for certain, whatever facts are missing."
        yield _working(scope, kind, title, formula, found[kind])
    formula = "Of every system, the answers of its score that rest on facts nobody recorded."
    yield _working(scope, "missing", "Answers that are missing", formula, missing)


def _working(scope: Scope, name: str, title: str, formula: str, counts: Counts) -> Working:
    return Working(
        f"risk/{scope.name}/{name}",
        title,
        formula,
        tuple(_terms(scope, name, counts)),
        counts.total(),
        "count",
    )


def _terms(scope: Scope, name: str, counts: Counts) -> Iterator[Term]:
    if scope.council is None:
        sums = dict.fromkeys(scope.councils, 0)
        for ref, count in counts.items():
            sums[ref.council] += count
        yield from by_council(scope, ("risk", name), sums)
        return
    counted = {ref: count for ref, count in sorted(counts.items()) if count}
    if len(counted) > MOST:
        yield from by_use(scope, counted)
        return
    for ref, count in counted.items():
        yield Term(scope.portfolio.system(ref).name, count, Ref("system", str(ref)))
