"""What is known before something is bought, in words and tables for all formats alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.comparison.view import known
from estate.rendering.comparing.section import Section
from estate.rendering.kit.grid_values import value_data
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import day, listing, plural, pounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.comparison.check_new import Offer, Prospect, Provider, Route
    from estate.comparison.view import SectorView
    from estate.rendering.kit.as_json import Json
    from estate.rendering.kit.grids import Value

FORM = "estate-check-new/1"
PROVIDERS = (
    Column("council", "Council"),
    Column("product", "Product", least=14),
    Column("supplier", "Supplier", least=14),
    Column("users", "Users", "number"),
    Column("contract_until", "Contract until", "date"),
    Column("framework", "Framework", least=14),
    Column("state", "State", least=8),
)
MORE = (
    Column("council_name", "Council's name"),
    Column("system", "System"),
    Column("cost", "Cost a year", "pounds"),
    Column("platform", "Shared platform"),
)
OFFERS = (
    Column("platform", "Platform", least=14),
    Column("status", "Status"),
    Column("members", "Members", least=12),
    Column("earliest", "Earliest", "date"),
    Column("price", "Each a year", "pounds"),
    Column("from_members", "From members", "number"),
)
WHY = (Column("because", "Because"), Column("minimum_members", "Members it needs", "number"))
QUERIES = (Column("whom", "Whom", least=16), Column("what", "What", least=30))


def check_new_section(found: Prospect, sector: SectorView) -> Section:
    """Return what is known, the same for a terminal, Markdown and data."""
    names = {one.id: one.name for one in sector.councils}
    whole = Grid("runs", "Who runs something", (*PROVIDERS, *MORE), _providers(found))
    short = Grid("runs", "Who runs something", PROVIDERS, _first(whole, len(PROVIDERS)))
    offers = Grid("platforms", "Platforms that provide it", (*OFFERS, *WHY), _offers(found, names))
    few = Grid("platforms", offers.caption, OFFERS, _first(offers, len(OFFERS)))
    queries = Grid("ask", "What to ask whom", QUERIES, _queries(found))
    shown = [grid for grid in (short, few) if grid.rows]
    return Section(
        "check-new",
        f"Before buying for {found.name} ({found.capability})",
        tuple(_lead(found, names)),
        (whole, offers, queries),
        tuple(shown),
        notes=_notes(),
    )


def check_new_json(found: Prospect, section: Section) -> Json:
    """Return the same as data: null is unknown, `{"withheld": true}` is withheld."""
    document: Json = {
        "form": FORM,
        "as_of": found.as_of.isoformat(),
        "capability": found.capability,
        "council": found.council,
        "councils_compared": found.compared,
        "said": list(section.lead),
        "needed_by": list(found.needs),
        "not_told_by": list(found.not_told),
        "free_to_leave_from": found.own_day.isoformat() if found.own_day else None,
        "joint_date": _joint(found),
        "notes": list(section.notes),
    }
    for grid in section.tables:
        ids = [column.id for column in grid.columns]
        document[grid.name] = [
            {name: value_data(value) for name, value in zip(ids, row, strict=True)}
            for row in grid.rows
        ]
    return document


def _joint(found: Prospect) -> Json | None:
    joint = found.joint
    if joint is None:
        return None
    return {
        "on": joint.best.day.isoformat(),
        "free": list(joint.free),
        "by_agreement": list(joint.by_agreement),
        "not_known": list(joint.unsure),
    }


def _lead(found: Prospect, names: dict[str, str]) -> Iterator[str]:
    running = sorted({one.council for one in found.providers if one.in_use})
    planned = sorted({one.council for one in found.providers} - set(running))
    said = f"{len(running)} of {plural(found.compared, 'council')} run something for this"
    products = {name for one in found.providers if one.in_use and (name := known(one.product))}
    said += f", on {plural(len(products), 'known product')}." if products else "."
    if planned:
        said += f" Planned by {listing([names[one] for one in planned])}."
    if found.needs:
        said += f" Needed, with nothing for it yet, by {_named(found.needs, names)}."
    if found.not_told:
        said += f" Not shared by {_named(found.not_told, names)}."
    yield said
    yield from _own(found)
    for offer in found.offers:
        yield _offer_words(offer)
    if not found.offers:
        yield "No shared platform of the catalogue provides it."
    yield _joint_words(found, names)


def _own(found: Prospect) -> Iterator[str]:
    own = [one for one in found.providers if one.here]
    if found.council is None:
        return
    if not own:
        yield f"{found.council} records nothing for it."
        return
    names = listing([known(one.product) or known(one.name) or str(one.ref) for one in own])
    when = (
        f"it could leave free from {day(found.own_day)}"
        if found.own_day
        else "no day is known on which it could leave free"
    )
    yield f"{found.council} has {names} already; {when}."


def _offer_words(offer: Offer) -> str:
    if offer.member:
        return f"It is a member of {offer.name} already."
    if offer.earliest is None:
        return f"{offer.name}: no date can be told, because {offer.earliest_because}."
    said = f"{offer.name}: {day(offer.earliest)} at the earliest ({offer.earliest_because})"
    if offer.tier is not None:
        price = pounds(offer.tier.annual_price)
        said += f", {price} a year for each from {plural(offer.tier.members, 'member')} on"
    if offer.minimum_members is not None and len(offer.members) < offer.minimum_members:
        said += f"; it has {len(offer.members)} of the {offer.minimum_members} members it needs"
    return f"{said}."


def _joint_words(found: Prospect, names: dict[str, str]) -> str:
    span = f"between {day(found.first)} and {day(found.last)}"
    if found.joint is None:
        return f"No date {span} is known on which anybody could leave free what it runs."
    joint = found.joint
    said = f"Joint window, {span}: by {day(joint.best.day)} {_named(joint.free, names)} could "
    said += "leave free what they run" if len(joint.free) > 1 else "leave free what it runs"
    if joint.by_agreement:
        said += f", and {_named(joint.by_agreement, names)} if their suppliers agree"
    if joint.unsure:
        said += f"; not known of {_named(joint.unsure, names)}"
    return f"{said}."


def _named(councils: tuple[str, ...], names: dict[str, str]) -> str:
    return listing([names.get(one, one) for one in councils])


def _providers(found: Prospect) -> tuple[tuple[Value, ...], ...]:
    return tuple(
        (
            one.council,
            one.product if known(one.product) is not None else _unnamed(one),
            one.supplier,
            one.users,
            one.until,
            "; ".join(_route(route) for route in one.routes) or "none recorded",
            known(one.lifecycle) or ("live" if one.in_use else "planned"),
            one.council_name,
            str(one.ref),
            one.annual_cost,
            known(one.platform) or "",
        )
        for one in found.providers
    )


def _unnamed(one: Provider) -> Value:
    """Return what stands for a product that is not known: the system's name, if there is one."""
    name = known(one.name)
    return one.product if name is None else f"{name} (product not known)"


