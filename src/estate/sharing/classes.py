"""The class of every field of the inventory, and how far facts of each class may ever travel.

Levels rise from `council` over `sector` to `public`. A class has a default, above which only the
recipe and the agreement together can raise a field, and a ceiling, above which nothing can: it
stands here, in code. What is in no class does not leave.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from estate.portfolio.base import SharingLevel
from estate.sharing.fields import FIELDS

LEVELS: tuple[SharingLevel, ...] = ("council", "sector", "public")
"""From what stays to what anyone may see."""


class Kind(StrEnum):
    """What sort of fact a field holds."""

    SERVICE = "service"
    PRODUCT = "product"
    AGE = "age"
    CONTRACT = "contract"
    PRICE = "price"
    VOLUME = "volume"
    INTERFACE = "interface"
    LOCATION = "location"
    RISK = "risk"
    VULNERABILITY = "vulnerability"
    PERSON = "person"
    PLAN = "plan"
    PERSONAL_DATA = "personal-data"
    FREE_TEXT = "free-text"
    TRACE = "trace"
    UNCLASSIFIED = "unclassified"


@dataclass(frozen=True, slots=True)
class FieldClass:
    """How far a field may travel: `default` unless it is raised, never above `ceiling`."""

    kind: Kind
    default: SharingLevel
    ceiling: SharingLevel


@dataclass(frozen=True, slots=True)
class KindRule:
    """How far facts of a class may travel, and what the class covers, in words."""

    default: SharingLevel
    ceiling: SharingLevel
    covers: str


KINDS: Mapping[Kind, KindRule] = MappingProxyType(
    {
        Kind.SERVICE: KindRule("sector", "public", "the council, and what systems are used for"),
        Kind.PRODUCT: KindRule("sector", "public", "products and suppliers, without versions"),
        Kind.CONTRACT: KindRule("sector", "public", "suppliers, dates, extensions, total values"),
        Kind.INTERFACE: KindRule("sector", "sector", "sorts of systems that exchange data"),
        Kind.AGE: KindRule("council", "sector", "versions, when systems came, support dates"),
        Kind.PRICE: KindRule("council", "sector", "prices, costs, notice and exit terms"),
        Kind.VOLUME: KindRule("council", "sector", "users, transactions, staff, units"),
        Kind.PLAN: KindRule("council", "sector", "steps, options, budgets, skills"),
        Kind.PERSONAL_DATA: KindRule("council", "sector", "which classes of data are held"),
        Kind.LOCATION: KindRule("council", "council", "where and how systems run and connect"),
        Kind.RISK: KindRule("council", "council", "risk, fitness and weakness of named systems"),
        Kind.VULNERABILITY: KindRule("council", "council", "vulnerabilities and incidents"),
        Kind.PERSON: KindRule("council", "council", "people and their roles"),
        Kind.FREE_TEXT: KindRule("council", "council", "names, notes and whatever else is prose"),
        Kind.TRACE: KindRule("council", "council", "evidence, reviews and policy of the record"),
        Kind.UNCLASSIFIED: KindRule("council", "council", "fields that nobody has classified"),
    }
)
"""Defaults and ceilings. Nothing that is read from a file changes them."""

NARROWED: Mapping[str, tuple[SharingLevel, SharingLevel]] = MappingProxyType(
    {
        # Published with contracts, but somebody typed them: only where they are asked for.
        "Contract.name": ("council", "public"),
        "Contract.reference": ("council", "public"),
        "Contract.lot": ("council", "public"),
        # What lies under a system helps an attacker more than a buyer.
        "System.technology": ("council", "sector"),
    }
)
"""Fields with a default or a ceiling below that of their class."""

_NOT_CLASSIFIED = FieldClass(Kind.UNCLASSIFIED, "council", "council")


def rank(level: SharingLevel) -> int:
    """Return 0 for council, 1 for sector, 2 for public."""
    return LEVELS.index(level)


def lowest(*levels: SharingLevel) -> SharingLevel:
    """Return the level that reaches the fewest."""
    return min(levels, key=rank)


def reaches(level: SharingLevel, asked: SharingLevel) -> bool:
    """Whether what stands at a level may be seen at the level asked for."""
    return rank(level) >= rank(asked)


def _classes() -> Mapping[str, FieldClass]:
    return {
        f"{owner}.{name}": _class(f"{owner}.{name}", Kind(kind))
        for owner, kinds in FIELDS.items()
        for kind, names in kinds.items()
        for name in names.split()
    }


def _class(field: str, kind: Kind) -> FieldClass:
    rule = KINDS[kind]
    default, ceiling = NARROWED.get(field, (rule.default, rule.ceiling))
    ceiling = lowest(ceiling, rule.ceiling)
    return FieldClass(kind, lowest(default, rule.default, ceiling), ceiling)


CLASSES: Mapping[str, FieldClass] = MappingProxyType(_classes())
"""Every field by `Type.field`, under the type that declares it."""


def class_of(field: str) -> FieldClass:
    """Return the class of a field, `System.users`; of one that is not known: it never leaves."""
    return CLASSES.get(field, _NOT_CLASSIFIED)
