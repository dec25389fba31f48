"""Values set in a text: the value as asked, everything else as it was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from estate.editing import Edit, EditRefused, edit, set_values

if TYPE_CHECKING:
    from estate.editing.verify import Change

BILLING = """\
# Kept by hand.
[council]
name = "Glenmarnock"

# The oldest of all.
[systems.billing]
name = 'Billing'   # as people say
aliases = [
  "Rev",  # short
  "Tax",
]
support = { people = 1, in_house = true }
evidence.support = { source = "HR" }

# Runs inside billing.
[systems.rates]
name = "Rates"

[systems.rates.options.retire]
months = 3

# ---- Contracts ----

[contracts.billing]
systems = ["billing"]
extensions = [{ months = 12, by = "council" }]
"""


def lines_changed(before: str, after: str) -> list[str]:
    """Return the lines that a diff takes away and puts in."""
    diff = Edit("x", before.encode(), after.encode()).diff().splitlines()[2:]
    return [line for line in diff if line[:1] in "+-"]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            (("systems", "billing", "name"), "Tax billing"),
            ["-name = 'Billing'   # as people say", "+name = 'Tax billing'   # as people say"],
        ),
        (
            (("systems", "billing", "name"), "Head's own"),
            ["-name = 'Billing'   # as people say", '+name = "Head\'s own"   # as people say'],
        ),
        ((("systems", "rates", "users"), 12000), ["+users = 12_000"]),
        ((("systems", "rates", "users"), 4300), ["+users = 4300"]),
        ((("systems", "rates", "adopted"), date(2019, 4, 1)), ["+adopted = 2019-04-01"]),
        (
            (("systems", "billing", "aliases"), ["Rev", "Tax", "Council tax"]),
            ['+  "Council tax",'],
        ),
        ((("systems", "billing", "aliases"), ["Tax"]), ['-  "Rev",  # short']),
        (
            (("systems", "billing", "support", "people"), None),
            [
                "-support = { people = 1, in_house = true }",
                "+support = { in_house = true }",
            ],
        ),
        (
            (("systems", "billing", "support", "fte"), 1.5),
            [
                "-support = { people = 1, in_house = true }",
                "+support = { people = 1, in_house = true, fte = 1.5 }",
            ],
        ),
        (
            (("systems", "rates", "annual_cost", "licence"), 118_000),
            ["+annual_cost = { licence = 118_000 }"],
        ),
        (
            (("systems", "billing", "evidence", "name"), {"source": "me"}),
            ['+evidence.name = { source = "me" }'],
        ),
        (
            (("systems", "rates", "options", "replace", "months"), 9),
            ["+[systems.rates.options.replace]", "+months = 9", "+"],
        ),
        (
            (("systems", "billing", "options", "replace", "months"), 9),
            ["+[systems.billing.options.replace]", "+months = 9", "+"],
        ),
        (
            (("systems", "new"), {"name": "New", "owner": None}),
            ["+[systems.new]", '+name = "New"', "+"],
        ),
        (
            (("contracts", "billing", "extensions", 1), {"months": 6, "by": "council"}),
            [
                '-extensions = [{ months = 12, by = "council" }]',
                '+extensions = [{ months = 12, by = "council" }, { months = 6, by = "council" }]',
            ],
        ),
        (
            (("interfaces", 0), {"from": "a", "to": "b"}),
            ["+", "+[[interfaces]]", '+from = "a"', '+to = "b"'],
        ),
    ],
)
def test_only_the_lines_that_matter_change(change: Change, lines: list[str]) -> None:
    assert lines_changed(BILLING, set_values(BILLING, [change])) == lines


def test_a_new_key_goes_where_the_order_says() -> None:
    after = set_values(
        BILLING,
        [(("systems", "billing", "product"), "rev@8")],
        lambda path: ("name", "aliases", "product", "support") if path[:1] == ("systems",) else (),
    )

    assert '  "Tax",\n]\nproduct = "rev@8"\nsupport' in after


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\N{ZERO WIDTH NO-BREAK SPACE}"])
@pytest.mark.parametrize("end", [True, False])
def test_line_ends_byte_order_mark_and_a_missing_last_newline_stay(
    newline: str, mark: str, end: bool
) -> None:
    text = mark + BILLING.replace("\n", newline)
    text = text if end else text.removesuffix(newline)

    after = set_values(text, [(("contracts", "billing", "lot"), "2"), (("systems", "x"), {"a": 1})])

    assert after.startswith(mark + "# Kept")
    assert after.count("\n") == after.count(newline)
    assert after.endswith(f'lot = "2"{newline if end else ""}')


def test_a_file_that_is_not_toml_is_refused_with_its_name() -> None:
    with pytest.raises(EditRefused, match=r"councils/a\.toml: the file is not valid TOML"):
        edit("councils/a.toml", b"[a", [(("a",), 1)])
    with pytest.raises(EditRefused, match="not UTF-8"):
        edit("councils/a.toml", b"\xff", [(("a",), 1)])


def test_the_diff_names_the_file_and_shows_three_lines_around() -> None:
    after = edit("councils/a.toml", BILLING.encode(), [(("council", "population"), 9)])

    assert after.diff() == (
        "--- councils/a.toml\n+++ councils/a.toml\n@@ -1,6 +1,7 @@\n # Kept by hand.\n"
        ' [council]\n name = "Glenmarnock"\n+population = 9\n \n # The oldest of all.\n'
        " [systems.billing]\n"
    )
