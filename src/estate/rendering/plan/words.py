"""What is said of a plan and its steps in the same words on a screen and on a page."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from estate.planning.explaining.wording import Counted
from estate.rendering.kit.words import decimal, listing, month, plural, pounds, short_pounds

if TYPE_CHECKING:
    from fractions import Fraction

    from estate.rendering.plan.view import PlanView, StepView
    from estate.scoring.results import Interval

OTHER = (
    "leaving contracts early, building interfaces again, temporary adapters and setting up shared"
    " platforms that none of these councils hosts"
)
"""What one-off money that no recorded budget bears is for."""
NOTHING_TO_PLAN = "Nothing to plan: no system has an option that can be planned."

EXAMPLE = "options.replace = { cost = { capital = 100_000, revenue = 20_000 }, months = 12 }"
"""A line of TOML in a system's table that gives it an option which can be planned."""


def running_words(step: StepView) -> str:
    """Return what a step does to the running cost, the platform's own price besides."""
    return _running(step) + (
        f", and {pounds(step.price)} a year to the platform" if step.price else ""
    )


def _running(step: StepView) -> str:
    change = step.running_change
    if step.kind == "retire" and step.running_before is None:
        return "Running cost not recorded, so no saving is counted"
    if change is None:
        missing = "today" if step.running_before is None else "afterwards"
        return f"Running cost {missing} not recorded: counted as unchanged"
    if not change:
        return f"Running cost stays at {pounds(step.running_after or 0)} a year"
    return f"Running cost {pounds(abs(change))} a year {'more' if change > 0 else 'less'}"


def running_figure(step: StepView) -> str:
    """Return by how much the running cost changes a year, the platform's price not counted."""
    return "not recorded" if step.running_change is None else pounds(step.running_change)


def short_running(step: StepView) -> str:
    """Return by how much the running cost changes, the platform's price counted; `?` if unknown."""
    if step.running_change is None:
        return "?"
    change = step.running_change + (step.price or 0)
    return f"+{short_pounds(change)}" if change > 0 else short_pounds(change)


def risk_figure(step: StepView) -> str:
    """Return the risk score before and after a step: `17.9 to 6.5`, `6.1-30 to 0` for a range."""
    before = _score(step.risk_before, step.before_range)
    return f"{before} to {_score(step.risk_after, step.after_range)}"


def _score(score: Fraction | int, range_: Interval | None) -> str:
    return decimal(score) if range_ is None else f"{decimal(range_.low)}-{decimal(range_.high)}"


def short_risk(step: StepView) -> str:
    """Return the same for a narrow column: a range to whole points, outwards: `6-30 to 0`."""
    before = _short_score(step.risk_before, step.before_range)
    return f"{before} to {_short_score(step.risk_after, step.after_range)}"


def _short_score(score: Fraction | int, range_: Interval | None) -> str:
    return decimal(score) if range_ is None else f"{floor(range_.low)}-{ceil(range_.high)}"


def risk_sentence(step: StepView) -> str:
    """Return what a step does to the risk score, with the points that are priced."""
    before = Counted(step.risk_before, step.before_range)
    return f"Risk score from {before} to {Counted(step.risk_after, step.after_range)}"


def better_words(step: StepView) -> str:
    """Return by how much a step is better than keeping, and what that is where risk is a range."""
    said = f"{pounds(step.better)} better than keeping it, in today's money"
    if step.better_between is None:
        return said
    low, high = step.better_between
    ends = f"{_end(low, low < 0)} to {_end(high, low < 0)}"
    return f"{said} ({ends}, over its range of risk)"


def _end(better: int, told: bool) -> str:  # noqa: FBT001  # whether to say which way it goes
    if not told:
        return short_pounds(better)
    return f"{short_pounds(abs(better))} {'better' if better >= 0 else 'worse'}"


def open_ranges(plan: PlanView, council: str | None) -> str:
    """Return how many steps rest on a risk that is a range, and what that could change; or ""."""
    steps = plan.steps_of(council)
    open_ = [step.better_between for step in steps if step.better_between is not None]
    if not open_:
        return ""
    worse = sum(low < 0 for low, _ in open_)
    less = (
        f" Were all that is not known at its best, {worse:,} of them would be worse than keeping"
        " the system."
        if worse
        else ""
    )
    return (
        f"The risk score behind {len(open_):,} of {plural(len(steps), 'step')} is a range, because"
        f" facts are not recorded: its {plan.point} is priced (unknown_risk = {plan.unknown_risk})."
        f"{less}"
    )


def rise_words(step: StepView) -> str:
    """Return what a step that takes no risk away today prevents; nothing where it prevents none."""
    if step.rise is None or step.risk_after < step.risk_before:
        return ""
    when, score = step.rise
    if score <= step.risk_after:
        return ""
    worst = Counted(score, step.rise_range)
    return f"If nothing is done, its risk score would rise to {worst} by {when}."


def over_time(plan: PlanView, council: str | None) -> str:
    """Return what becomes of the risk of all systems, with the plan and without it."""
    points = plan.scope(council).risk
    if not points:
        return ""
    first, last, end = points[0], points[-1], month(plan.end)
    words = (
        f"The overall scores of all systems add up to {first.planned:,.0f} when the plan starts. "
        f"In {end} they add up to {last.planned:,.0f} with the plan, and to {last.nothing:,.0f} "
        "if nothing is done."
    )
    if last.planned > first.planned:
        words += " So risk still rises, because the systems that are kept grow older."
    return words


def what_next(plan: PlanView, council: str | None = None) -> tuple[str, ...]:
    """Return what to write so that something can be planned; a line of TOML stands by itself."""
    lacking = [each for each in plan.not_plannable if council in (None, *each[0].split("/")[:1])]
    if lacking:
        named = listing([f"{subject} ({reason})" for subject, reason in lacking], 3)
        return (f"What to write next is what its options lack: {named}.",)
    of = [name for name in plan.risks if council in (None, name.partition("/")[0])]
    if not of:
        return ("What to write next: a system, with `estate add system`.",)
    owner, _, key = min(of, key=lambda name: (-plan.risks[name].first, name)).partition("/")
    place = (
        "What to write next: what could be done about a system, with its cost and months. In the "
        f"record of {owner}, for example, below [systems.{key}], with your own figures:"
    )
    return place, EXAMPLE, "`estate check --coverage` shows where facts are still missing."


def granted(plan: PlanView) -> tuple[str, ...]:
    """Return the assumptions that shape a plan most, with what they are said of."""
    ranges = open_ranges(plan, None)
    return (*((ranges,) if ranges else ()), *_telling(plan))


def _telling(plan: PlanView) -> tuple[str, ...]:
    return tuple(
        f"{each.words} ({listing(each.subjects, 4)})" if each.subjects else each.words
        for each in plan.assumptions
        if each.code in TELLING
    )


TELLING = frozenset(
    {"budget-year-missing", "budget-first-year", "deadline-after-horizon", "step-under-way"}
)
"""Assumptions about money and time, as opposed to those about one system's missing figures."""
