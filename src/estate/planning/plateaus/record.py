"""What the record says of a system before and after a step: product, capabilities, running cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.problem.cases import Kind
from estate.portfolio import SystemRef

if TYPE_CHECKING:
    from estate.graph import EstateGraph
    from estate.planning.problem.cases import Option
    from estate.portfolio import Option as RecordedOption
    from estate.portfolio import System

SAME_PRODUCT = frozenset({Kind.REHOST, Kind.REFACTOR})
"""What leaves the product and its version as they are."""
SAME_FAMILY = frozenset({Kind.UPGRADE, Kind.REPLATFORM})
"""What leaves the product as it is, but not its version."""


class Recorded:
    """Looks facts of systems up."""

    def __init__(self, graph: EstateGraph) -> None:
        """Take the estate."""
        self._portfolio = graph.portfolio
        self._found: dict[str, System | None] = {}

    def system(self, system: str) -> System | None:
        """Return a system's record; None where there is none, as in a problem made by hand."""
        if system not in self._found:
            ref = SystemRef.parse(system)
            inventory = self._portfolio.councils.get(ref.council)
            self._found[system] = inventory.systems.get(ref.system) if inventory else None
        return self._found[system]

    def capabilities(self, system: str) -> tuple[str, ...]:
        """Return what a system is for."""
        record = self.system(system)
        return record.capabilities if record else ()

    def product(self, system: str, option: Option | None) -> str | None:
        """Return the product that a system has, or has once an option is live; None if unknown."""
        record = self.system(system)
        today = record.product if record else None
        if option is None or option.kind in SAME_PRODUCT:
            return today
        aimed = self._option(record, option)
        if aimed is not None and aimed.product:
            return aimed.product
        if option.kind in SAME_FAMILY and today:
            return today.partition("@")[0]
        return None

    def running_known(self, system: str, option: Option | None) -> bool:
        """Whether the running cost that is counted rests on the record alone.

        A platform with prices counts as recorded: what is paid besides it counts as nothing.
        """
        record = self.system(system)
        cost = record.annual_cost if record else None
        known = cost is not None and cost.total is not None
        if option is None or option.kind is Kind.RETIRE:
            return known or option is not None
        platform = self._portfolio.catalogue.platforms.get(option.platform or "")
        if platform is not None and platform.tiers:
            return True
        aimed = self._option(record, option)
        return known and aimed is not None and aimed.annual_cost_after is not None

    @staticmethod
    def _option(record: System | None, option: Option) -> RecordedOption | None:
        """Return the recorded option; for a step under way, the one that it carries out."""
        if record is None:
            return None
        like = (
            one
            for _, one in sorted(record.options.items())
            if one.kind == option.kind.value and one.platform == option.platform
        )
        return record.options.get(option.id) or next(like, None)
