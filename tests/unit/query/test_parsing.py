"""Conditions at fault: what is said, where it points, what was expected."""

from __future__ import annotations

from datetime import date

import pytest

from estate.query.checking import Checker
from estate.query.kinds import KINDS
from estate.query.parsing import parse
from estate.query.syntax import ConditionFault, columns_in, written
from estate.rendering.kit.terminal import Terminal
from estate.rendering.records.list_help import condition_fault_text

VALUE = 'expected a value, such as 118_000, 2027-03-31, live or "Head of ICT"'


def refused(text: str) -> str:
    """Return what is said of a condition on systems that is wrong."""
    with pytest.raises(ConditionFault) as caught:
        Checker(KINDS["systems"], date(2027, 1, 15)).test(parse(text))
    fault = caught.value
    return condition_fault_text(
        ConditionFault(fault.message, fault.place, fault.hint, text), Terminal(100)
    )


@pytest.mark.parametrize(
    ("text", "caret", "message", "hint"),
    [
        (
            "hosting = saas or on-premises or desktop",
            "                  ^^^^^^^^^^^",
            "systems have no column 'on-premises'",
            "write hosting in [saas, on-premises, desktop]",
        ),
        (
            "users = 1 or 2",
            "             ^",
            "'2' cannot stand here",
            "write users in [1, 2]",
        ),
        (
            "cost > £1,00,0",
            "       ^^^^^^^",
            "commas part thousands",
            "such as £1,000 or £1_000",
        ),
        (
            "cost > £1000,000k",
            "       ^^^^^^^^^^",
            "commas part thousands",
            "such as £1,000 or £1_000",
        ),
        (
            "ends < today + 1.5 months",
            "               ^^^",
            "only whole units of time can be counted",
            "",
        ),
        (
            "owner ~ 5",
            "        ^",
            "'owner' is a text; the number 5 cannot be compared with it",
            None,
        ),
        (
            "owner ~ sponsor",
            "        ^^^^^^^",
            "a pattern cannot be a column",
            "put a text in quotes",
        ),
        (
            "users = £5k",
            "        ^^^",
            "'users' is a number, not of pounds",
            "leave £ away",
        ),
        (
            "bespoke < true",
            "        ^",
            "'bespoke' is yes or no, which has no order",
            "expected = or !=",
        ),
        (
            "hosting = 5",
            "          ^",
            "'hosting' is a word of a list; the number 5 cannot be compared with it",
            None,
        ),
        (
            "ends = today + 99999999999 days",
            "       ^^^^^^^^^^^^^^^^^^^^^^^^",
            "that is outside the calendar",
            "",
        ),
        ("owner =", "       ^", "the condition ends too early", VALUE),
        ("owner = 'x", "        ^", "the quote that opens here is not closed", "close it with '"),
        ("users == 3", "       ^", "'=' cannot stand here", "write = once"),
        ("users <> 3", "       ^", "'>' cannot stand here", "write !="),
        (
            "users = 3 && bespoke",
            "          ^^",
            "'&&' is not a sign of this language",
            "write `and`",
        ),
        (
            "users > 118,000",
            "           ^",
            "',' cannot stand here",
            "join conditions with `and` or `or`; write 118,000 as 118_000 or £118,000",
        ),
        (
            "owner = “x”",
            "        ^",
            "'“' is not a sign of this language",
            'use straight quotes: "text"',
        ),
        (
            "ends < 31/03/2027",
            "       ^^^^^^^^^^",
            "'31/03/2027' is not a date",
            "write it as 2027-03-31",
        ),
        ("ends < 2027-02-30", "       ^^^^^^^^^^", "there is no day 2027-02-30", ""),
        (
            "ends < 2027-13",
            "       ^^^^^^^",
            "2027-13 is neither a month nor a financial year",
            "such as 2027-04 or 2027-28",
        ),
        (
            "ends < today + 3 moons",
            "                 ^^^^^",
            "'moons' is not a unit of time",
            "write days, weeks, months or years",
        ),
        (
            "ends < now + 3 days",
            "       ^^^",
            "only `today` can be counted from, not 'now'",
            "such as today + 18 months",
        ),
        (
            "ends is blank",
            "        ^^^^^",
            "'blank' cannot follow `is`",
            "write `is known` or `is unknown`; for a value, =",
        ),
        (
            "(bespoke or planned",
            "                   ^",
            "the condition ends too early",
            "expected )",
        ),
        ("bespoke planned", "        ^^^^^^^", "'planned' cannot stand here", None),
        ("ende < today", "^^^^", "systems have no column 'ende'", "did you mean ends?"),
        (
            "qqqq < today",
            "^^^^",
            "systems have no column 'qqqq'",
            "`estate list systems --help-columns` lists them",
        ),
        (
            "ends < 12",
            "       ^^",
            "'ends' is a date; the number 12 cannot be compared with it",
            (
                "expected a date, such as 2027-03-31, 2027-04 (a month), 2027-28 (a financial "
                "year) or today + 18\n  months"
            ),
        ),
        (
            "users < 2027-03-31",
            "        ^^^^^^^^^^",
            "'users' is a number; the date 2027-03-31 cannot be compared with it",
            "expected a number, such as 118_000",
        ),
        ("users > £5", "        ^^", "'users' is a number, not of pounds", "leave £ away"),
        ("hosting = saaas", "          ^^^^^", "'hosting' can never be 'saaas'", None),
        (
            "owner < 'x'",
            "      ^",
            "'owner' is a text, which has no order",
            "expected = != ~ !~ contains, in or is known",
        ),
        (
            "users ~ '1*'",
            "      ^",
            "'users' is a number, which has no letters to look at",
            "expected = != in or is known, < <= > >=",
        ),
        ("owner has 'x'", "      ^^^", "'owner' has one value, not several", "expected ="),
        ("owner", "     ^", "'owner' alone is no condition: it is a text", None),
        (
            "bespoke = maybe",
            "          ^^^^^",
            "'bespoke' is yes or no; the word maybe cannot be compared with it",
            "expected true or false",
        ),
        (
            "ends < users",
            "       ^^^^^",
            "'ends' is a date; 'users' is a number",
            "expected a column of the same sort, or a value",
        ),
        (
            "owner = 2027-28",
            "        ^^^^^^^",
            "'owner' is a text; the period 2027-28 cannot be compared with it",
            'put it in quotes: "2027-28"',
        ),
        (
            "users = 1234567890123456789",
            "        ^^^^^^^^^^^^^^^^^^^",
            "a number of 19 digits; 18 is the most",
            "",
        ),
    ],
)
def test_a_fault_points_into_the_condition(
    text: str, caret: str, message: str, hint: str | None
) -> None:
    said = refused(text)

    assert said.startswith(f"{message}\n  {text}\n  {caret}")
    if hint is not None:
        rest = said.removeprefix(f"{message}\n  {text}\n  {caret}")
        assert rest == (f"\n  {hint}" if hint else "")


