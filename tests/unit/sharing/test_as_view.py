"""A pack seen as a council to be compared: known, rough, withheld and unknown told apart."""

from __future__ import annotations

from datetime import date

from tests.support.packs import AS_OF, C1, S1, S2, TOLD, content_of, day, pack_of

from estate.comparison.view import WITHHELD, Band, DateBand
from estate.portfolio.terms import Extension
from estate.sharing.as_view import council_of
from estate.sharing.pack import Amount, Days, PackContract


def test_a_council_says_where_it_comes_from() -> None:
    council = council_of(pack_of())
    assert (council.id, council.name, council.population) == (
        "eastmuir",
        "Eastmuir Council",
        91_400,
    )
    assert (council.source, council.level, council.version) == ("pack", "sector", "1")
    assert council.as_of == AS_OF
    assert council.withheld == {"price": 4, "risk": 9}
    assert council.needs is WITHHELD
    assert council.rurality is WITHHELD


def test_values_are_exact_rough_withheld_or_unknown() -> None:
    one, two = council_of(pack_of()).systems
    assert (one.ref.council, one.ref.system, two.ref.system) == ("eastmuir", S1, S2)
    assert one.users == Band(50, 249)
    assert one.annual_cost == 120_000
    assert (one.product, one.product_name) == ("revmaster", "RevMaster")
    assert (one.supplier, one.supplier_name) == ("braemoss", "Braemoss Software")
    assert one.contracts == (C1,)
    # Listed in the manifest and absent: nobody recorded it.
    assert two.users is None
    assert two.annual_cost is None
    # Listed, and this record says that it is held back.
    assert two.product is WITHHELD
    # Not listed.
    assert one.platform is WITHHELD
    assert one.transactions is WITHHELD
    # No pack has a place for them.
    assert one.name is one.version is one.hosting is one.red_rated is WITHHELD


def test_an_open_band_stays_open() -> None:
    system = content_of().systems[0].model_copy(update={"users": Amount(low=500_000)})
    council = council_of(pack_of(content=content_of(systems=(system,))))
    assert council.systems[0].users == Band(500_000, None)


def test_a_contract_runs_on_by_what_was_taken() -> None:
    """To 31 March 2027, and 12 months of an extension that was taken: 31 March 2028."""
    (contract,) = council_of(pack_of()).contracts
    assert contract.ends == date(2028, 3, 31)
    assert contract.annual_value == Band(100_000, 249_999)
    assert contract.total_value is WITHHELD
    assert contract.terms is not None
    assert contract.terms is not WITHHELD
    assert contract.terms.current_end == contract.ends
    assert contract.terms.extensions[1] == Extension(months=12, by="agreement")
    # The price is a band, so what leaving costs is not known.
    assert contract.terms.annual_value is None


def test_rough_days_stay_rough_and_their_terms_are_withheld() -> None:
    """January to March 2027 and 12 months taken: January to March 2028."""
    quarter = Days(first=date(2027, 1, 1), last=date(2027, 3, 31))
    rough = content_of().contracts[0].model_copy(update={"ends": quarter})
    (contract,) = council_of(pack_of(content=content_of(contracts=(rough,)))).contracts
    assert contract.ends == DateBand(date(2028, 1, 1), date(2028, 3, 31))
    assert contract.terms is WITHHELD


def test_an_end_is_counted_from_the_term_where_none_is_told() -> None:
    counted = PackContract(id=C1, starts=day(date(2024, 4, 1)), term_months=36)
    (contract,) = council_of(pack_of(content=content_of(contracts=(counted,)))).contracts
    assert contract.ends == date(2027, 3, 31)


def test_terms_are_withheld_where_what_decides_them_is() -> None:
    """Without extensions nothing is known; with tacit renewal, without notice likewise."""
    fields = tuple(name for name in TOLD if name != "Contract.extensions")
    (contract,) = council_of(pack_of(fields=fields)).contracts
    assert contract.terms is WITHHELD
    # It may have been prolonged, which nobody tells.
    assert contract.ends is WITHHELD
    tacit = content_of().contracts[0].model_copy(update={"renewal": "tacit"})
    (contract,) = council_of(pack_of(content=content_of(contracts=(tacit,)))).contracts
    assert contract.terms is WITHHELD


def test_a_system_without_contracts_told_has_them_withheld() -> None:
    fields = tuple(name for name in TOLD if name != "Contract.systems")
    content = content_of(contracts=())
    assert council_of(pack_of(content=content, fields=fields)).systems[0].contracts is WITHHELD
    assert council_of(pack_of(content=content)).systems[0].contracts == ()
