"""`estate products update`, run as people run it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.documents import run_estate
from tests.support.endoflife.answers import SOUND, raw
from tests.support.endoflife.server import Loopback, serving

CATALOGUE = """\
# What we run.
[products.windows-server]
name = "Windows Server"
kind = "operating-system"

[products.windows-server.versions.2016] # the last of them
security_support_until = 2028-01-01 # to be looked up again
source = "endoflife.date, commit a70eca33"
on = 2026-08-22

[products.windows-server.versions.2019]
security_support_until = 2029-06-30
source = "letter of the supplier"

[products.postgres]
name = "Postgres"
kind = "database"
"""
UPDATED = """\
# What we run.
[products.windows-server]
name = "Windows Server"
kind = "operating-system"

[products.windows-server.versions.2016] # the last of them
active_support_until = 2022-01-11
security_support_until = 2027-01-12 # to be looked up again
extended_support_until = 2030-01-12
source = "endoflife.date"
on = 2026-11-01

[products.windows-server.versions.2019]
security_support_until = 2029-06-30
source = "letter of the supplier"

[products.postgres]
name = "Postgres"
kind = "database"
"""
COUNCIL = """\
[council]
name = "Glenmarnock"

[systems.web]
name = "Website"
technology = ["windows-server@2016"]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    (folder / "catalogue").mkdir(parents=True)
    (folder / "councils").mkdir()
    (folder / "estate.toml").write_text("[estate]\nas_of = 2026-11-15\n")
    (folder / "catalogue" / "products.toml").write_text(CATALOGUE)
    (folder / "councils" / "glenmarnock.toml").write_text(COUNCIL)
    (folder / "answer.json").write_bytes(raw(SOUND))
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with serving() as loopback:
        yield loopback


def catalogue(folder: Path) -> str:
    return (folder / "catalogue" / "products.toml").read_text()


REPORT = """\
Support dates from endoflife.date, of 1 Nov 2026.

Changes

Product         Version  Support   Recorded    Published
--------------  -------  --------  ----------  ----------
windows-server  2016     active    -           2022-01-11
                         security  2028-01-01  2027-01-12
                         extended  -           2030-01-12

Security updates for systems

System           Uses                 Was thought       Is
---------------  -------------------  ----------------  ----------------  ------
glenmarnock/web  windows-server@2016  until 2028-01-01  until 2027-01-12  sooner

Left as recorded

windows-server@2019: recorded from another source: letter of the supplier; published: active
  2024-01-09, security 2029-01-09 (recorded: 2029-06-30).
--overwrite takes over what is published.

Not found

postgres: endoflife.date has no product of this name.

1 version changed, 1 left as recorded, 1 not found; 1 system affected.
"""


def test_a_file_is_read_shown_and_written(workspace: Path) -> None:
    done = run_estate(["products", "update", "--from", "answer.json"], workspace)

    assert done.returncode == 0, done.stderr
    report, diff = done.stdout.split("\n--- ", 1)
    assert report == REPORT
    assert diff.startswith("catalogue/products.toml\n+++ catalogue/products.toml\n")
    assert "-security_support_until = 2028-01-01 # to be looked up again\n" in diff
    assert done.stderr == "estate: wrote catalogue/products.toml\n"
    assert catalogue(workspace) == UPDATED


def test_a_second_time_changes_nothing(workspace: Path) -> None:
    words = ["products", "update", "--from", "answer.json"]
    run_estate(words, workspace)

    again = run_estate(words, workspace)

    assert again.returncode == 0
    assert "0 versions changed, 1 as published, 1 left as recorded" in again.stdout
    assert "---" not in again.stdout.split("0 versions changed")[1]
    assert catalogue(workspace) == UPDATED


def test_a_dry_run_writes_nothing(workspace: Path) -> None:
    words = ["products", "update", "--from", "answer.json", "--dry-run", "--save", "kept.json"]

    done = run_estate(words, workspace)

    assert done.returncode == 0
    assert "+security_support_until = 2027-01-12" in done.stdout
    assert "nothing was written" in done.stderr
    assert catalogue(workspace) == CATALOGUE
    assert not (workspace / "kept.json").exists()


def test_without_from_the_snapshot_is_used_and_its_day_said(workspace: Path) -> None:
    done = run_estate(["products", "update", "--product", "windows-server"], workspace)

    assert done.returncode == 0
    assert "the program carries dates of 2026-08-22 for 104 products" in done.stderr
    assert "of 22 Aug 2026." in done.stdout
    assert "security_support_until = 2027-01-12 # to be looked up again" in catalogue(workspace)
    assert 'source = "endoflife.date, commit a70eca33"\non = 2026-08-22\n' in catalogue(workspace)


def test_older_dates_do_not_undo_newer_ones(workspace: Path) -> None:
    newer = UPDATED.replace("2027-01-12", "2027-02-12")
    (workspace / "catalogue" / "products.toml").write_text(newer)

    done = run_estate(["products", "update"], workspace)

    assert "looked up later, on 2026-11-01" in done.stdout
    assert catalogue(workspace) == newer


