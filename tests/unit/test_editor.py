"""What somebody sees who types an inventory in an editor: faults, explanations, completions.

The editor's part is tombi, which VS Code and others run; ours is the schemas. Where tombi is not
installed (it is a tool of developers), only the schemas themselves are looked at.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cases.checking import lines
from tests.support.documents import ROOT
from tests.support.language_server import language_server

from estate.portfolio.examples import EXAMPLES
from estate.rendering.records.json_schema import KINDS, schema_of

TOMBI = Path(sys.executable).with_name("tombi.exe" if sys.platform == "win32" else "tombi")
needs_tombi = pytest.mark.skipif(not TOMBI.exists(), reason="tombi is not installed")

HEAD = """\
#:schema ../schemas/council.schema.json

[council]
name = "Glenmarnock"

[systems.web]
"""
HOSTING = (
    "on-premises",
    "council-data-centre",
    "co-located",
    "supplier-hosted",
    "private-cloud",
    "public-cloud",
    "saas",
    "desktop",
)
WORDS = f"{', '.join(HOSTING[:-1])} or {HOSTING[-1]}"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "councils").mkdir()
    (tmp_path / "estate.toml").write_text("[estate]\nas_of = 2026-11-22\n")
    return tmp_path


def tombi_lint(folder: Path, *paths: str) -> list[str]:
    """Return what tombi finds, a line each: `path:line:column: level: message`."""
    report = folder / "diagnostics.json"
    options = ["--offline", "--quiet", "--diagnostics-format", "json"]
    subprocess.run(
        [TOMBI, "lint", *options, "--diagnostics-file", report, *paths],
        cwd=folder,
        check=False,
        capture_output=True,
    )
    found = json.loads(report.read_text(encoding="utf-8"))
    return sorted(
        f"{each['path']}:{each['range']['start']['line']}:{each['range']['start']['column']}: "
        f"{each['level']}: {each['message']}"
        for each in found
    )


@needs_tombi
def test_the_samples_have_no_fault_and_no_warning(tmp_path: Path) -> None:
    for name in ("inventories", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    assert tombi_lint(tmp_path, "inventories") == []


FAULTS = {
    "unknown key": (
        'name = "Website"\nhostin = "saas"\n',
        ['8:1: error: "hostin" is not allowed'],
        ["8:1: EST010 error: `systems.web.hostin` is not a key that is known here"],
    ),
    "wrong kind of value": (
        'name = "Website"\nusers = "64"\n',
        ["8:9: error: expected a value of type Integer, but found String"],
        ['8:9: EST012 error: `systems.web.users` should be a whole number, and is the text "64"'],
    ),
    "not one of the words": (
        'name = "Website"\nhosting = "on-premise"\n',
        [f'8:11: error: the value must be one of {json.dumps(HOSTING)}, but found "on-premise"'],
        [
            (
                f"8:11: EST013 error: `systems.web.hosting` should be {WORDS}, "
                'and is the text "on-premise"'
            )
        ],
    ),
    "missing key": (
        'owner = "Head of Web"\n',
        ['6:1: error: "name" is required'],
        ["6:10: EST011 error: `systems.web.name` is missing"],
    ),
    "no such day": (
        'name = "Website"\nreviewed = 2026-02-30\n',
        ["8:12: error: invalid date-time: day must be between 1 and 28"],
        ["8:12: EST005 error: not valid TOML: there is no such date"],
    ),
    "date as a text": (
        'name = "Website"\nreviewed = "2026-02-28"\n',
        ["8:12: error: expected a value of type LocalDate, but found String"],
        [
            (
                "8:12: EST012 error: `systems.web.reviewed` should be a date, "
                'and is the text "2026-02-28"'
            )
        ],
    ),
    "out of range": (
        'name = "Website"\nlikelihood = { contract = { score = 9 } }\n',
        ["8:37: error: the value must be ≤ 6, but found 9"],
        [
            (
                "8:37: EST014 error: `systems.web.likelihood.contract.score` should be 6 or less, "
                "and is the number 9"
            )
        ],
    ),
    "not an id": (
        'name = "Website"\n\n[systems.Web_Site]\nname = "Website"\n',
        ["9:10: error: key must match the pattern `^[a-z0-9][a-z0-9-]*$`"],
        [
            (
                "9:10: EST015 error: `systems.Web_Site` should be an id of lower-case letters, "
                "digits and hyphens"
            )
        ],
    ),
}


@needs_tombi
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_marked_in_the_editor(fault: str, workspace: Path) -> None:
    text, expected, _ = FAULTS[fault]
    (workspace / "councils" / "glen.toml").write_text(HEAD + text)
    assert tombi_lint(workspace, "councils") == [f"councils/glen.toml:{line}" for line in expected]


@pytest.mark.parametrize("fault", FAULTS)
def test_check_says_the_same_at_the_same_line(fault: str, workspace: Path) -> None:
    text, editor, expected = FAULTS[fault]
    (workspace / "councils" / "glen.toml").write_text(HEAD + text)
    errors = [line for line in lines(workspace) if " error: " in line]
    assert errors == [f"councils/glen.toml:{line}" for line in expected]
    assert [line.split(":")[0] for line in editor] == [line.split(":")[0] for line in expected]


DUPLICATE = 'name = "Website"\nowner = "Head of Web"\nname = "Web"\n'


@needs_tombi
def test_a_key_written_twice_is_marked_in_the_editor(workspace: Path) -> None:
    (workspace / "councils" / "glen.toml").write_text(HEAD + DUPLICATE)
    errors = [line for line in tombi_lint(workspace, "councils") if ": error: " in line]
    assert errors == ["councils/glen.toml:9:1: error: duplicate key: name"]


def test_check_names_a_key_written_twice(workspace: Path) -> None:
    (workspace / "councils" / "glen.toml").write_text(HEAD + DUPLICATE)
    (error,) = [line for line in lines(workspace) if " error: " in line]
    assert error == (
        "councils/glen.toml:9:1: EST005 error: not valid TOML: the key `name` is written twice, "
        "first in line 7"
    )


@needs_tombi
def test_the_editor_explains_a_key_and_completes_its_values(workspace: Path) -> None:
    path = workspace / "councils" / "glen.toml"
    path.write_text(
        HEAD
        + 'name = "Website"\nannual_cost = { licence = 118_000 }\n\nhosting = \nowner = \n'
        + "must_change_by = \n"
    )
    with language_server(TOMBI, workspace) as server:
        server.open(path)
        shown = server.hover(path, 8, 20)
        assert shown.startswith("Licences and subscriptions, pounds a year.\n")
        assert "Value: `Integer?`" in shown
        assert "Examples:\n- `118000`" in shown
        assert server.hover(path, 6, 11).startswith("An application or service that a council")
        keys = server.completions(path, 9, 1)
        assert {"capabilities", "users", "support"} <= set(keys)
        assert not {"name", "annual_cost"} & set(keys)
        assert server.completions(path, 10, 11) == [f'"{word}"' for word in HOSTING]
        assert '"Head of Revenues"' in server.completions(path, 11, 9)
        assert server.completions(path, 12, 18) == ["2027-01-31"]


def _tables(node: object) -> Iterator[dict[str, Any]]:
    """Yield every table of a schema that has keys of its own, however deep."""
    if isinstance(node, list):
        for inner in node:
            yield from _tables(inner)
    elif isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield node
        for inner in node.values():
            yield from _tables(inner)


def _maps(node: object) -> Iterator[dict[str, Any]]:
    """Yield every table of a schema whose keys are ids."""
    if isinstance(node, list):
        for inner in node:
            yield from _maps(inner)
    elif isinstance(node, dict):
        if "patternProperties" in node:
            yield node
        for inner in node.values():
            yield from _maps(inner)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_key_of_every_table_is_described_and_no_other_may_be_written(kind: str) -> None:
    tables = list(_tables(schema_of(kind)))
    assert tables
    for table in tables:
        assert table["additionalProperties"] is False
        assert table["description"]
        for key, field in table["properties"].items():
            assert field.get("description"), key
            assert field["description"].endswith((".", "?")), key


@pytest.mark.parametrize("kind", ["catalogue", "council"])
def test_an_id_in_another_form_may_not_be_written(kind: str) -> None:
    maps = list(_maps(schema_of(kind)))
    assert len(maps) > 5
    assert all(found["additionalProperties"] is False for found in maps)


# Numbers of public lists that are kept elsewhere: an invented one would mislead.
WITHOUT_EXAMPLE = {"esd_functions", "lgsl"}


def _is_plain(field: dict[str, Any]) -> bool:
    if field.get("type") == "array":
        return _is_plain(field["items"])
    return field.get("type") in {"string", "integer", "number"} and not {"enum", "const"} & set(
        field
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_plain_key_has_an_example_that_its_own_schema_accepts(kind: str) -> None:
    schema = schema_of(kind)
    for name, table in schema["$defs"].items():
        for key, field in table["properties"].items():
            if not _is_plain(field) or key in WITHOUT_EXAMPLE:
                assert "examples" not in field, f"{name}.{key}"
                continue
            (example,) = field["examples"]
            checker = jsonschema.FormatChecker()
            faults = jsonschema.Draft202012Validator(field, format_checker=checker)
            assert [fault.message for fault in faults.iter_errors(example)] == [], f"{name}.{key}"


def test_no_example_is_left_over() -> None:
    keys = set()
    for kind in KINDS:
        for name, table in schema_of(kind)["$defs"].items():
            keys |= set(table["properties"])
            keys |= {f"{name}.{key}" for key in table["properties"]}
    assert set(EXAMPLES) - keys == set()


UNITS = {10_000_000_000: "pound", 1_200: "month", 1_000_000: "person-day"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_sums_and_durations_say_their_unit(kind: str) -> None:
    """Money, months and person-days are told by their upper bounds; the text names the unit."""
    for name, table in schema_of(kind)["$defs"].items():
        for key, field in table["properties"].items():
            inner = next(iter(field.get("patternProperties", {"": field}).values()))
            unit = UNITS.get(inner.get("maximum"))
            assert unit is None or unit in field["description"].lower(), f"{name}.{key}"
