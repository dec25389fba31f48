"""The facts of one system: what is recorded, how it is known, where it stands, how old it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import columns_of
from estate.rendering.kit.words import day, plural, pounds
from estate.rendering.showing.parts import INDENT, NAME, named, point

if TYPE_CHECKING:
    from estate.portfolio import System
    from estate.portfolio.base import Evidence
    from estate.rendering.kit.terminal import Terminal
    from estate.rendering.showing.view import SystemView

WIDE = 90
"""From so many columns on two short facts share a line."""
ASKED = {
    "capabilities",
    "product",
    "technology",
    "hosting",
    "owner",
    "users",
    "annual_cost",
    "support",
    "criticality",
    "functional_fit",
}
"""What is missed where it is not recorded."""


def facts_lines(view: SystemView, terminal: Terminal) -> list[str]:
    """Return each recorded fact with its evidence and place, then what is not recorded."""
    facts = recorded_facts(view.system)
    told: list[tuple[str, str]] = []
    for key, name, value in facts:
        if value:
            place = view.place(key)
            at = f" [{view.near(place)}]" if place else ""
            told.append((name, f"{value}{known_words(view, key)}{at}"))
    lines = _laid_out(told, terminal)
    missing = [name.lower() for key, name, value in facts if key in ASKED and not value]
    if missing:
        lines += terminal.wrap(f"Not recorded: {', '.join(missing)}.", INDENT * 2, INDENT)
    return lines + point(reviewed_words(view), terminal)


def _laid_out(told: list[tuple[str, str]], terminal: Terminal) -> list[str]:
    """Return facts, two a line where there is room: first those that fit so, then the longer."""
    half = (terminal.width - len(INDENT)) // 2
    room = half - NAME - 2 * len(INDENT)
    short = [one for one in told if columns_of(terminal.plain(one[1])) <= room]
    if terminal.width < WIDE:
        short = []
    lines: list[str] = []
    for left, right in zip(short[::2], [*short[1::2], ("", "")], strict=False):
        first = named(*left, terminal)[0]
        beside = f"{right[0]:<{NAME}}  {terminal.plain(right[1])}" if right[0] else ""
        gap = " " * (half + len(INDENT) - columns_of(first))
        lines.append(f"{first}{gap}{beside}".rstrip())
    for one in told:
        if one not in short:
            lines += named(*one, terminal)
    return lines


def recorded_facts(system: System) -> list[tuple[str, str, str]]:
    """Return key, name and value of what an architect looks for first; empty where unknown."""
    cost = system.annual_cost.total if system.annual_cost else None
    return [
        ("capabilities", "Used for", ", ".join(system.capabilities)),
        ("departments", "Used by", ", ".join(system.departments)),
        ("users", "Users", "" if system.users is None else f"{system.users:,}"),
        ("transactions_per_year", "Transactions", _a_year(system.transactions_per_year)),
        ("criticality", "Criticality", system.criticality or ""),
        ("product", "Product", system.product or ("made for it" if system.bespoke else "")),
        ("technology", "Runs on", ", ".join(system.technology)),
        ("extended_support", "Extended support", ", ".join(system.extended_support)),
        ("platform", "Platform", system.platform or ""),
        ("hosting", "Hosting", system.hosting or ""),
        ("hardware", "Hardware", _hardware(system)),
        ("standards", "Standards", ", ".join(system.standards)),
        ("data", "Data", ", ".join(system.data)),
        ("personal_data", "Personal data", _personal(system)),
        ("annual_cost", "Running cost", "" if cost is None else f"{pounds(cost)} a year"),
        ("support", "Support", _support(system)),
        ("mitigations", "Mitigations", ", ".join(system.mitigations)),
        ("owner", "Owner", system.owner or ""),
        ("technical_owner", "Owner in ICT", system.technical_owner or ""),
        ("sponsor", "Sponsor", system.sponsor or ""),
        ("functional_fit", "Functional fit", _of_five(system.functional_fit)),
        ("technical_fit", "Technical fit", _of_five(system.technical_fit)),
        ("adopted", "In use since", day(system.adopted) if system.adopted else ""),
        ("retired", "Out of use", day(system.retired) if system.retired else ""),
        ("must_change_by", "Must change by", _must(system)),
    ]


def _a_year(count: int | None) -> str:
    return "" if count is None else f"{count:,} a year"


def _of_five(fit: int | None) -> str:
    return "" if fit is None else f"{fit} of 5"


def _must(system: System) -> str:
    if system.must_change_by is None:
        return ""
    why = f": {system.must_change_because}" if system.must_change_because else ""
    return day(system.must_change_by) + why


def _hardware(system: System) -> str:
    it = system.hardware
    if it is None:
        return ""
    parts = [
        f"installed {day(it.installed)}" if it.installed else "",
        f"supported until {day(it.supported_until)}" if it.supported_until else "",
        "" if it.unsuitable is None else "unsuitable" if it.unsuitable else "suitable",
    ]
    return ", ".join(part for part in parts if part)


def _support(system: System) -> str:
    it = system.support
    if it is None:
        return ""
    parts = [
        "" if it.people is None else plural(it.people, "person", "people"),
        "in house" if it.in_house else "",
        ""
        if it.supplier is None
        else "a supplier under contract"
        if it.supplier
        else "no supplier",
        "" if it.fte is None else f"{it.fte:g} FTE",
        "" if it.hours_per_year is None else f"{it.hours_per_year:,} hours a year",
    ]
    return ", ".join(part for part in parts if part)


def _personal(system: System) -> str:
    it = system.personal_data
    if it is None or it.held is None:
        return ""
    if not it.held:
        return "none"
    special = ", special category" if it.special_category else ""
    return f"held{special}" + (f", assessed {day(it.dpia)}" if it.dpia else "")


def known_words(view: SystemView, key: str) -> str:
    """Return how a fact is known, in brackets: source, confidence, day, and whether that is old."""
    evidence = view.system.evidence.get(key)
    parts = _evidence(evidence) if evidence else []
    confirmed = view.confirmed(key)
    # What a review covers is said once, of the record.
    if evidence and evidence.on and confirmed and confirmed < view.oldest:
        parts.append("old")
    return f" ({'; '.join(parts)})" if parts else ""


def _evidence(evidence: Evidence) -> list[str]:
    parts = [
        evidence.source,
        evidence.confidence,
        day(evidence.on) if evidence.on else None,
        f"by {evidence.by}" if evidence.by else None,
        evidence.note,
    ]
    return [part for part in parts if part]


def reviewed_words(view: SystemView) -> str:
    """Return when somebody last vouched for the whole record."""
    reviewed = view.system.reviewed
    if reviewed is None:
        return "The record has never been reviewed, as far as it says."
    by = f" by {view.system.reviewed_by}" if view.system.reviewed_by else ""
    old = f": before {day(view.oldest)}, so it is old" if reviewed < view.oldest else ""
    return f"Reviewed {day(reviewed)}{by}{old}."
