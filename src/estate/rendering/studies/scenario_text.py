"""Plans side by side as text: one table, what moves in each, and why some have no plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from estate.rendering.findings.markdown import text as markdown_text
from estate.rendering.kit.csv_text import csv_text
from estate.rendering.kit.terminal import Cell, Column, Ink, Terminal, table
from estate.rendering.kit.words import decimal, percent, plural, pounds, short_pounds
from estate.rendering.studies.scenario_rows import move_words, moves_words, rows
from estate.studies.solving import priced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.planning import NoRoadmap, Reason
    from estate.rendering.kit.as_json import Where
    from estate.rendering.studies.scenario_rows import PlanRow
    from estate.studies.scenarios import Comparison, Outcome

WhereOf = Callable[[str | None], "Where"]
"""Where facts stand, for the plan of a scenario's file; of the base for None."""
MOVES_SHOWN = 8
REASONS_SHOWN = 6
_HEADINGS = (
    "Plan",
    "Cost",
    "To base",
    "Proven",
    "Capital",
    "Revenue",
    "Risk",
    "Average",
    "Steps",
    "Moved",
)
_NOISE = (
    "The base plan is not proven to be the best, only within {gap} of it: part of what moves may "
    "be the search and not the scenario. More --effort narrows that."
)


def comparison_text(comparison: Comparison, terminal: Terminal, where_of: WhereOf) -> str:
    """Return the plans as a table, then year by year, then what each scenario moves."""
    found = rows(comparison)
    lines = table(
        _COLUMNS, [_cells(row, each) for row, each in _pairs(found, comparison)], terminal
    )
    lines += terminal.wrap(
        "Cost: all that is paid, and a price for risk, in today's money. Capital and revenue: "
        "one-off, all years. Risk: sum of the overall scores at the end, and on average. Proven: "
        "how far from the best possible the plan is at most."
    )
    base = comparison.base.plan
    if base is not None and base.gap > 0:
        lines += ["", *terminal.wrap(_NOISE.format(gap=percent(base.gap, 2)))]
    for title, years in _by_year(found):
        lines += ["", terminal.heading(title), "", *_year_table(years, comparison, terminal)]
    if comparison.platforms:
        lines += ["", terminal.heading("Members of platforms at the end"), ""]
        lines += _members(found, comparison, terminal)
    for outcome in comparison.outcomes[1:]:
        lines += ["", *_scenario(outcome, terminal, where_of(outcome.file))]
    if comparison.base.plan is None:
        lines += ["", *_none(comparison.base, terminal, where_of(None))]
    plain = (terminal.letters(line) if not terminal.unicode else line for line in lines)
    return "\n".join(plain) + "\n"


_COLUMNS = tuple(
    Column(name, right=bool(k), least=0 if k else 14) for k, name in enumerate(_HEADINGS)
)


def _pairs(found: Sequence[PlanRow], comparison: Comparison) -> Iterator[tuple[PlanRow, Outcome]]:
    yield from zip(found, comparison.outcomes, strict=True)


def _cells(row: PlanRow, outcome: Outcome) -> list[str | Cell]:
    if row.cost is None:
        return [row.name, Cell("none", (Ink.RED,)), *[""] * (len(_HEADINGS) - 2)]
    base = outcome.file is None
    return [
        row.name,
        short_pounds(row.cost),
        "" if base or row.against_base is None else _signed(row.against_base),
        percent(row.gap or 0.0, 2) if row.gap else "optimal",
        short_pounds(sum(row.capital.values())),
        short_pounds(sum(row.revenue.values())),
        decimal(row.risk_end or 0, 0),
        decimal(row.risk_mean or 0, 0),
        str(row.steps),
        "" if base else str(len(outcome.moves)),
    ]


def _signed(amount: int) -> str:
    return f"+{short_pounds(amount)}" if amount > 0 else short_pounds(amount)


