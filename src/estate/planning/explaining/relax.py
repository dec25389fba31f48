"""What it would take to have a plan at all: the cheapest ways for facts to give way.

Each way is verified: the problem is solved again with it applied, and one that then has no plan is
not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.explaining.conflict import feasibility
from estate.planning.explaining.elastic import Given, applied, least, moved_to
from estate.planning.explaining.rules import rules
from estate.planning.explaining.wording import how_many
from estate.planning.no_roadmap import Easing, Relaxation
from estate.planning.solving.cpsat import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.explaining.conflict import Conflict
    from estate.planning.explaining.rules import Rule
    from estate.planning.problem.cases import PlanningProblem
    from estate.portfolio import Fact

ALONE = "by itself"
FEWEST = "with the fewest facts changed"
LEAST = "with the least in all"
_MOST = 6
"""As many rules of a conflict are tried by themselves."""


def relaxations(found: Conflict) -> tuple[Relaxation, ...]:
    """Return ways for the facts of a problem without a plan to give way so that there is one.

    Each rule of the conflict by itself, as far as it has to; the fewest facts of the whole
    problem; and the least in all. Those of fewer facts come first, then those that count less.
    """
    problem = found.problem
    kept: dict[tuple[str, ...], Relaxation] = {}
    for how, way in _ways(found):
        easings = tuple(_easing(problem, given) for given in way)
        words = tuple(each.words for each in easings)
        if words and words not in kept and _has_plan(problem, way):
            kept[words] = Relaxation(how, easings, sum(given.cost for given in way))
    return tuple(sorted(kept.values(), key=lambda each: (len(each.easings), each.cost)))


def _ways(found: Conflict) -> Iterator[tuple[str, tuple[Given, ...]]]:
    soft = [rule for rule in rules(found.problem) if _can_give(rule)]
    yield FEWEST, least(found.problem, soft, fewest=True) or ()
    yield LEAST, least(found.problem, soft) or ()
    for rule in [each for each in found.rules if _can_give(each)][:_MOST]:
        yield ALONE, least(found.problem, [rule]) or ()


def _can_give(rule: Rule) -> bool:
    """Whether a council could change a fact: when work under way ends is none.

    Two that are bound, and a ceiling, are decisions of their own: the conflict names them.
    """
    return rule.kind not in ("under-way", "tie", "ceiling")


def _has_plan(problem: PlanningProblem, way: tuple[Given, ...]) -> bool:
    eased = problem
    for given in way:
        eased = applied(eased, given)
    return feasibility(eased) in (Outcome.OPTIMAL, Outcome.FEASIBLE)


def _easing(problem: PlanningProblem, given: Given) -> Easing:
    words = _WORDS[given.rule.kind](problem, given)
    amount = 1 if given.rule.kind == "freeze" else given.amount
    besides = (fact for _, facts in _with_it(problem, given) for fact in facts)
    return Easing(words, given.rule.measure.value, amount, (*given.rule.facts, *besides))


def _budget(problem: PlanningProblem, given: Given) -> str:
    limit = given.rule.limit
    assert limit is not None  # noqa: S101  # a budget is a limit
    budget = next(
        each
        for each in problem.budgets
        if (str(each.purse), each.council, each.year) == (limit.rule, limit.owner, limit.period)
    )
    what = "capital" if limit.rule == "capital" else "one-off revenue"
    label = problem.calendar.year_label(limit.period)
    part = " (what is left of the year)" if _part_year(problem, limit.period) else ""
    if not budget.recorded:
        return f"£{given.amount:,} of {what} recorded for {limit.owner} in {label}{part}"
    after = budget.pounds + given.amount
    return (
        f"£{given.amount:,} more {what} for {limit.owner} in {label}{part}: £{after:,} instead of"
        f" £{budget.pounds:,}"
    )


def _part_year(problem: PlanningProblem, year: int) -> bool:
    return year == 0 and problem.calendar.start.month != 4  # noqa: PLR2004  # April begins a year


def _skill(problem: PlanningProblem, given: Given) -> str:
    limit = given.rule.limit
    assert limit is not None  # noqa: S101  # so are people
    before = next(
        each.days
        for each in problem.skills
        if (each.council, each.skill, each.quarter) == (limit.owner, limit.item, limit.period)
    )
    label = problem.calendar.quarter_words(limit.period)
    return (
        f"{how_many(given.amount, 'more person-day')} of {limit.item} for {limit.owner} in"
        f" {label}: {before + given.amount} instead of {before}"
    )


def _changes(problem: PlanningProblem, given: Given) -> str:
    limit = given.rule.limit
    assert limit is not None  # noqa: S101  # and changes at once
    before = next(
        each.steps
        for each in problem.changes
        if (each.council, each.service) == (limit.owner, limit.item)
    )
    of = f" of {limit.item}" if limit.item else ""
    return (
        f"{how_many(given.amount, 'more change')}{of} under way at once at {limit.owner}:"
        f" {before + given.amount} instead of {before}"
    )


def _onboarding(problem: PlanningProblem, given: Given) -> str:
    name = given.rule.subject
    before = problem.platform_by_id[name].onboarding or 0
    return (
        f"{how_many(given.amount, 'more member')} a quarter on {name}:"
        f" {before + given.amount} instead of {before}"
    )


def _minimum(problem: PlanningProblem, given: Given) -> str:
    name = given.rule.subject
    before = problem.platform_by_id[name].minimum
    return f"{name} run with {how_many(before - given.amount, 'member')} instead of {before}"


def _available(problem: PlanningProblem, given: Given) -> str:
    name, label = given.rule.subject, problem.calendar.month_label
    before = problem.platform_by_id[name].available
    return f"{name} available from {label(before - given.amount)} instead of {label(before)}"


def _freeze(problem: PlanningProblem, given: Given) -> str:
    month = problem.calendar.month_label(given.amount)
    return f"{given.rule.subject} allowed to go live in {month} in spite of its freeze"


def _waits(_problem: PlanningProblem, given: Given) -> str:
    rule = given.rule
    return f"{rule.subject}: {rule.option} started without waiting for {rule.other}"


def _earliest(problem: PlanningProblem, given: Given) -> str:
    rule, label = given.rule, problem.calendar.month_label
    before = problem.by_id[rule.subject].option(rule.option).earliest
    now = label(before - given.amount)
    return f"{rule.subject}: {rule.option} allowed to start in {now} instead of {label(before)}"


def _group(_problem: PlanningProblem, given: Given) -> str:
    return f"{', '.join(given.rule.group)} allowed to go live apart"


def _deadline(problem: PlanningProblem, given: Given) -> str:
    name, label = given.rule.subject, problem.calendar.month_label
    before, after = problem.by_id[name].deadline or 0, moved_to(problem, given)
    besides = "".join(
        f", and that of {label(month)} with it" for month, _ in _with_it(problem, given)
    )
    if after is None:
        return f"the deadline of {name}, {label(before)}, given up{besides}"
    return f"the deadline of {name} moved from {label(before)} to {label(after)}{besides}"


def _with_it(problem: PlanningProblem, given: Given) -> list[tuple[int, tuple[Fact, ...]]]:
    """Return the later deadlines that have to move with the one that gives way."""
    if given.rule.kind != "deadline":
        return []
    after = moved_to(problem, given)
    later = problem.by_id[given.rule.subject].later_deadlines
    return [each for each in later if after is None or each[0] < after]


_WORDS = {
    "budget": _budget,
    "skill": _skill,
    "changes": _changes,
    "onboarding": _onboarding,
    "minimum": _minimum,
    "available": _available,
    "freeze": _freeze,
    "waits": _waits,
    "earliest": _earliest,
    "group": _group,
    "deadline": _deadline,
}
