"""The parts of a page that say what is at risk, and what is unknown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.portfolio import Fact
from estate.rendering.canvas.page_model import Cell, Line, Ref, Table, cells, heads, risk_tag
from estate.rendering.canvas.palette import risk_style
from estate.rendering.kit.groups import groups_of
from estate.rendering.kit.tables import worst_criteria
from estate.rendering.kit.words import plural, points, span, visible, worst_first
from estate.scoring.council_risks import council_risks
from estate.scoring.gaps import what_to_find_out_everywhere
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.graph import EstateGraph
    from estate.portfolio import Portfolio
    from estate.rendering.canvas.page_model import Where
    from estate.rendering.plan.view import PlanView
    from estate.scoring.interoperability import Interoperability
    from estate.scoring.results import CriterionScore, LegacyScore, Scores

TOP = 12
REASONS = 3


def at_risk(
    scores: Scores,
    portfolio: Portfolio,
    graph: EstateGraph,
    where: Where,
    planned: Mapping[str, str],
    plan: PlanView | None = None,
) -> Table:
    """Return the worst systems: why, what relies on them, and what the plan does."""
    several = len(portfolio.councils) > 1
    rows = [
        (
            *_risk_row(score, portfolio, where, graph.dependent_systems(score.ref)),
            _done(score, planned, plan),
        )
        for score in worst_first(scores)[:TOP]
    ]
    names = (
        "System",
        "Risk",
        "#Score of 30",
        "Main reasons",
        "#Rely on it",
        "What the plan does",
    )
    where_from = "of all councils" if several else ""
    caption = f"The {plural(len(rows), 'system')} {where_from} most at risk"
    return Table(" ".join(caption.split()), heads(*names), tuple(rows))


def _risk_row(
    score: LegacyScore,
    portfolio: Portfolio,
    where: Where,
    relying: int,
) -> tuple[Cell, ...]:
    lines = [Line(_reason(c), _place(c, where)) for c in worst_criteria(score)[:REASONS]]
    unknown = sum(not criterion.known for criterion in score.criteria)
    if unknown:
        lines.append(Line(f"{unknown} of {len(score.criteria)} criteria are not known"))
    return (
        _named(score, portfolio, where),
        Cell(risk=risk_tag(risk_style(score.red_rated, score.legacy))),
        Cell(span(score.overall)),
        Cell(lines=tuple(lines)),
        Cell(f"{relying:,}"),
    )


def _done(score: LegacyScore, planned: Mapping[str, str], plan: PlanView | None) -> Cell:
    """Return what the plan does with a system; the system's own page says why."""
    system = str(score.ref)
    way = Ref("system", system) if plan is not None else None
    return Cell(visible(planned.get(system, "Kept as it is")), ref=way)


def left(scores: Scores, portfolio: Portfolio, where: Where, plan: PlanView | None) -> Table | None:
    """Return the red-rated systems that the plan leaves as they are, and why it does."""
    if plan is None:
        return None
    changed = {step.system for step in plan.steps}
    rows = tuple(
        (
            _named(score, portfolio, where),
            Cell(span(score.overall)),
            Cell(visible(_why_left(score, portfolio, plan))),
        )
        for score in worst_first(scores)
        if score.red_rated is Answer.YES and str(score.ref) not in changed
    )
    if not rows:
        return None
    names = ("System", "#Score of 30", "Why")
    return Table("Red-rated systems that the plan leaves as they are", heads(*names), rows)


def kept(scores: Scores, portfolio: Portfolio, plan: PlanView | None) -> Table | None:
    """Return the other systems that are kept though there are options for them, and why."""
    if plan is None:
        return None
    rows = tuple(
        (
            _named(score, portfolio, lambda _: None),
            Cell(span(score.overall)),
            Cell(lines=tuple(Line(visible(reason.words)) for reason in plan.kept[str(score.ref)])),
        )
        for score in worst_first(scores)
        if score.red_rated is not Answer.YES and str(score.ref) in plan.kept
    )
    if not rows:
        return None
    names = ("System", "#Score of 30", "Why")
    return Table("Other systems with options that the plan keeps", heads(*names), rows)


