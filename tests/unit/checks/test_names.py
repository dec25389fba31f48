"""Names that are one once case, marks and idle words are gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.saying import count, found


def system(name: str, title: str, more: str = "") -> str:
    return f'[systems.{name}]\nname = "{title}"\n{more}\n'


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (system("council-tax", "A"), system("counciltax", "B"), 1),
        (system("a", "Council Tax"), system("b", "council-tax systems"), 1),
        (system("grant", "A"), system("grants", "B"), 1),
        (system("bus", "A"), system("bu", "B"), 0),  # too short to be a plural
        (system("access", "A"), system("acces", "B"), 0),  # and "ss" is no plural
        (system("ledger", "A"), system("ledger-2", "B"), 0),
        (system("a", "Payroll"), system("b", "B", 'aliases = ["The payroll system"]'), 1),
        (system("a", "Payroll"), system("b", "Payroll", 'lifecycle = "retired"'), 0),
        (system("a", "Payroll"), system("b", "Payroll", 'lifecycle = "planned"'), 0),
        (system("a", "System"), system("b", "Software"), 0),  # idle words alone stay
    ],
)
def test_two_systems_in_use_look_alike(tmp_path: Path, one: str, other: str, expected: int) -> None:
    assert count(tmp_path, "EST108", one + other) == expected


def test_systems_of_other_councils_may_have_the_name(tmp_path: Path) -> None:
    files = {"councils/d.toml": "[council]\nname = 'D'\n" + system("payroll", "Payroll")}
    assert count(tmp_path, "EST108", system("payroll", "Payroll"), files) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[suppliers.a]\nname = 'Rev Ltd'\n[suppliers.b]\nname = 'REV (UK) plc'\n", 1),
        ("[suppliers.a]\nname = 'Rev'\n[suppliers.b]\nname = 'Rev UK'\nparent = 'a'\n", 0),
        (("[suppliers.a]\nname = 'A1'\naliases = ['North']\n[suppliers.b]\nname = 'B1'\n"
         "former_names = ['North Ltd.']\n"), 1),
        (("[suppliers.a]\nname = 'A1'\ncompany_number = 'SC123456'\n[suppliers.b]\nname = 'B1'\n"
         "company_number = 'SC123456'\n"), 1),
        ("[suppliers.a]\nname = 'A1'\n[products.b]\nname = 'A1'\n", 0),
        ("[products.office-365]\nname = 'Office'\n[products.office365]\nname = 'Desk'\n", 1),
        ("[products.p]\nname = 'P'\naliases = ['p', 'P system']\n", 0),
        (("[products.a]\nname = 'Same'\naliases = ['Same too']\n[products.b]\nname = 'Same'\n"
         "aliases = ['Same too']\n"), 1),  # told once for each pair
    ],
)  # fmt: skip
def test_two_entries_of_a_table_claim_one_name(tmp_path: Path, text: str, expected: int) -> None:
    assert count(tmp_path, "EST109", "", {"catalogue/a.toml": text}) == expected


def test_both_places_are_named(tmp_path: Path) -> None:
    text = "[suppliers.a]\nname = 'A1'\naliases = ['North']\n[suppliers.b]\nname = 'North'\n"
    assert found(tmp_path, "EST109", "", {"catalogue/a.toml": text}) == [
        (
            'catalogue/a.toml:5:8: `b` is called "North", and `a` "North" (suppliers.a.aliases): '
            "are they one?"
        )
    ]


def test_a_reference_by_another_name_is_told_the_id(tmp_path: Path) -> None:
    from tests.cases.checking import findings, write

    files = {
        "catalogue/a.toml": "[suppliers.revmaster]\nname = 'Revmaster Ltd'\n"
        "former_names = ['Tallow & Sons']\n",
        "councils/c.toml": "[council]\nname='C'\n[contracts.k]\nsupplier = 'tallow-sons'\n",
    }
    (told,) = [one for one in findings(write(tmp_path, files)) if one.code == "EST102"]
    assert told.hint == "did you mean revmaster? It is called so too"


def test_an_unknown_id_of_a_group_is_told_what_the_group_has(tmp_path: Path) -> None:
    from tests.cases.checking import findings, write

    files = {
        "catalogue/a.toml": "[capabilities.'housing.repairs']\nname = 'Repairs'\n"
        "[capabilities.'housing.homeless']\nname = 'Homelessness'\n"
        "[capabilities.'roads.assets']\nname = 'Roads'\n",
        "councils/c.toml": "[council]\nname='C'\n[systems.k]\nname='K'\n"
        "capabilities = ['housing.xyzw', 'zoo.xyzw']\n",
    }
    told = [one.hint for one in findings(write(tmp_path, files)) if one.code == "EST102"]
    assert told == [
        "there are housing.homeless, housing.repairs",
        "add it to the catalogue's capabilities",
    ]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("S12000048",), []),
        (("S12000024",), ["EST110"]),
        (("S12000015", "S12000046", "S12000044"), ["EST110"] * 3),
        (("S12000099",), ["EST111"]),
        (("S12000048", "S12000024"), ["EST110", "EST112"]),
        (("S12000030", "S12000030"), ["EST112"]),
    ],
)
def test_codes_of_councils(tmp_path: Path, codes: tuple[str, ...], expected: list[str]) -> None:
    files = {
        f"councils/d{number}.toml": f"[council]\nname = 'D'\ngss_code = '{code}'\n"
        for number, code in enumerate(codes)
    }
    told = [
        code
        for code in ("EST110", "EST111", "EST112")
        for _ in range(count(tmp_path, code, "", files))
    ]
    assert told == expected


def test_there_are_32_councils_and_no_replaced_code_among_them() -> None:
    from estate.checks.council_codes import COUNCILS, REPLACED

    assert len(COUNCILS) == len(set(COUNCILS.values())) == 32
    assert set(REPLACED).isdisjoint(COUNCILS)
    assert set(REPLACED.values()) <= set(COUNCILS)