def _by_year(found: Sequence[PlanRow]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    yield "Capital by financial year", [_short(row.capital) for row in found]
    yield "One-off revenue by financial year", [_short(row.revenue) for row in found]
    risks = [{year: decimal(score, 0) for year, score in row.risk.items()} for row in found]
    yield "Risk left on 1 April", risks


def _short(by_year: dict[str, int]) -> dict[str, str]:
    return {year: short_pounds(amount) for year, amount in by_year.items()}


def _year_table(
    cells: Sequence[dict[str, str]], comparison: Comparison, terminal: Terminal
) -> list[str]:
    years = sorted({year for row in cells for year in row})
    columns = (Column("Plan", least=14), *(Column(year, right=True) for year in years))
    lines = [
        [outcome.name, *(row.get(year, "") for year in years)]
        for outcome, row in zip(comparison.outcomes, cells, strict=True)
        if row
    ]
    return table(columns, lines, terminal)


def _members(found: Sequence[PlanRow], comparison: Comparison, terminal: Terminal) -> list[str]:
    plans = [row for row in found if row.cost is not None]
    columns = (
        Column("Platform", least=14),
        *(Column(row.name, right=True, least=8) for row in plans),
    )
    return table(
        columns,
        [
            [name, *(str(row.members.get(name, 0)) for row in plans)]
            for name in comparison.platforms
        ],
        terminal,
    )


def _scenario(outcome: Outcome, terminal: Terminal, where: Where) -> Iterator[str]:
    yield terminal.heading(f"{outcome.name} ({outcome.file})")
    yield from terminal.wrap(outcome.because)
    if outcome.plan is None:
        yield from _none(outcome, terminal, where)
        return
    if outcome.base_breaks:
        more = f", and {len(outcome.base_breaks) - 1} more" if len(outcome.base_breaks) > 1 else ""
        words = f"The base plan would not stand: {outcome.base_breaks[0].rstrip('.')}{more}."
        yield from terminal.wrap(words)
    yield from terminal.wrap(f"Against the base plan: {moves_words(outcome.moves)}.")
    for move in outcome.moves[:MOVES_SHOWN]:
        yield from terminal.wrap(f"{move.system}: {move_words(move)}", "  ", "- ")
    if (hidden := len(outcome.moves) - MOVES_SHOWN) > 0:
        yield f"- {plural(hidden, 'more system')}: --format json names them."


def _none(outcome: Outcome, terminal: Terminal, where: Where) -> Iterator[str]:
    answer = outcome.answer
    proven = answer.status == "infeasible"
    words = "No plan can exist: these cannot all hold." if proven else "No plan was found."
    yield from terminal.wrap(words)
    reasons: Sequence[Reason] = _reasons(outcome)
    for reason in reasons[:REASONS_SHOWN]:
        place = next((found for fact in reason.facts if (found := where(fact))), None)
        yield from terminal.wrap(reason.words + (f" [{place}]" if place else ""), "  ", "- ")
    if (hidden := len(reasons) - REASONS_SHOWN) > 0:
        yield f"- {hidden} more: --format json names them."


def _reasons(outcome: Outcome) -> tuple[Reason, ...]:
    from estate.planning import Roadmap  # noqa: PLC0415  # only to tell the two answers apart

    answer: NoRoadmap | Roadmap = outcome.answer
    return () if isinstance(answer, Roadmap) else answer.reasons


# -- for a spreadsheet and for a paper ---------------------------------------------------------


def comparison_csv(comparison: Comparison) -> str:
    """Return a row a plan, with a column for each year's money and each platform's members."""
    years, platforms = comparison.years, comparison.platforms
    headers = [
        *("plan", "file", "status", "cost", "against base", "lower bound", "gap"),
        *(f"{what} {year}" for what in ("capital", "revenue", "running") for year in years),
        *(f"risk on 1 April {year[:4]}" for year in years),
        *("risk at end", "risk on average", "steps", "moved", "deadlines", "months to spare"),
        *(f"members of {name}" for name in platforms),
    ]
    lines = []
    for row, outcome in _pairs(rows(comparison), comparison):
        money = (row.capital, row.revenue, row.running)
        lines.append(
            [
                *(row.name, outcome.file, outcome.answer.status.value, row.cost),
                *(row.against_base, row.bound, None if row.gap is None else round(row.gap, 6)),
                *(amounts.get(year) for amounts in money for year in years),
                *(row.risk.get(year) for year in years),
                *(row.risk_end, _three(row.risk_mean), row.steps),
                *(len(outcome.moves) if outcome.plan else None, row.deadlines, row.spare),
                *(row.members.get(name) for name in platforms),
            ]
        )
    return csv_text(headers, lines)


def _three(value: object) -> float | None:
    return None if value is None else round(float(value), 3)  # type: ignore[arg-type]


def comparison_markdown(comparison: Comparison) -> str:
    """Return the table and what each scenario moves, as Markdown."""
    lines = [_HEADINGS, ("---",) * len(_HEADINGS)]
    for row, outcome in _pairs(rows(comparison), comparison):
        cells = [cell.text if isinstance(cell, Cell) else cell for cell in _cells(row, outcome)]
        lines.append(tuple(markdown_text(cell) for cell in cells))
    parts = ["# Scenarios side by side\n", "".join(f"| {' | '.join(cells)} |\n" for cells in lines)]
    for outcome in comparison.outcomes[1:]:
        parts += [f"## {markdown_text(outcome.name)}\n", f"{markdown_text(outcome.because)}\n"]
        parts.append("".join(f"- {markdown_text(words)}\n" for words in _told(outcome)))
    return "\n".join(parts)


def _told(outcome: Outcome) -> Iterator[str]:
    if outcome.plan is None:
        yield from (reason.words for reason in _reasons(outcome))
        return
    cost = priced(outcome.plan)
    yield f"Cost {pounds(cost)}; against the base plan: {moves_words(outcome.moves)}."
    yield from (f"{move.system}: {move_words(move)}" for move in outcome.moves)
