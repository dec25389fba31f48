"""A pack worked by hand, and what must never be in one."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32encode
from datetime import date
from pathlib import Path

import pytest

from estate.portfolio import Portfolio
from estate.portfolio.agreement import Agreement, Bands, Recipe, ShareLevel
from estate.reading import read
from estate.sharing.canonical import canonical_bytes, is_whole
from estate.sharing.ids import Key
from estate.sharing.pack import (
    Amount,
    Days,
    Pack,
    PackContract,
    PackCouncil,
    PackExtension,
    PackInterface,
    PackProduct,
    PackStep,
    PackSupplier,
    PackSystem,
    Vocabulary,
)
from estate.sharing.project import NothingLeaves, Request, project

KEY = Key(b"k" * 32)
AS_OF = date(2026, 9, 30)

WORKSPACE = """
[estate]
as_of = 2026-09-30
sharing.level = "sector"
"""
CATALOGUE = """
[capabilities."revenues.council-tax"]
name = "Council tax"
[capabilities."finance.ledger"]
name = "General ledger"
[suppliers.braemoss]
name = "Braemoss Software"
parent = "kinvale"
[suppliers.kinvale]
name = "Kinvale"
notes = "CANARY12 do not buy"
[products.revmaster]
name = "RevMaster"
supplier = "braemoss"
[products.revmaster.versions."8"]
released = 2019-03-01
[products.secret-thing]
name = "CANARY1"
sharing = "council"
[data-classes.income]
name = "Income"
"""
COUNCIL = """
[council]
name = "Glenmarnock Council"
population = 91_400
net_revenue_budget = 241_000_000
description = "CANARY2"

[systems.council-tax]
name = "CANARY3 on srv-sql02"
capabilities = ["revenues.council-tax"]
product = "revmaster@8"
owner = "CANARY4"
lifecycle = "phase-out"
hosting = "on-premises"
users = 64
annual_cost = { licence = 90_000, support = 30_000 }
criticality = "vital"
vulnerabilities = { critical = 7 }

[systems.ledger]
name = "Ledger"
capabilities = ["finance.ledger"]
product = "secret-thing"

[systems.hidden]
name = "CANARY5"
sharing = "council"
capabilities = ["revenues.council-tax"]

[contracts.tax]
name = "CANARY6 billing"
systems = ["council-tax", "hidden"]
supplier = "braemoss"
starts = 2019-04-01
ends = 2027-03-31
extensions = [{ months = 12, by = "council", taken = false }]
notice_months = 6
annual_value = 118_000
total_value = 944_000
exit_terms = "CANARY7"

[contracts.for-hidden]
name = "CANARY8"
systems = ["hidden"]
supplier = "kinvale"

[[interfaces]]
from = "council-tax"
to = "ledger"
carries = ["income"]
mechanism = "shared-database"
[[interfaces]]
from = "hidden"
to = "ledger"
[[interfaces]]
from = "council-tax"
to = "ledger"
carries = ["income"]
name = "CANARY9"

