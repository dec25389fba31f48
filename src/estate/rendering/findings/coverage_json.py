"""Coverage for machines: JSON with everything, CSV with the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.completeness import FACTS, QUESTIONS
from estate.completeness.looking import CONFIDENCES
from estate.rendering.findings.coverage_sheets import group_name
from estate.rendering.kit.as_json import number
from estate.rendering.kit.csv_text import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.completeness import Ask, Count, Coverage, PlanGap, PlanGaps, Questions
    from estate.portfolio import Portfolio
    from estate.rendering.kit.as_json import Json, Where

_COUNTS = ("known", "of", *CONFIDENCES, "not_stated", "old", "undated")


def coverage_json(coverage: Coverage, questions: Questions, gaps: PlanGaps, where: Where) -> Json:
    """Return all counts, what to find out first, and the way back to the record."""
    return {
        "as_of": coverage.as_of.isoformat(),
        "old_after_months": coverage.months,
        "systems": coverage.systems_in(),
        "total": _count(coverage.count()),
        "facts": [
            {"key": fact.key, "name": fact.name, "part": fact.part, "serves": fact.serves}
            | _count(coverage.count(fact=fact.key))
            for fact in FACTS
        ],
        "cells": [
            {"council": council, "group": group or None, "fact": fact} | _count(count)
            for (council, group, fact), count in _cells(coverage)
        ],
        "questions": _questions(questions),
        "plan": {
            "risk_price": gaps.risk_price,
            "unknown_risk": gaps.unknown_risk,
            "gaps": [_gap(gap, where) for gap in gaps.gaps],
        },
    }


def coverage_csv(coverage: Coverage, portfolio: Portfolio) -> str:
    """Return a row for each council, group of capabilities and fact that applies there."""
    names = {fact.key: fact for fact in FACTS}
    rows = [
        (
            council,
            group_name(portfolio, group),
            names[fact].part,
            names[fact].name,
            *(_count(count)[key] for key in _COUNTS),
        )
        for (council, group, fact), count in _cells(coverage)
    ]
    return csv_text(("council", "group", "part", "fact", *_COUNTS), rows)


def _cells(coverage: Coverage) -> Iterator[tuple[tuple[str, str, str], Count]]:
    """Yield cells by council, group and the order of the facts."""
    for council in coverage.councils:
        for group in coverage.groups:
            for fact in FACTS:
                count = coverage.cells.get((council, group, fact.key))
                if count is not None:
                    yield (council, group, fact.key), count


def _count(count: Count) -> Json:
    return {
        "known": count.known,
        "of": count.of,
        **dict(zip(CONFIDENCES, count.confidence, strict=True)),
        "not_stated": count.unstated,
        "old": count.old,
        "undated": count.undated,
    }


def _questions(found: Questions) -> Json:
    return {
        "undecided": [str(ref) for ref in found.undecided],
        "offices": [{"office": ask.key} | _ask(ask) for ask in found.offices],
        "kinds": [_kind(ask.key) | _ask(ask) for ask in found.kinds],
        "single": [_kind(ask.key) | _ask(ask) for _, ask in found.single],
    }


def _kind(key: str) -> Json:
    kind = QUESTIONS[key]
    return {"question": key, "office": kind.office, "asks_for": kind.one, "write": kind.write}


def _ask(ask: Ask) -> Json:
    return {
        "number": ask.number,
        "items": [item._asdict() for item in ask.items],
        "systems": [str(ref) for ref in ask.systems],
        "could_settle": [str(ref) for ref in ask.could_settle],
        "narrows_by": number(ask.narrows_by),
    }


def _gap(gap: PlanGap, where: Where) -> Json:
    stake = gap.at_stake
    return {
        "reason": gap.reason,
        "subject": gap.subject,
        "missing": list(gap.missing),
        "where": where(gap.fact),
        "at_stake": {"low": number(stake[0]), "high": number(stake[1])} if stake else None,
        "alone": gap.alone,
    }
