"""The subjects of the workbook and of the data, against figures worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.rendering.documents.made import FORMULA, material
from tests.unit.rendering.sample import HOSTILE

from estate.rendering.documents.subjects import COLUMNS, about, subjects

if TYPE_CHECKING:
    from estate.rendering.kit.grids import Grid, Value


def grid(name: str, *, planned: bool = True) -> Grid:
    return next(one for one in subjects(material(planned=planned)) if one.name == name)


def rows(name: str, *, planned: bool = True) -> list[dict[str, Value]]:
    found = grid(name, planned=planned)
    ids = [column.id for column in found.columns]
    return [dict(zip(ids, row, strict=True)) for row in found.rows]


def row(name: str, **wanted: object) -> dict[str, Value]:
    (found,) = [
        one for one in rows(name) if all(one[key] == value for key, value in wanted.items())
    ]
    return found


@pytest.mark.parametrize("planned", [True, False])
def test_each_table_has_the_columns_that_its_schema_is_made_from(planned: bool) -> None:
    made = subjects(material(planned=planned))

    assert {one.name: one.columns for one in made} == COLUMNS
    for one in made:
        ids = [column.id for column in one.columns]
        assert len(set(ids)) == len(ids), one.name
        assert all(len(line) == len(ids) for line in one.rows), one.name


def test_a_system_with_all_that_is_recorded_of_it() -> None:
    found = row("Systems", system="strathallan/council-tax")

    # 118,000 for licences, 21,000 for hosting, 46,000 for staff.
    assert found["running_cost"] == 185_000
    assert (found["product"], found["version"]) == ("RevMaster", "8")
    assert (found["users"], found["hosting"], found["criticality"]) == (64, "on-premises", None)
    assert found["planned"] == "Replace"
    assert found["live"] == date(2028, 10, 1)
    # Likelihood 5 5 5 5 6 6 6: half of 38/7 and 6. Impact 5 5 2 5 5 4: half of 26/6 and 5.
    likelihood, impact = (Fraction(38, 7) + 6) / 2, (Fraction(26, 6) + 5) / 2
    assert found["likelihood_low"] == found["likelihood_high"] == round(likelihood, 4)
    assert found["overall_low"] == found["overall_high"] == round(likelihood * impact, 4)
    assert (found["red_rated"], found["criteria_known"]) == ("yes", 13)


def test_what_is_not_known_is_a_range_and_never_a_number() -> None:
    found = row("Systems", system="strathallan/odd")

    assert found["system_name"] == HOSTILE
    assert found["users"] is None
    assert found["running_cost"] is None
    assert (found["overall_low"], found["overall_high"]) == (1, 30)
    assert (found["red_rated"], found["criteria_known"]) == ("cannot tell", 0)


def test_each_criterion_that_is_not_known_is_among_the_unknowns_with_whom_to_ask() -> None:
    open_ = [one for one in rows("Criteria") if one["known"] == "no"]
    asked = rows("Unknowns")

    assert {(one["system"], one["code"]) for one in open_} == {
        (one["system"], one["code"]) for one in asked
    }
    assert len(asked) == 7 + 6 + 1 + 6  # all of `odd`; one and the impact of `pupils`
    assert all(one["ask"] and one["ask_for"] for one in asked)


def test_a_step_has_both_ends_of_what_is_a_range() -> None:
    exact = row("Steps", system="strathallan/council-tax")
    open_ = row("Steps", system="strathallan/odd")

    assert (exact["risk_before_low"], exact["risk_before_high"]) == (26, 26)
    assert (exact["better_low"], exact["better_high"]) == (1_000, 1_000)
    assert (open_["risk_before_low"], open_["risk_before_high"]) == (
        Fraction(61, 10),
        Fraction(139, 10),
    )
    assert (open_["better_low"], open_["better_high"]) == (-20_000, 22_000)
    assert exact["person_days"] == 120
    assert exact["why_not_earlier"] == "Limit 0. Limit 1. Limit 2. Limit 3. Limit 4. Limit 5."


def test_money_stands_beside_its_budget() -> None:
    second = row("Money by year", council="strathallan", year="2027-28")
    first = row("Money by year", council="strathallan", year="2026-27")

    assert (second["capital"], second["capital_budget"], second["capital_left"]) == (
        525_000,
        600_000,
        75_000,
    )
    assert second["revenue_left"] == 40_000 - 43_000
    assert second["total"] == 190_000 + 525_000 + 43_000 + 9_000
    # No revenue budget is recorded for the first year: nothing is left of what nobody knows.
    assert (first["revenue_budget"], first["revenue_left"]) == (None, None)


def test_people_by_quarter_are_held_against_what_there_is() -> None:
    found = row("People by quarter", council="glenmore", skill="Developer", quarter="2027-Q4")
    unknown = rows("People by quarter")[-1]

    assert found["begins"] == date(2027, 10, 1)
    assert (found["days"], found["capacity"], found["left"]) == (30, 40, 10)
    assert found["used"] == Fraction(3, 4)
    assert (unknown["capacity"], unknown["left"], unknown["used"]) == (None, None, None)


def test_a_contract_has_its_days() -> None:
    found = row("Contracts", contract="council-tax")

    # It ends on 31 March 2027; one extension is the council's alone, the next by agreement.
    assert found["first_end"] == date(2027, 3, 31)
    assert found["end_by_right"] == date(2028, 3, 31)
    assert found["last_end"] == date(2029, 3, 31)
    assert found["supplier"] is None
    assert [one["last_day"] for one in rows("Contract windows")] == [
        date(2027, 3, 31),
        date(2028, 3, 31),
        date(2029, 3, 31),
    ]
    assert rows("Contract dates")


def test_totals_add_up_over_councils() -> None:
    *councils, everything = rows("Summary")

    assert everything["council_name"] == "All councils"
    for key in ("systems", "red_rated", "criteria_known", "criteria"):
        assert everything[key] == sum(int(str(one[key])) for one in councils), key
    assert everything["steps"] == 3
    assert everything["capital"] == 735_000


def test_findings_stand_worst_first_with_their_place() -> None:
    found = rows("Findings")

    assert [one["severity"] for one in found] == ["error", "warning", "note"]
    assert (found[0]["file"], found[0]["line"], found[0]["column"]) == (
        "councils/glenmore.toml",
        3,
        1,
    )
    assert found[2]["file"] == ""


def test_without_a_plan_its_tables_say_so() -> None:
    for name in ("Steps", "Money by year", "Money in all", "People by quarter"):
        found = grid(name, planned=False)
        assert found.rows == ()
        assert found.empty == "No plan was made: `estate plan` makes one."
    assert rows("Systems", planned=False)[0]["planned"] == "no plan"


def test_what_is_written_of_a_formula_is_its_text() -> None:
    assert row("Systems", system="strathallan/ledger")["owner"] == FORMULA


def test_the_lines_before_the_data_say_from_when_and_from_what() -> None:
    told = about(material())

    assert "As the record stood on 1 Nov 2026." in told
    assert "Illustrative: what is here is fictional." in told
    assert material().trail.digest in told
    assert not any("Illustrative" in line for line in about(material(illustrative=False)))


def test_the_order_in_which_things_are_read_changes_nothing() -> None:
    assert subjects(material()) == subjects(material(reverse=True))


def test_what_is_kept_says_whose_it_is_and_where_it_stands() -> None:
    found = rows("Kept")

    assert found
    for one in found:
        assert one["system"] == f"{one['council']}/{str(one['system']).partition('/')[2]}"
        assert one["system_name"]
        assert one["why"]
        assert str(one["where"]).partition(":")[2].isdigit()


def test_capabilities_are_named_as_the_catalogue_names_them() -> None:
    system = row("Systems", system="strathallan/council-tax")
    known = material().portfolio.catalogue.capabilities

    assert system["capabilities"] == known["revenues.council-tax"].name
    for one in rows("Platforms"):
        assert str(one["capabilities"]).partition(",")[0] not in known
