"""Who joins a shared platform and why, and who does not: on a screen, and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.as_json import Json, Where
from estate.rendering.kit.words import month, plural, pounds
from estate.rendering.plan.why_json import plan_json, reasons_json
from estate.rendering.plan.why_words import place_of, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate.planning.explaining.given import Examined
    from estate.planning.roadmap import Lacking, Outsider, PlatformPlan, Reason
    from estate.rendering.kit.terminal import Terminal
    from estate.rendering.plan.view import PlatformView

NOBODY = "Nobody joins it: every system that could stays as the plan has it."


NOT_OPENED = "not opened"


def platform_why_text(found: PlatformPlan, plan: Examined, terminal: Terminal, where: Where) -> str:
    """Return what becomes of a platform, and the reasons system by system."""
    lines = [terminal.heading(f"platform:{found.platform}"), *terminal.wrap(platform_words(found))]
    lines += [line for words in standing(plan) for line in terminal.wrap(words)]
    lines += _reasons(plan.broken, terminal, where)
    if found.lacks is not None:
        lines += ["", terminal.heading("What it lacks")]
        lines += _reasons(found.lacks.reasons, terminal, where)
    for heading, body in (
        ("Who joins", list(_joiners(found, terminal, where))),
        ("Who does not, and what would change that", list(_others(found, terminal, where))),
    ):
        if body:
            lines += ["", terminal.heading(heading), *body]
    return "\n".join(lines) + "\n"


def platform_lines(platforms: Iterable[PlatformView], terminal: Terminal) -> list[str]:
    """Return in a line each what becomes of platforms, for a plan as text."""
    lines: list[str] = []
    for each in platforms:
        found = each.plan
        if found is None or not (found.joiners or found.others):
            continue
        said = "; ".join([_joining(each, found), *_could(found)])
        lines += terminal.wrap(f"{each.name} ({each.id}): {said}.", "  ", "- ", hyphens=False)
    if lines:
        lines = ["", terminal.heading("Shared platforms"), "", *lines]
        lines += terminal.wrap(
            "`estate plan --why platform:ID` says why, and what would change that."
        )
    return lines


def _joining(each: PlatformView, found: PlatformPlan) -> str:
    if not found.joiners:
        return "nobody joins"
    joins = plural(len(found.joiners), "system joins", "systems join")
    first = month(min(joiner.live for joiner in found.joiners))
    price = f" at {pounds(each.price)} a year each" if each.price is not None else ""
    return f"{joins}{price}, the first live {first}"


def _could(found: PlatformPlan) -> Iterator[str]:
    if found.others:
        yield plural(len(found.others), "other could and does not", "others could and do not")


def platform_words(found: PlatformPlan) -> str:
    """Return in a sentence or two what becomes of a platform."""
    if not found.joining:
        return NOBODY
    opens = f"Opens {month(found.opens)}. " if found.opens else ""
    price = f" at {pounds(found.price)} a year each" if found.price is not None else ""
    joins = plural(len(found.joining), "system joins", "systems join")
    cost = f"set-up and prices come to {pounds(found.cost)} in today's money"
    return f"{opens}{joins}{price}; {cost}."


def _reasons(reasons: Iterable[Reason], terminal: Terminal, where: Where) -> list[str]:
    lines: list[str] = []
    for each in reasons:
        place = place_of(each.facts, where)
        words = f"{each.words} [{place}]" if place else each.words
        lines += terminal.wrap(words, "  ", "- ", hyphens=False)
    return lines


def _joiners(found: PlatformPlan, terminal: Terminal, where: Where) -> Iterator[str]:
    for each in found.joiners:
        yield from terminal.wrap(f"{each.system}, live {month(each.live)}:", hyphens=False)
        yield from _reasons(each.reasons, terminal, where)


def _others(found: PlatformPlan, terminal: Terminal, where: Where) -> Iterator[str]:
    for each in found.others:
        yield from terminal.wrap(f"{each.system}, {outsider_words(each)}:", hyphens=False)
        yield from _reasons(_said(each), terminal, where)


def _said(each: Outsider) -> tuple[Reason, ...]:
    """Return what is said of one who does not join; where it cannot, that is said once."""
    return each.reasons if each.start is None else (*each.reasons, *each.blockers)


def outsider_words(each: Outsider) -> str:
    """Return what the plan does with a system that does not join."""
    doing = f"for which the plan has {each.doing}" if each.doing else "which is kept"
    if each.earliest is None:
        return f"{doing} (no start fits beside the rest of the plan)"
    return f"{doing} (joining would fit from {month(each.earliest)})"


def platform_why_json(found: PlatformPlan, plan: Examined, where: Where) -> Json:
    """Return the same for machines."""
    return {
        "platform": found.platform,
        "words": platform_words(found),
        "plan": plan_json(plan, where),
        "opens": found.opens.isoformat() if found.opens else None,
        "annual_price": found.price,
        "cost": found.cost,
        **members_json(found, where),
    }


def members_json(found: PlatformPlan, where: Where) -> Json:
    """Return who joins, who does not, and what a platform lacks that stays unopened."""
    return {
        "joiners": [
            {
                "system": each.system,
                "live": each.live.isoformat(),
                "better_than_keeping": each.better,
                "instead": each.instead,
                "better_than_instead": each.better_than_instead,
                "price_without_it": each.price_without,
                "price_with_it": each.price_with,
                "why": reasons_json(each.reasons, where),
            }
            for each in found.joiners
        ],
        "others": [_outsider(each, where) for each in found.others],
        "lacks": None if found.lacks is None else _lacks(found.lacks, where),
    }


def _outsider(each: Outsider, where: Where) -> Json:
    return {
        "system": each.system,
        "option": each.doing,
        "start": each.start.isoformat() if each.start else None,
        "plan_dearer_by": each.dearer,
        "joins_at_annual_price": each.joins_at,
        "earliest_start": each.earliest.isoformat() if each.earliest else None,
        "why": reasons_json(each.reasons, where),
        "blockers": reasons_json(each.blockers, where),
    }


def _lacks(lacks: Lacking, where: Where) -> Json:
    return {
        "members": [{"system": name, "live": day.isoformat()} for name, day in lacks.members],
        "subsidy": lacks.subsidy,
        "breaks": list(lacks.blockers),
        "why": reasons_json(lacks.reasons, where),
    }