[steps.replace-tax]
system = "council-tax"
option = "replace"
finishes = 2027-02-10
work = "CANARY10"
[steps.stop-hidden]
system = "hidden"
option = "retire"
"""
ASKED = (
    "Council.net_revenue_budget",
    "System.users",
    "System.annual_cost",
    "Version.released",
    "Contract.annual_value",
    "Contract.notice_months",
    "Step.option",
    "Step.finishes",
)


def estate(folder: Path, council: str = COUNCIL) -> Portfolio:
    """Return a workspace of one council."""
    (folder / "councils").mkdir(parents=True)
    (folder / "catalogue").mkdir()
    (folder / "estate.toml").write_text(WORKSPACE)
    text = CATALOGUE.replace("[data-classes.", "[data_classes.")
    (folder / "catalogue" / "all.toml").write_text(text)
    (folder / "councils" / "glenmarnock.toml").write_text(council)
    found = read(folder)
    assert found.findings == ()
    assert found.portfolio is not None
    return found.portfolio


def agreed(level: ShareLevel = "sector", fields: tuple[str, ...] = ASKED) -> Agreement:
    return Agreement(
        council="glenmarnock",
        recipients=("Scotland Excel",),
        level=level,
        signed_off_by="CANARY11",
        signed_on=date(2026, 4, 1),
        expires=date(2027, 3, 31),
        fields=fields,
        exact=("Contract.annual_value",),
    )


def made(
    portfolio: Portfolio, recipe: Recipe, agreement: Agreement, level: ShareLevel = "sector"
) -> Pack:
    return project(portfolio, Request("glenmarnock", level, recipe, agreement), KEY, AS_OF)


def opaque(kind: str, name: str, level: str = "sector") -> str:
    """Work an id out from the definition: HMAC-SHA256 (RFC 2104), base 32, 20 letters."""
    parts = ("estate-share-2", "glenmarnock", level, kind, name)
    message = "\0".join(parts).encode()
    digest = hmac.new(b"k" * 32, message, hashlib.sha256).digest()
    return f"{kind}-{b32encode(digest)[:20].decode().lower()}"


RECIPE = Recipe(purpose="Test", fields=ASKED, exact=("Contract.annual_value",))


def test_a_pack_worked_by_hand(tmp_path: Path) -> None:
    """Every value beside the bands it falls into, with the default recipe's bounds."""
    content = made(estate(tmp_path / "w"), RECIPE, agreed()).content

    assert content.council == PackCouncil(
        id="glenmarnock",
        name="Glenmarnock Council",
        population=91_400,
        net_revenue_budget=Amount(low=2_500_000),  # the highest band has no upper end
    )
    tax, ledger = opaque("s", "council-tax"), opaque("s", "ledger")
    assert content.systems == tuple(
        sorted(
            (
                PackSystem(
                    id=tax,
                    capabilities=("revenues.council-tax",),
                    lifecycle="in-use",  # that it is being phased out is not told
                    product="revmaster",
                    users=Amount(low=50, high=249),
                    annual_cost=Amount(low=100_000, high=249_999),  # 90,000 + 30,000
                    version_years=Amount(low=5, high=9),  # 1 March 2019 to 30 September 2026: 7
                ),
                PackSystem(id=ledger, capabilities=("finance.ledger",), withheld=("product",)),
            ),
            key=lambda each: each.id,
        )
    )
    assert content.contracts == (
        PackContract(
            id=opaque("c", "tax"),
            systems=(tax,),
            supplier="braemoss",
            starts=Days(first=date(2019, 4, 1), last=date(2019, 4, 1)),
            ends=Days(first=date(2027, 3, 31), last=date(2027, 3, 31)),
            extensions=(PackExtension(months=12, by="council", taken=False),),
            notice_months=6,
            total_value=Amount(low=944_000, high=944_000),
            annual_value=Amount(low=118_000, high=118_000),
        ),
    )
    assert content.interfaces == (
        PackInterface(
            from_capabilities=("revenues.council-tax",),
            to_capabilities=("finance.ledger",),
            carries=("income",),
        ),
    )
    assert content.steps == (
        PackStep(
            system=tax,
            option="replace",
            finishes=Days(first=date(2026, 4, 1), last=date(2027, 3, 31)),
        ),
    )
    assert content.counts == ()
    assert content.vocabulary == Vocabulary(
        capabilities={"finance.ledger": "General ledger", "revenues.council-tax": "Council tax"},
        products={"revmaster": PackProduct(name="RevMaster", supplier="braemoss")},
        suppliers={
            "braemoss": PackSupplier(name="Braemoss Software", parent="kinvale"),
            "kinvale": PackSupplier(name="Kinvale"),
        },
    )


def test_nothing_private_is_in_the_bytes(tmp_path: Path) -> None:
    pack = made(estate(tmp_path / "w"), RECIPE, agreed())
    told = canonical_bytes(pack).decode()

    assert "CANARY" not in told
    for word in ("srv-sql02", "ledger-", "on-premises", "vital", "shared-database", "phase-out"):
        assert word not in told
    assert Pack.model_validate_json(told) == pack
    assert is_whole(pack)


def test_private_facts_change_no_byte(tmp_path: Path) -> None:
    """What is not told plays no part: not its value, its presence, its length or its order."""
    before = canonical_bytes(made(estate(tmp_path / "a"), RECIPE, agreed()))
    changed = (
        COUNCIL.replace("CANARY", "OTHER and much longer than it was ")
        .replace("critical = 7", "critical = 0, high = 3")
        .replace('hosting = "on-premises"', 'hosting = "saas"\nnotes = "new"')
        .replace('criticality = "vital"', "")
        .replace(
            "[steps.stop-hidden]",
            '[systems.hidden-too]\nname = "x"\nsharing = "council"\n'
            "users = 3\n\n[steps.stop-hidden]",
        )
        .replace('systems = ["hidden"]', 'systems = ["hidden", "hidden-too"]')
    )
    assert changed != COUNCIL
    assert canonical_bytes(made(estate(tmp_path / "b", changed), RECIPE, agreed())) == before


def test_a_field_needs_the_recipe_and_the_agreement(tmp_path: Path) -> None:
    portfolio = estate(tmp_path / "w")
    only_asked = made(portfolio, RECIPE, agreed(fields=()))
    only_agreed = made(portfolio, Recipe(purpose="Test"), agreed())

    assert canonical_bytes(only_asked.content) == canonical_bytes(only_agreed.content)
    assert only_asked.content.contracts[0].annual_value is None
    reasons = {(each.kind, each.because) for each in only_asked.manifest.withheld}
    assert ("price", "not-agreed") in reasons
    assert ("price", "not-asked") in {
        (each.kind, each.because) for each in only_agreed.manifest.withheld
    }


