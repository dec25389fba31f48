"""References between the records of councils: systems, contracts, aims, barriers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import CATALOGUE, Fact, Inventory, KeyPath, System, platform_of

_Named = tuple[KeyPath, str]
"""Where a reference stands in its owner's record, and what it says."""


def dangling_systems(view: View) -> Iterator[Issue]:
    """EST101: a reference to a system that is not recorded."""
    yield from _dangling_ends(view)
    for council, inventory in view.councils:
        own = view.systems[council]
        for path, reference in _system_references(inventory):
            if reference not in own and reference not in view.known:
                yield from _dangling(view, council, path, reference)
    for name, platform in sorted(view.portfolio.catalogue.platforms.items()):
        if platform.runs_on is not None:
            yield from _host_of(view, name, platform.host, platform.runs_on)
        for index, adopter in enumerate(platform.adopters):
            if adopter not in view.known:
                path = ("platforms", name, "adopters", index)
                yield from _dangling(view, CATALOGUE, path, adopter)


def _dangling_ends(view: View) -> Iterator[Issue]:
    """Look at the ends of interfaces: there are many, and nearly all are right."""
    known = view.known
    for council, index, interface, sender, receiver in view.ends:
        if sender not in known and platform_of(sender) is None:
            yield from _dangling(view, council, ("interfaces", index, "from"), interface.from_)
        if receiver not in known and platform_of(receiver) is None:
            yield from _dangling(view, council, ("interfaces", index, "to"), interface.to)


def _dangling(view: View, council: str, path: KeyPath, reference: str) -> Iterator[Issue]:
    owner, slash, system = reference.rpartition("/")
    owner = owner or council
    if view.is_lost(owner):
        return
    fact = Fact(council, path)
    if owner not in view.systems:
        message = f"`{reference}`: there is no council `{owner}`"
        yield Issue(fact, message, view.nearest(owner, view.systems))
        return
    message = f"`{system}` is not a system of {owner}"
    elsewhere = view.namesakes.get(system)
    if elsewhere:
        yield Issue(fact, message, f"did you mean {' or '.join(elsewhere[:3])}?")
    else:
        prefix = f"{owner}/" if slash else ""
        yield Issue(fact, message, view.nearest(system, view.systems[owner], prefix))


def _host_of(view: View, platform: str, host: str | None, runs_on: str) -> Iterator[Issue]:
    """Check the system behind a platform; one written alone is one of the host's."""
    path = ("platforms", platform, "runs_on")
    if "/" in runs_on:
        if runs_on not in view.known:
            yield from _dangling(view, CATALOGUE, path, runs_on)
    elif host is not None and host in view.systems and runs_on not in view.systems[host]:
        yield from _dangling(view, CATALOGUE, path, f"{host}/{runs_on}")


def _system_references(inventory: Inventory) -> Iterator[_Named]:
    """Yield every reference of a council's record to a system, those of interfaces aside."""
    for name, system in inventory.systems.items():
        if system.depends_on or system.moves_with or system.options:
            yield from _from_system(name, system)
    for table in ("contracts", "barriers", "risks"):
        for name, record in getattr(inventory, table).items():
            yield from _listed((table, name, "systems"), record.systems)
    for name, step in inventory.steps.items():
        yield ("steps", name, "system"), step.system


def _from_system(name: str, system: System) -> Iterator[_Named]:
    yield from _listed(("systems", name, "depends_on"), system.depends_on)
    yield from _listed(("systems", name, "moves_with"), system.moves_with)
    for key, option in system.options.items():
        path = ("systems", name, "options", key)
        if option.onto is not None:
            yield (*path, "onto"), option.onto
        for index, requirement in enumerate(option.requires):
            yield (*path, "requires", index, "system"), requirement.system


def _listed(path: KeyPath, references: Iterable[str]) -> Iterator[_Named]:
    for index, reference in enumerate(references):
        yield (*path, index), reference


def interface_to_itself(view: View) -> Iterator[Issue]:
    """EST105: an interface whose two ends are one system."""
    for council, index, interface, sender, receiver in view.ends:
        if sender == receiver:
            message = f"`{interface.to}` is both ends of this interface"
            hint = "an interface passes data from one system to another"
            yield Issue(Fact(council, ("interfaces", index, "to")), message, hint)


def dangling_records(view: View) -> Iterator[Issue]:
    """EST106: a reference to a contract, aim or barrier that the council has not recorded."""
    for council, inventory in view.councils:
        for table, references in (
            ("contracts", _contract_references(inventory)),
            ("aims", _aim_references(inventory)),
            ("barriers", _barrier_references(inventory)),
        ):
            yield from _not_in(view, council, table, getattr(inventory, table), references)


def _not_in(
    view: View,
    council: str,
    table: str,
    entries: Mapping[str, object],
    references: Iterator[_Named],
) -> Iterator[Issue]:
    if view.is_lost(council):
        return
    known = view.ids(council, table, entries)
    for path, reference in references:
        if reference not in known:
            message = f"`{reference}` is not among the {table} of {council}"
            yield Issue(Fact(council, path), message, view.nearest(reference, known))


def _contract_references(inventory: Inventory) -> Iterator[_Named]:
    interfaces = inventory.interfaces
    for index in [at for at, interface in enumerate(interfaces) if interface.contract is not None]:
        yield ("interfaces", index, "contract"), str(interfaces[index].contract)
    for name, contract in inventory.contracts.items():
        if contract.successor is not None:
            yield ("contracts", name, "successor"), contract.successor


def _aim_references(inventory: Inventory) -> Iterator[_Named]:
    for name, system in inventory.systems.items():
        for key, option in system.options.items() if system.options else ():
            if option.aims:
                yield from _listed(("systems", name, "options", key, "aims"), option.aims)
    for table in ("steps", "budgets"):
        for name, record in getattr(inventory, table).items():
            yield from _listed((table, name, "aims"), record.aims)


def _barrier_references(inventory: Inventory) -> Iterator[_Named]:
    for name, step in inventory.steps.items():
        yield from _listed(("steps", name, "barriers"), step.barriers)
