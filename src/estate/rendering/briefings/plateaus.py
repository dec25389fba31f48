"""The part of a page that says how things stand between waves of change."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from estate.planning.plateaus import BANDS, Fate
from estate.portfolio import SystemRef, platform_of
from estate.rendering.canvas.page_model import Plateaus, Table, cells, filled, heads
from estate.rendering.kit.words import (
    decimal,
    listing,
    month,
    plural,
    pounds,
    quarter_words,
    visible,
)
from estate.rendering.plan.plateau_words import (
    changed_words,
    fates,
    period_words,
    range_words,
    red_words,
    unknown_words,
)
from estate.rendering.plan.step_records import recorded_option, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.planning.plateaus import Plateau, SystemState
    from estate.portfolio import Portfolio
    from estate.rendering.canvas.page_model import Cell, Picture

FATES = {
    Fate.AS_TODAY: "#As today",
    Fate.REBUILT: "#Rebuilt: standards not known",
    Fate.INSIDE: "#Inside one system now",
    Fate.GONE: "#Gone: an end is retired",
    Fate.NOT_THERE: "#Not there yet",
    Fate.OPEN: "#Not there, an end has changed",
}


def plateaus_part(
    plateaus: Sequence[Plateau],
    portfolio: Portfolio,
    whole: Portfolio,
    chart: Picture | None,
    landscapes: Sequence[Picture],
) -> Plateaus | None:
    """Return the section on plateaus; None where the plan changes nothing.

    `portfolio` holds the councils of the page, `whole` all of them.
    """
    if len(plateaus) < 2:  # noqa: PLR2004  # number 0 alone is today
        return None
    tables = (
        _changes(plateaus, portfolio, whole),
        _bands(plateaus),
        _interfaces(plateaus),
        _platforms(plateaus, whole),
        _people(plateaus, whole),
    )
    return Plateaus(
        words=visible(_words(plateaus)),
        chart=chart,
        table=_table(plateaus),
        more=tuple(table for table in tables if table is not None),
        landscapes=tuple(landscapes),
        unknown=visible(unknown_words(plateaus[-1].standing)),
    )


def _words(plateaus: Sequence[Plateau]) -> str:
    first, last = plateaus[0], plateaus[-1]
    return (
        f"This plan has {plural(len(plateaus) - 1, 'wave')}. Today "
        f"{red_words(first.standing.risk)} of {len(first.standing.systems):,} systems are "
        f"red-rated, and running everything costs {pounds(first.standing.running)} a year. From "
        f"{month(last.begins)}, after the last wave, {red_words(last.standing.risk)} are red-rated "
        f"and it costs {pounds(last.standing.running)} a year; had nothing been done, "
        f"{red_words(last.without.risk)} would be red-rated and it would cost "
        f"{pounds(last.without.running)}."
    )


def _named(plateau: Plateau) -> str:
    return f"{plateau.number}" if plateau.number else "0 (today)"


def _table(plateaus: Sequence[Plateau]) -> Table:
    rows = tuple(
        cells(
            _named(one),
            period_words(one),
            changed_words(one),
            red_words(one.standing.risk),
            red_words(one.without.risk),
            f"{float(one.standing.risk.total):,.0f} ({range_words(one.standing.risk)})",
            f"{float(one.without.risk.total):,.0f}",
            pounds(one.standing.running),
            pounds(one.without.running),
            pounds(one.standing.capital),
            pounds(one.standing.revenue),
        )
        for one in plateaus
    )
    names = (
        "Plateau",
        "When",
        "Done in the wave before",
        "#Red-rated",
        "#Red-rated, had nothing been done",
        "#Sum of scores (and its range)",
        "#Sum, had nothing been done",
        "#Running cost a year",
        "#The same, had nothing been done",
        "#Capital spent by then",
        "#One-off revenue spent by then",
    )
    return filled(Table("Plateaus, as they stand on their first day", heads(*names), rows))


def _changes(plateaus: Sequence[Plateau], portfolio: Portfolio, whole: Portfolio) -> Table:
    rows = tuple(
        _change(one, state, portfolio, whole) for one in plateaus for state in _in_order(one)
    )
    names = (
        "System",
        "Plateau",
        "What was done",
        "Live",
        "It serves",
        "On which product or platform",
        "#Risk then",
        "Old system runs until",
    )
    return filled(Table("What changed before each plateau", heads(*names), rows))


def _in_order(plateau: Plateau) -> list[SystemState]:
    by_id = {state.system: state for state in plateau.standing.systems}
    return [by_id[system] for system in plateau.steps]


def _change(
    plateau: Plateau, state: SystemState, portfolio: Portfolio, whole: Portfolio
) -> tuple[Cell, ...]:
    kind = state.kind.value if state.kind else ""
    return cells(
        _system(state.system, portfolio),
        f"{plateau.number}",
        _done(state, whole),
        month(state.live) if state.live else "",
        listing([_capability(one, whole) for one in state.capabilities], 3),
        _on(state, whole),
        "" if kind == "retire" else _risk(state),
        month(state.old_until) if state.old_until else "",
    )


def _done(state: SystemState, whole: Portfolio) -> str:
    if state.kind is None or state.option is None:
        return ""
    platform = platform_of(state.onto or "")
    record = recorded_option(whole, state.system, state.option, state.kind, platform)
    return words_of(whole, record, state.kind.value, state.system)


def _system(system: str, portfolio: Portfolio) -> str:
    ref = SystemRef.parse(system)
    name = portfolio.system(ref).name
    several = len(portfolio.councils) > 1
    return f"{name}, {portfolio.councils[ref.council].council.name}" if several else name


def _capability(capability: str, whole: Portfolio) -> str:
    record = whole.catalogue.capabilities.get(capability)
    return record.name if record else capability


def _on(state: SystemState, whole: Portfolio) -> str:
    """Return what serves in a system's place; what nobody has recorded is said to be unknown."""
    if not state.capabilities and state.onto is None:
        return "nothing: it is gone" if state.kind and state.kind.value == "retire" else ""
    if state.onto is not None:
        platform = platform_of(state.onto)
        if platform is None:
            return _system(state.onto, whole)
        record = whole.catalogue.platforms.get(platform)
        return record.name if record else platform
    if state.product is None:
        return "not known"
    name, _, version = state.product.partition("@")
    product = whole.catalogue.products.get(name)
    return f"{product.name if product else name} {version or '(version not known)'}"