def test_exact_sums_need_both_too(tmp_path: Path) -> None:
    portfolio = estate(tmp_path / "w")
    banded = made(portfolio, RECIPE.model_copy(update={"exact": ()}), agreed())
    assert banded.content.contracts[0].annual_value == Amount(low=100_000, high=249_999)


def test_dates_are_as_coarse_as_the_recipe_says(tmp_path: Path) -> None:
    recipe = RECIPE.model_copy(update={"bands": Bands(days="by-half-year")})
    (contract,) = made(estate(tmp_path / "w"), recipe, agreed()).content.contracts
    assert contract.ends == Days(first=date(2027, 1, 1), last=date(2027, 6, 30))


def test_what_the_recipe_leaves_out_is_not_told(tmp_path: Path) -> None:
    recipe = RECIPE.model_copy(update={"leave_out": ("Contract.supplier", "Supplier.name")})
    pack = made(estate(tmp_path / "w"), recipe, agreed())
    assert pack.content.contracts[0].supplier is None
    assert pack.content.vocabulary.suppliers == {}
    assert "contracts.supplier" not in {each.place for each in pack.manifest.fields}


def test_a_public_pack_tells_public_records_only(tmp_path: Path) -> None:
    """Workspace default is sector: only what says `public` itself is told, and named fields of it.

    The contract is not marked, and does not follow its system to the public.
    """
    council = COUNCIL.replace("criticality", 'sharing = "public"\ncriticality', 1)
    fields = ("System.capabilities", "System.product", "System.users", "Contract.supplier")
    recipe = Recipe(purpose="Test", fields=fields)
    pack = made(estate(tmp_path / "w", council), recipe, agreed("public", fields), "public")

    assert pack.content.systems == (
        PackSystem(
            id=opaque("s", "council-tax", "public"),
            capabilities=("revenues.council-tax",),
            withheld=("product",),  # its record in the catalogue is not public
        ),
    )
    assert pack.content.contracts == ()
    assert pack.content.council == PackCouncil(id="glenmarnock")  # of it nothing is asked for
    assert pack.content.vocabulary == Vocabulary()


@pytest.mark.parametrize(
    ("agreement", "level", "on", "said"),
    [
        (None, "sector", AS_OF, "there is no agreement of glenmarnock"),
        (agreed().model_copy(update={"council": "other"}), "sector", AS_OF, "is of other, not"),
        (agreed(), "public", AS_OF, "for level sector, not public"),
        (agreed(), "sector", date(2026, 3, 31), "holds only from 2026-04-01"),
        (agreed(), "sector", date(2027, 4, 1), "ended on 2027-03-31"),
    ],
)
def test_without_an_agreement_that_holds_nothing_leaves(
    tmp_path: Path, agreement: Agreement | None, level: ShareLevel, on: date, said: str
) -> None:
    request = Request("glenmarnock", level, RECIPE, agreement)
    with pytest.raises(NothingLeaves, match=said):
        project(estate(tmp_path / "w"), request, KEY, on)


def test_an_agreement_holds_on_its_first_and_last_day(tmp_path: Path) -> None:
    portfolio = estate(tmp_path / "w")
    request = Request("glenmarnock", "sector", RECIPE, agreed())
    for day in (date(2026, 4, 1), date(2027, 3, 31)):
        assert project(portfolio, request, KEY, day).content.systems


def test_a_record_that_nobody_marked_stays_where_the_workspace_says_nothing(
    tmp_path: Path,
) -> None:
    portfolio = estate(tmp_path / "w")
    workspace = portfolio.workspace.model_copy(
        update={"sharing": type(portfolio.workspace.sharing)()}
    )
    unmarked = Portfolio(workspace, portfolio.catalogue, portfolio.councils)
    content = made(unmarked, RECIPE, agreed()).content
    assert not any((content.systems, content.contracts, content.interfaces, content.steps))
    assert content.council == PackCouncil(
        id="glenmarnock",
        withheld=(
            "gss_code",
            "kind",
            "name",
            "net_revenue_budget",
            "population",
            "rurality",
        ),
    )


def test_ids_stay_with_the_key_and_differ_without_it(tmp_path: Path) -> None:
    portfolio = estate(tmp_path / "w")
    request = Request("glenmarnock", "sector", RECIPE, agreed())
    first, again, other = (
        {each.id for each in project(portfolio, request, Key(key), AS_OF).content.systems}
        for key in (b"k" * 32, b"k" * 32, b"l" * 32)
    )
    assert first == again
    assert not first & other
    assert KEY.opaque("a", "sector", "s", "x") != KEY.opaque("b", "sector", "s", "x")
    assert KEY.opaque("a", "sector", "s", "x") != KEY.opaque("a", "public", "s", "x")
    assert "kkkk" not in repr(KEY)
