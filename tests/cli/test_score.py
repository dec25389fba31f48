"""`estate score` as people type it: the ranking, its reasons, what is to come, what to find out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.documents import run_estate

ESTATE = """\
[estate]
as_of = 2026-11-22
planning.horizon_months = 12

[estate.profiles.support]
description = "Support first"
weights = { L1 = 3, L6 = 0, C2 = 0.5 }
by = "Head of ICT"
because = "Support is what fails us"
"""
PRODUCTS = """\
[products.base]
name = "Base"
versions.1 = { security_support_until = 2028-06-30 }
"""
IMPACT = (
    "impact = { safety = 5, reputation = 5, financial = 5, stakeholders = 5, operations = 5, "
    "other_systems = { score = 5, by = 'Head of ICT', because = 'All rests on it' } }"
)
GLEN = """\
[council]
name = "Glen"
interfaces_complete = true

[systems.tax]
name = "Tax"
technology = ["base@1"]
hosting = "saas"
likelihood = { contract = 3, skills = 1, business_need = 1, vulnerabilities = 1, history = 3 }
IMPACT

[systems.pay]
name = "Pay"
hosting = "saas"
likelihood = { end_of_support = 3, skills = 3, business_need = 3, vulnerabilities = 3, history = 3 }
IMPACT

[systems.web]
name = "Web"
hosting = "saas"
retired = 2027-04-01
likelihood = { end_of_support = 3, skills = 3, business_need = 3, vulnerabilities = 3 }
IMPACT

[systems.old]
name = "Old"
lifecycle = "retired"

