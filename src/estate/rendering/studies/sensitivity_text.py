"""What a plan is sensitive to, as text, CSV and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.as_json import facts_json
from estate.rendering.kit.csv_text import csv_text
from estate.rendering.kit.terminal import Cell, Column, Ink, Terminal, table
from estate.rendering.kit.words import percent, plural, short_pounds
from estate.rendering.studies.scenario_rows import moves_words
from estate.studies.sensitivity import swing
from estate.studies.solving import priced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.planning import Roadmap
    from estate.rendering.kit.as_json import Json, Where
    from estate.studies.sensitivity import Sensitivity, Telling, Turned

NO_PLAN = "no plan"


def sensitivity_text(found: Sensitivity, terminal: Terminal, where: Where) -> str:
    """Return the inputs by how much of the plan they change, each with what becomes of it."""
    tell = found.percent
    columns = (
        Column("Input", least=24),
        Column(f"{tell}% less", right=True),
        Column(f"{tell}% more", right=True),
        Column("Moved", right=True),
    )
    lines = terminal.wrap(headline(found))
    head, rule, *cells = table(columns, [_row(each, found.base) for each in found.tried], terminal)
    lines += ["", head, rule]
    for row, each in zip(cells, found.tried, strict=True):
        lines += [row, *_place(each, terminal, where)]
    lines += terminal.wrap(
        "Less, more: by how much the best plan is then dearer, or cheaper where negative, in "
        "today's money, risk priced in. Moved: systems that would be changed otherwise or at "
        "another time, after less and after more."
    )
    lines += ["", *terminal.wrap(_tried(found))]
    if found.base.gap > 0:
        lines += terminal.wrap(
            f"The plan is proven only within {percent(found.base.gap, 2)}: smaller differences may "
            "be the search and not the input."
        )
    plain = (terminal.letters(line) if not terminal.unicode else line for line in lines)
    return "\n".join(plain) + "\n"


def headline(found: Sensitivity) -> str:
    """Return in a sentence what changes the plan most."""
    if not found.tried or not (found.tried[0].stops or found.tried[0].moved):
        return f"No input that was tried moves a step when it changes by {found.percent}%."
    first = found.tried[0]
    if first.stops:
        way = "less" if first.low.cost(found.base) is None else "more"
        return f"No plan is left with {found.percent}% {way} of this: {first.input.words}."
    way, turned = max(
        (("less", first.low), ("more", first.high)), key=lambda each: len(each[1].moves)
    )
    count = plural(len(turned.moves), "system moves", "systems move")
    return (
        f"The plan changes most with this: {first.input.words}. With {found.percent}% {way}, "
        f"{count}: {moves_words(turned.moves)}."
    )


def _tried(found: Sensitivity) -> str:
    totals = sum(each.input.total for each in found.tried)
    return (
        f"Planned again for {plural(totals, 'input')} that stand for all of a kind, and for the "
        f"{plural(len(found.tried) - totals, 'single fact')} of {found.known - totals:,} that were "
        "estimated to tell most (--top)."
    )


def _place(each: Telling, terminal: Terminal, where: Where) -> Iterator[str]:
    """Yield where a single fact stands, under its row."""
    place = next((found for fact in each.input.facts if (found := where(fact))), None)
    if place and not each.input.total:
        yield terminal.paint("  " + terminal.plain(place), Ink.DIM)


def _row(each: Telling, base: Roadmap) -> list[str | Cell]:
    return [
        each.input.words,
        _cost(each.low, base),
        _cost(each.high, base),
        f"{len(each.low.moves)}, {len(each.high.moves)}",
    ]


def _cost(turned: Turned, base: Roadmap) -> str | Cell:
    cost = turned.cost(base)
    if cost is None:
        return Cell(NO_PLAN, (Ink.RED,))
    return f"+{short_pounds(cost)}" if cost > 0 else short_pounds(cost)


HEADERS = (
    "input",
    "kind",
    "all of a kind",
    "where",
    "cost with less",
    "cost with more",
    "moved with less",
    "moved with more",
)


def sensitivity_csv(found: Sensitivity, where: Where) -> str:
    """Return a row an input: pounds by which the plan is dearer, and systems that move."""
    return csv_text(HEADERS, _rows(found, where))


def _rows(found: Sensitivity, where: Where) -> Iterator[list[object]]:
    for each in found.tried:
        yield [
            each.input.words,
            each.input.kind,
            each.input.total,
            next((place for fact in each.input.facts if (place := where(fact))), None),
            each.low.cost(found.base),
            each.high.cost(found.base),
            len(each.low.moves),
            len(each.high.moves),
        ]


def sensitivity_json(found: Sensitivity, as_of: date, where: Where) -> Json:
    """Return the base plan's cost and every input tried, with what moves."""
    return {
        "as_of": as_of.isoformat(),
        "percent": found.percent,
        "cost": priced(found.base),
        "gap": found.base.gap,
        "inputs": found.known,
        "tried": [_tried_json(each, found, where) for each in found.tried],
    }


def _tried_json(each: Telling, found: Sensitivity, where: Where) -> Json:
    return {
        "input": each.input.words,
        "kind": each.input.kind,
        "all_of_a_kind": each.input.total,
        "estimate": each.screened,
        "swing": swing(each, found.base),
        "facts": facts_json(each.input.facts, where),
        "less": _turned(each.low, found.base),
        "more": _turned(each.high, found.base),
    }


def _turned(turned: Turned, base: Roadmap) -> Json:
    return {
        "factor": float(turned.factor),
        "status": turned.answer.status.value,
        "dearer_by": turned.cost(base),
        "base_plan_dearer_by": None if turned.unmoved is None else turned.unmoved - priced(base),
        "moved": [
            {"system": move.system, "what": move.kind.value, "months": move.months}
            for move in turned.moves
        ],
    }
