"""How values come out, worked by hand."""

from __future__ import annotations

from textwrap import dedent

import pytest

from estate.editing.canonical import canonical
from estate.portfolio import Catalogue, CouncilFile


def council(text: str) -> str:
    return canonical(dedent(text).removeprefix("\n"), CouncilFile)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("population = 91400", "population = 91_400"),
        ("population = 9_14_00", "population = 91_400"),
        ("population = 5_000", "population = 5_000"),
        ("population = 5000", "population = 5000"),
        ("population = 0x1_6508", "population = 0x1_6508"),
        ("population = 1234567", "population = 1_234_567"),
        ('gss_code = "S12000033"', 'gss_code = "S12000033"'),
        ("name = 'say \"no\"'", "name = 'say \"no\"'"),
        (r"name = 'C:\files'", r"name = 'C:\files'"),
        (r'name = "tab\t"', r'name = "tab\t"'),
        ("name = ''", 'name = ""'),
        ("'name' = 'x'", 'name = "x"'),
        ('"two words" = 1', '"two words" = 1'),
        ("unknown = 12345", "unknown = 12345"),
        ('evidence . "name" = {on=2026-01-01,source="x"}',
         'evidence.name = { source = "x", on = 2026-01-01 }'),
        ("groups = ['a','b',]", 'groups = ["a", "b"]'),
        ("groups = [\n\n]", "groups = []"),
        ("evidence = {}", "evidence = {}"),
        ('notes = """\nkept  \n  as it is"""', 'notes = """\nkept  \n  as it is"""'),
    ],
)  # fmt: skip
def test_values(line: str, expected: str) -> None:
    assert council(f"[council]\n{line}\n") == f"[council]\n{expected}\n"


def test_ids_that_are_numbers_are_not_grouped() -> None:
    text = '[capabilities."a.b"]\nname = "A"\nlgsl = [12345]\n'
    assert canonical(text, Catalogue) == text


def test_an_array_is_one_line_while_that_line_has_a_hundred_columns() -> None:
    # `groups = [""]` has 13 columns, so 87 letters make 100.
    fits, long = f'groups = ["{"x" * 87}"]', f'groups = ["{"x" * 88}"]'
    assert len(fits) == 100

    assert council(f"[council]\n{fits}\n") == f"[council]\n{fits}\n"
    assert council(f"[council]\n{long}\n") == f'[council]\ngroups = [\n  "{"x" * 88}",\n]\n'


def test_comments_in_an_array_stay_with_their_elements() -> None:
    after = council("""
        [council]
        groups = [ # who plans
          'b', # first
             # before a
          'a' # second
          , # behind the comma
          # the rest is unknown
        ]
        """)

    assert after == dedent("""\
        [council]
        groups = [
          # who plans
          "b",  # first
          # before a
          "a",  # second
          # behind the comma
          # the rest is unknown
        ]
        """)


def test_an_inline_table_is_broken_only_by_comments_of_its_own() -> None:
    after = council("""
        [systems.a]
        name = "A"
        evidence = {name = {on = 2026-01-01, # when
           source = "x"}, owner = {source = "y"}}
        options = { retire = { milestones = [{name = "m"}, # done
          ] }, upgrade = {months = 1} }
        """)

    assert after == dedent("""\
        [systems.a]
        name = "A"
        evidence = { name = {
          source = "x",
          on = 2026-01-01,  # when
        }, owner = { source = "y" } }
        options = { retire = { milestones = [
          { name = "m" },  # done
        ] }, upgrade = { months = 1 } }
        """)