def test_json_is_json_alone(workspace: Path) -> None:
    words = ["products", "update", "--from", "answer.json", "--format", "json"]

    done = run_estate(words, workspace)

    document = json.loads(done.stdout)
    assert document["published"] == {"on": "2026-11-01", "source": "endoflife.date"}
    (change,) = document["changes"]
    assert (change["product"], change["version"], change["new"]) == (
        "windows-server",
        "2016",
        False,
    )
    assert {
        "key": "security_support_until",
        "recorded": "2028-01-01",
        "published": "2027-01-12",
    } in change["facts"]
    assert document["systems"] == [
        {
            "system": "glenmarnock/web",
            "use": "windows-server@2016",
            "before": {"until": "2028-01-01", "ended": None},
            "after": {"until": "2027-01-12", "ended": None},
            "direction": "sooner",
        }
    ]
    assert document["not_found"][0]["product"] == "postgres"
    assert catalogue(workspace) == UPDATED


def test_an_address_is_fetched_and_the_answer_kept(workspace: Path, server: Loopback) -> None:
    words = ["products", "update", "--from", server.address("/full"), "--save", "."]

    done = run_estate(words, workspace)

    assert done.returncode == 0, done.stderr
    assert catalogue(workspace) == UPDATED
    kept = workspace / "endoflife-2026-11-01.json"
    assert kept.read_bytes() == raw(SOUND)
    (workspace / "catalogue" / "products.toml").write_text(CATALOGUE)
    run_estate(["products", "update", "--from", kept.name], workspace)
    assert catalogue(workspace) == UPDATED


def test_another_file_is_not_written_over(workspace: Path) -> None:
    words = ["products", "update", "--from", "answer.json", "--save", "estate.toml"]

    done = run_estate(words, workspace)

    assert done.returncode == 2
    assert "estate.toml is there already" in done.stderr
    assert catalogue(workspace) == CATALOGUE


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/missing", 3, "the answer is 404 Not Found"),
        ("/broken", 3, "the answer is 500 Internal Server Error"),
        ("/page", 3, "the answer is text/html, not JSON"),
        ("/truncated", 3, "the answer ended after 100 of"),
        ("/huge", 3, "the answer is larger than 20,000,000 bytes"),
        ("/to-ftp", 3, "it leads to ftp, not https"),
        ("/nonsense", 3, "cannot fetch"),
        ("/page-as-json", 1, "a web page, not JSON"),
        ("/packed-silently", 1, "compressed (gzip); unpack it first"),
    ],
)
def test_a_failure_is_one_line_and_nothing_is_written(
    workspace: Path, server: Loopback, path: str, status: int, said: str
) -> None:
    address = server.address(path)

    done = run_estate(["products", "update", "--from", address, "--save", "kept.json"], workspace)

    assert done.returncode == status
    (line,) = done.stderr.splitlines()
    assert line.startswith("estate: ")
    assert said in line
    assert done.stdout == ""
    assert catalogue(workspace) == CATALOGUE
    assert not (workspace / "kept.json").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "nowhere.json"], "there is no file nowhere.json"),
        (["--from", "."], "is a folder"),
        (["--from", "http://endoflife.date/api/v1/products/full"], "only https is"),
        (["--product", "windows-sever"], "Did you mean windows-server?"),
        (["--all-versions", "oracle"], "the catalogue has no product 'oracle'"),
    ],
)
def test_usage(workspace: Path, words: list[str], said: str) -> None:
    done = run_estate(["products", "update", *words], workspace)

    assert done.returncode == 2
    assert said in done.stderr
    assert catalogue(workspace) == CATALOGUE


def test_releases_that_systems_use_are_added(workspace: Path) -> None:
    text = '[products.windows-server]\nname = "Windows Server"\n'
    (workspace / "catalogue" / "products.toml").write_text(text)
    words = ["products", "update", "--from", "answer.json", "--add-versions"]

    done = run_estate(words, workspace)

    assert done.returncode == 0, done.stderr
    assert "windows-server  2016 (new)" in done.stdout
    assert "not known" in done.stdout
    assert catalogue(workspace) == (
        text
        + """
[products.windows-server.versions.2016]
released = 2020-01-01
active_support_until = 2022-01-11
security_support_until = 2027-01-12
extended_support_until = 2030-01-12
source = "endoflife.date"
on = 2026-11-01
"""
    )


def test_what_cannot_be_read_is_said_and_the_rest_is_done(workspace: Path) -> None:
    (workspace / "councils" / "elsewhere.toml").write_text("[council\n")

    done = run_estate(["products", "update", "--from", "answer.json"], workspace)

    assert done.returncode == 1
    assert "councils/elsewhere.toml:1:" in done.stderr
    assert catalogue(workspace) == UPDATED
