"""Interfaces in words: levels, parts, and the steps that would raise them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.words import decimal, listing, plural, points, span
from estate.scoring.interoperability import LEVELS
from estate.scoring.interoperability.declared import SERVICES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.graph import Link
    from estate.rendering.scores.interop_view import InteropView
    from estate.scoring.interoperability import Advice, LinkScore, Part, Summary
    from estate.scoring.results import Interval

PART_LEVELS: Mapping[str, Mapping[int, str]] = {
    "technical": {
        0: "re-keyed",
        1: "carried by hand",
        2: "file, or link undocumented",
        3: "point to point",
        4: "open interface",
        5: "shared service",
    },
    "semantic": {
        0: "nothing agreed",
        1: "local codes",
        2: "documented mapping",
        3: "shared identifiers",
        4: "payload standard",
        5: "both, and checked",
    },
    "organisational": {
        0: "no owner",
        1: "one owner",
        3: "both owners",
        5: "owners, service level, notice",
    },
    "legal": {
        0: "no agreement",
        3: "agreement, not in date",
        5: "in order",
    },
}
"""What the levels of each part are called."""

_FIND_OUT = {
    "mechanism": "how data passes",
    "format": "the format",
    "documented": "whether it is documented",
    "published": "whether its specification is published",
    "authentication": "how the ends sign in",
    "semantics": "how meaning is agreed",
    "validated": "whether what passes is checked against its standard",
    "from_owner": "who owns the sending end",
    "to_owner": "who owns the receiving end",
    "service_level": "what service level holds",
    "change_notice_days": "how many days of notice a change takes",
    "personal_data": "whether personal data passes",
    "agreement": "which agreement covers it",
    "agreement_until": "until when the agreement holds",
}
_DO = {
    "format": "use an open format such as csv or json",
    "documented": "write down its layout or API",
    "published": "publish its specification",
    "authentication": "sign in by OIDC, SAML or OAuth",
    "validated": "check what passes against its standard",
    "from_owner": "name an owner of the sending end",
    "to_owner": "name an owner of the receiving end",
    "service_level": "agree a service level",
    "change_notice_days": "agree notice of changes",
    "agreement": "make an agreement",
    "agreement_until": "renew the agreement",
}
_MEANING = {
    "local-codes": "agree codes",
    "documented-mapping": "write down a mapping of one side's codes to the other's",
    "payload-standard": "agree a payload standard",
}
_STANDARDS = {
    "identifier": "a shared identifier or vocabulary",
    "payload": "a payload standard",
}


def level_words(low: int, high: int) -> str:
    """Return a level with its name: `2 Opportunistic`, or `1 Ad hoc to 3 Essential`."""
    if low == high:
        return f"{low} {LEVELS[low]}"
    return f"{low} {LEVELS[low]} to {high} {LEVELS[high]}"


def part_words(part: Part) -> str:
    """Return what the levels of a part are called: `carried by hand to scheduled file`."""
    names = PART_LEVELS[part.name]
    low, high = names[part.low], names[part.high]
    return low if low == high else f"{low} to {high}"


def actual_words(actual: Interval | None) -> str:
    """Return a mean of scores, or `not assessed`."""
    return "not assessed" if actual is None else span(actual)


def potential_words(potential: int | None) -> str:
    """Return what a system's standards allow, with the name of that level."""
    if potential is None:
        return "no programming interface recorded"
    return f"technical level {potential}, {PART_LEVELS['technical'][potential]}"


def ends(link: Link) -> str:
    """Return an interface as its two ends: `a -> b`."""
    return f"{link.sender} -> {link.receiver}"


def score_sentence(one: LinkScore) -> str:
    """Return the score and level of an interface, and which part explains the level."""
    said = f"Score {span(one.score)} of 100. Level {level_words(one.level_low, one.level_high)}"
    if one.level_low == max(LEVELS):
        return f"{said}."
    held = listing(one.held_back_by)
    verb = "part holds" if len(one.held_back_by) == 1 else "parts hold"
    return f"{said}; the {held} {verb} it there."


def advice_words(one: Advice) -> str:
    """Return what a step takes, as a sentence."""
    facts = one.score.facts
    if one.step.find_out:
        asked = [_question(key, value) for key, value in one.step.changes]
        return f"Find out {listing(asked)}."
    parts = [_deed(key, value, facts.mechanism) for key, value in one.step.changes]
    said = listing(parts)
    said = said[0].upper() + said[1:]
    if one.step.mechanism not in SERVICES:
        return f"{said}."
    return f"{said}: {offered_words(one)}."


def _question(key: str, value: object) -> str:
    return f"whether it uses {_STANDARDS[str(value)]}" if key == "standards" else _FIND_OUT[key]


def _deed(key: str, value: object, mechanism: str | None) -> str:
    if key == "mechanism":
        return f"move from {mechanism} to {value}"
    if key == "semantics":
        return _MEANING[str(value)]
    return f"use {_STANDARDS[str(value)]}" if key == "standards" else _DO[key]


def offered_words(one: Advice) -> str:
    """Return which ends offer a programming interface already, where a step moves data to one."""
    if not one.offered:
        return "neither end is recorded to offer one, so it is to be built or bought"
    told = [f"{end} ({', '.join(standards)})" for end, standards in one.offered]
    verb = "offers" if len(told) == 1 else "offer"
    return f"{listing(told)} {verb} one already"


def gain_words(one: Advice) -> str:
    """Return what a step gains, and the weight; of a question, what it gains at best."""
    sign = "up to " if one.step.find_out else ""
    return f"{sign}+{decimal(one.step.gain)} x {decimal(one.weight)}"


def reach_words(one: Advice) -> str:
    """Return the level that a step leads to, where that is higher; else nothing."""
    now, after = one.score, one.step.after
    if after.level_low <= now.level_low:
        return ""
    best = "at best " if one.step.find_out else ""
    return f"Then {best}level {level_words(after.level_low, after.level_high)}."


def summary_sentence(summary: Summary) -> str:
    """Return how many systems and interfaces stand behind the figures."""
    said = (
        f"{summary.assessed:,} of {summary.systems:,} systems in use are assessed, "
        f"by {summary.interfaces:,} working interfaces."
    )
    if summary.required is None:
        return f"{said} None is recorded as required."
    return (
        f"{said} Required: {summary.required_pairs:,}, of which {len(summary.missing):,} not "
        f"there; the score of required pairs is {span(summary.required, 2)}, from -1 to 1."
    )


def missing_words(view: InteropView, link: Link) -> str:
    """Return a required interface that is not there, with its state and what is noted of it."""
    it = link.interface
    state = "" if it.status in {None, "missing"} else f" ({it.status})"
    about = f": {it.name or it.description}" if it.name or it.description else ""
    place = view.where(link.fact)
    return f"{ends(link)}{state}{about}" + (f" [{place}]" if place else "")


def more_steps(count: int) -> str:
    """Return how many interfaces have a step that is not listed."""
    verb = "has" if count == 1 else "have"
    return f"{plural(count, 'more interface')} {verb} such a step"


def part_points(part: Part) -> str:
    """Return the range of a part."""
    return points(part.low, part.high)
