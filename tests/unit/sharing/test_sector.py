"""Councils from packs and inventories put together: mixed, old, broken and missing ones."""

from __future__ import annotations

from datetime import date

from tests.support.packs import content_of, pack_of

from estate.comparison.view import CouncilView, SectorView
from estate.diagnostics import Severity
from estate.portfolio import Catalogue, Product
from estate.sharing.checking import Checked, Expected, PackFile, PackFinding, check_packs
from estate.sharing.pack import Pack, PackProduct, Vocabulary
from estate.sharing.sector import FromPacks, sector_with_packs

MIXED = (
    "Packs of different levels are compared, which tell different things "
    "(public: westmuir; sector: eastmuir)."
)
ON = date(2026, 11, 22)


def together(
    *packs: Pack, base: SectorView | None = None, councils: tuple[str, ...] = ()
) -> FromPacks:
    files = [PackFile(f"in/{number}.pack.json", pack) for number, pack in enumerate(packs)]
    return sector_with_packs(check_packs(files, Expected(ON)), ON, base, councils)


def test_packs_alone_are_a_sector() -> None:
    made = together(pack_of("westmuir"), pack_of("eastmuir"))
    assert [council.id for council in made.sector.councils] == ["eastmuir", "westmuir"]
    assert made.sector.catalogue.products["revmaster"].supplier == "braemoss"
    assert made.sector.capability_name("revenues.council-tax") == "Council tax"
    assert made.sector.missing == {}
    # 30 September to 22 November: 31 + 22 days.
    assert made.remarks == (
        "Dates are judged as of 2026-11-22, from packs that are up to 53 days old.",
    )


def test_levels_days_and_what_is_fictional_may_be_mixed() -> None:
    plain = content_of("westmuir", contracts=()).model_copy(update={"systems": ()})
    fields = ("Council.name", "Council.population", "Capability.name", "Product.name",
              "Product.supplier", "Supplier.name")  # fmt: skip
    public = pack_of("westmuir", content=plain, level="public", fields=fields,
                     as_of=date(2026, 11, 1), illustrative=True)  # fmt: skip
    made = together(pack_of("eastmuir"), public)
    assert made.sector.illustrative
    assert made.remarks == (
        MIXED,
        "Packs are of different days, from 2026-09-30 to 2026-11-01.",
        "Dates are judged as of 2026-11-22, from packs that are up to 53 days old.",
        "Some of these councils are fictional.",
    )


def test_a_pack_that_cannot_be_used_is_left_out_and_named() -> None:
    broken = Checked(
        PackFile("in/torn.pack.json", None),
        (PackFinding("not-json", Severity.ERROR, "not JSON, or cut off"),),
    )
    bad = pack_of("westmuir", content_sha256="0" * 64)
    checked = (
        *check_packs(
            [PackFile("in/e.pack.json", pack_of()), PackFile("in/w.pack.json", bad)],
            Expected(ON),
        ),
        broken,
    )
    made = sector_with_packs(checked, ON, None, ())
    assert [council.id for council in made.sector.councils] == ["eastmuir"]
    assert list(made.sector.missing) == ["torn.pack.json", "westmuir"]
    assert made.remarks[0] == "torn.pack.json is left out: not JSON, or cut off."
    assert made.remarks[1].startswith("w.pack.json is left out: its content has been changed")


def test_a_council_that_is_asked_for_and_not_there_is_missing() -> None:
    made = together(pack_of("eastmuir"), pack_of("westmuir"), councils=("eastmuir", "nowhere"))
    assert [council.id for council in made.sector.councils] == ["eastmuir"]
    assert made.sector.missing == {"nowhere": "there is no pack of it"}


def test_the_latest_pack_of_a_council_is_used() -> None:
    made = together(pack_of(as_of=date(2026, 7, 1)), pack_of(as_of=date(2026, 9, 1)))
    assert [council.as_of for council in made.sector.councils] == [date(2026, 9, 1)]
    assert made.remarks[0] == (
        "0.pack.json: in/1.pack.json is used for eastmuir: as of 2026-09-01, sector."
    )


def test_an_inventory_comes_before_a_pack_and_its_catalogue_before_a_vocabulary() -> None:
    catalogue = Catalogue(products={"revmaster": Product(name="RevMaster")})
    base = SectorView((CouncilView("eastmuir", "Eastmuir"),), ON, catalogue)
    names = Vocabulary(products={"revmaster": PackProduct(name="Another thing")})
    content = content_of("westmuir", vocabulary=names)
    made = together(pack_of("eastmuir"), pack_of("westmuir", content=content), base=base)
    assert [(each.id, each.source) for each in made.sector.councils] == [
        ("eastmuir", "inventory"),
        ("westmuir", "pack"),
    ]
    assert made.sector.catalogue.products["revmaster"].name == "RevMaster"
    assert made.remarks[0] == ("0.pack.json is left out: eastmuir is compared from its inventory.")
    assert made.remarks[-1] == (
        "westmuir calls revmaster (products) “Another thing”; it is shown as “RevMaster”."
    )


def test_the_order_of_files_changes_nothing() -> None:
    packs = [
        PackFile(f"{name}.pack.json", pack_of(name)) for name in ("a-muir", "b-muir", "c-muir")
    ]
    one, other = (
        sector_with_packs(check_packs(files, Expected(ON)), ON) for files in (packs, packs[::-1])
    )
    assert one == other
