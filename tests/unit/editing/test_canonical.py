"""What becomes of a file, worked by hand."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from estate.editing import EditRefused
from estate.editing.canonical import canonical, canonical_bytes
from estate.portfolio import Catalogue, CouncilFile, WorkspaceFile


def council(text: str) -> str:
    return canonical(dedent(text).removeprefix("\n"), CouncilFile)


def test_the_example_in_the_documentation_comes_out_as_printed() -> None:
    page = (Path(__file__).parents[3] / "docs" / "fmt.md").read_text(encoding="utf-8")
    found = dict(re.findall(r"^```toml (before|after)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE))
    assert canonical(found["before"], CouncilFile) == found["after"]


def test_keys_stand_in_the_order_of_the_type_and_keep_their_comments() -> None:
    after = council("""
        [systems.ledger]
        reviewed=2026-02-22
        # Head of Finance since May.
        owner   = 'Head of Finance'    # a role
        impact = {reputation=4,safety=1}
        name = "Ledger"
        description = "Where money is kept."
        """)

    assert after == dedent("""\
        [systems.ledger]
        name = "Ledger"
        description = "Where money is kept."
        # Head of Finance since May.
        owner = "Head of Finance"  # a role
        reviewed = 2026-02-22
        impact = { safety = 1, reputation = 4 }
        """)


def test_a_records_tables_follow_it_and_records_stay_as_they_were_arranged() -> None:
    after = council("""
        [systems.web]
        name = "Website"
        [systems.ledger.options.replace]
        months = 9
        [systems.ledger]
        name = "Ledger"
        [systems.web.options.retire]
        months = 1
        [systems.web.evidence.owner]
        source = "interview"
        """)

    assert after == dedent("""\
        [systems.web]
        name = "Website"

        [systems.web.evidence.owner]
        source = "interview"

        [systems.web.options.retire]
        months = 1

        [systems.ledger]
        name = "Ledger"

        [systems.ledger.options.replace]
        months = 9
        """)


def test_tables_of_a_file_stand_in_one_order_and_headings_go_with_what_they_head() -> None:
    after = council("""
        #:schema ../schemas/council.schema.json
        # Fictional.


        # ---- Systems ----

        # The oldest.
        [systems.ledger]
        name = "Ledger"

        # ---- Contracts ----
        #
        # From the register.

        [contracts.ledger]
        ends = 2027-03-31
        # ends_with = "unknown"

        # ---- The council ----

        [council]
        name = "Glenmarnock"

        # The end.
        """)

    assert after == dedent("""\
        #:schema ../schemas/council.schema.json
        # Fictional.

        # ---- The council ----

        [council]
        name = "Glenmarnock"

        # ---- Systems ----

        # The oldest.
        [systems.ledger]
        name = "Ledger"

        # ---- Contracts ----
        #
        # From the register.

        [contracts.ledger]
        ends = 2027-03-31
        # ends_with = "unknown"

        # The end.
        """)


def test_a_heading_stays_when_the_table_under_it_goes_to_its_record() -> None:
    after = council("""
        [systems.a]
        name = "A"

        [systems.b]
        name = "B"

        # ---- New ----

        # how to leave a
        [systems.a.options.retire]
        months = 1

        [systems.c]
        name = "C"
        """)

    assert after == dedent("""\
        [systems.a]
        name = "A"

        # how to leave a
        [systems.a.options.retire]
        months = 1

        [systems.b]
        name = "B"

        # ---- New ----

        [systems.c]
        name = "C"
        """)


def test_interfaces_keep_their_order_and_each_its_tables() -> None:
    after = council("""
        [[interfaces]]
        to = "web"
        from = "ledger"
        [interfaces.evidence.mechanism]
        source = "b"

        # ---- Next ----

        [[interfaces]]
        to = "ledger"
        from = "web"
        [interfaces.evidence.mechanism]
        source = "a"
        """)

    assert after == dedent("""\
        [[interfaces]]
        from = "ledger"
        to = "web"

        [interfaces.evidence.mechanism]
        source = "b"

        # ---- Next ----

        [[interfaces]]
        from = "web"
        to = "ledger"

        [interfaces.evidence.mechanism]
        source = "a"
        """)


def test_blank_lines_inside_a_record_stay_only_around_comments() -> None:
    after = council("""
        [council]
        # About the whole council.

        population = 91400

        name = "G"
        # tail of name

        # apart

        ict_staff = 46

        # lead of board
        board = "B"
        """)

    assert after == dedent("""\
        [council]
        # About the whole council.

        name = "G"
        # tail of name

        population = 91_400

        # apart

        ict_staff = 46

        # lead of board
        board = "B"
        """)


def test_ids_keep_their_order_and_one_blank_line_between_groups() -> None:
    text = dedent("""\
        [groups]
        roads = { name = "Roads" }
        people = { name = "People" }


        # later
        "art" = { name = "Art" }
        """)

    assert canonical(text, Catalogue) == dedent("""\
        [groups]
        roads = { name = "Roads" }
        people = { name = "People" }

        # later
        art = { name = "Art" }
        """)


def test_unknown_keys_and_tables_come_last_in_their_order() -> None:
    after = council("""
        [zebra]
        z = 1
        [council]
        zz = 1
        colour = "blue"
        name = "G"
        [apple]
        a = { z = 1, b = 2 }
        """)

    assert after == dedent("""\
        [council]
        name = "G"
        zz = 1
        colour = "blue"

        [zebra]
        z = 1

        [apple]
        a = { z = 1, b = 2 }
        """)


def test_the_workspace_keeps_dotted_keys_as_they_are_written() -> None:
    text = '[estate]\nsharing.level = "sector"\nplanning.risk_price = 12000\nname = "E"\n'
    assert canonical(text, WorkspaceFile) == (
        '[estate]\nname = "E"\nplanning.risk_price = 12_000\nsharing.level = "sector"\n'
    )


@pytest.mark.parametrize("text", ["", "\n\n", "  \t\n"])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert council(text) == ""


def test_a_file_of_comments_keeps_them() -> None:
    assert council("# b\n#:schema x\n\n\n\n # a  \n") == "#:schema x\n# b\n\n# a\n"


def test_the_schema_comes_first_even_where_it_stood_with_the_first_table() -> None:
    after = council('# Who they are.\n#:schema x\n[council]\nname = "G"\n')
    assert after == '#:schema x\n\n# Who they are.\n[council]\nname = "G"\n'


def test_line_ends_stay_where_all_are_alike_and_become_line_feeds_where_not() -> None:
    def after(raw: bytes) -> bytes:
        return canonical_bytes(raw, CouncilFile)

    assert after(b'[council]\r\nname="G"\r\n') == b'[council]\r\nname = "G"\r\n'
    assert after(b'[council]\r\nname="G"\n') == b'[council]\nname = "G"\n'
    assert after(b'[council]\nname="G"') == b'[council]\nname = "G"\n'
    assert after(b'council.name="G"') == b'council.name = "G"\n'
    assert after(b'\xef\xbb\xbf[council]\nname = "G"\n') == b'[council]\nname = "G"\n'


@pytest.mark.parametrize(
    "text", ["[council\n", "a = [1\n", "a = \n", "a = 1\na = 1\nb=2\n", 'a = "']
)
def test_what_is_not_toml_is_refused(text: str) -> None:
    with pytest.raises(EditRefused):
        council(text)