def _first(whole: Grid, columns: int) -> tuple[tuple[Value, ...], ...]:
    return tuple(row[:columns] for row in whole.rows)


def _route(route: Route) -> str:
    if route.ends is None or route.may_end is None:
        return f"{route.id}, its end not recorded"
    said = f"{route.id} to {day(route.ends)}"
    if route.may_end != route.ends:
        said += f", or {day(route.may_end)} if extended"
    if route.names_asker is False:
        said += ", which does not name you"
    return said


def _offers(found: Prospect, names: dict[str, str]) -> tuple[tuple[Value, ...], ...]:
    return tuple(
        (
            one.name,
            one.status,
            _named(one.members, names) or "none",
            one.earliest,
            None if one.tier is None else one.tier.annual_price,
            None if one.tier is None else one.tier.members,
            one.earliest_because,
            one.minimum_members,
        )
        for one in found.offers
    )


def _queries(found: Prospect) -> tuple[tuple[Value, ...], ...]:
    return tuple((one.whom, one.what) for one in found.queries)


def _notes() -> tuple[str, ...]:
    return (
        "What nobody recorded may exist all the same: this is what is recorded, not what there is.",
        (
            "Whether you may call off under another's framework depends on how it was let: it must "
            "have named you, or a class that you are in. Confirm that with its owner."
        ),
        (
            "A joint window takes contracts as recorded: ends, extensions by right and by "
            "agreement, notice. docs/check-new.md says how each date is found."
        ),
    )
