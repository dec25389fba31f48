"""Whose estate is most like a council's own, and what they did about what both have.

The measure is Jaccard's (1901) over two sorts of features, each weighing one: a capability that is
served by a system in use, and a product that serves it. So

    likeness = (capabilities shared + products shared) / (capabilities of either + products of
               either),

where a product counts once for each capability it serves, under the id by which identity counts
it. It is 1 for the same capabilities on the same products, 0 where nothing is shared, and the same
both ways round. A product that is not known may be any: that makes a range, from all of them being
something else to all of them being, as far as they can, what the other has. A system made for its
council counts as a product of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.comparison.quantiles import Between
from estate.comparison.view import WITHHELD, known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.comparison.identity import Identity
    from estate.comparison.view import CouncilView, SectorView, StepView

DONE_OR_UNDER_WAY = ("done", "live", "in-progress", "approved")
"""The statuses of what a council did or has decided, best known first."""


@dataclass
class Serving:
    """By what one council serves one capability: products by id, and how many are not known."""

    products: set[str] = field(default_factory=set)
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two councils' estates are."""

    council: str
    value: Between
    """From 0 to 1."""
    shared: tuple[str, ...]
    """Capabilities that both serve."""
    same: tuple[tuple[str, str], ...]
    """Capability and product that both have."""
    mine: tuple[str, ...]
    """Capabilities that only the council asked about serves."""
    theirs: tuple[str, ...]
    """Capabilities that only the other serves."""
    unknown: int
    """Systems of either whose product is not known."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What another council did, decided on or could do for a capability that both serve."""

    council: str
    capability: str
    step: StepView
    same_product: bool
    """Whether both serve it by the same product."""

    @property
    def decided(self) -> bool:
        """Whether it was done, is under way or is approved."""
        return known(self.step.status) in DONE_OR_UNDER_WAY


def likenesses(sector: SectorView, identity: Identity, council: str) -> tuple[Likeness, ...]:
    """Return how like every other council's estate is; the likest first, then by id.

    Ranges are put in order by their middle.
    """
    beside = {one.id: serving(one, identity) for one in sector.councils}
    return _ordered(council, beside)


def all_likenesses(sector: SectorView, identity: Identity) -> Mapping[str, tuple[Likeness, ...]]:
    """Return the same for every council, by id."""
    beside = {one.id: serving(one, identity) for one in sector.councils}
    return {council: _ordered(council, beside) for council in sorted(beside)}


def _ordered(council: str, beside: Mapping[str, Mapping[str, Serving]]) -> tuple[Likeness, ...]:
    found = [
        _likeness(other, beside[council], theirs)
        for other, theirs in beside.items()
        if other != council
    ]
    return tuple(sorted(found, key=lambda one: (-_middle(one.value), one.council)))


def deeds(sector: SectorView, identity: Identity, council: str, other: str) -> tuple[Deed, ...]:
    """Return what another council does about capabilities that a council serves or needs.

    What is done, under way or approved comes first, then what is only recorded as possible.
    """
    mine = sector.council_by_id[council]
    theirs = sector.council_by_id[other]
    own, beside = serving(mine, identity), serving(theirs, identity)
    wanted = {*own, *(known(mine.needs) or ())}
    found = []
    for step in known(theirs.steps) or ():
        system = theirs.system_by_id.get(step.ref.system) if step.ref.council == other else None
        for capability in (known(system.capabilities) or ()) if system else ():
            if capability in wanted:
                both = capability in own and capability in beside
                same = both and bool(own[capability].products & beside[capability].products)
                found.append(Deed(other, capability, step, same))
    return tuple(sorted(found, key=lambda one: (_rank(one.step), one.capability, one.step.ref)))


def serving(council: CouncilView, identity: Identity) -> Mapping[str, Serving]:
    """Return by which products a council serves each capability, systems in use only."""
    found: dict[str, Serving] = {}
    for system in council.systems:
        for capability in (known(system.capabilities) or ()) if system.in_use else ():
            own = found.setdefault(capability, Serving())
            product = known(system.product)
            if product is not None:
                own.products.add(identity.product(product))
            elif system.bespoke is not WITHHELD and system.bespoke:
                own.products.add(f"{system.ref} (bespoke)")
            else:
                own.unknown += 1
    return found


def _likeness(other: str, own: Mapping[str, Serving], their: Mapping[str, Serving]) -> Likeness:
    shared = sorted(own.keys() & their.keys())
    nothing = Serving()
    least_both = least_either = most_both = most_either = 0
    for capability in own.keys() | their.keys():
        one, two = own.get(capability, nothing), their.get(capability, nothing)
        both, either = _apart(one, two)
        least_both, least_either = least_both + both, least_either + either
        both, either = _together(one, two)
        most_both, most_either = most_both + both, most_either + either
    capabilities = len(own.keys() | their.keys())
    return Likeness(
        council=other,
        value=Between(
            _share(len(shared) + least_both, capabilities + least_either),
            _share(len(shared) + most_both, capabilities + most_either),
        ),
        shared=tuple(shared),
        same=tuple(
            (capability, product)
            for capability in shared
            for product in sorted(own[capability].products & their[capability].products)
        ),
        mine=tuple(sorted(own.keys() - their.keys())),
        theirs=tuple(sorted(their.keys() - own.keys())),
        unknown=sum(each.unknown for side in (own, their) for each in side.values()),
    )


def _apart(one: Serving, two: Serving) -> tuple[int, int]:
    """Return products of both and of either where every unknown one is something else."""
    either = len(one.products | two.products) + one.unknown + two.unknown
    return len(one.products & two.products), either


def _together(one: Serving, two: Serving) -> tuple[int, int]:
    """Return the same where unknown ones are what makes the two most alike.

    Each first is what the other has and this one is not known to have; those left over on both
    sides are alike; what is then left over is what its own council has already.
    """
    if not one.unknown and not two.unknown:
        return _apart(one, two)
    found = len(one.products & two.products)
    only_one, only_two = (len(a.products - b.products) for a, b in ((one, two), (two, one)))
    first, second = min(one.unknown, only_two), min(two.unknown, only_one)
    left_one, left_two = one.unknown - first, two.unknown - second
    alike = min(left_one, left_two)
    both = found + first + second + alike
    either = len(one.products | two.products) + alike
    alone = (left_one > alike and not one.products and not first and not alike) or (
        left_two > alike and not two.products and not second and not alike
    )
    return both, either + alone


def _share(both: int, either: int) -> Fraction:
    return Fraction(both, either) if either else Fraction(0)


def _middle(value: Between) -> Fraction:
    return (value.low + (value.low if value.high is None else value.high)) / 2


def _rank(step: StepView) -> int:
    status = known(step.status)
    later = ("proposed", "option", "stopped")
    order = (*DONE_OR_UNDER_WAY, *later)
    return order.index(status) if status in order else len(order)