def _why_left(score: LegacyScore, portfolio: Portfolio, plan: PlanView) -> str:
    options = portfolio.system(score.ref).options
    able = [key for key, option in sorted(options.items()) if option.kind != "retain"]
    reasons = dict(plan.not_plannable)
    unable = {key: reasons[name] for key in able if (name := f"{score.ref}: {key}") in reasons}
    if not able:
        return "No option is recorded: what could be done with it is not known."
    if len(unable) == len(able):
        said = [f"{key}: {reason}" for key, reason in unable.items()]
        return f"Nothing can be planned for it. {'; '.join(said)}."
    return " ".join(reason.words for reason in plan.kept.get(str(score.ref), ()))


def _reason(criterion: CriterionScore) -> str:
    score = points(criterion.low, criterion.high)
    return visible(f"{criterion.name} ({score} of 6): {criterion.because}")


def _place(criterion: CriterionScore, where: Where) -> str | None:
    return next((found for fact in criterion.facts if (found := where(fact))), None)


def _named(score: LegacyScore, portfolio: Portfolio, where: Where) -> Cell:
    ref = score.ref
    name = portfolio.system(ref).name
    if len(portfolio.councils) > 1:
        name = f"{name}, {portfolio.councils[ref.council].council.name}"
    place = where(Fact(ref.council, ("systems", ref.system)))
    return Cell(visible(name), where=place, ref=Ref("system", str(ref)))


def register(scores: Scores, portfolio: Portfolio, planned: Mapping[str, str]) -> Table:
    """Return every system of some councils: the words behind landscape and risk matrix."""
    groups: dict[str, str] = {}
    for council in portfolio.councils:
        groups |= groups_of(portfolio, council)
    rows = [
        (
            _named(score, portfolio, lambda _: None),
            Cell(visible(groups[str(score.ref)])),
            Cell(risk=risk_tag(risk_style(score.red_rated, score.legacy))),
            Cell(span(score.likelihood)),
            Cell(span(score.impact)),
            Cell(span(score.overall)),
            Cell(visible(planned.get(str(score.ref), "kept"))),
        )
        for score in worst_first(scores)
    ]
    names = ("System", "Group", "Risk", "#Likelihood", "#Impact", "#Overall", "Plan")
    return Table("Every system, worst first", heads(*names), tuple(rows))


def unknown_by_criterion(scores: Scores) -> Table | None:
    """Return the criteria that are not known of some systems, the most telling first."""
    every = [score for _, score in sorted(scores.systems.items())]
    rows = tuple(
        cells(
            f"{gap.criterion.code} {gap.criterion.name}",
            f"{len(gap.systems):,}",
            f"{len(every):,}",
            f"{float(gap.narrows_by):,.0f}",
        )
        for gap in what_to_find_out_everywhere(every)
    )
    if not rows:
        return None
    names = (
        "Criterion",
        "#Systems for which it is not known",
        "#Of",
        "#Points of score that knowing it would settle",
    )
    return Table("What is not known, the most telling first", heads(*names), rows, wide=False)


def four_risks(scores: Scores, relations: Interoperability) -> Table:
    """Return the four risks that councils report, by how many systems have them."""
    counts: dict[str, Counter[Answer]] = {}
    for ref, score in sorted(scores.systems.items()):
        for risk in council_risks(score, relations.systems[ref]):
            counts.setdefault(risk.name, Counter())[risk.present] += 1
    rows = tuple(
        cells(name, *(f"{found[answer]:,}" for answer in (Answer.YES, Answer.UNKNOWN, Answer.NO)))
        for name, found in counts.items()
    )
    names = ("Risk", "#Systems that have it", "#Cannot tell", "#Systems without it")
    return Table("Four risks that councils report", heads(*names), rows, wide=False)


def unknown_lead(scores: Scores) -> str:
    """Return how much is known, in one sentence."""
    totals = scores.totals
    missing = totals.criteria_total - totals.criteria_known
    red = totals.red_rated.get(Answer.UNKNOWN, 0)
    if not missing:
        return "Every answer that the risk scores rest on is recorded."
    said = (
        f"{missing:,} of {totals.criteria_total:,} answers that the risk scores rest on "
        f"{'is' if missing == 1 else 'are'} missing, because facts are not recorded."
    )
    if not red:
        return f"{said} Which systems are red-rated is certain all the same."
    they = "it is" if red == 1 else "they are"
    return f"{said} For {plural(red, 'system')} nobody can tell whether {they} red-rated."
