"""Questions to an estate that can be answered by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.query.toy import asked, ids, world

from estate.diagnostics import UsageFault
from estate.query.kinds import KINDS
from estate.query.listing import Question, listing
from estate.query.values import Cell, Many, Range


def cell(kind: str, record: str, column: str) -> Cell:
    found = asked(kind, f'id = "{record}"', columns=column)
    return found.rows[0].cells[0]


def exactly(value: int) -> Range:
    return Range(Fraction(value), Fraction(value))


@pytest.mark.parametrize(
    ("record", "column", "value"),
    [
        ("tax", "council", "glen"),
        ("tax", "council_name", "Glenmarnock"),
        ("tax", "where", "glen.toml:2"),
        ("tax", "cost", exactly(120_000)),
        ("web", "cost", None),
        ("tax", "annual_cost.hosting", exactly(20_000)),
        ("ledger", "annual_cost.hosting", None),
        ("ledger", "support.fte", Range(Fraction(1, 2), Fraction(1, 2))),
        # The extension that was taken makes it 31 March 2027. The one that was not does not count.
        # Contract `b` has no end; `spent` is over, and others are left.
        ("tax", "contract", Many(("a", "b"))),
        ("tax", "ends", Many((date(2027, 3, 31),), open=True)),
        ("tax", "notice_by", Many((date(2026, 9, 30),), open=True)),
        ("tax", "supplier", Many(("taxers", "boxes"))),
        ("ledger", "ends", None),
        ("web", "contract", None),
        ("tax", "product_supplier", "taxers"),
        # Its product ends on 31 March 2027; of its technology nothing is known.
        ("tax", "support_ends", Many((date(2027, 3, 31),), open=True)),
        ("ledger", "support_ends", Many((date(2030, 3, 31),))),
        ("web", "support_ends", Many(())),
        ("old", "support_ends", None),
        # A list that was left out is unknown; one that was written as empty is empty.
        ("ledger", "technology", Many(())),
        ("web", "technology", None),
        ("old", "in_use", False),
        ("web", "in_use", True),
        # The planned interface does not work yet; the council says that all are recorded.
        ("tax", "interfaces", exactly(1)),
        ("tax", "dependants", exactly(1)),
        ("web", "dependants", exactly(0)),
    ],
)
def test_a_systems_columns(record: str, column: str, value: Cell) -> None:
    assert cell("systems", record, column) == value


def test_scores_are_the_scores() -> None:
    """L3 is 3 to 5 for one person where it is not recorded whether a supplier helps.

    L1 is 5 for support that ends within 12 months, or 6 for the rest.
    """
    assert cell("systems", "tax", "likelihood.skills") == Range(Fraction(3), Fraction(5))
    assert cell("systems", "tax", "likelihood.end_of_support") == Range(Fraction(5), Fraction(6))
    assert cell("systems", "tax", "legacy") is True
    assert cell("systems", "tax", "class") is None


@pytest.mark.parametrize(
    ("kind", "record", "column", "value"),
    [
        ("contracts", "a", "ends", date(2027, 3, 31)),
        ("contracts", "a", "initial_end", date(2026, 3, 31)),
        ("contracts", "a", "end_by_right", date(2028, 3, 31)),
        ("contracts", "a", "extensions.months", Many((exactly(12), exactly(12)))),
        ("contracts", "a", "extensions.taken", Many((True,), open=True)),
        ("contracts", "a", "over", False),
        ("contracts", "spent", "over", True),
        ("contracts", "b", "over", None),
        # Notice was due on 30 September; whether it renews itself nobody recorded.
        ("contracts", "a", "exit_cost", None),
        ("contracts", "spent", "exit_cost", exactly(0)),
        ("interfaces", "1", "receiver", "glen/ledger"),
        ("interfaces", "1", "status", "live"),
        ("interfaces", "2", "status", "planned"),
        ("interfaces", "1", "from", "tax"),
        ("councils", "glen", "systems", exactly(4)),
        # 120,000 and 50,000; what the website and the old thing cost is not recorded.
        ("councils", "glen", "cost", Range(Fraction(170_000), None)),
        ("councils", "glen", "kind", "council"),
        ("products", "taxer", "used_by", Many(("glen/ledger", "glen/tax", "glen/web"))),
        ("products", "ledge", "councils", Many(("glen",))),
        ("versions", "1", "systems", exactly(1)),
        ("contracts", "renewed", "ends", date(2026, 6, 30)),
        ("contracts", "renewed", "over", True),
        ("options", "join", "cost", exactly(5_700)),
        ("options", "retire", "cost", None),
        ("options", "join", "system", "web"),
        ("options", "join", "where", "glen.toml:4"),
        ("steps", "one", "cost", exactly(9)),
        ("steps", "two", "cost", None),
        ("needs", "1", "because", "New duty"),
        ("platforms", "shared", "used_by", Many(("glen/web",))),
        ("capabilities", "finance.ledger", "used_by", Many(("glen/ledger",))),
        ("capabilities", "care.homes", "systems", exactly(0)),
        ("suppliers", "boxes", "contracts", exactly(2)),
        ("suppliers", "taxers", "annual_value", exactly(90_000)),
        ("suppliers", "boxes", "annual_value", Range(Fraction(0), None)),
    ],
)
def test_other_columns(kind: str, record: str, column: str, value: Cell) -> None:
    assert cell(kind, record, column) == value


def test_what_is_not_recorded_is_neither_listed_nor_left_unsaid() -> None:
    found = asked("systems", "ends < 2027-04-01 and cost > £100k", columns="id")

    assert ids(found) == ["tax"]
    # The ledger's cost is known and too low; of the others neither is known.
    assert found.might == 2
    assert found.because == {"cost": 2, "ends": 2}


def test_the_contrary_is_not_the_rest() -> None:
    assert ids(asked("systems", "ends < 2027-04-01", columns="id")) == ["tax"]
    assert ids(asked("systems", "not ends < 2027-04-01", columns="id")) == []
    assert ids(asked("systems", "ends is unknown", columns="id")) == ["ledger", "old", "tax", "web"]


def test_what_may_match_is_listed_when_asked_for_and_marked() -> None:
    found = asked("systems", "cost > £100k", columns="id", include_unknown=True)

    assert [(row.cells[0], row.sure) for row in found.rows] == [
        ("old", False),
        ("tax", True),
        ("web", False),
    ]
    assert (found.matching, found.might) == (1, 2)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("capability = revenues.benefits", ["tax"]),
        ("capability != revenues.benefits", ["ledger"]),
        ("capability ~ 'revenues.*'", ["tax"]),
        ("capability !~ REVENUES.*", ["ledger"]),
        ("capability has finance.ledger or citizen_facing", ["ledger", "web"]),
        ("criticality >= high", ["tax"]),
        ("criticality in [low, medium]", ["ledger"]),
        ("criticality not in [low, medium]", ["tax"]),
        ("name contains 'TAX'", ["tax"]),
        ("name = 'council tax'", []),
        ("name ~ '?ledge*' or name ~ 'l?dger'", ["ledger"]),
        ("support.people = 1", ["tax"]),
        ("support.fte = 0.5", ["ledger"]),
        ("cost = 50_000 or cost = £120,000", ["ledger", "tax"]),
        ("support_ends < today + 3 months", ["tax"]),
        ("support_ends <= 2027-03", ["tax"]),
        ("support_ends = this-financial-year", ["tax"]),
        ("support_ends in 2029-30", ["ledger"]),
        ("support_ends > next-financial-year", ["ledger"]),
        ("ends <= support_ends", ["tax"]),
        ("technology is known and owner is unknown", ["ledger"]),
        ("not in_use", ["old"]),
        ("citizen_facing = yes", ["web"]),
        ("supplier = taxers and supplier = boxes", ["tax"]),
        ("product_supplier = supplier", ["tax"]),
        ("lifecycle = retired", ["old"]),
        ("criticality = criticality", ["ledger", "tax"]),
        ("criticality >= criticality", ["ledger", "tax"]),
        ("cost > support.people", ["ledger", "tax"]),
        ("support_ends > today - 1 years and support_ends < today + 500 days", ["tax"]),
        ("support_ends >= today + 1 weeks and capability ~ *.LEDGER", ["ledger"]),
        ("support_ends = 2027-03-31", ["tax"]),
        ("support_ends < 9999-12 and support_ends > 0001-01", ["ledger", "tax"]),
        ("in_use = false", ["old"]),
    ],
)
def test_conditions(where: str, expected: list[str]) -> None:
    assert ids(asked("systems", where, columns="id", sort="id")) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("cost", ["ledger", "tax", "old", "web"]),
        ("-cost", ["tax", "ledger", "old", "web"]),
        ("-cost,-id", ["tax", "ledger", "web", "old"]),
        ("criticality", ["ledger", "tax", "old", "web"]),
        ("support_ends", ["tax", "ledger", "old", "web"]),
        ("-in_use, id", ["ledger", "tax", "web", "old"]),
    ],
)
def test_sorting_puts_the_unknown_last(sort: str, expected: list[str]) -> None:
    assert ids(asked("systems", columns="id", sort=sort)) == expected


def test_sums_say_what_is_missing_from_them() -> None:
    total = asked("systems", totals=("cost",)).totals[0]
    assert (total.total, total.unknown) == (exactly(170_000), 2)

    total = asked("suppliers", totals=("annual_value",)).totals[0]
    assert (total.total, total.unknown) == (Range(Fraction(90_000), None), 0)


@pytest.mark.parametrize(
    ("asking", "columns"),
    [
        ({}, ["council", "id", "name", "capability", "cost", "ends"]),
        ({"columns": "name, id,name"}, ["name", "id"]),
        ({"columns": "+owner"}, ["council", "id", "name", "capability", "cost", "ends", "owner"]),
        ({"where": "capabilities is known and users > 3"}, None),
    ],
)
def test_columns(asking: dict[str, Any], columns: list[str] | None) -> None:
    names = [heading.name for heading in asked("systems", **asking).headings]
    usual = ["council", "id", "name", "capability", "cost", "ends"]
    assert names == (columns or [*usual, "users"])


@pytest.mark.parametrize(
    ("asking", "said"),
    [
        ({"columns": "nmae"}, "--columns: systems have no column 'nmae'; did you mean name?"),
        ({"columns": ","}, "names no column"),
        ({"sort": "-kost"}, "--sort: systems have no column 'kost'; did you mean cost?"),
        ({"totals": ("name",)}, "'name' is text, which cannot be summed"),
        ({"totals": ("extra",)}, "--help-columns"),
    ],
)
def test_questions_that_make_no_sense(asking: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageFault) as fault:
        asked("systems", **asking)
    assert said in str(fault.value)


def test_the_catalogue_belongs_to_no_council() -> None:
    with pytest.raises(UsageFault, match="belong to the catalogue"):
        asked("products", councils=("glen",))


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("council = glem", [("council", "glem", ("glen",))]),
        (
            "not capability in [finance.ledger, finance.leger]",
            [("capability", "finance.leger", ("finance.ledger",))],
        ),
        ("owner = 'Nobody at all'", [("owner", "Nobody at all", ())]),
        ("owner ~ 'Nobody*' or hosting = saas or name = owner", []),
    ],
)
def test_a_text_that_no_record_has_is_named(
    where: str, found: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    told = asked("systems", where).strangers
    assert [(one.column, one.text, one.meant) for one in told] == found


def test_a_group_that_stands_for_what_is_in_it_is_known() -> None:
    (told,) = asked("systems", "capability = finance").strangers
    assert told.is_group
    (other,) = asked("systems", "council = glem").strangers
    assert not other.is_group


def test_leaving_costs_what_the_list_of_deadlines_says() -> None:
    """Two whole months of 1,000 pounds until 31 March, and the year for which it renews itself."""
    late = {"ends": date(2027, 3, 31), "renewal": "tacit", "notice_months": 3}
    council = {"council": {"name": "Glen"}, "contracts": {"k": late | {"annual_value": 12_000}}}
    found = listing(Question(KINDS["contracts"], columns="exit_cost"), world(council))
    assert found.rows[0].cells == (exactly(14_000),)
