"""The search page: harmless data, no dead link, and every system listed once without scripts."""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from typing import Any

import pytest
from tests.unit.rendering.briefings import small, two
from tests.unit.rendering.sample import HOSTILE

from estate.rendering.briefings.material import Material
from estate.rendering.canvas.blocks import Link, Points, Section
from estate.rendering.canvas.page_model import Table
from estate.rendering.site.links import page_path
from estate.rendering.site.pages import search
from estate.rendering.site.pages.search_data import search_data, search_script
from estate.rendering.site.registry import page_kinds

WORST = f"</script><!--{HOSTILE}\u2028\u2029 & 'x' \U0001f4a3"
START, END = "window.estateSearch=", ";\n"


def named(*names: str) -> Material:
    """Return the material of one council whose systems have these names."""
    record: dict[str, Any] = deepcopy(small.WESTMUIR)
    record["council"]["name"] = WORST
    record["systems"] = {
        f"system-{place}": {"name": name, "capabilities": ["revenues.council-tax"]}
        for place, name in enumerate(names)
    }
    record["contracts"] = {}
    record["risks"] = {}
    return small.material_of(record, planned=False)


def test_a_name_can_neither_end_the_script_nor_its_string() -> None:
    script = search_script(named(WORST, "\\u003c", '"],"evil":["'))
    assert script.startswith(START)
    assert script.endswith(END)
    assert script.isascii()
    inside = script.removeprefix(START).removesuffix(END)
    assert not set("<>&\n\r") & set(inside)
    data = json.loads(inside)
    assert [row[0] for row in data["systems"]][1:] == ["\\u003c", '"],"evil":["']
    assert "\\u202e" in data["systems"][0][0], "what turns the reading order round is shown"


def test_a_system_is_found_by_its_council_capability_and_product() -> None:
    data = search_data(two.material())
    assert data["councils"] == [["Eastmuir Council", "eastmuir"], ["Westmuir Council", "westmuir"]]
    assert data["capabilities"] == ["Council tax", "Burials", "General ledger"]
    assert data["systems"] == [
        ["RevBill East", "council-tax", 0, [0], -1],
        ["RevBill", "council-tax", 1, [0], -1],
        ["Burial register", "lairs", 1, [1], -1],
        ["General ledger", "ledger", 1, [2], -1],
    ]


def test_a_name_that_windows_keeps_for_itself_leads_to_its_file() -> None:
    record = deepcopy(small.WESTMUIR)
    record["systems"] = {"aux": {"name": "Auxiliary"}}
    record["contracts"], record["risks"] = {}, {}
    [row] = _rows(search_data(small.material_of(record, planned=False)), "systems")
    assert row[1:] == ["aux", 0, [], -1, "aux-"]


def test_all_that_is_found_leads_to_a_page() -> None:
    material = two.material()
    data = search_data(material)
    paths = {target.path for _, kind in page_kinds() for _, target in kind.targets(material)}
    folders = [folder for _, folder in _rows(data, "councils")]
    found = {f"systems/{folders[row[2]]}/{row[1]}.html" for row in _rows(data, "systems")}
    others = {row[2] for row in _rows(data, "others")}
    assert found | others <= paths
    kinds = Counter(row[0] for row in _rows(data, "others"))
    assert kinds == {"council": 2, "capability": 3, "opportunity": 1}


def _rows(data: dict[str, object], key: str) -> list[Any]:
    rows = data[key]
    assert isinstance(rows, list)
    return rows


def test_few_systems_stand_on_the_search_page_itself() -> None:
    [page] = search.pages(two.material())
    [table] = [block for block in page.sections[1].blocks if isinstance(block, Table)]
    names = [row[0].text for row in table.rows]
    assert names == ["Burial register", "General ledger", "RevBill", "RevBill East"]
    assert page.scripts == (search.DATA, search.SCRIPT)


def test_of_many_each_letter_has_its_pages_and_each_system_one_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "ON_ONE_PAGE", 1)
    monkeypatch.setattr(search, "A_PART", 2)
    names = ("Élan", "apples", "Axe", "ant", "bees", "9 lives", "Alms")
    material = named(*names)
    first, *parts = search.pages(material)
    assert [page.path for page in parts] == [
        *("systems-a.html", "systems-a-2.html", "systems-b.html", "systems-other.html")
    ]
    listed = [row[0].text for page in parts for row in _table(page.sections[0]).rows]
    assert listed == ["Alms", "ant", "apples", "Axe", "bees", "9 lives", "Élan"]
    [points] = [block for block in first.sections[1].blocks if isinstance(block, Points)]
    told = {target.path for _, target in search.targets(material)}
    refs = [part.ref for item in points.items for part in item if isinstance(part, Link)]
    assert {page_path(ref) for ref in refs} == told - {search.PATH}


def _table(section: Section) -> Table:
    [table] = [block for block in section.blocks if isinstance(block, Table)]
    return table


def test_the_scripts_are_files_of_the_site() -> None:
    made = {one.name: one for one in search.assets(two.material())}
    assert set(made) == {search.DATA, search.SCRIPT}
    assert all(one.media_type.startswith("text/javascript") for one in made.values())
