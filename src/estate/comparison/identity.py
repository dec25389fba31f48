"""Same product or supplier by meaning: what the catalogue and people say, never a near name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from estate.comparison.joining import Joined, joined
from estate.comparison.matches import Decision, Match, NounKind, Question
from estate.comparison.names import Named, agreements, near, products_named, suppliers_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.comparison.view import SectorView
    from estate.portfolio import Catalogue


@dataclass(frozen=True)
class Identity:
    """Which ids stand for the same thing. An id that is in no match stands for itself."""

    product_of: Mapping[str, str] = field(default_factory=dict)
    supplier_of: Mapping[str, str] = field(default_factory=dict)
    group_of: Mapping[str, str] = field(default_factory=dict)
    """For each supplier the one that owns it in the end, itself where nobody does."""
    matches: tuple[Match, ...] = ()
    questions: tuple[Question, ...] = ()
    product_names: Mapping[str, str] = field(default_factory=dict)
    supplier_names: Mapping[str, str] = field(default_factory=dict)

    def product(self, name: str) -> str:
        """Return the id under which a product is counted."""
        return self.product_of.get(name, name)

    def supplier(self, name: str) -> str:
        """Return the id under which a supplier is counted, takeovers aside."""
        return self.supplier_of.get(name, name)

    def group(self, name: str) -> str:
        """Return the supplier that owns a supplier in the end, itself where nobody does."""
        one = self.supplier(name)
        return self.group_of.get(one, one)

    def product_name(self, name: str) -> str:
        """Return what the product that an id is counted under is called."""
        one = self.product(name)
        return self.product_names.get(one, one)

    def supplier_name(self, name: str) -> str:
        """Return what the supplier that an id is counted under is called."""
        one = self.supplier(name)
        return self.supplier_names.get(one, one)

    def group_name(self, name: str) -> str:
        """Return what the supplier that owns a supplier in the end is called."""
        one = self.group(name)
        return self.supplier_names.get(one, one)


def identify(sector: SectorView, decisions: Sequence[Decision] = ()) -> Identity:
    """Return which products and suppliers are the same, and every reason.

    Two ids are one where it is declared, or where a name, alias, former name or company number of
    the one is, letter for letter apart from case and spaces, one of the other's. A declared
    difference outweighs all of these. Ids whose names are only near become questions.
    """
    suppliers = suppliers_named(sector)
    one_supplier, supplier_matches, supplier_questions = _of("supplier", suppliers, decisions)
    products = products_named(sector)
    sold_by = {
        name: one_supplier.get(each.supplier, each.supplier)
        for name, each in products.items()
        if each.supplier is not None
    }
    one_product, product_matches, product_questions = _of("product", products, decisions, sold_by)
    groups, parents = _groups(sector.catalogue, one_supplier, suppliers)
    return Identity(
        one_product,
        one_supplier,
        groups,
        (*product_matches, *supplier_matches, *parents),
        (*product_questions, *supplier_questions),
        {name: each.name for name, each in products.items()},
        {name: each.name for name, each in suppliers.items()},
    )


BARRED = "what is declared different"
Answered = tuple[dict[str, str], list[Match], list[Question]]


def _of(
    kind: NounKind,
    named: Mapping[str, Named],
    decisions: Sequence[Decision],
    sold_by: Mapping[str, str] | None = None,
) -> Answered:
    """Return the id that each is counted under, the matches, and what is left to ask."""
    own = [decision for decision in decisions if decision.kind == kind]
    apart = {pair for each in own if not each.same for pair in _pairs(each.ids)}
    ties = [
        Match(kind, each.ids[0], other, "declared", each.because)
        for each in own
        if each.same
        for other in each.ids[1:]
    ]
    ties += [Match(kind, *found) for found in agreements(named)]
    doubtful = [tie for tie in ties if _sold_apart(tie, sold_by)]
    together = joined([tie for tie in ties if tie not in doubtful], apart)
    questions = [
        Question(kind, tie.first, tie.second, f"{tie.because}, but their suppliers differ")
        for tie in doubtful
        if frozenset((tie.first, tie.second)) not in apart
    ]
    questions += _refused(kind, together, apart)
    questions += [
        Question(kind, first, second, because)
        for first, second, because in near(named)
        if together.under(first) != together.under(second)
        and frozenset((first, second)) not in apart
        and not any({first, second} == {each.first, each.second} for each in questions)
    ]
    return dict(together.one_of), list(together.kept), questions


def _sold_apart(tie: Match, sold_by: Mapping[str, str] | None) -> bool:
    """Return whether two products share a name and are known to have different suppliers."""
    if sold_by is None or tie.how == "declared":
        return False
    sellers = {sold_by.get(tie.first), sold_by.get(tie.second)} - {None}
    return len(sellers) > 1


def _refused(kind: NounKind, together: Joined, apart: set[frozenset[str]]) -> Iterable[Question]:
    return [
        Question(
            kind,
            tie.first,
            tie.second,
            f"{tie.because}, but that would join what is declared different",
        )
        for tie in together.refused
        if frozenset((tie.first, tie.second)) not in apart
    ]


def _pairs(ids: Sequence[str]) -> Iterable[frozenset[str]]:
    return (
        frozenset((first, second))
        for place, first in enumerate(ids)
        for second in ids[place + 1 :]
        if first != second
    )


def _groups(
    catalogue: Catalogue, one_supplier: Mapping[str, str], named: Mapping[str, Named]
) -> tuple[dict[str, str], list[Match]]:
    """Return the last owner of each supplier that has one, and a match for each step up."""
    above: dict[str, str] = {}
    for name, supplier in sorted(catalogue.suppliers.items()):
        own, owner = one_supplier.get(name, name), supplier.parent
        if owner is not None and one_supplier.get(owner, owner) != own:
            above.setdefault(own, one_supplier.get(owner, owner))
    groups: dict[str, str] = {}
    for name in above:
        seen, top = {name}, name
        while (owner := above.get(top)) is not None and owner not in seen:
            seen.add(owner)
            top = owner
        groups[name] = top
    return groups, [
        Match("supplier", owner, name, "parent", f"{_name(named, owner)} owns {_name(named, name)}")
        for name, owner in sorted(above.items())
        if name in named
    ]


def _name(named: Mapping[str, Named], name: str) -> str:
    return named[name].name if name in named else name
