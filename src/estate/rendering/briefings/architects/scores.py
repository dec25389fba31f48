"""Every system's score with what it rests on, and every finding, for architects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import Fact, platform_of
from estate.rendering.briefings.steps import planned_words
from estate.rendering.canvas.page_model import Cell, Head, Line, Ref, Table, risk_tag
from estate.rendering.canvas.palette import risk_style
from estate.rendering.findings.rule_pages import rule_pages
from estate.rendering.kit.groups import groups_of
from estate.rendering.kit.tables import worst_criteria
from estate.rendering.kit.words import points, span, visible, worst_first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.diagnostics import Finding
    from estate.rendering.briefings.material import Scope
    from estate.scoring.results import CriterionScore, LegacyScore

MOST = 200
"""Rows of a table; the pages of councils and systems have the rest."""
REASONS, REASONS_OF_MANY, MANY = 3, 1, 100
"""Reasons told of a system: fewer where there are many, since its own page has all of them."""


def register(scope: Scope) -> Table:
    """Return the systems, worst first: score, evidence, how much is known, what the plan does."""
    ranked = worst_first(scope.scores)
    several = len(scope.councils) > 1
    shown = ranked[:MOST]
    groups = {
        system: group
        for council in scope.councils
        for system, group in groups_of(scope.portfolio, council).items()
    }
    planned = planned_words(scope.material.plan)
    columns = (
        Head("System"),
        *((Head("Council", filter=True),) if several else ()),
        Head("Group", filter=True),
        Head("Risk", filter=True),
        Head("Likelihood", number=True),
        Head("Impact", number=True),
        Head("Score of 30", number=True),
        Head("What weighs most"),
        Head("Criteria known", number=True),
        *((Head("Plan"),) if planned else ()),
    )
    rows = tuple(_row(one, scope, groups, planned) for one in shown)
    more = f": the worst {len(shown):,} of {len(ranked):,}" if len(shown) < len(ranked) else ""
    return Table(f"Every system in use, worst first{more}", columns, rows, tools=True)


def _row(
    score: LegacyScore, scope: Scope, groups: Mapping[str, str], planned: Mapping[str, str]
) -> tuple[Cell, ...]:
    ref, where = score.ref, scope.material.where
    several = len(scope.councils) > 1
    council = scope.portfolio.councils[ref.council].council.name
    name = visible(scope.portfolio.system(ref).name)
    place = where(Fact(ref.council, ("systems", ref.system)))
    many = len(scope.scores.systems) > MANY
    worst = worst_criteria(score)[: REASONS_OF_MANY if many else REASONS]
    known = sum(criterion.known for criterion in score.criteria)
    of = len(score.criteria)
    return (
        Cell(name, ref=Ref("system", str(ref)), where=place),
        *((Cell(visible(council), ref=Ref("council", ref.council)),) if several else ()),
        Cell(visible(groups.get(str(ref), ""))),
        Cell(risk=risk_tag(risk_style(score.red_rated, score.legacy))),
        Cell(span(score.likelihood), key=repr(float(score.likelihood.low))),
        Cell(span(score.impact), key=repr(float(score.impact.low))),
        Cell(span(score.overall), key=repr(float(score.overall.low))),
        Cell(lines=tuple(_line(one, scope) for one in worst)),
        Cell(f"{known} of {of}", key=f"{known}"),
        *((Cell(visible(planned.get(str(ref), "kept"))),) if planned else ()),
    )


def _line(criterion: CriterionScore, scope: Scope) -> Line:
    where = scope.material.where
    place = next((found for fact in criterion.facts if (found := where(fact))), None)
    score = points(criterion.low, criterion.high)
    return Line(visible(f"{criterion.code} {criterion.name} {score}: {criterion.because}"), place)


def rule_ref(code: str) -> Ref:
    """Return the way to what is said of a rule."""
    return Ref("page", f"rule-{code}")


def findings_table(scope: Scope) -> Table | None:
    """Return what checking the record found, the gravest first: rule, place, and how to mend it."""
    ranked = sorted(
        (one for one in scope.findings if one.allowed is None),
        key=lambda one: (one.severity.rank, one.code, _place(one), one.message),
    )
    if not ranked:
        return None
    rows = tuple(_finding(one, scope) for one in ranked[:MOST])
    more = f": the first {len(rows):,} of {len(ranked):,}" if len(rows) < len(ranked) else ""
    columns = (
        Head("Severity", filter=True),
        Head("Rule", filter=True),
        Head("About"),
        Head("What was found"),
        Head("How to mend it"),
    )
    return Table(f"Findings, the gravest first{more}", columns, rows, tools=True)


def _place(one: Finding) -> tuple[str, int, int]:
    return (one.span.path, one.span.line, one.span.column) if one.span else ("", 0, 0)


def _finding(one: Finding, scope: Scope) -> tuple[Cell, ...]:
    page = rule_pages().get(one.code)
    title = f"{one.code} {page.title}" if page else one.code
    place = f"{one.span.path}:{one.span.line}" if one.span else None
    return (
        Cell(one.severity.value, key=f"{one.severity.rank}"),
        Cell(visible(title), ref=rule_ref(one.code)),
        _about(one.subject or "", scope),
        Cell(visible(one.message), where=place),
        Cell(visible(one.hint or "")),
    )


def _about(subject: str, scope: Scope) -> Cell:
    platform = platform_of(subject)
    if platform is not None:
        return Cell(visible(subject), ref=Ref("platform", platform))
    council, slash, system = subject.partition("/")
    inventory = scope.material.portfolio.councils.get(council)
    if slash and inventory is not None and system in inventory.systems:
        return Cell(visible(subject), ref=Ref("system", subject))
    return Cell(visible(subject), ref=Ref("council", council) if inventory else None)
