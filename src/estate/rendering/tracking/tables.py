"""A plan against the record for a paper and for a spreadsheet: Markdown and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.findings.markdown import text
from estate.rendering.kit.csv_text import csv_text
from estate.rendering.tracking.view import sections
from estate.rendering.tracking.words import heading, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.tracking.view import Section
    from estate.tracking import Point, TrackedBenefit, TrackedStep, Tracking

HEADERS = (
    "row",
    "system",
    "in the plan",
    "what",
    "stands",
    "owner",
    "planned",
    "came",
    "expected",
    "months late",
    "capital planned to date",
    "capital spent",
    "revenue planned to date",
    "revenue spent",
    "unit",
    "baseline",
    "target",
    "actual",
)
"""A row a step (its money), start, milestone, finish and benefit. Money stands in rows of steps
alone, figures of benefits in rows of benefits alone: no column can be added up across them."""
_MONEY, _FIGURES = 4, 4


def status_markdown(tracking: Tracking) -> str:
    """Return the same as on a screen, as tables."""
    parts = [f"# {text(heading(tracking))}\n", f"{text(' '.join(summary(tracking)))}\n"]
    parts += [_section(section) for section in sections(tracking)]
    return "\n".join(parts)


def _section(section: Section) -> str:
    lines = [f"## {text(section.title)}", ""]
    if section.rows:
        names = [column.heading for column in section.columns]
        said = any(section.asides)
        rules = ["---:" if column.right else "---" for column in section.columns]
        asides = section.asides or ("",) * len(section.rows)
        lines += [_row([*names, *(["Remarks"] if said else [])])]
        lines += [_row([*rules, *(["---"] if said else [])])]
        for row, aside in zip(section.rows, asides, strict=True):
            lines.append(_row([text(cell) for cell in (*row, *([aside] if said else []))]))
        lines.append("")
    for words in section.words:
        lines += [text(words), ""]
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def status_csv(tracking: Tracking) -> str:
    """Return a row a step, each followed by its days and its benefits."""
    return csv_text(HEADERS, _rows(tracking))


def _rows(tracking: Tracking) -> Iterator[list[object]]:
    for in_plan, steps in ((True, tracking.steps), (False, tracking.unplanned)):
        for step in steps:
            yield from _of_step(step, in_plan=in_plan)


def _of_step(step: TrackedStep, *, in_plan: bool) -> Iterator[list[object]]:
    head: list[object] = [step.system, in_plan]
    capital, revenue = step.money.capital, step.money.revenue
    money = [capital.to_date, capital.spent, revenue.to_date, revenue.spent]
    what = step.title or step.kind
    days: list[object] = [None, None, None, step.slip]
    about: list[object] = [what, step.state.value, step.owner]
    yield ["step", *head, *about, *days, *money, *[None] * (_FIGURES)]
    points = [("start", step.start), *((each.name, each.point) for each in step.milestones)]
    for index, (name, point) in enumerate([*points, ("finish", step.finish)]):
        row = "milestone" if 0 < index < len(points) else name
        yield [row, *head, name, point.basis.value, None, *_days(point), *_blank()]
    for benefit in step.benefits:
        yield ["benefit", *head, *_figures(benefit)]


def _blank() -> list[object]:
    return [None] * (_MONEY + _FIGURES)


def _days(point: Point) -> list[object]:
    return [point.planned, point.actual, point.expected, point.late]


def _figures(benefit: TrackedBenefit) -> list[object]:
    return [
        f"{benefit.kind}: {benefit.measure}",
        benefit.gain.value,
        None,
        benefit.due,
        benefit.measured,
        None,
        None,
        *[None] * _MONEY,
        benefit.unit,
        benefit.baseline,
        benefit.target,
        benefit.actual,
    ]