[contracts.both]
systems = ["pay", "web"]
"""


BELOW = " " * 35


@pytest.fixture(scope="module")
def glen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three systems in use, each with impact 5, so that overall is 5 times likelihood."""
    folder = tmp_path_factory.mktemp("score") / "w"
    for name, text in (
        ("estate.toml", ESTATE),
        ("catalogue/products.toml", PRODUCTS),
        ("councils/glen.toml", GLEN.replace("IMPACT", IMPACT)),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def printed(folder: Path, *words: str) -> str:
    done = run_estate(["score", *words], folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def answered(folder: Path, *words: str) -> Any:  # noqa: ANN401  # a document
    return json.loads(printed(folder, "--format", "json", *words))


RANKING = """\
System    Likelihood  Impact    Overall  Class        Why
--------  ----------  ------  ---------  -----------  ------------------------------
glen/old         1-6   1-4.7       1-28  cannot tell  12 unknown
glen/web     2.6-4.8       5  12.9-23.9  cannot tell  support 3, skills 3, 2 unknown
glen/pay     2.7-4.6       5  13.6-22.9  cannot tell  support 3, skills 3, 1 unknown
glen/tax           3       5         15  not red      support 4, contract 3

3 systems: 0 red-rated, 1 not red, 2 cannot tell; 3 legacy. 36 of 39 criteria are known.
Ask first: 1 contract end (Procurement) could settle 2 of the 2 that cannot be told; 1 incident log
(ICT service desk) could settle 1. More: --find-out.
"""
TREND = """\
If nothing is done
From         Systems  Red-rated  Cannot tell  Not red  Legacy  Sum of scores          Mean
-----------  -------  ---------  -----------  -------  ------  -------------  ------------
22 Nov 2026        3          0            2        1       3       41 to 62  13.8 to 20.6
Jan 2027           3          0            2        1       3       41 to 62  13.8 to 20.6
Apr 2027           2          0            1        1       2       29 to 38  14.3 to 18.9
Jul 2027           2          1            1        0       2       31 to 41  15.7 to 20.4
Oct 2027           2          1            1        0       2       31 to 41  15.7 to 20.4

The record of today at later dates: support and contracts end, hardware ages, all else stays as it
is, and vulnerabilities are taken to be assessed as often as now. A system leaves on the day
recorded as `retired`.

What turns, and why
Apr 2027: 1 out of use
Jul 2027: 1 more red-rated
  red-rated: glen/tax: Security support for Base 1 ends on 30 June 2028, within 12 months.
    [councils/glen.toml:7]
"""
FIND_OUT = """\
What to find out first
Of 2 of 3 systems it cannot be told whether they are red-rated.

Ask for        Number  Whom to ask       Could settle  Narrows by
-------------  ------  ----------------  ------------  ----------
contract ends       1  Procurement                  2        14.8
incident logs       1  ICT service desk             1         5.5
Could settle: each answer by itself, if it turns out so. Narrows by: points of score, the mean of
the best and the worst answers, summed over those systems.

One after the other
  1. glen: contract both: contract end; ask Procurement (could settle 2 more, 2 so far; narrows by
     14.8)
  2. glen/web: incident log; ask ICT service desk (settles no more, 2 so far; narrows by 5.5)
2 facts could settle 2 of the 2: each step is the one that could settle most more a fact, with all
answers before it.

System by system: those nearest to being settled
glen/pay: 13.6 to 22.9 of 30
  Settled by L2 Vendor contract, the only unknown.
glen/web: 12.9 to 23.9 of 30
  Settled for certain only by all 2 unknown.
  Could be settled by L2 Vendor contract (3 of 6 outcomes, 50%); L7 Issues on record (3 of 6
    outcomes, 50%).
Shares of outcomes: each whole score that the facts leave open counts alike. That is exact, and says
nothing about how likely any of them is.

The order at the top
Among the first 2 on the list, 1 of 1 pairs could turn out the other way round, and 1 system further
down could belong above one of them. What could decide most:
System    Criterion            Orders it could decide
--------  -------------------  ----------------------
glen/web  L2 Vendor contract                        1
glen/web  L7 Issues on record                       1
"""
PROFILE = """\
Profile support (Support first): weights L1 3, L6 0, C2 0.5, all others 1. Declared by Head of ICT:
Support is what fails us. [estate.toml:5]

System    By support  Framework  Class        Legacy
--------  ----------  ---------  -----------  -----------
glen/tax        16.6         15  not red      legacy
glen/old      1-27.8       1-28  cannot tell  cannot tell
glen/web   13.1-23.8  12.9-23.9  cannot tell  legacy
glen/pay   13.8-22.8  13.6-22.9  cannot tell  legacy

Class and legacy are the framework's; the profile ranks, and changes neither.
3 systems: 0 red-rated, 1 not red, 2 cannot tell; 3 legacy. 36 of 39 criteria are known.
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], RANKING),
        (["--trend"], TREND),
        (["--find-out", "2"], FIND_OUT),
        (["--profile", "support"], PROFILE),
    ],
    ids=" ".join,
)
def test_what_is_printed(glen: Path, words: list[str], expected: str) -> None:
    assert printed(glen, *words) == expected


def test_a_workspace_may_follow_the_option_that_may_take_a_number(glen: Path) -> None:
    """Ten questions unless a number follows; here there are two."""
    plain = printed(glen, "--find-out", "2")
    for words in (
        ["--find-out", "."],
        ["--find-out"],
        [".", "--find-out"],
        ["--find-out", "3", "."],
    ):
        assert printed(glen, *words).split("The order")[0] == plain.split("The order")[0]


def test_reasons_of_one_system_with_rule_and_place(glen: Path) -> None:
    said = printed(glen, "--explain", "--system", "glen/tax")
    assert said.startswith(
        "Tax (glen/tax)\ncouncils/glen.toml:5\n  Overall 15 of 30: not red; legacy.\n"
    )
    assert (
        "  L1  End of support                    4  support-dates\n"
        f"{BELOW}Security support for Base 1 ends on 30 June 2028, within 24\n"
        f"{BELOW}months.\n"
        f"{BELOW}councils/glen.toml:7\n"
        f"{BELOW}catalogue/products.toml:3\n"
    ) in said
    assert (
        "  C6  Other systems                     5  overridden\n"
        f"{BELOW}Judged 5 by Head of ICT: All rests on it. The facts alone say 1:\n"
        f"{BELOW}No other system depends on it.\n"
    ) in said
    assert "Pay" not in said


def test_every_system_is_explained_unless_some_are_named(glen: Path) -> None:
    said = printed(glen, "--explain")
    assert [said.count(f"({name})\n") for name in ("glen/tax", "glen/pay", "glen/web")] == [1, 1, 1]
    assert said.count("  C6  Other systems") == 4


def test_the_totals_are_of_the_systems_named(glen: Path) -> None:
    document = answered(glen, "--system", "glen/pay", "--system", "glen/tax")
    assert [one["id"] for one in document["systems"]] == ["glen/pay", "glen/tax"]
    assert document["totals"]["red_rated"] == {"yes": 0, "no": 1, "unknown": 1}
    assert document["councils"]["glen"]["systems"] == 2


def test_the_trend_for_machines(glen: Path) -> None:
    document = answered(glen, "--trend")
    assert (document["as_of"], document["horizon_months"]) == ("2026-11-22", 12)
    today, january, april, july, october = document["points"]
    assert today["red_rated"] == january["red_rated"] == {"yes": 0, "no": 1, "unknown": 2}
    assert (april["systems"], april["left"], april["turned"]) == (2, ["glen/web"], [])
    (turned,) = july["turned"]
    assert (turned["id"], turned["was_red_rated"], turned["red_rated"]) == ("glen/tax", "no", "yes")
    assert turned["because"] == [
        {
            "code": "L1",
            "low": 5,
            "high": 5,
            "rule": "support-dates",
            "because": "Security support for Base 1 ends on 30 June 2028, within 12 months.",
            "where": "councils/glen.toml:7",
        }
    ]
    # Tax 250/14 and pay 190/14 to 320/14.
    assert october["overall"] == {"low": 31.4286, "high": 40.7143}
    assert october["mean"] == {"low": 15.7143, "high": 20.3571}


def test_what_to_find_out_for_machines(glen: Path) -> None:
    document = answered(glen, "--find-out")
    assert (document["systems"], document["undecided"]) == (3, 2)
    first = document["first"][0]
    contract = {"owner": "glen", "table": "contracts", "id": "both"}
    assert first["facts"] == [
        {"kind": "contract-end", "office": "Procurement", "write": "ends", "about": contract}
    ]
    assert first["settles"] == ["glen/pay", "glen/web"]
    assert (first["settled_so_far"], first["asked_so_far"]) == (2, 1)
    pay, web = document["by_system"]
    # L2 at 3: (19/7 + 3) / 2 x 5 = 14.3. At 4: (20/7 + 4) / 2 x 5 = 17.1.
    assert pay["surely"] == [
        {"criteria": ["L2"], "red": 3, "not_red": 3, "outcomes": 6, "share": 1.0}
    ]
    # Either at 4 or more makes it red, whatever the other is.
    assert web["surely"] == [
        {"criteria": ["L2", "L7"], "red": 27, "not_red": 9, "outcomes": 36, "share": 1.0}
    ]
    assert [(one["criteria"], one["share"]) for one in web["possibly"]] == [
        (["L2"], 0.5),
        (["L7"], 0.5),
    ]


def test_a_profile_for_machines(glen: Path) -> None:
    document = answered(glen, "--profile", "support", "--system", "glen/tax")
    profile = document["profile"]
    assert (profile["name"], profile["by"]) == ("support", "Head of ICT")
    assert (profile["weights"]["L1"], profile["weights"]["L6"], profile["weights"]["C2"]) == (
        3,
        0,
        0.5,
    )
    (tax,) = document["systems"]
    # L1 4 thrice, 3, 1, 1, 1 and 3 of 8, without L6: (21/8 + 4) / 2 x 5 = 16.5625; framework 15.
    assert tax["by_profile"]["overall"] == {"low": 16.5625, "high": 16.5625}
    assert tax["overall"] == {"low": 15.0, "high": 15.0}
    assert tax["red_rated"] == "no"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--trend", "--find-out"], "--trend and --find-out are two views: ask for one at a time"),
        (
            ["--profile", "suport"],
            "there is no profile 'suport' in estate.toml. Did you mean support?",
        ),
        (["--profile", "x"], "there is no profile 'x' in estate.toml. There are: support."),
        (
            ["--system", "glen/tx"],
            "there is no system 'glen/tx'; write COUNCIL/SYSTEM. Did you mean",
        ),
        (["--find-out", "0"], "0 is not in the range x>=1"),
    ],
)
def test_what_cannot_be_asked(glen: Path, words: list[str], message: str) -> None:
    done = run_estate(["score", *words], glen)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


RISKS = """\
Council  Systems  Staff  Security  Interoperability  Hardware
-------  -------  -----  --------  ----------------  --------
glen           3      2         3             0 + 3     2 + 1
"""


def test_the_four_risks_are_counted_by_council_and_told_by_system(glen: Path) -> None:
    text = printed(glen, "--risks")
    # tax: L3 is 1, L1 4, L7 3. pay: L3, L1 and L7 are 3. web: L3 and L1 are 3, L7 is open.
    assert RISKS in text
    rows = [line.split() for line in text.partition("Systems with most")[2].splitlines()]
    assert ["glen/pay", "yes", "yes", "?", "yes"] in rows
    assert ["glen/tax", "-", "yes", "?", "yes"] in rows
    assert ["glen/web", "yes", "yes", "?", "?"] in rows
    assert next(row[0] for row in rows if row and row[0].startswith("glen/")) == "glen/pay"
    found = answered(glen, "--risks")["systems"]["glen/web"]
    assert (found["staff"]["present"], found["hardware"]["present"]) == ("yes", "unknown")


def test_two_views_at_once_are_refused(glen: Path) -> None:
    done = run_estate(["score", "--risks", "--trend"], glen)
    assert done.returncode == 2
    assert "--trend and --risks are two views" in done.stderr
