"""Councils from an inventory and from packs, put together to be compared.

Mixed levels, versions and ages, packs that cannot be used and councils without one are each said,
and none stops the comparison. A council whose inventory is at hand is taken from that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from estate.comparison.view import SectorView
from estate.diagnostics import Severity
from estate.portfolio import Capability, Catalogue, Framework, Platform, Product, Supplier
from estate.sharing.as_view import council_of
from estate.sharing.checking import Checked
from estate.sharing.counted import Counted, counted
from estate.sharing.pack import Pack, Vocabulary

_Named = Capability | Product | Supplier | Platform | Framework


@dataclass(frozen=True, slots=True)
class FromPacks:
    """What is compared, and what is to be said of where it comes from."""

    sector: SectorView
    remarks: tuple[str, ...] = ()
    counts: tuple[Counted, ...] = ()


def sector_with_packs(
    packs: Iterable[Checked],
    as_of: date,
    base: SectorView | None = None,
    councils: Collection[str] = (),
) -> FromPacks:
    """Return the councils of packs that can be used, beside those of an inventory.

    With `councils`, only those; one of which there is neither is among the sector's `missing`.
    """
    checked = sorted(packs, key=lambda each: each.file.path)
    here = {council.id for council in base.councils} if base else set()
    used = _used(checked, here, councils)
    catalogue, clashes = _catalogue(used, base.catalogue if base else Catalogue())
    own = [council for council in (base.councils if base else ()) if _asked(council.id, councils)]
    views = (*own, *(council_of(used[name]) for name in sorted(used)))
    fictional = [pack.manifest.illustrative for pack in used.values()]
    fictional += [base.illustrative] if base and own else []
    sector = SectorView(
        councils=tuple(sorted(views, key=lambda each: each.id)),
        as_of=as_of,
        catalogue=catalogue,
        illustrative=any(fictional),
        missing=_missing(checked, {*used, *here}, councils, base),
    )
    remarks = (*_left_out(checked, here), *_mixed(used, as_of), *clashes)
    mixed = any(fictional) and not all(fictional)
    remarks = (*remarks, *(["Some of these councils are fictional."] * mixed))
    return FromPacks(sector, remarks, counted(used.values()))


def _asked(council: str, councils: Collection[str]) -> bool:
    return not councils or council in councils


def _used(
    checked: Iterable[Checked], here: Collection[str], councils: Collection[str]
) -> Mapping[str, Pack]:
    """Return the pack to use for each council that has no inventory here."""
    used: dict[str, Pack] = {}
    for each in checked:
        pack = each.file.pack
        if pack is None or not each.usable or any(one.code in _SECOND for one in each.findings):
            continue
        if pack.manifest.council not in here and _asked(pack.manifest.council, councils):
            used[pack.manifest.council] = pack
    return used


_SECOND = {"twice", "replaced", "contradicts"}
"""Findings of packs of which another one of the same council is used."""


def _missing(
    checked: Iterable[Checked],
    there: Collection[str],
    councils: Collection[str],
    base: SectorView | None,
) -> Mapping[str, str]:
    """Return councils of which nothing can be used, and why; a file that is no pack by its name."""
    missing = dict(base.missing) if base else {}
    for each in checked:
        pack, file = each.file.pack, each.file.path.rpartition("/")[2]
        name = pack.manifest.council if pack else file
        if each.usable or name in there or (pack and not _asked(name, councils)):
            continue
        missing[name] = f"{file}: {each.findings[0].message}" if pack else each.findings[0].message
    for name in councils:
        if name not in there:
            missing.setdefault(name, "there is no pack of it")
    return dict(sorted(missing.items()))


def _left_out(checked: Iterable[Checked], here: Collection[str]) -> Iterable[str]:
    """Yield what was not used, or is doubtful, with the reason."""
    for each in checked:
        file, pack = each.file.path.rpartition("/")[2], each.file.pack
        worst = each.findings[0] if each.findings else None
        if worst and worst.severity is Severity.ERROR:
            yield f"{file} is left out: {worst.message}."
        elif pack and pack.manifest.council in here:
            yield f"{file} is left out: {pack.manifest.council} is compared from its inventory."
        else:
            doubts = [one for one in each.findings if one.code != "illustrative"]
            yield from (f"{file}: {one.message}." for one in doubts)


def _mixed(used: Mapping[str, Pack], as_of: date) -> Iterable[str]:
    """Yield how packs differ in level and in age."""
    levels: dict[str, list[str]] = {}
    for name, pack in sorted(used.items()):
        levels.setdefault(pack.manifest.level, []).append(name)
    if len(levels) > 1:
        said = "; ".join(f"{level}: {', '.join(names)}" for level, names in sorted(levels.items()))
        yield f"Packs of different levels are compared, which tell different things ({said})."
    days = sorted({pack.manifest.as_of for pack in used.values()})
    if len(days) > 1:
        yield f"Packs are of different days, from {days[0]} to {days[-1]}."
    if days and days[0] != as_of:
        yield f"Dates are judged as of {as_of}, from packs that are up to " + (
            f"{(as_of - days[0]).days:,} days old." if days[0] < as_of else f"of {days[-1]}."
        )


def _catalogue(used: Mapping[str, Pack], base: Catalogue) -> tuple[Catalogue, tuple[str, ...]]:
    """Return a catalogue with what packs name besides, and where they contradict one another.

    An entry of the catalogue at hand holds; else that of the first council by id.
    """
    made = {part: dict(getattr(base, part)) for part in _PARTS}
    clashes = []
    for council, pack in sorted(used.items()):
        for part, records in _records(pack.content.vocabulary).items():
            for name, record in records.items():
                known = made[part].setdefault(name, record)
                if known.name.casefold() != record.name.casefold():
                    clashes.append((part, name, council, record.name, known.name))
    said = tuple(
        f"{council} calls {name} ({part}) “{own}”; it is shown as “{shown}”."
        for part, name, council, own, shown in sorted(clashes)
    )
    return base.model_copy(update=made), said


_PARTS = ("capabilities", "products", "suppliers", "platforms", "frameworks")


def _records(names: Vocabulary) -> Mapping[str, Mapping[str, _Named]]:
    return {
        "capabilities": {key: Capability(name=name) for key, name in names.capabilities.items()},
        "products": {
            key: Product(
                name=each.name, kind=each.kind, supplier=each.supplier, aliases=each.aliases
            )
            for key, each in names.products.items()
        },
        "suppliers": {
            key: Supplier(
                name=each.name,
                company_number=each.company_number,
                parent=each.parent,
                aliases=each.aliases,
                former_names=each.former_names,
            )
            for key, each in names.suppliers.items()
        },
        "platforms": {
            key: Platform(
                name=each.name,
                status=each.status,
                capabilities=each.capabilities,
                product=each.product,
                supplier=each.supplier,
            )
            for key, each in names.platforms.items()
        },
        "frameworks": {
            key: Framework(
                name=each.name,
                reference=each.reference,
                owner=each.owner,
                starts=each.starts,
                ends=each.ends,
                extension_months=each.extension_months,
            )
            for key, each in names.frameworks.items()
        },
    }
