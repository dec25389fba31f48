"""Facts as people type them: each read as its key wants it, and every slip said."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from tests.cli.test_editing import COUNCIL

from estate.diagnostics import UsageFault
from estate.editing.addresses import Files, OwnFile
from estate.editing.facts import Evidence, changed

NORTH = '[systems.payroll]\nname = "Payroll"\ndepends_on = ["glenmarnock/ledger"]\n'


def owned(path: str, text: str) -> OwnFile:
    return OwnFile(path, text.encode(), tomllib.loads(text))


FILES: Files = {
    "catalogue": (owned("catalogue/a.toml", '[products.php]\nname = "PHP"\n'),),
    "estate": (owned("estate.toml", "[estate]\n"),),
    "glenmarnock": (owned("councils/glenmarnock.toml", COUNCIL),),
    "north": (owned("councils/north/systems.toml", NORTH),),
}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["glenmarnock/ledger", "hosting=saas"], 'hosting = "saas"'),
        (["glenmarnock/ledger", "channels=online, post"], 'channels = ["online", "post"]'),
        (["glenmarnock/ledger", 'aliases=["a, b"]'], 'aliases = ["a, b"]'),
        (["glenmarnock/ledger", "citizen_facing=yes"], "citizen_facing = true"),
        (["glenmarnock/ledger", "impact.operations=4"], "impact = { operations = 4 }"),
        (["glenmarnock/ledger", "support.fte=0.5"], "support = { fte = 0.5 }"),
        (["glenmarnock/ledger", "transactions_per_year=44,000"], "_year = 44_000"),
        (["glenmarnock/ledger", "description=a=b"], 'description = "a=b"'),
        (["glenmarnock/ledger", 'description=say "hi"'], 'description = "say \\"hi\\""'),
        (["glenmarnock/contracts/ledger", "ends=2028-03-31"], "ends = 2028-03-31"),
        (["glenmarnock/interfaces/web/ledger", "format=csv"], 'format = "csv"'),
        (["glenmarnock", "population=91 400"], "population = 91_400"),
        (["estate", "planning.risk_price=6000"], "planning = { risk_price = 6000 }"),
        (
            ["glenmarnock/ledger", "options.replace.months=9"],
            "[systems.ledger.options.replace]\nmonths = 9\n",
        ),
        (["north/payroll", "users=3"], "users = 3"),
        (["north/payroll", "annual_cost.licence=140k"], "{ licence = 140_000 }"),
        (["north/payroll", "annual_cost.licence=£1.2m"], "{ licence = 1_200_000 }"),
        (["glenmarnock", "net_revenue_budget=£241m"], "net_revenue_budget = 241_000_000"),
        (["glenmarnock", "net_revenue_budget=1,241.5k"], "net_revenue_budget = 1_241_500"),
    ],
)
def test_values_are_read_as_their_key_wants_them(words: list[str], line: str) -> None:
    edit = changed(words[0], words[1:], (), None, FILES).edit

    assert line in edit.after.decode()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["glenmarnock/web", "ownr=x"], "`ownr` is not a key of this record; did you mean owner?"),
        (["glenmarnock/web", "support.peple=1"], "not a key in `support`; did you mean people?"),
        (["glenmarnock/web", "users=many"], "`users` should be a whole number"),
        (["glenmarnock/web", "hosting=sas"], "did you mean saas?"),
        (["glenmarnock/web", "adopted=31/3/2027"], "should be a date, such as 2027-03-31"),
        (["glenmarnock/web", "adopted=2027-02-29"], "should be a day that the calendar has"),
        (["glenmarnock/web", "owner"], "write key=value"),
        (["glenmarnock/web"], "nothing to set"),
        (["glenmarnock/wbe", "users=1"], "Did you mean glenmarnock/web?"),
        (["ledger", "users=1"], "Did you mean glenmarnock/ledger?"),
        (["glenmarnok/web", "users=1"], "Did you mean glenmarnock/web?"),
        (["glenmarnock/contracts/ledgr", "lot=1"], "Did you mean glenmarnock/contracts/ledger?"),
        (["glenmarnock/interfaces/7", "lot=1"], "glenmarnock has 1 interfaces, counted from 1"),
        (["glenmarnock/web", "support.people=1", "support={}"], "give one"),
        (["glenmarnock/interfaces/1", "carries="], "--unset carries takes it away"),
        (["glenmarnock/interfaces/web"], "its number, counted from 1 or FROM/TO"),
        (["glenmarnock/interfaces/web/payroll"], "has no interface from and to these"),
        (["glenmarnock/contracts"], "contracts'; write glenmarnock/contracts/ID"),
        (["glenmarnock/interfaces"], "; write glenmarnock/interfaces/FROM/TO"),
        (["glenmarnock/zzzz"], "; `estate add system glenmarnock/zzzz --name ...` adds it"),
        (["glenmarnock/contracts/zzzz"], "; `estate add contract glenmarnock/zzzz` adds it"),
        (["glenmarnock/budgets/2027-28"], "; to begin one, write [budgets.2027-28] and its keys"),
        (["catalogue/capabilities/a.b"], '; to begin one, write [capabilities."a.b"] and its'),
        (
            ["glenmarnock/web/options/replace"],
            "; `estate set glenmarnock/web options.replace.KEY=VALUE` begins it",
        ),
        (
            ["glenmarnock/contracts/ledger", "extensions.months=12"],
            "it is a list of tables; write all of it, extensions='[{ months = ... }]'",
        ),
        (["glenmarnock/web", "hosting.x=1"], "it holds a value, and no keys of its own"),
        (["catalogue/prodcts/x"], "comes a table and an id"),
        (["north/payroll", "options.replace=9"], "should be a table"),
        (["glenmarnock/contracts/ledger", "extensions=12"], "a list of tables as in TOML"),
        (["glenmarnock/web", "impact.operations=high"], "a score or a table"),
        (["glenmarnock/web", "users=1", "users=2"], "`users` is given twice"),
        (["glenmarnock/web", "annual_cost.licence=0.0345k"], "should be whole pounds, and is"),
        (["glenmarnock/web", "annual_cost.licence=118.50"], "118k or 1.2m, and is '118.50'"),
        (["glenmarnock/web", "annual_cost.licence=1,00,0"], "commas part off three digits each"),
        (["glenmarnock/web", "annual_cost.licence=1,00k"], "commas part off three digits each"),
        (["glenmarnock/web", "users=1,00,0"], "commas part off three digits each, such as 118,000"),
        (["glenmarnock/web", "annual_cost.licence=11bn"], "should be whole pounds, such as"),
        (["glenmarnock/web", "annual_cost.licence=10.1m1"], "should be whole pounds, such as"),
        (["glenmarnock/web", "annual_cost.licence=10001m"], "of at most 10,000,000,000, and is"),
        (["glenmarnock/web", "users=3k"], "should be a whole number, such as 118000"),
        (["glenmarnock/contracts/ledger", "notice_months=6m"], "should be a whole number, such"),
        (["glenmarnock/web", "users=99999999999999999999"], "of at most 1,000,000,000, and is"),
        (["glenmarnock/web", "users=1000000001"], "of at most 1,000,000,000, and is"),
        (
            ["glenmarnock/web", "annual_cost=£118k"],
            "Is only the total known? Write annual_cost.other=£118k",
        ),
    ],
)
def test_every_slip_is_said(words: list[str], message: str) -> None:
    with pytest.raises(UsageFault) as said:
        changed(words[0], words[1:], (), None, FILES)

    assert message in str(said.value)


def test_what_is_not_recorded_cannot_be_taken_away() -> None:
    with pytest.raises(UsageFault, match="`users` is not recorded there"):
        changed("glenmarnock/web", (), ("users",), None, FILES)


def test_a_table_goes_with_the_last_of_its_keys() -> None:
    text = '[systems.web]\nname = "W"\nsupport = { people = 1 }\n'
    files = {**FILES, "north": (owned("councils/north/systems.toml", text),)}

    edit = changed("north/web", (), ("support.people",), None, files).edit

    assert edit.after.decode() == '[systems.web]\nname = "W"\n'


def test_new_evidence_takes_the_place_of_what_spoke_of_an_older_value() -> None:
    evidence = Evidence("ledger", None, date(2026, 9, 30), None)

    change = changed("glenmarnock/ledger", ("users=41",), (), evidence, FILES)

    assert 'evidence.users = { source = "ledger", on = 2026-09-30 }' in change.edit.after.decode()
    assert change.stale == ()
    assert changed("glenmarnock/ledger", ("users=41",), (), None, FILES).stale == (
        ("users", "HR list"),
    )
    assert changed("glenmarnock/ledger", ("users=40",), (), None, FILES).stale == ()


def test_an_interface_given_twice_is_asked_for_by_number() -> None:
    twice = '[[interfaces]]\nfrom = "a"\nto = "b"\n' * 2
    files = {**FILES, "north": (owned("councils/north/interfaces.toml", twice),)}

    with pytest.raises(UsageFault, match="write north/interfaces/1 or north/interfaces/2"):
        changed("north/interfaces/a/b", ("format=csv",), (), None, files)
    edit = changed("north/interfaces/2", ("format=csv",), (), None, files).edit
    assert edit.after.decode() == twice + 'format = "csv"\n'


STEP = """\
[steps.new]
system = "payroll"
option = "replace"
milestones = [
  { name = "Bought", due = 2027-03-31 },
  { name = "Live", due = 2027-09-30 },  # the last
]
benefits = [{ kind = "staff", measure = "days" }]
"""
STEPS: Files = {**FILES, "north": (owned("councils/north/systems.toml", NORTH + STEP),)}


def test_one_entry_of_a_list_of_tables_is_set_by_its_number() -> None:
    words = ("milestones.2.reached=2027-10-04", "benefits.1.actual=2.5")

    after = changed("north/steps/new", words, (), None, STEPS).edit.after.decode()

    live = '  { name = "Live", due = 2027-09-30, reached = 2027-10-04 },  # the last\n'
    benefit = '[{ kind = "staff", measure = "days", actual = 2.5 }]'
    before = '  { name = "Live", due = 2027-09-30 },  # the last\n'
    expected = STEP.replace(before, live).replace('[{ kind = "staff", measure = "days" }]', benefit)
    assert after == NORTH + expected


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ("milestones.3.reached=2027-10-04", "no entry 3 of `milestones`, but 2 in the record"),
        ("milestones.0.reached=2027-10-04", "`0` is not a key in `milestones`"),
        ("milestones.2.reachd=2027-10-04", "did you mean reached?"),
        ("aims.1=x", "`1` is not a key in `aims`"),
    ],
)
def test_a_number_that_leads_nowhere_is_said(fact: str, message: str) -> None:
    with pytest.raises(UsageFault) as said:
        changed("north/steps/new", (fact,), (), None, STEPS)
    assert message in str(said.value)


def test_evidence_of_an_entry_is_of_the_whole_list() -> None:
    words = ("milestones.1.reached=2027-03-01", "milestones.2.reached=2027-10-04")
    evidence = Evidence("minutes", None, date(2027, 10, 5), None)

    after = changed("north/steps/new", words, (), evidence, STEPS).edit.after.decode()

    assert after.count("evidence.") == 1
    assert 'evidence.milestones = { source = "minutes", on = 2027-10-05 }' in after
