"""`estate map landscape --plan FILE`: which moment of a plan is to be drawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from estate.diagnostics import EstateError, UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from estate.cli.load import Loaded
    from estate.planning.plateaus import Plateau, Situation
    from estate.portfolio.planned import PlannedRoadmap
    from estate.rendering.pictures.landscape import Moment
    from estate.rendering.plan.view import PlanView

DEFAULT = 5


class Month(click.ParamType[date]):
    """A month as in 2028-04, or a day in it; the first of the month is meant."""

    name = "month"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the first day of the month.

        Raises:
            click.BadParameter: when it is not written as year and month.
        """
        words = str(value)
        try:
            return datetime.strptime(words[:7], "%Y-%m").date()  # noqa: DTZ007  # no time of day
        except ValueError:
            self.fail(f"'{value}' is not a month; write it as 2028-04", param, ctx)


def fits(
    asked: tuple[Path | None, date | None, int | None], as_of: date | None, colour_by: str | None
) -> None:
    """Refuse options that do not go together: a plan's file, a month, and a plateau's number.

    Raises:
        UsageFault: when they do not.
    """
    plan, at, plateau = asked
    if plan is None and (at is not None or plateau is not None):
        raise UsageFault("--at and --plateau are about a plan: give --plan build/roadmap.json")
    if plan is None:
        return
    if (at is None) is (plateau is None):
        raise UsageFault("--plan needs one day to draw: --at 2028-04, or --plateau 2")
    if as_of is not None:
        raise UsageFault("--as-of does not go with --plan: the plan has a date of its own")
    if colour_by not in {None, "risk"}:
        raise UsageFault("--plan is drawn by risk: what else will be, nobody has recorded")


def fits_a_plan(
    view: str, asked: tuple[Path | None, date | None, int | None], as_of: date | None
) -> None:
    """Refuse what does not go with a view of a plan, and ask for the plan.

    Raises:
        UsageFault: when an option is too many, or the plan's file is missing.
    """
    plan, at, plateau = asked
    if plan is None:
        raise UsageFault(f"{view} is of a plan: give --plan build/roadmap.json")
    if at is not None or plateau is not None:
        raise UsageFault(f"--at and --plateau are for landscape; {view} shows all of the plan")
    if as_of is not None:
        raise UsageFault("--as-of does not go with --plan: the plan has a date of its own")


def view_of_plan(loaded: Loaded, kept: Path) -> PlanView:
    """Return the plan in a file as readers meet it.

    Raises:
        UsageFault: when it is not a plan for this record.
        PlanFault: when the file is not a plan.
    """
    from estate.cli import written_plan
    from estate.reading.plan_file import read_plan

    planned = read_plan(kept)
    roadmap = written_plan.roadmap_of(loaded, planned)
    return written_plan.view_of_plan(loaded, planned, roadmap)


def moments(
    loaded: Loaded,
    plan: PlannedRoadmap,
    councils: tuple[str, ...],
    when: tuple[date | None, int | None],
) -> Mapping[str, Moment]:
    """Return the landscape of each council on a day of a plan, or at a plateau of it.

    Plateaus are those of the council where one is asked for, and of the whole plan otherwise.

    Raises:
        UsageFault: when the plan has no such day or plateau.
        EstateError: when it does not fit the record.
    """
    from estate.planning import problem_of
    from estate.planning.plateaus import PlanMisfit, Situation, choices_of

    at, plateau = when
    problem = problem_of(loaded.graph, plan.as_of, tuple(plan.councils) or None)
    try:
        situation = Situation(loaded.graph, problem, choices_of(problem, plan))
    except PlanMisfit as fault:
        raise EstateError(f"the plan does not fit the record: {fault}; plan again") from None
    if plateau is None:
        assert at is not None  # noqa: S101  # one of the two is given
        return _on(situation, councils, at)
    most = plan.plateaus.at_most if plan.plateaus else DEFAULT
    return _at(situation, councils, plateau, most)


def _on(situation: Situation, councils: tuple[str, ...], at: date) -> Mapping[str, Moment]:
    from estate.rendering.kit.words import day, month
    from estate.rendering.plan.plateau_scene import moment_at

    calendar = situation.problem.calendar
    chosen = calendar.month_of(at)
    if not 0 <= chosen <= calendar.horizon:
        last = calendar.first_day(calendar.horizon)
        raise UsageFault(
            f"the plan goes from {month(calendar.start)} to {month(last)}: --at is outside it"
        )
    heading = f"Landscape on {day(calendar.first_day(chosen))}"
    prefix = f"landscape-{at.year}-{at.month:02d}"
    return {
        council: moment_at(situation, council, chosen, heading=heading, prefix=prefix)
        for council in councils
    }


def _at(
    situation: Situation, councils: tuple[str, ...], number: int, most: int
) -> Mapping[str, Moment]:
    from estate.planning.plateaus import plateaus_of
    from estate.rendering.plan.plateau_scene import moment_of

    whose = councils[0] if len(councils) == 1 else None
    found = plateaus_of(situation, whose, most)
    if number >= len(found):
        raise UsageFault(f"{_there_are(found)}: there is no plateau {number}")
    return {council: moment_of(situation, council, found[number]) for council in councils}


def _there_are(found: tuple[Plateau, ...]) -> str:
    if len(found) == 1:
        return "the plan changes nothing here, so plateau 0, today, is the only one"
    return f"the plan has plateaus 0 to {len(found) - 1} here"