def test_a_word_that_cannot_be_is_answered_with_those_that_can() -> None:
    assert "did you mean saas? it is one of: on-premises, council-data-centre" in refused(
        "hosting = saaas"
    )


def test_a_long_condition_is_shown_around_the_fault() -> None:
    said = refused("bespoke or " * 200 + "ende < today").splitlines()

    assert said[1].startswith("  ...")
    assert said[1][said[2].index("^") :].startswith("ende < today")
    assert len(said[1]) <= 100


def test_an_empty_condition_is_one_line_and_a_hint() -> None:
    assert refused("  ") == "the condition is empty\n  expected a column or ("


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a=1 AND NOT b", "a = 1 and not b"),
        ("a = 1 or b and c", "a = 1 or (b and c)"),
        ("(a or b) or c", "a or b or c"),
        ("not (a = 1)", "a != 1"),
        ("a is not known", "a is unknown"),
        ("not a is unknown", "not a is unknown"),
        ("a not in [x, 'y z',]", 'a not in [x, "y z"]'),
        ("a > £1.2m", "a > £1200000"),
        ("a > -£5k", "a > -£5000"),
        ("a < TODAY - 1 Year", "a < today - 1 years"),
        (r'a = "say \"so\" \\"', r'a = "say \"so\" \\"'),
        ("a in 2027-28", "a in [2027-28]"),
        ("a.b-c_d ~ x/*.y?", "a.b-c_d ~ x/*.y?"),
    ],
)
def test_a_condition_is_written_in_one_way(text: str, canonical: str) -> None:
    assert written(parse(text)) == canonical


def test_the_columns_of_a_condition_are_named_once() -> None:
    assert columns_in(parse("b = 1 and (a or not b) or c is known")) == ("b", "a", "c")


def test_a_pattern_has_a_longest() -> None:
    assert refused(f"owner ~ '{'*?' * 101}'").startswith(
        "a pattern of 202 characters; 200 is the most"
    )
    longest = f"owner ~ '{'*?' * 100}'"
    assert columns_in(parse(longest)) == ("owner",)
    Checker(KINDS["systems"], date(2027, 1, 15)).test(parse(longest))


@pytest.mark.parametrize(
    "sum_", ["£1,000", "£12,345,678.50", "£1000", "£1_000", "£2.5k", "£1,000k"]
)
def test_a_sum_takes_commas_before_each_three_digits(sum_: str) -> None:
    assert parse(f"cost > {sum_}") != parse("cost > 0")


def test_parentheses_alone_nest_nothing() -> None:
    inside = "(" * 500 + "users = 1" + ")" * 500
    assert parse(inside) == parse("users = 1")
    parse("not " * 99 + "users = 1")
    with pytest.raises(ConditionFault, match="nested more than 100 deep"):
        parse("not " * 100 + "users = 1")
