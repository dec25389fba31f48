"""The part of a comparison that ranks what could be bought together, and says when and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.comparison.opportunities import Asked, opportunities
from estate.rendering.comparing import window_tables as tables
from estate.rendering.comparing.section import PictureOf, Section
from estate.rendering.comparing.window_chart import window_chart
from estate.rendering.comparing.window_words import count_words
from estate.rendering.kit.words import day, plural, pounds, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.comparison.opportunities import Opportunity
    from estate.rendering.comparing.section import Compared

ASKED = "windows"
"""The setting under which the command line hands over what is taken for granted."""
MOST_SHOWN = 12
"""Opportunities on a terminal; the files have all."""
MOST_DRAWN = 6
"""Opportunities that are drawn, the best first."""


def asked_of(compared: Compared) -> Asked:
    """Return what is taken for granted."""
    asked = compared.settings.get(ASKED)
    return asked if isinstance(asked, Asked) else Asked()


def section(compared: Compared) -> Section:
    """Return the ranked opportunities, with dates, acts, frameworks, rules and lots of each."""
    asked = asked_of(compared)
    found = opportunities(compared.sector, compared.capabilities, asked)
    shown = [each for each in found if each.date is not None][:MOST_SHOWN]
    return Section(
        "opportunities",
        "What could be bought together",
        (*_lead(found), *notes(asked)[:1]),
        (
            tables.ranked(found, compared),
            tables.dates(found),
            tables.acts([(each, each.date) for each in found]),
            tables.frameworks(found),
            tables.rules(found),
            tables.lots(found),
        ),
        (tables.ranked_in_short(shown, of=len(found)),) if shown else (),
        pictures(found[:MOST_DRAWN]),
        notes(asked),
    )


def pictures(found: Sequence[Opportunity]) -> tuple[PictureOf, ...]:
    """Return the joint windows of opportunities as pictures."""
    return tuple(
        PictureOf(
            f"windows-{'-'.join(each.capabilities).replace('.', '-')}",
            f"Joint windows: {visible(each.name)}",
            window_chart(f"windows-{place}", each),
        )
        for place, each in enumerate(found)
    )


def _lead(found: Sequence[Opportunity]) -> tuple[str, ...]:
    dated = [each for each in found if each.date is not None]
    if not dated:
        return ("No date is known on which councils could leave together what they have.",)
    best = dated[0]
    assert best.date is not None  # noqa: S101  # only those with a date
    number = plural(len(found), "capability", "capabilities")
    said = f"{number} that two councils or more have something for; for {len(dated)} of them "
    value = f"{pounds(best.free_value)} a year ({count_words(best.date.span)})"
    when = f"{visible(best.name)}, {day(best.date.day)}"
    most = f"The most value that is free on one day: {when}, {value}."
    return (f"{said}a joint date is known. {most}",)


def notes(asked: Asked) -> tuple[str, ...]:
    """Return what is taken for granted, and how the figures are meant."""
    share = f"{float(asked.share_cap * 100):g}%"
    months = f"{asked.lead_months} to {asked.horizon_months} months"
    said = f"Assumed: a joint date is looked for from {months} after the as-of date (--lead-months"
    said += f", --horizon-months); a joint contract lasts {asked.contract_months} months with its "
    said += f"options (--contract-months); no supplier is to win more than {share} of the value "
    return (f"{said}(--share-cap).", *_MEANT)


_MEANT = (
    (
        "A date is the last day of use. Free: by what the council may do alone, with no time to "
        "pay for that it does not use. At a cost: it pays for such time, or a sum for leaving. "
        "Over: nothing in the contract reaches the day, so it has to be bridged."
    ),
    (
        "Ranked by the pounds a year that are free on the joint date; what is not known counts "
        "as nothing. A contract for several capabilities counts in each of them."
    ),
    (
        "Rules marked 'to be confirmed' were not read in their source. The checks are no legal "
        "advice."
    ),
)
