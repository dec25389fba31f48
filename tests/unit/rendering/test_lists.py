"""Lists in each form, whole."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.unit.query.toy import COUNCIL, asked, world

from estate.query.kinds import KINDS
from estate.query.listing import Listing, Question, listing
from estate.query.parsing import parse
from estate.rendering.kit.terminal import Terminal, columns_of
from estate.rendering.records.list_data import list_csv, list_json, list_markdown
from estate.rendering.records.list_help import columns_text, kinds_text
from estate.rendering.records.list_text import list_text

HOSTILE = "=1+1|<b>*x*\x1b[31m\u202e\n`&"

TABLE = """\
id   capability                                   cost  support_ends   legacy  match
---  ---------------------------------------  --------  -------------  ------  -----
tax  revenues.council-tax, revenues.benefits  £120,000  2027-03-31, ?  yes     yes
old  ?                                               ?  ?              ?       may
web  ?                                               ?  none           ?       may

Total cost: £120,000; not known for 2.
1 system. 2 others may match: cost is not known for 2.
"""
BLOCKS = """\
id            tax
capability    revenues.council-tax,
              revenues.benefits
cost          GBP 120,000
support_ends  2027-03-31, ?
legacy        yes
match         yes

id            old
"""
CSV = """\
id,capability,cost,support_ends,legacy,match
tax,revenues.council-tax; revenues.benefits,120000,2027-03-31; ?,true,yes
old,,,,,may
web,,,none,,may
"""
MARKDOWN = r"""| id | capability | cost | support\_ends | legacy | match |
| --- | --- | --: | --- | --- | --- |
| tax | revenues.council-tax, revenues.benefits | £120,000 | 2027-03-31, ? | yes | yes |
| old | ? | ? | ? | ? | may |
| web | ? | ? | none | ? | may |

