"""Data flows: of one class of data, by one standard, or all that carry personal data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estate.diagnostics import UsageFault
from estate.rendering.kit.words import day, plural
from estate.rendering.maps.colours import colours_of
from estate.rendering.pictures.council_view import CouncilView, Scope, scopes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.graph import Link
    from estate.portfolio import Interface
    from estate.rendering.maps.asking import Ask, Sheet

NOT_SAID = "Interfaces that do not say, and are not drawn"


@dataclass(frozen=True)
class Question:
    """What is asked of each interface: yes, no, or None where it does not say."""

    words: str
    slug: str
    asks: Callable[[Interface], bool | None]
    personal: bool = False


def flows(ask: Ask) -> Iterator[Sheet]:
    """Yield the sheets of each council that such data leaves, reaches or passes in.

    Raises:
        UsageFault: when no interface chosen is recorded as carrying it.
    """
    question = question_of(ask)
    chosen = frozenset(ask.systems)
    here = [link for link in ask.graph.links if _touches(chosen, link)]
    unsaid = [link for link in here if question.asks(link.interface) is None]
    made = [
        sheet
        for council, scope in scopes(ask.graph, ask.members).items()
        for sheet in _sheets(ask, council, scope, question)
    ]
    if not made:
        more = f"; {len(unsaid)} of {len(here)} do not say" if unsaid else ""
        raise UsageFault(f"no interface is recorded as carrying {question.words}{more}")
    yield from made


def question_of(ask: Ask) -> Question:
    """Return what is asked of interfaces."""
    if ask.data_class is not None:
        record = ask.portfolio.catalogue.data_classes.get(ask.data_class)
        return _carrying(ask.data_class, record.name if record else ask.data_class)
    if ask.standard is not None:
        standard = ask.portfolio.catalogue.standards.get(ask.standard)
        return _using(ask.standard, standard.name if standard else ask.standard)
    classes = ask.portfolio.catalogue.data_classes
    personal = {name: record.personal for name, record in classes.items()}

    def asks(interface: Interface) -> bool | None:
        carried = [personal.get(name) for name in interface.carries]
        if interface.personal_data or True in carried:
            return True
        known_not = interface.personal_data is False or (carried and None not in carried)
        return False if known_not else None

    return Question("personal data", "personal-data", asks, personal=True)


def _carrying(data_class: str, name: str) -> Question:
    def asks(interface: Interface) -> bool | None:
        return data_class in interface.carries if interface.carries else None

    return Question(name, data_class, asks)


def _using(standard: str, name: str) -> Question:
    def asks(interface: Interface) -> bool | None:
        return standard in interface.standards if interface.standards else None

    return Question(f"data by {name}", standard, asks)


def _touches(chosen: frozenset[str], link: Link) -> bool:
    return not chosen.isdisjoint((link.sender, link.receiver))


def _sheets(ask: Ask, council: str, scope: Scope, question: Question) -> Iterator[Sheet]:
    drawn = [link for link in scope.links if question.asks(link.interface)]
    drawn = [link for link in drawn if link.interface.status != "retired"]
    ends = {end for link in drawn for end in (link.sender, link.receiver)}
    systems = tuple(system for system in scope.systems if system in ends)
    if not systems:
        return

    def label(link: Link) -> str:
        return _label(ask, link, question)

    part = replace(scope, systems=systems, links=drawn, needs=(), label=label)
    view = CouncilView(ask.graph, council, part, colours_of(ask, ask.systems), "Data flows")
    view.prefix = f"flows-{question.slug}-{council}"
    view.heading = f"Flows of {question.words}"
    view.note = ask.stamp
    unsaid = [link for link in scope.links if question.asks(link.interface) is None]
    if unsaid:
        number = plural(len(unsaid), "interface does", "interfaces do")
        note = f"{number} not say whether they carry it, and {_verb(unsaid)} not drawn"
        view.note = ask.noted(note)
        view.details = {NOT_SAID: tuple(sorted(_named(ask, link) for link in unsaid))}
    yield from view.sheets()


def _verb(links: Sequence[Link]) -> str:
    return "is" if len(links) == 1 else "are"


def _named(ask: Ask, link: Link) -> str:
    ends = [f"{ask.names.name(end)} ({end})" for end in (link.sender, link.receiver)]
    return " -> ".join(ends)


def _label(ask: Ask, link: Link, question: Question) -> str:
    interface = link.interface
    way = interface.mechanism or "way not recorded"
    words = f"{way}, {interface.format}" if interface.format else way
    if not question.personal:
        return words
    if interface.agreement is None:
        return f"{words}; no agreement recorded"
    until = interface.agreement_until
    if until is not None and until < ask.as_of:
        return f"{words}; agreement ended {day(until)}"
    return words