def _risk(state: SystemState) -> str:
    interval = state.interval
    if interval.exact:
        return decimal(state.risk)
    return f"{decimal(interval.low)} to {decimal(interval.high)}"


def _bands(plateaus: Sequence[Plateau]) -> Table:
    rows = tuple(
        cells(
            _named(one),
            period_words(one),
            *(f"{count:,}" for count in one.standing.risk.bands),
            f"{one.standing.risk.across:,}",
            f"{float(one.standing.risk.total):,.0f}",
            f"{float(one.risk_at_end.total):,.0f}",
        )
        for one in plateaus
    )
    bands = [f"#Score {name}" for name, _, _ in BANDS]
    names = (
        "Plateau",
        "When",
        *bands,
        "#In one band or another",
        "#Sum on the first day",
        "#Sum at the end",
    )
    caption = "How scores spread at each plateau, and how risk grows while it lasts"
    return Table(caption, heads(*names), rows)


def _interfaces(plateaus: Sequence[Plateau]) -> Table | None:
    if not any(one.standing.interfaces for one in plateaus):
        return None
    found = [fates(one.standing) for one in plateaus]
    rows = tuple(
        cells(
            _named(one),
            period_words(one),
            *(f"{own[fate]:,}" for fate in FATES),
            f"{len(one.standing.adapters):,}",
        )
        for one, own in zip(plateaus, found, strict=True)
    )
    caption = "What has become of the interfaces of today at each plateau"
    return Table(
        caption, heads("Plateau", "When", *FATES.values(), "#Temporary adapters standing"), rows
    )


def _platforms(plateaus: Sequence[Plateau], whole: Portfolio) -> Table | None:
    rows = []
    for one in plateaus:
        for platform in one.standing.platforms:
            if platform.open:
                record = whole.catalogue.platforms.get(platform.platform)
                rows.append(
                    cells(
                        record.name if record else platform.platform,
                        _named(one),
                        period_words(one),
                        f"{platform.members:,}",
                        f"{pounds(platform.price)} a year",
                    )
                )
    if not rows:
        return None
    rows.sort(key=lambda row: (row[0].text, row[1].text))
    names = ("Platform", "Plateau", "When", "#Members", "#Price a member")
    return Table("Shared platforms that are open at each plateau", heads(*names), tuple(rows))


def _people(plateaus: Sequence[Plateau], whole: Portfolio) -> Table | None:
    rows = [
        cells(
            skills.name if (skills := whole.catalogue.skills.get(need.skill)) else need.skill,
            _named(one),
            f"{month(before.begins)} to {month(one.begins)}",
            f"{need.days:,}",
            quarter_words(need.busiest),
            f"{need.busiest_days:,}",
        )
        for before, one in pairwise(plateaus)
        for need in one.people
    ]
    if not rows:
        return None
    rows.sort(key=lambda row: (row[0].text, row[1].text))
    names = (
        "Skill",
        "On the way to plateau",
        "From one to the other",
        "#Person-days",
        "Busiest quarter",
        "#Person-days of it",
    )
    return Table("People in demand from one plateau to the next", heads(*names), tuple(rows))
