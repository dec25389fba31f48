"""Councils side by side as a market: what they could buy together, and from whom they buy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from estate.comparison.identity import identify
from estate.comparison.matrix import chosen_capabilities
from estate.comparison.of_inventory import sector_of
from estate.comparison.opportunities import Asked, opportunities
from estate.rendering.canvas.page_model import Ref
from estate.rendering.comparing.section import Compared

if TYPE_CHECKING:
    from estate.comparison.opportunities import Opportunity
    from estate.portfolio import Portfolio
    from estate.scoring.results import Scores


@dataclass(frozen=True)
class Market:
    """All councils of an estate, ready to be compared, and their ranked opportunities."""

    compared: Compared
    asked: Asked

    @cached_property
    def found(self) -> tuple[Opportunity, ...]:
        """What two councils or more could buy together, the best first."""
        return opportunities(self.compared.sector, self.compared.capabilities, self.asked)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """The rank of each opportunity by its id, counted from 1."""
        return {opportunity_id(one): rank for rank, one in enumerate(self.found, 1)}

    def of(self, council: str | None) -> tuple[Opportunity, ...]:
        """Return the opportunities that a council has a part in, or all; the best first."""
        if council is None:
            return self.found
        return tuple(
            one for one in self.found if any(case.council.id == council for case in one.cases)
        )

    def narrowed(self, council: str | None) -> Compared:
        """Return one council as something to be compared, alone; or all."""
        if council is None:
            return self.compared
        sector = self.compared.sector
        own = tuple(one for one in sector.councils if one.id == council)
        alone = replace(sector, councils=own)
        return replace(self.compared, sector=alone, capabilities=chosen_capabilities(alone))


def market_of(portfolio: Portfolio, scores: Scores, councils: tuple[str, ...]) -> Market:
    """Return the market of some councils of an estate."""
    risks = {ref: score.red_rated for ref, score in scores.systems.items()}
    sector = sector_of(portfolio, scores.as_of, councils, risks)
    compared = Compared(sector, identify(sector), chosen_capabilities(sector))
    return Market(compared, Asked())


def opportunity_id(one: Opportunity) -> str:
    """Return the id by which an opportunity's page is found: that of its capabilities."""
    return "+".join(one.capabilities)


def opportunity_ref(one: Opportunity) -> Ref:
    """Return the way to an opportunity's page."""
    return Ref("opportunity", opportunity_id(one))
