"""How a plan's worth, risk over time and person-days were worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import chosen, evaluate, in_month
from estate.planning.problem.measures import Measure
from estate.rendering.briefings.working import Term, Unit, Working, by_council, rounded
from estate.rendering.briefings.workings.money import name_of, place_of
from estate.rendering.canvas.page_model import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.planning import Roadmap
    from estate.planning.judging.investment import InvestmentYear
    from estate.planning.problem.cases import PlanningProblem
    from estate.rendering.briefings.material import Scope

TODAY = "in today's money: what is paid later counts less, by the policy's discount rate"
_RISK = "Overall legacy risk of every system on the first day of the quarter"


def workings(scope: Scope) -> Iterator[Working]:
    """Yield the plan's cost, saving and gap, the sum of scores by quarter, and person-days."""
    roadmap = scope.material.roadmap
    if roadmap is None:
        return
    if scope.council is None or len(scope.material.councils) == 1:
        yield from _worth(scope, roadmap)
    yield _once(scope, roadmap)
    yield from _risk(scope, roadmap)
    yield from _people(scope, roadmap)


# -- what the plan is worth ------------------------------------------------------------------


def _worth(scope: Scope, roadmap: Roadmap) -> Iterator[Working]:
    """Yield the sums of the whole plan, by the measure that it goes by."""
    unit: Unit = "pounds" if roadmap.measure in {Measure.PRICED, Measure.MONEY} else "units"
    if roadmap.measure is Measure.PRICED:
        for name, title, choices, result in (
            ("cost", "What the plan costs, risk priced in", roadmap.choices, roadmap.objective),
            ("nothing", "What doing nothing costs, risk priced in", {}, roadmap.nothing),
        ):
            terms = tuple(_costs(scope, roadmap.problem, choices))
            formula = f"Money and priced risk of every system, {TODAY}; each rounded to the pound."
            yield Working(f"plan/estate/{name}", title, formula, terms, result, unit)
    plan = Term("The plan", -roadmap.objective, Ref("working", "plan/estate/cost"))
    nothing = Term("Doing nothing", roadmap.nothing, Ref("working", "plan/estate/nothing"))
    yield Working(
        "plan/estate/saving",
        "How much better the plan is than doing nothing",
        f"Doing nothing less the plan, {TODAY}.",
        (nothing, plan),
        roadmap.saving,
        unit,
    )
    cost = Term("The plan", roadmap.objective, Ref("working", "plan/estate/cost"))
    bound = Term("No plan whatever costs less: proven", -roadmap.lower_bound)
    yield Working(
        "plan/estate/gap",
        "How much better a plan could be at most",
        "The plan less the proven lower bound.",
        (cost, bound),
        roadmap.objective - roadmap.lower_bound,
        unit,
    )


def _costs(
    scope: Scope, problem: PlanningProblem, choices: dict[str, tuple[str, int]]
) -> Iterator[Term]:
    exact = evaluate(problem, choices)
    sums: Counter[str] = Counter()
    for case in problem.systems:
        sums[case.council] += exact.systems[case.id]
    councils = scope.material.portfolio.councils
    for name, value in sorted(sums.items()):
        words = f"{councils[name].council.name}: all its systems"
        yield Term(words, value, Ref("council", name))
    shared = (
        *(
            (f"Platform {_platform(scope, name)}", value, Ref("platform", name))
            for name, value in sorted(exact.platforms.items())
        ),
        ("Interfaces that both ends build again together, paid once", -exact.credits, None),
        ("Temporary adapters", exact.adapters, None),
    )
    yield from (Term(words, value, ref) for words, value, ref in shared if value)


def _platform(scope: Scope, platform: str) -> str:
    record = scope.material.portfolio.catalogue.platforms.get(platform)
    return record.name if record else platform


def _once(scope: Scope, roadmap: Roadmap) -> Working:
    """Return what all steps cost once, from the councils' budgets."""
    if scope.council is None:
        sums = dict.fromkeys(roadmap.problem.councils, 0)
        for step in roadmap.steps:
            sums[step.council] += step.capital + step.revenue
        terms = by_council(scope, ("money", "once"), sums)
    else:
        terms = [
            Term(
                name_of(scope, step.system),
                step.capital + step.revenue,
                Ref("system", step.system),
                place_of(scope, step.facts),
            )
            for step in roadmap.steps
            if step.council == scope.council
        ]
    return Working(
        f"money/{scope.name}/once",
        "What the steps cost once",
        "Capital and one-off revenue of every step, contingency in it; not what platforms cost to "
        "set up, nor what no budget bears.",
        tuple(terms),
        sum(term.value for term in terms),
        "pounds",
    )


# -- risk over time --------------------------------------------------------------------------


