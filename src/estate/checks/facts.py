"""Facts about systems and interfaces: evidence, agreements, reviews, dates."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import Fact, Interface
from estate.portfolio.base import Record
from estate.portfolio.dates import add_months, in_words


def evidence_without_fact(view: View) -> Iterator[Issue]:
    """EST104: evidence for a key that the record does not have."""
    for owner, path, record in view.evidenced:
        for key in sorted(record.evidence):
            name, _, _ = key.partition(".")
            if name not in _keys(type(record)):
                hint = view.nearest(name, _keys(type(record)))
                message = f"evidence is given for `{key}`, which is no key of this record"
            elif _keys(type(record))[name] not in record.model_fields_set:
                hint = "record the fact as well, or remove its evidence"
                message = f"evidence is given for `{key}`, which is not recorded"
            else:
                continue
            yield Issue(Fact(owner, (*path, "evidence", key)), message, hint)


@cache
def _keys(model: type[Record]) -> dict[str, str]:
    """Return the keys of a record as they are written, each with its name in the type."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


def personal_data_unagreed(view: View) -> Iterator[Issue]:
    """EST306: personal data leaves or enters the council with no agreement in force."""
    personal = {name for name, it in view.portfolio.catalogue.data_classes.items() if it.personal}
    for council, inventory in view.councils:
        for index, interface in enumerate(inventory.interfaces):
            if not interface.personal_data and personal.isdisjoint(interface.carries):
                continue
            if not interface.works or not _crosses(council, interface):
                continue
            fact = Fact(council, ("interfaces", index))
            between = f"from `{interface.from_}` to `{interface.to}`"
            until = interface.agreement_until
            if interface.agreement is None:
                message = f"personal data passes {between}, and no agreement is recorded"
                yield Issue(fact, message, "write agreement = its title or reference")
            elif until is not None and until < view.as_of:
                message = f"the agreement for personal data {between} ended on {in_words(until)}"
                place = Fact(council, ("interfaces", index, "agreement_until"))
                yield Issue(place, message, "renew it, or record that it was")


def _crosses(council: str, interface: Interface) -> bool:
    """Whether an end lies outside the council: another council's system, or a platform."""
    return any(
        ":" in end or ("/" in end and not end.startswith(f"{council}/"))
        for end in (interface.from_, interface.to)
    )


def not_reviewed(view: View) -> Iterator[Issue]:
    """EST308: a system last reviewed longer ago than the workspace's `review_months`."""
    months = view.portfolio.workspace.review_months
    if months is None:
        return
    oldest = add_months(view.as_of, -months)
    for ref, system in view.current:
        if system.reviewed is not None and system.reviewed < oldest:
            message = f"`{ref.system}` was last reviewed on {in_words(system.reviewed)}"
            hint = f"look at it again: records are to be reviewed every {months} months"
            yield Issue(Fact(ref.council, ("systems", ref.system, "reviewed")), message, hint)


def impossible_dates(view: View) -> Iterator[Issue]:
    """EST309: a system retired before it was adopted."""
    for ref, system in view.every_system:
        if system.adopted is None or system.retired is None or system.retired >= system.adopted:
            continue
        message = (
            f"`{ref.system}` goes out of use on {in_words(system.retired)}, before it came into "
            f"use on {in_words(system.adopted)}"
        )
        yield Issue(Fact(ref.council, ("systems", ref.system, "retired")), message)