Total cost: £120,000; not known for 2. 1 system. 2 others may match: cost is not known for 2.
"""


def costly() -> Listing:
    return asked(
        "systems",
        "cost > £60k",
        columns="id,capability,cost,support_ends,legacy",
        totals=("cost",),
        include_unknown=True,
        sort="-cost",
    )


def hostile() -> Listing:
    systems = {**COUNCIL["systems"], "bad": {"name": HOSTILE}}
    question = Question(KINDS["systems"], parse("id = bad"), "id,name")
    return listing(question, world({**COUNCIL, "systems": systems}))


def test_a_table() -> None:
    assert list_text(costly(), Terminal(100)) == TABLE


def test_a_table_too_wide_is_cut_and_says_so() -> None:
    text = list_text(costly(), Terminal(60))

    assert max(map(columns_of, text.splitlines())) <= 60
    assert "tax  revenues.counc…  £120,000" in text
    assert "\nLong values are cut to fit; --format csv has them whole.\n" in text


def test_what_the_condition_looks_at_is_cut_last() -> None:
    systems = {"a": {"name": "n" * 40, "owner": "o" * 40, "sponsor": "s" * 40}}
    question = Question(KINDS["systems"], parse("owner ~ 'o*'"), "name,owner,sponsor")
    text = list_text(listing(question, world({**COUNCIL, "systems": systems})), Terminal(80))

    # 80 columns less two gaps of two are 76: 40 for the owner, 18 for each of the others.
    assert f"{'n' * 17}…  {'o' * 40}  {'s' * 17}…\n" in text


def test_where_not_even_that_fits_all_are_cut_alike() -> None:
    systems = {"a": {"name": "n" * 40, "owner": "o" * 70}}
    question = Question(KINDS["systems"], parse("owner ~ 'o*'"), "name,owner")
    text = list_text(listing(question, world({**COUNCIL, "systems": systems})), Terminal(60))

    assert f"{'n' * 28}…  {'o' * 28}…\n" in text


def test_a_group_of_capabilities_is_suggested_as_a_pattern() -> None:
    found = asked("systems", "capability = revenues")
    said = (
        "No system looked at has capability 'revenues'; did you mean capability ~ \"revenues.*\"?"
    )
    assert " ".join(list_text(found, Terminal(80)).split()).endswith(said)


def test_a_table_that_cannot_be_cut_becomes_a_block_a_record() -> None:
    assert list_text(costly(), Terminal(40, unicode=False)).startswith(BLOCKS)


def test_csv() -> None:
    assert list_csv(costly()) == CSV.replace("\n", "\r\n")


def test_csv_gives_a_range_two_columns() -> None:
    found = asked("systems", "id in [tax, web]", columns="id,dependants,annual_cost.licence")
    other = asked("suppliers", columns="id,annual_value")

    assert (
        list_csv(found).split("\r\n")[0] == "id,dependants.low,dependants.high,annual_cost.licence"
    )
    assert list_csv(found).split("\r\n")[1:3] == ["tax,1,1,100000", "web,0,0,"]
    assert list_csv(other).split("\r\n")[1:3] == ["boxes,0,", "taxers,90000,90000"]


def test_json_is_typed_and_null_where_unknown() -> None:
    found = asked(
        "systems", "ends < 2027-04-01", columns="id,cost,ends,class,dependants", totals=("cost",)
    )

    told = list_json(found)

    assert [(c["name"], c["type"], c["unit"], c["many"]) for c in told["columns"]] == [
        ("id", "text", None, False),
        ("cost", "number", "pounds", False),
        ("ends", "date", None, True),
        ("class", "word", None, False),
        ("dependants", "number", None, False),
    ]
    assert told["columns"][3]["words"] == ["red", "not-red"]
    assert told["rows"] == [
        {"id": "tax", "cost": 120_000, "ends": ["2027-03-31", None], "class": None, "dependants": 1}
    ]
    assert told["totals"] == {"cost": {"total": 120_000, "unknown": 0}}
    assert told["might_match_because_unknown"] == {"ends": 3}
    assert (told["as_of"], told["where"], told["kind"]) == (
        "2027-01-15",
        "ends < 2027-04-01",
        "systems",
    )
    assert json.loads(json.dumps(told)) == told


def test_json_gives_a_range_its_ends() -> None:
    told = list_json(asked("suppliers", "id = boxes", columns="annual_value"))
    assert told["rows"] == [{"annual_value": {"low": 0, "high": None}}]


def test_markdown() -> None:
    assert list_markdown(costly()) == MARKDOWN


def test_nothing_found_is_said() -> None:
    nothing = asked("systems", "id = nobody")

    said = "No system is known to match."
    strange = "No system looked at has id 'nobody'."
    assert list_text(nothing, Terminal(80)) == f"{said}\n{strange}\n"
    assert list_markdown(nothing) == f"{said} {strange}\n"
    assert list_csv(nothing) == "council,id,name,capability,cost,ends\r\n"


def test_without_a_condition_nothing_found_is_nothing_recorded() -> None:
    assert list_text(asked("frameworks"), Terminal(80)) == "No framework is recorded.\n"


@pytest.mark.parametrize("text", [list_text(hostile(), Terminal(80)), list_markdown(hostile())])
def test_what_a_record_says_is_shown_and_not_obeyed(text: str) -> None:
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert r"\u202e" in text.replace("\\\\", "\\")


def test_markdown_sees_no_markup_of_a_record() -> None:
    row = list_markdown(hostile()).splitlines()[2]
    assert row == r"| bad | =1\+1\|\<b\>\*x\*\\x1b\[31m\\u202e \`&amp; |"


def test_csv_runs_nothing_and_loses_nothing() -> None:
    rows = list(csv.reader(io.StringIO(list_csv(hostile()), newline="")))
    assert rows == [["id", "name"], ["bad", "'" + HOSTILE]]


def test_help_names_kinds_and_explains_columns() -> None:
    kinds = kinds_text(KINDS.values(), Terminal(80))
    assert all(f"\n{name} " in kinds for name in KINDS)

    lines = columns_text(KINDS["systems"], Terminal(80)).splitlines()
    at = lines.index("capabilities  texts; also called capability")
    assert lines[at + 1] == "    What it is used for, in the catalogue's vocabulary."
    at = lines.index("criticality  word")
    assert lines[at + 1].endswith(" One of: low, medium, high, vital.")
    assert "annual_cost.licence  number (pounds)" in lines