def _risk(scope: Scope, roadmap: Roadmap) -> Iterator[Working]:
    accounts = roadmap.estate if scope.council is None else roadmap.councils[scope.council]
    for number, point in enumerate(accounts.risk):
        nothing, planned = f"{point.label}/nothing", f"{point.label}/planned"
        if scope.council is None:
            found = {name: own.risk[number] for name, own in sorted(roadmap.councils.items())}
            own = {
                nothing: [
                    _part(scope, name, nothing, each.nothing) for name, each in found.items()
                ],
                planned: [
                    _part(scope, name, planned, each.planned) for name, each in found.items()
                ],
            }
        else:
            own = {
                nothing: list(_nothing(scope, roadmap, number)),
                planned: list(_planned(scope, roadmap, number)),
            }
        for path, said, result in (
            (nothing, "if nothing is done", point.nothing),
            (planned, "with the plan", point.planned),
        ):
            yield Working(
                f"risk/{scope.name}/{path}",
                f"Risk added up, {point.label}, {said}",
                f"{_RISK}, {said}; of a range, the point that the policy counts.",
                tuple(own[path]),
                result,
                "points",
            )


def _part(scope: Scope, council: str, path: str, value: Fraction) -> Term:
    name = scope.material.portfolio.councils[council].council.name
    return Term(name, value, Ref("working", f"risk/{council}/{path}"))


def _at(scores: Sequence[Fraction | int], quarter: int) -> Fraction | int:
    return scores[min(quarter, len(scores) - 1)]


def _nothing(scope: Scope, roadmap: Roadmap, quarter: int) -> Iterator[Term]:
    """Yield every score at first; later the quarter before, and what has changed since."""
    own = [case for case in roadmap.problem.systems if case.council == scope.council]
    if quarter:
        before = roadmap.problem.calendar.quarter_label(quarter - 1)
        value = sum((Fraction(_at(case.risk, quarter - 1)) for case in own), Fraction(0))
        ref = Ref("working", f"risk/{scope.name}/{before}/nothing")
        yield Term(f"The quarter before, {before}", value, ref)
    for case in own:
        value = Fraction(_at(case.risk, quarter))
        value -= _at(case.risk, quarter - 1) if quarter else 0
        if value or not quarter:
            label = f"{name_of(scope, case.id)}{': change' if quarter else ''}"
            yield Term(label, value, Ref("system", case.id))


def _planned(scope: Scope, roadmap: Roadmap, quarter: int) -> Iterator[Term]:
    """Yield what stands if nothing is done, and what every step that is live takes away."""
    own = [case for case in roadmap.problem.systems if case.council == scope.council]
    label = roadmap.problem.calendar.quarter_label(quarter)
    value = sum((Fraction(_at(case.risk, quarter)) for case in own), Fraction(0))
    yield Term("If nothing is done", value, Ref("working", f"risk/{scope.name}/{label}/nothing"))
    for case, option, _, live in chosen(roadmap.problem, roadmap.choices):
        if case.council == scope.council and live <= 3 * quarter:
            less = Fraction(_at(option.risk_after, quarter)) - _at(case.risk, quarter)
            if less:
                yield Term(f"{name_of(scope, case.id)}: changed", less, Ref("system", case.id))


# -- people ----------------------------------------------------------------------------------


def _people(scope: Scope, roadmap: Roadmap) -> Iterator[Working]:
    view = scope.plan
    if view is None:
        return
    for number, year in enumerate(view.investment):
        yield _all_days(scope, year)
        for skill in year.skills:
            if skill.days:
                yield _days(scope, roadmap, (number, year), skill.skill, skill.days)


def _all_days(scope: Scope, year: InvestmentYear) -> Working:
    path = f"people/{scope.name}/{year.money.label}"
    terms = tuple(
        Term(skill_name(scope, one.skill), one.days, Ref("working", f"{path}/{one.skill}"))
        for one in year.skills
        if one.days
    )
    days = sum(one.days for one in year.skills)
    title = f"Person-days, {year.money.label}"
    return Working(path, title, "Person-days of every skill.", terms, days, "person-days")


def skill_name(scope: Scope, skill: str) -> str:
    """Return what a skill is called."""
    kind = scope.material.portfolio.catalogue.skills.get(skill)
    return kind.name if kind else skill


def _days(
    scope: Scope, roadmap: Roadmap, year: tuple[int, InvestmentYear], skill: str, days: int
) -> Working:
    label = year[1].money.label
    found = list(_taken(roadmap, year[0], skill, scope.council))
    if scope.council is None:
        sums: Counter[str] = Counter()
        for name, value in found:
            sums[name.partition("/")[0]] += value
        terms = by_council(scope, ("people", f"{label}/{skill}"), dict(sums))
    else:
        terms = [Term(name_of(scope, name), value, Ref("system", name)) for name, value in found]
    return Working(
        f"people/{scope.name}/{label}/{skill}",
        f"{skill_name(scope, skill)}, {label}",
        "Person-days of each step, spread evenly over its months of work; what falls in the "
        "planned months of the year counts.",
        rounded(terms, days),
        days,
        "person-days",
    )


def _taken(
    roadmap: Roadmap, year: int, skill: str, council: str | None
) -> Iterator[tuple[str, int]]:
    problem = roadmap.problem
    for case, option, start, live in chosen(problem, roadmap.choices):
        if council not in {None, case.council}:
            continue
        value = sum(
            in_month(
                dict(option.skills).get(skill, 0), option.months, month - start - option.procurement
            )
            for month in range(start, live)
            if problem.calendar.year_of(month) == year
        )
        if value:
            yield case.id, value
