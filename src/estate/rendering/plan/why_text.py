"""A full answer about one system of a plan, on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.explaining.why import Decision
from estate.planning.roadmap import Reason
from estate.rendering.kit.terminal import Column, table
from estate.rendering.kit.words import decimal, month, pounds, short_pounds
from estate.rendering.plan.why_words import KEEP, against, decision_words, place_of, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate.planning.explaining.given import Examined
    from estate.planning.explaining.why import Alternative, Why
    from estate.planning.roadmap import Earlier
    from estate.rendering.kit.as_json import Where
    from estate.rendering.kit.terminal import Cell, Terminal

_NONE = "-"


def why_text(why: Why, plan: Examined, terminal: Terminal, where: Where) -> str:
    """Return the choice, all options compared, why now, and all that it rests on."""
    page = _Page(terminal, where)
    lines = [terminal.heading(why.system), *terminal.wrap(decision_words(why))]
    lines += [line for words in standing(plan) for line in terminal.wrap(words)]
    lines += page.reasons(plan.broken)
    kept = why.decision in (Decision.KEPT, Decision.NOT_PLANNABLE)
    sections: tuple[tuple[str, list[str]], ...] = (
        ("Why it is kept" if kept else "Why", page.reasons(why.why)),
        ("What would change that", page.reasons(why.change)),
        ("All options, at their best start beside the rest of the plan", page.options(why)),
        ("Why not earlier", page.reasons(why.not_earlier)),
        ("Quarter by quarter", page.quarters(why.quarters)),
        ("Waits for", page.reasons(why.waits_for)),
        ("Frees", page.reasons(why.frees)),
        ("Could not be planned", page.left_out(why)),
        ("Taken for granted", page.granted(why)),
        ("Facts", page.facts(why)),
    )
    for heading, body in sections:
        if body:
            lines += ["", terminal.heading(heading), *body]
    return "\n".join(lines) + "\n"


class _Page:
    def __init__(self, terminal: Terminal, where: Where) -> None:
        self._terminal = terminal
        self._where = where

    def bullet(self, words: str) -> list[str]:
        return self._terminal.wrap(words, "  ", "- ", hyphens=False)

    def reasons(self, reasons: Iterable[Reason]) -> list[str]:
        return [line for each in reasons for line in self.bullet(self._placed(each))]

    def _placed(self, reason: Reason) -> str:
        place = place_of(reason.facts, self._where)
        return f"{reason.words} [{place}]" if place else reason.words

    def options(self, why: Why) -> list[str]:
        rows = [_row(each) for each in why.alternatives]
        lines = table(_COLUMNS, rows, self._terminal)
        for each in why.alternatives:
            if each.breaks:
                name = each.option or KEEP
                lines += self._terminal.wrap(f"{name} would break:")
                lines += self.reasons(each.breaks)
        return lines

    def quarters(self, quarters: Iterable[Earlier]) -> list[str]:
        lines: list[str] = []
        for each in quarters:
            lines += self._terminal.wrap(f"{month(each.start)}: {against(each.dearer)}.")
            lines += self.reasons(each.blockers)
        return lines

    def left_out(self, why: Why) -> list[str]:
        return [
            line
            for each in why.left_out
            for line in self.reasons([Reason(f"{each.subject}: {each.reason}", each.facts)])
        ]

    def granted(self, why: Why) -> list[str]:
        return [
            line
            for each in why.assumptions
            for line in self.bullet(f"{each.words} ({', '.join(each.subjects)})")
        ]

    def facts(self, why: Why) -> list[str]:
        return list(dict.fromkeys(self._fact_lines(why)))

    def _fact_lines(self, why: Why) -> Iterator[str]:
        for fact in why.facts:
            place = self._where(fact)
            if place:
                path = ".".join(str(part) for part in fact.path)
                yield from self.bullet(f"{place} {path}")


_COLUMNS = (
    Column("Option", least=8),
    Column("Start"),
    Column("Live"),
    Column("Earliest"),
    Column("Plan dearer by", right=True),
    Column("Once", right=True),
    Column("Running a year", right=True),
    Column("Risk", right=True),
    Column("Fits"),
)


def _risk(each: Alternative) -> str:
    """Return the score, or the range that it stands for: `5.5`, or `1-10`."""
    range_ = each.risk_range
    if range_ is None or range_.exact:
        return decimal(each.risk)
    return f"{decimal(range_.low)}-{decimal(range_.high)}"


def _row(each: Alternative) -> list[str | Cell]:
    fits = "chosen" if each.chosen else "no" if each.breaks else "yes"
    never = each.option is not None and each.start is None
    return [
        each.option or KEEP,
        month(each.start) if each.start else _NONE,
        month(each.live) if each.live else _NONE,
        month(each.earliest) if each.earliest else _NONE,
        _NONE if never else pounds(each.dearer),
        short_pounds(each.capital + each.revenue),
        pounds(each.running),
        _risk(each),
        "not in time" if never else fits,
    ]
