"""Every key that is filled in a record: what an exporter does not say it carries, is lost.

So that a key that is new in the record shows in every loss report until an exporter carries it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from estate.portfolio import (
    Aim,
    Barrier,
    Body,
    Budget,
    Capability,
    CapabilityGroup,
    Contract,
    Council,
    DataClass,
    Framework,
    Freeze,
    Interface,
    Need,
    Option,
    Platform,
    Product,
    Risk,
    Skill,
    SkillKind,
    Standard,
    Step,
    Supplier,
    System,
)
from estate.portfolio.base import Noun, Record

if TYPE_CHECKING:
    from collections.abc import Collection

    from estate.rendering.exchange.loss import Losing
    from estate.rendering.exchange.material import Material

NEVER = "notes never leave a council"
KIND = {
    "aims": "aim",
    "barriers": "barrier",
    "bodies": "body",
    "budgets": "budget",
    "capabilities": "capability",
    "contracts": "contract",
    "council": "council",
    "data_classes": "data class",
    "frameworks": "framework",
    "freezes": "freeze",
    "groups": "group of capabilities",
    "interfaces": "interface",
    "needs": "need",
    "options": "option",
    "platforms": "platform",
    "products": "product",
    "risks": "risk",
    "skills": "skill",
    "standards": "standard",
    "steps": "recorded step",
    "suppliers": "supplier",
    "systems": "system",
}
"""What a record of each table is called."""

TYPES: Mapping[str, type[Noun]] = {
    "aims": Aim,
    "barriers": Barrier,
    "bodies": Body,
    "budgets": Budget,
    "capabilities": Capability,
    "contracts": Contract,
    "council": Council,
    "data_classes": DataClass,
    "frameworks": Framework,
    "freezes": Freeze,
    "groups": CapabilityGroup,
    "interfaces": Interface,
    "needs": Need,
    "options": Option,
    "platforms": Platform,
    "products": Product,
    "risks": Risk,
    "skills": Skill,
    "standards": Standard,
    "steps": Step,
    "suppliers": Supplier,
    "systems": System,
}
"""The type of a table's records; of `skills`, a council's."""

KEEPING = frozenset({"allow", "reviewed", "reviewed_by", "sharing"})
"""Keys about the keeping of a record, not about what it is of."""
WHY_KEEPING = "is about how the record is kept, not about the estate"


class Kept(NamedTuple):
    """A record: its table, how it is named, and itself."""

    table: str
    address: str
    record: Noun


def records(material: Material) -> Iterator[Kept]:
    """Yield every record of the councils that are written, and of the catalogue."""
    for council, inventory in material.inventories():
        for kept in _tables(council, inventory):
            yield kept
            options = getattr(kept.record, "options", None)
            if kept.table == "systems" and options:
                for name, option in sorted(options.items()):
                    yield Kept("options", f"{kept.address}: {name}", option)
    yield from _tables("catalogue", material.portfolio.catalogue)


def _tables(owner: str, whole: Noun) -> Iterator[Kept]:
    for table in type(whole).model_fields:
        held = getattr(whole, table)
        if isinstance(held, Noun):
            yield Kept(table, owner, held)
        elif isinstance(held, Mapping):
            for name, record in sorted(held.items()):
                yield Kept(table, _address(owner, table, name), record)
        else:
            for place, record in enumerate(held):
                yield Kept(table, _address(owner, table, str(place)), record)


def _address(owner: str, table: str, name: str) -> str:
    return f"{owner}/{name}" if table == "systems" else f"{owner}: {table}.{name}"


def filled(record: Noun) -> Iterator[str]:
    """Yield the keys of a record that say something; of a table within it, `table.key`."""
    for key in type(record).model_fields:
        value = getattr(record, key)
        if isinstance(value, Noun) and not isinstance(value, Record):
            yield from (f"{key}.{inner}" for inner in filled(value))
        elif _says(value):
            yield key


def _says(value: Any) -> bool:  # noqa: ANN401  # a value of any key
    if isinstance(value, tuple | list | Mapping):
        return bool(value)
    return value is not None


def lose_the_rest(
    losing: Losing,
    material: Material,
    carried: Mapping[str, Collection[str]],
    why: Mapping[str, str],
    otherwise: str,
) -> None:
    """Note every filled key that an exporter does not carry.

    `carried` holds for each table (`systems`, `options`, `contracts`, ...) the keys that go along:
    `annual_cost` means all that is in it, `annual_cost.licence` that alone. `why` says for
    `table` or `table.key` why it is left out, and `otherwise` for the rest.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for table, address, record in records(material):
        own = carried.get(table, ())
        for key in filled(record):
            if key not in own and key.partition(".")[0] not in own:
                found.setdefault((table, key), []).append(address)
    for (table, key), addresses in found.items():
        kind = f"{KIND.get(table, table)}: {key.rstrip('_')}"
        losing.lose(kind, _why(table, key, why, otherwise), *addresses)


def lose_records(
    losing: Losing, material: Material, left: Mapping[str, str], spared: Collection[str] = ()
) -> None:
    """Note the records of whole tables that do not go along, but for those spared; say why."""
    for table, address, _ in records(material):
        if table in left and address not in spared:
            losing.lose(KIND.get(table, table), left[table], address)


def keys_of(table: str) -> tuple[str, ...]:
    """Return the keys that a record of a table can have, a council's or the catalogue's."""
    shared = SkillKind.model_fields if table == "skills" else ()
    return tuple(dict.fromkeys((*TYPES[table].model_fields, *shared)))


def _why(table: str, key: str, why: Mapping[str, str], otherwise: str) -> str:
    if key == "notes":
        return NEVER
    top = key.partition(".")[0]
    for place in (f"{table}.{key}", f"{table}.{top}", table, f"*.{top}"):
        if place in why:
            return why[place]
    return WHY_KEEPING if key in KEEPING else otherwise
