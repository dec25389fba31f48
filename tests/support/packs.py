"""Small share packs of fictional councils, and files of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from estate.sharing.canonical import canonical_bytes, content_sha256
from estate.sharing.manifest import AgreementTerms, Manifest, PackLevel, SharedField, WithheldKind
from estate.sharing.pack import (
    Amount,
    Content,
    Days,
    Pack,
    PackContract,
    PackCouncil,
    PackExtension,
    PackProduct,
    PackSupplier,
    PackSystem,
    Vocabulary,
)
from estate.sharing.places import PLACES

S1, S2 = "s-" + "a" * 20, "s-" + "b" * 20
C1 = "c-" + "a" * 20
AS_OF = date(2026, 9, 30)
TOLD = (
    "Council.name",
    "Council.population",
    "System.capabilities",
    "System.lifecycle",
    "System.product",
    "System.users",
    "System.annual_cost",
    "Contract.systems",
    "Contract.supplier",
    "Contract.starts",
    "Contract.ends",
    "Contract.extensions",
    "Contract.renewal",
    "Contract.annual_value",
    "Capability.name",
    "Product.name",
    "Product.supplier",
    "Supplier.name",
)
"""Fields that the packs here tell."""


def day(value: date) -> Days:
    return Days(first=value, last=value)


def content_of(of: str = "eastmuir", **more: Any) -> Content:  # noqa: ANN401  # any field of a content
    """Return what a pack of two systems and a contract tells."""
    parts: dict[str, Any] = {
        "council": PackCouncil(id=of, name=f"{of.title()} Council", population=91_400),
        "systems": (
            PackSystem(
                id=S1,
                capabilities=("revenues.council-tax",),
                lifecycle="in-use",
                product="revmaster",
                users=Amount(low=50, high=249),
                annual_cost=Amount(low=120_000, high=120_000),
            ),
            PackSystem(id=S2, capabilities=("finance.ledger",), withheld=("product",)),
        ),
        "contracts": (
            PackContract(
                id=C1,
                systems=(S1,),
                supplier="braemoss",
                starts=day(date(2022, 4, 1)),
                ends=day(date(2027, 3, 31)),
                extensions=(
                    PackExtension(months=12, by="council", taken=True),
                    PackExtension(months=12, by="agreement"),
                ),
                renewal="none",
                annual_value=Amount(low=100_000, high=249_999),
            ),
        ),
        "vocabulary": Vocabulary(
            capabilities={"revenues.council-tax": "Council tax", "finance.ledger": "Ledger"},
            products={"revmaster": PackProduct(name="RevMaster", supplier="braemoss")},
            suppliers={"braemoss": PackSupplier(name="Braemoss Software")},
        ),
    }
    return Content(**{**parts, **more})


def pack_of(
    council: str = "eastmuir",
    content: Content | None = None,
    level: PackLevel = "sector",
    fields: tuple[str, ...] = TOLD,
    **more: Any,  # noqa: ANN401  # any field of a manifest
) -> Pack:
    """Return a sound pack, but for what is asked."""
    made = content or content_of(council)
    parts: dict[str, Any] = {
        "format": "estate-share-pack",
        "version": 1,
        "tool": "estate 0",
        "council": council,
        "level": level,
        "purpose": "Buying together",
        "recipients": ("Scotland Excel",),
        "agreement": AgreementTerms(signed_on=date(2026, 4, 1), expires=date(2027, 9, 30)),
        "as_of": AS_OF,
        "fields": tuple(
            SharedField(field=name, place=PLACES[name].path, kind="service", how="as-recorded")
            for name in fields
        ),
        "withheld": (
            WithheldKind(kind="price", because="not-agreed", fields=3),
            WithheldKind(kind="price", because="left-out", fields=1),
            WithheldKind(kind="risk", because="never-leaves", fields=9),
        ),
        "content_sha256": content_sha256(made),
    }
    return Pack(manifest=Manifest(**{**parts, **more}), content=made)


def write(folder: Path, pack: Pack, name: str | None = None) -> Path:
    """Write a pack's file as `estate share` does, and return where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or f"{pack.manifest.council}.{pack.manifest.level}.pack.json")
    path.write_bytes(canonical_bytes(pack))
    return path
