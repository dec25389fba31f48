"""One system on a screen: first what matters, then the facts, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Ink
from estate.rendering.kit.words import day, plural
from estate.rendering.scores.interop_words import actual_words
from estate.rendering.showing.around import around_lines, structure_lines, structure_words
from estate.rendering.showing.facts import facts_lines
from estate.rendering.showing.parts import named
from estate.rendering.showing.record import (
    contract_lines,
    findings_lines,
    findings_words,
    next_day,
    option_lines,
    plan_lines,
    plan_words,
    register_lines,
)
from estate.rendering.showing.risk import (
    change_lines,
    risk_lines,
    risk_words,
    time_lines,
    time_words,
)

if TYPE_CHECKING:
    from estate.rendering.kit.terminal import Terminal
    from estate.rendering.showing.view import SystemView


def system_text(view: SystemView, terminal: Terminal) -> str:
    """Return everything known and derived about one system."""
    system = view.system
    lines = [terminal.heading(f"{system.name} ({view.ref})")]
    lines += [terminal.paint(terminal.plain(view.home), Ink.DIM)] if view.home else []
    if system.description:
        lines += terminal.wrap(system.description)
    lines += ["", *_glance(view, terminal)]
    for heading, body in (
        ("Facts", facts_lines(view, terminal)),
        ("Legacy risk", risk_lines(view, terminal)),
        ("What would change the score", change_lines(view, terminal)),
        ("Neighbours", around_lines(view, terminal)),
        ("Structure", structure_lines(view, terminal)),
        ("Contracts", contract_lines(view, terminal)),
        ("What to do with it", time_lines(view, terminal) + option_lines(view, terminal)),
        ("In the plan", plan_lines(view, terminal) if view.plan else []),
        ("In the register", register_lines(view, terminal)),
        ("Findings of check", findings_lines(view, terminal)),
    ):
        if body:
            lines += ["", terminal.heading(heading), *body]
    return "\n".join(lines) + "\n"


def _glance(view: SystemView, terminal: Terminal) -> list[str]:
    """Return the whole in a few lines."""
    return [line for name, said in glance(view) for line in named(name, said, terminal)]


def glance(view: SystemView) -> tuple[tuple[str, str], ...]:
    """Return the whole in a few sentences, each with its name."""
    found = view.interop
    missing = f"; {plural(len(found.missing), 'required interface')} not there" * bool(
        found.missing
    )
    interop = actual_words(found.actual) + (" of 100" if found.actual else "") + missing
    return (
        ("Stands", _standing(view)),
        ("Legacy risk", risk_words(view)),
        ("Interoperability", f"{interop}."),
        ("Structure", f"{structure_words(view)}."),
        ("TIME", f"{time_words(view)}."),
        ("Contracts", next_day(view) or "nothing to do is known of."),
        ("Plan", plan_words(view)),
        ("Findings", findings_words(view)),
    )


def _standing(view: SystemView) -> str:
    """Return where it is in its life, how much depends on it, and who owns it."""
    system = view.system
    parts = [
        system.lifecycle or "lifecycle not recorded",
        f"{system.criticality} criticality" if system.criticality else None,
        "citizens use it" if system.citizen_facing else None,
        system.owner or "no owner recorded",
        f"must change by {day(system.must_change_by)}" if system.must_change_by else None,
    ]
    return ", ".join(part for part in parts if part) + "."
