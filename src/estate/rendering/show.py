"""One system on a screen: facts, score by contribution, neighbours, contracts, options."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from estate.portfolio import Fact
from estate.rendering.tables import CLASS_INKS
from estate.rendering.words import LEGACY_WORDS, RED_WORDS, day, plural, points, pounds, span
from estate.scoring.council_risks import council_risks
from estate.scoring.interoperability import interoperability_of
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.graph import EstateGraph
    from estate.portfolio import Contract, Option, System
    from estate.rendering.terminal import Terminal
    from estate.scoring.results import CriterionScore, LegacyScore

    Where = Callable[[Fact], str | None]

INDENT = "  "
NAME = 27
PRESENT = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "cannot tell"}
RED = RED_WORDS | {Answer.UNKNOWN: "cannot tell whether it is red-rated"}
LEGACY = LEGACY_WORDS | {Answer.UNKNOWN: "cannot tell whether it is legacy"}
NOT_RECORDED = "not recorded"


def system_text(
    graph: EstateGraph,
    score: LegacyScore,
    terminal: Terminal,
    where: Where,
    as_of: date | None = None,
) -> str:
    """Return everything known and derived about one system.

    With `as_of` its interfaces are assessed too, and the four risks that councils report shown.
    """
    ref = score.ref
    system = graph.portfolio.system(ref)
    place = where(Fact(ref.council, ("systems", ref.system)))
    lines = [terminal.heading(f"{system.name} ({ref})")]
    lines += [terminal.plain(place)] if place else []
    for heading, body in (
        ("Facts", _facts(system, terminal)),
        ("Legacy risk", _risk(score, terminal, where)),
        ("Risks that councils report", _four(graph, score, terminal, as_of)),
        ("Neighbours", _neighbours(graph, score, terminal)),
        ("Contracts", _contracts(graph, score, terminal)),
        ("Options", _options(system, terminal)),
    ):
        if body:
            lines += ["", terminal.heading(heading), *body]
    return "\n".join(lines) + "\n"


def _facts(system: System, terminal: Terminal) -> list[str]:
    cost = system.annual_cost.total if system.annual_cost else None
    people = system.support.people if system.support else None
    facts = (
        ("Used for", ", ".join(system.capabilities)),
        ("Product", system.product or ("made for this council" if system.bespoke else "")),
        ("Runs on", ", ".join(system.technology)),
        ("Hosting", system.hosting or ""),
        ("Owner", system.owner or ""),
        ("Users", "" if system.users is None else f"{system.users:,}"),
        ("Running cost", "" if cost is None else f"{pounds(cost)} a year"),
        ("Who can support it", "" if people is None else plural(people, "person", "people")),
        ("Lifecycle", system.lifecycle or ""),
        ("Must change by", day(system.must_change_by) if system.must_change_by else ""),
    )
    known = [(name, value) for name, value in facts if value]
    missing = [name.lower() for name, value in facts[:-2] if not value]
    width = max((len(name) for name, _ in known), default=0)
    lines: list[str] = []
    for name, value in known:
        lines += terminal.wrap(value, INDENT + " " * (width + 2), f"{INDENT}{name:<{width}}  ")
    if missing:
        lines += terminal.wrap(f"Not recorded: {', '.join(missing)}", INDENT)
    return lines


def _risk(score: LegacyScore, terminal: Terminal, where: Where) -> list[str]:
    red = terminal.paint(RED[score.red_rated], *CLASS_INKS[score.red_rated])
    lines = [
        f"{INDENT}Overall {span(score.overall)} of 30: {red}; {LEGACY[score.legacy]}.",
        f"{INDENT}Likelihood {span(score.likelihood, 2)} times impact {span(score.impact, 2)}.",
    ]
    for criterion in score.criteria:
        lines += _criterion(criterion, terminal, where)
    return lines


def _criterion(criterion: CriterionScore, terminal: Terminal, where: Where) -> list[str]:
    """Return a criterion with its reason, and the place of the first fact that it rests on."""
    place = next((found for fact in criterion.facts if (found := where(fact))), None)
    head = f"{INDENT}{criterion.code}  {criterion.name:<{NAME}}  "
    head += f"{points(criterion.low, criterion.high):>6}  "
    said = criterion.because + (f" [{place}]" if place else "")
    return terminal.wrap(said, " " * len(head), head)


def _four(
    graph: EstateGraph, score: LegacyScore, terminal: Terminal, as_of: date | None
) -> list[str]:
    if as_of is None:
        return []
    lines: list[str] = []
    for risk in council_risks(score, interoperability_of(graph, score.ref, as_of)):
        words = f"{risk.name}: {PRESENT[risk.present]}. {risk.because}"
        lines += terminal.wrap(words, INDENT * 2, INDENT)
    return lines


def _neighbours(graph: EstateGraph, score: LegacyScore, terminal: Terminal) -> list[str]:
    ref = score.ref
    lines: list[str] = []
    for heading, nodes in (
        ("Depends on", graph.dependencies_of(ref)),
        ("Depended on by", graph.dependants_of(ref)),
    ):
        lines += terminal.wrap(
            f"{heading}: {', '.join(nodes) or 'nothing recorded'}", INDENT * 2, INDENT
        )
    for link in graph.interfaces_of(ref):
        arrow = "to" if link.sender == str(ref) else "from"
        interface = link.interface
        how = ", ".join(filter(None, (interface.mechanism, interface.format)))
        state = "" if interface.works else f" ({interface.status})"
        said = f"Data {arrow} {link.other_end(str(ref))}{state}: {how or 'how is not recorded'}"
        lines += terminal.wrap(said, INDENT * 2, INDENT)
    touched = graph.blast_radius(ref)
    lines += terminal.wrap(f"Its failure can touch {plural(len(touched), 'other')}.", INDENT)
    return lines


def _contracts(graph: EstateGraph, score: LegacyScore, terminal: Terminal) -> list[str]:
    lines: list[str] = []
    for name, contract in graph.contracts_of(score.ref):
        lines += terminal.wrap(f"{name}: {_windows(contract)}", INDENT * 2, INDENT)
    return lines


def _windows(contract: Contract) -> str:
    end = contract.current_end
    if end is None:
        return "its end is not recorded"
    notice = contract.notice_deadline(end)
    parts = [f"ends {day(end)}"]
    if notice is not None:
        parts.append(f"notice by {day(notice)}")
    parts += _later("the council alone can extend it to", contract.end_by_right, end)
    parts += _later("by agreement to", contract.last_end, contract.end_by_right or end)
    if contract.renews:
        parts.append(f"then renews itself by {contract.renewal_months or 12} months")
    if contract.annual_value is not None:
        parts.append(f"{pounds(contract.annual_value)} a year")
    return ", ".join(parts)


def _later(words: str, value: date | None, than: date) -> list[str]:
    return [f"{words} {day(value)}"] if value and value > than else []


def _options(system: System, terminal: Terminal) -> list[str]:
    lines: list[str] = []
    for key, option in sorted(system.options.items()):
        lines += terminal.wrap(f"{key}: {_option(option)}", INDENT * 2, INDENT)
    return lines


def _option(option: Option) -> str:
    parts = [option.title]
    if option.platform:
        parts.append(f"onto {option.platform}")
    if option.cost is None:
        parts.append(f"cost {NOT_RECORDED}, so it cannot be planned")
    else:
        parts.append(
            f"{pounds(option.cost.capital)} capital, {pounds(option.cost.revenue)} revenue"
        )
    months = option.months
    parts.append(f"{months} months of work" if months else f"duration {NOT_RECORDED}")
    if option.procurement_months:
        parts.append(f"{option.procurement_months} months of buying before it")
    parts += [f"{days} days of {skill}" for skill, days in sorted(option.skills.items())]
    return ", ".join(parts)
