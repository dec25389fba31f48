"""Dates that cannot be, or that say otherwise than what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from estate.checks.rule import Issue
from estate.checks.steps import steps_of
from estate.checks.view import View
from estate.checks.wording import pounds
from estate.portfolio import CATALOGUE, Catalogue, Fact, Inventory, KeyPath, Step, System
from estate.portfolio.dates import in_words

_OF_SYSTEM = (("vulnerabilities", "assessed"), ("incidents", "until"), ("hardware", "installed"))
_Order = tuple[KeyPath, date | None, str, date | None, str]
"""Where the later of two dates stands, that date and its name, the earlier and its name."""


def in_the_future(view: View) -> Iterator[Issue]:
    """EST314: something that was seen, reviewed or counted on a day that is still to come."""
    for owner, path, on in _seen(view):
        if on > view.as_of:
            message = (
                f"`{'.'.join(str(part) for part in path[2:])}` is {in_words(on)}, after the day "
                f"at which the estate is judged, {in_words(view.as_of)}"
            )
            hint = "write the day on which it was done: what is planned is no evidence yet"
            yield Issue(Fact(owner, path), message, hint)


def _seen(view: View) -> Iterator[tuple[str, KeyPath, date]]:
    """Yield dates that say when somebody looked: all that lie in the future, and some others."""
    for owner, path, record in view.reviewed:
        if record.reviewed is not None and record.reviewed > view.as_of:
            yield owner, (*path, "reviewed"), record.reviewed
    for owner, path, record in view.evidenced:
        for key, evidence in record.evidence.items():
            if evidence.on is not None:
                yield owner, (*path, "evidence", key, "on"), evidence.on
    for ref, system in view.every_system:
        yield from _counted(ref.council, ref.system, system)
    for council, name, step in steps_of(view):
        yield from ((council, ("steps", name, *keys), on) for keys, on in _happened(step))


def _happened(step: Step) -> Iterator[tuple[KeyPath, date]]:
    """Yield the days on which something of a step happened; milestones are EST508's."""
    spent = step.spent.on if step.spent is not None else None
    plain = (("started",), step.started), (("finished",), step.finished), (("spent", "on"), spent)
    yield from ((keys, on) for keys, on in plain if on is not None)
    for index, benefit in enumerate(step.benefits):
        if benefit.measured is not None:
            yield ("benefits", index, "measured"), benefit.measured


def _counted(council: str, name: str, system: System) -> Iterator[tuple[str, KeyPath, date]]:
    for table, key in _OF_SYSTEM:
        part = getattr(system, table)
        on = getattr(part, key) if part is not None else None
        if on is not None:
            yield council, ("systems", name, table, key), on


def lifecycle_contradicts(view: View) -> Iterator[Issue]:
    """EST315: a lifecycle that the dates of coming into and going out of use contradict."""
    for ref, system in view.every_system:
        found = _contradiction(system, view.as_of)
        if found is not None:
            key, words = found
            message = f"`{ref.system}` {words}"
            hint = "mend the date, or `lifecycle`"
            yield Issue(Fact(ref.council, ("systems", ref.system, key)), message, hint)


def _contradiction(system: System, on: date) -> tuple[str, str] | None:
    adopted, retired, said = system.adopted, system.retired, system.lifecycle
    if retired is not None and retired < on and system.in_use:
        state = f"is recorded as {said}" if said else "is not recorded as retired"
        return "retired", f"was to be out of use on {in_words(retired)}, and {state}"
    if retired is not None and retired > on and said == "retired":
        return "retired", f"is recorded as retired, and goes out of use on {in_words(retired)}"
    if adopted is not None and adopted <= on and said == "planned":
        return "adopted", f"came into use on {in_words(adopted)}, and is recorded as planned"
    if adopted is not None and adopted > on and said in {"live", "phase-out"}:
        return "adopted", f"is recorded as {said}, and comes into use on {in_words(adopted)}"
    return None


def retired_with_cost(view: View) -> Iterator[Issue]:
    """EST316: a system that is retired and still has a running cost."""
    for ref, system in view.every_system:
        if system.lifecycle != "retired" or system.annual_cost is None:
            continue
        total = system.annual_cost.total
        if total:
            message = f"`{ref.system}` is retired, and {pounds(total)} a year is recorded for it"
            hint = "end what is still paid; take the cost out when nothing is"
            yield Issue(Fact(ref.council, ("systems", ref.system, "annual_cost")), message, hint)


def out_of_order(view: View) -> Iterator[Issue]:
    """EST317: an end before its start: of a framework, freeze, version, or hardware."""
    orders = [(CATALOGUE, order) for order in _of_catalogue(view.portfolio.catalogue)]
    for council, inventory in view.councils:
        orders += [(council, order) for order in _of_council(inventory)]
    for owner, (path, later, ends, earlier, starts) in orders:
        if later is not None and earlier is not None and later < earlier:
            message = f"{ends} on {in_words(later)}, before {starts} on {in_words(earlier)}"
            yield Issue(Fact(owner, path), message)


def _of_catalogue(catalogue: Catalogue) -> Iterator[_Order]:
    for name, framework in catalogue.frameworks.items():
        path: KeyPath = ("frameworks", name, "ends")
        yield path, framework.ends, f"{framework.name} ends", framework.starts, "it starts"
    for name, product in catalogue.products.items():
        for key, version in product.versions.items():
            path = ("products", name, "versions", key, "security_support_until")
            free, title = (
                version.security_support_until,
                f"security support of {product.name} {key}",
            )
            yield path, free, f"{title} ends", version.released, "its release"
            paid = version.extended_support_until
            path = (*path[:-1], "extended_support_until")
            yield path, paid, f"extended support of {product.name} {key} ends", free, "what is free"
    yield from _of_freezes(catalogue)


def _of_freezes(holder: Catalogue | Inventory) -> Iterator[_Order]:
    for name, freeze in holder.freezes.items():
        if isinstance(freeze.to, date) and isinstance(freeze.from_, date):
            words = f"the freeze `{name}` ends"
            yield ("freezes", name, "to"), freeze.to, words, freeze.from_, "it starts"


def _of_council(inventory: Inventory) -> Iterator[_Order]:
    yield from _of_freezes(inventory)
    for name, system in inventory.systems.items():
        hardware = system.hardware
        if hardware is not None:
            path = ("systems", name, "hardware", "supported_until")
            words = f"support for the hardware of `{name}` ends"
            yield path, hardware.supported_until, words, hardware.installed, "it was installed"
