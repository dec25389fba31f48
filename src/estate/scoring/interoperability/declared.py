"""What the rules look at: the facts declared of one interface, and who else shares its way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from estate.graph import EstateGraph, Link
    from estate.portfolio import Catalogue

SERVICES = ("vendor-api", "web-service", "open-api", "message", "event")
"""Mechanisms that can become a shared service."""
CONSUMERS = 2
"""So many receivers make a service shared."""


class Declared(NamedTuple):
    """The facts of one interface that its score depends on; None is not recorded.

    `kinds` are the kinds of its standards. `shared` says for each of `SERVICES` whether two or
    more would receive from the same sender by it, this interface included.
    """

    mechanism: str | None = None
    format: str | None = None
    authentication: str | None = None
    documented: bool | None = None
    published: bool | None = None
    semantics: str | None = None
    validated: bool | None = None
    personal_data: bool | None = None
    agreement: str | None = None
    agreement_until: date | None = None
    from_owner: str | None = None
    to_owner: str | None = None
    service_level: str | None = None
    change_notice_days: int | None = None
    standards: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    shared: tuple[tuple[str, bool | None], ...] = ()

    def shared_by(self, mechanism: str) -> bool | None:
        """Return whether a way is used by two receivers or more; None where that is not known."""
        for name, known in self.shared:
            if name == mechanism:
                return known
        return False


class Sharing:
    """Who receives from whom, and how: asked once for each sender."""

    def __init__(self, graph: EstateGraph) -> None:
        """Take the graph; nothing is counted before it is asked for."""
        self.graph = graph
        self._found: dict[str, Mapping[str | None, set[str]]] = {}

    def of(self, link: Link, mechanism: str) -> bool | None:
        """Return whether a link's sender serves two receivers or more by a mechanism.

        The link counts as if it used that mechanism. An interface whose mechanism is not recorded
        might use it too, and so might one that is not recorded at all, unless all are.
        """
        receivers = self._receivers(link.sender)
        certain = receivers.get(mechanism, set()) | (
            {link.receiver} if link.interface.works else set()
        )
        if len(certain) >= CONSUMERS:
            return True
        complete = self.graph.interfaces_complete(link.sender)
        if not complete or len(certain | receivers.get(None, set())) >= CONSUMERS:
            return None
        return False

    def _receivers(self, sender: str) -> Mapping[str | None, set[str]]:
        if sender not in self._found:
            found: dict[str | None, set[str]] = {}
            around = self.graph.interfaces_of(sender) if sender in self.graph else ()
            for link in around:
                if link.sender == sender and link.interface.works:
                    found.setdefault(link.interface.mechanism, set()).add(link.receiver)
            self._found[sender] = found
        return self._found[sender]


def kinds_of(catalogue: Catalogue, standards: Collection[str]) -> frozenset[str]:
    """Return the kinds of the standards that the catalogue knows among some."""
    known = (catalogue.standards.get(name) for name in standards)
    return frozenset(it.kind for it in known if it is not None and it.kind is not None)


def declared(sharing: Sharing, link: Link) -> Declared:
    """Return what is declared of an interface."""
    it = link.interface
    return Declared(
        mechanism=it.mechanism,
        format=it.format,
        authentication=it.authentication,
        documented=it.documented,
        published=it.published,
        semantics=it.semantics,
        validated=it.validated,
        personal_data=it.personal_data,
        agreement=it.agreement,
        agreement_until=it.agreement_until,
        from_owner=it.from_owner,
        to_owner=it.to_owner,
        service_level=it.service_level,
        change_notice_days=it.change_notice_days,
        standards=it.standards,
        kinds=kinds_of(sharing.graph.portfolio.catalogue, it.standards),
        shared=tuple((mechanism, sharing.of(link, mechanism)) for mechanism in SERVICES),
    )
