"""Views of a plan: the roadmap, its money, its risk, its people, its plateaus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.diagnostics import UsageFault
from estate.rendering.maps.asking import Chart
from estate.rendering.pictures.chart_tables import (
    cost_chart_table,
    people_chart_table,
    risk_chart_table,
    table_text,
)
from estate.rendering.pictures.charts import cost_svg, risk_svg
from estate.rendering.pictures.people_chart import people_svg
from estate.rendering.pictures.timeline import timeline_svg
from estate.rendering.pictures.timeline_table import timeline_text
from estate.rendering.plan.plateau_chart import plateaus_svg, plateaus_table
from estate.rendering.plan.sheets import council_sheet, estate_sheet, platform_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.canvas.page_model import Table
    from estate.rendering.canvas.sheets import Sheet as Timeline
    from estate.rendering.maps.asking import Ask, Sheet
    from estate.rendering.plan.view import PlanView

MONTHS_A_QUARTER = 3


def roadmap(ask: Ask) -> Iterator[Sheet]:
    """Yield the estate's timeline and that of its platforms, then each council's; or one's own.

    Raises:
        UsageFault: when nothing is planned there.
    """
    plan, only, whole = _plan(ask), _only(ask), ask.portfolio
    by_platform = platform_sheet(plan, whole, ask.as_of, only)
    planned = [council for council in ask.members if plan.steps_of(council)]
    if not planned:
        raise UsageFault("the plan changes nothing here, so there is no roadmap to draw")
    if only is None:
        yield _timeline(estate_sheet(plan, whole, ask.as_of))
        if by_platform:
            yield _timeline(by_platform)
    for council in planned:
        yield _timeline(council_sheet(plan, whole, council, ask.as_of))
    if only and by_platform:
        yield _timeline(by_platform)


def _timeline(sheet: Timeline) -> Chart:
    name = sheet.name.replace("timeline", "roadmap")
    return Chart(name, sheet.title, timeline_svg(sheet), timeline_text(sheet))


def cost(ask: Ask) -> Iterator[Sheet]:
    """Yield what each financial year costs with the plan, and if nothing is done.

    Raises:
        UsageFault: when no year is counted.
    """
    scope = _plan(ask).scope(_only(ask))
    if not scope.years:
        raise UsageFault("the plan counts no year here, so there is no cost to draw")
    name, title = ask.chart_name("cost"), ask.chart_title("Cost by financial year")
    years = [year.cost for year in scope.years]
    yield _chart(ask, name, title, (cost_svg(name, title, years), cost_chart_table(years)))


def burndown(ask: Ask) -> Iterator[Sheet]:
    """Yield the sum of risk by quarter, with the plan and without.

    Raises:
        UsageFault: when no quarter is counted.
    """
    plan, only = _plan(ask), _only(ask)
    points = plan.scope(only).risk
    if not points:
        raise UsageFault("the plan counts no risk here, so there is none to draw")
    marks = [
        (plateau.number, plateau.standing.month / MONTHS_A_QUARTER)
        for plateau in plan.plateaus_of(only)
        if plateau.number
    ]
    name, title = ask.chart_name("burndown"), ask.chart_title("Risk by quarter")
    svg = risk_svg(name, title, points, marks)
    yield _chart(ask, name, title, (svg, risk_chart_table(points)))


def people(ask: Ask) -> Iterator[Sheet]:
    """Yield the days of work by skill and quarter, against the days there are.

    Raises:
        UsageFault: when no work is recorded.
    """
    used = [skill for skill in _plan(ask).scope(_only(ask)).skills if skill.used]
    if not used:
        raise UsageFault("no days of work are recorded for any step here")
    name, title = ask.chart_name("people"), ask.chart_title("Days of work and days there are")
    yield _chart(ask, name, title, (people_svg(name, used, title), people_chart_table(used)))


def plateaus(ask: Ask) -> Iterator[Sheet]:
    """Yield how systems stand at each plateau between waves of change.

    Raises:
        UsageFault: when nothing changes.
    """
    found = _plan(ask).plateaus_of(_only(ask))
    if len(found) <= 1:
        raise UsageFault("the plan changes nothing here, so there are no plateaus to draw")
    name, title = ask.chart_name("plateaus"), ask.chart_title("Plateaus between waves")
    yield _chart(ask, name, title, (plateaus_svg(name, found, title), plateaus_table(found)))


def _chart(ask: Ask, name: str, title: str, drawn: tuple[str, Table]) -> Chart:
    svg, table = drawn
    heading = "" if title == table.caption else f"{title}\n"
    return Chart(name, title, svg, f"{heading}{table_text(table)}\n{_stamp(ask)}\n")


def _stamp(ask: Ask) -> str:
    return ask.stamp[:1].upper() + ask.stamp[1:]


def _only(ask: Ask) -> str | None:
    """Return the one council that is asked for; None for all of the plan.

    Raises:
        UsageFault: when several are asked for, but not all.
    """
    if len(ask.members) == 1:
        return next(iter(ask.members))
    if len(ask.members) < len(ask.portfolio.councils):
        raise UsageFault("a plan is drawn of all its councils, or of one: give --council once")
    return None


def _plan(ask: Ask) -> PlanView:
    if ask.plan is None:
        raise UsageFault("a plan is needed: give --plan build/roadmap.json")
    return ask.plan
