"""Editing by command, run as a process: what is shown, what is written, what is refused."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.support.documents import ROOT, run_estate

if TYPE_CHECKING:
    from pathlib import Path

COUNCIL = """\
# Kept by hand.
[council]
name = "Glenmarnock"

[systems.web]
name = "Website"
owner = "Head of Web"   # since 2024

[systems.ledger]
name = "Ledger"
evidence.users = { source = "HR list" }
users = 40

# ---- Interfaces ----

[[interfaces]]
from = "web"
to = "ledger"

[contracts.ledger]
systems = ["ledger"]
ends = 2027-03-31
"""


def workspace(folder: Path) -> Path:
    """Write a workspace of a council in a file and one in a folder."""
    (folder / "councils" / "north").mkdir(parents=True)
    (folder / "estate.toml").write_text("[estate]\nas_of = 2026-09-30\n")
    (folder / "councils" / "glenmarnock.toml").write_text(COUNCIL)
    north = '#:schema ../../../schemas/council.schema.json\n[council]\nname = "North"\n'
    (folder / "councils" / "north" / "council.toml").write_text(north)
    (folder / "councils" / "north" / "systems.toml").write_text(
        '[systems.payroll]\nname = "Payroll"\ndepends_on = ["glenmarnock/ledger"]\n'
    )
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_set_shows_the_diff_and_writes_it(tmp_path: Path) -> None:
    folder = workspace(tmp_path)

    done = run_estate(
        [
            *("set", "glenmarnock/web", "owner=Head of Digital", "annual_cost.licence=£118,000"),
            *("--source", "ledger 2026-27", "--confidence", "verified", "--by", "Architect"),
        ],
        folder,
    )

    assert done.stdout == (
        "--- councils/glenmarnock.toml\n"
        "+++ councils/glenmarnock.toml\n"
        "@@ -4,7 +4,10 @@\n"
        " \n"
        " [systems.web]\n"
        ' name = "Website"\n'
        '-owner = "Head of Web"   # since 2024\n'
        '+owner = "Head of Digital"   # since 2024\n'
        "+annual_cost = { licence = 118_000 }\n"
        '+evidence.owner = { source = "ledger 2026-27", confidence = "verified", '
        'on = 2026-09-30, by = "Architect" }\n'
        '+evidence."annual_cost.licence" = { source = "ledger 2026-27", confidence = "verified", '
        'on = 2026-09-30, by = "Architect" }\n'
        " \n"
        " [systems.ledger]\n"
        ' name = "Ledger"\n'
    )
    assert done.stderr == "estate: wrote councils/glenmarnock.toml\n"
    assert done.returncode == 0
    written = (folder / "councils" / "glenmarnock.toml").read_text()
    assert (
        'owner = "Head of Digital"   # since 2024\nannual_cost = { licence = 118_000 }' in written
    )


def test_the_workspace_may_be_elsewhere_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "estate")
    before = files(folder)

    done = run_estate(
        ["set", "glenmarnock/web", "users=9", "-C", str(folder), "--dry-run"], tmp_path
    )

    assert done.returncode == 0
    assert "+users = 9\n" in done.stdout
    assert done.stderr == "estate: nothing was written (--dry-run)\n"
    assert files(folder) == before


def test_a_slip_on_the_command_line_is_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    before = files(folder)

    done = run_estate(["set", "glenmarnock/web", "ownr=x"], folder)

    assert done.returncode == 2
    assert done.stderr == "estate: `ownr` is not a key of this record; did you mean owner?\n"
    assert files(folder) == before


def test_a_change_that_brings_in_an_error_is_not_written(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    before = files(folder)

    done = run_estate(["set", "glenmarnock/web", "depends_on=ledgr"], folder)

    assert done.returncode == 1
    assert "councils/glenmarnock.toml:8:15: EST101 error: `ledgr` is not a system" in done.stderr
    assert 'depends_on = ["ledgr"]' in done.stderr
    assert done.stderr.endswith("nothing was written: the change would bring in an error\n")
    assert files(folder) == before


def test_errors_that_are_there_already_do_not_stop_the_mending(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    path = folder / "councils" / "glenmarnock.toml"
    path.write_text(COUNCIL.replace("users = 40", 'users = "40"\nadopted = "soon"'))

    done = run_estate(["set", "glenmarnock/ledger", "users=40"], folder)

    assert done.returncode == 0
    assert "users = 40\n" in path.read_text()


def test_an_error_that_is_there_already_stops_no_renaming_of_a_common_word(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    with (folder / "councils" / "north" / "systems.toml").open("a") as file:
        file.write('[systems.a]\nname = "A"\nadopted = "soon"\n[contracts]\nsystems = "a"\n')

    done = run_estate(["rename", "north/a", "b"], folder)

    # "should be a date" says `a` and means no system.
    assert done.returncode == 0, done.stderr
    assert "[systems.b]" in (folder / "councils" / "north" / "systems.toml").read_text()


def test_evidence_of_an_older_value_is_pointed_out(tmp_path: Path) -> None:
    done = run_estate(["set", "glenmarnock/ledger", "users=41"], workspace(tmp_path))

    assert "evidence.users still says HR list: give --source with the new value" in done.stderr


def test_add_puts_a_record_behind_the_last_of_its_kind(tmp_path: Path) -> None:
    folder = workspace(tmp_path)

    done = run_estate(
        ["add", "system", "glenmarnock/webs", "--name", "Parking", "users=12", "depends_on=web"],
        folder,
    )

    assert done.returncode == 0
    assert "there is glenmarnock/web already" in done.stderr
    assert (folder / "councils" / "glenmarnock.toml").read_text() == COUNCIL.replace(
        "# ---- Interfaces ----\n",
        '[systems.webs]\nname = "Parking"\ndepends_on = ["web"]\nusers = 12\n\n'
        "# ---- Interfaces ----\n",
    )


def test_add_starts_the_file_that_a_folder_lacks(tmp_path: Path) -> None:
    folder = workspace(tmp_path)

    done = run_estate(
        ["add", "contract", "north/payroll", "systems=payroll", "ends=2028-03-31"], folder
    )

    assert done.returncode == 0
    assert "--- /dev/null\n+++ councils/north/contracts.toml\n" in done.stdout
    assert (folder / "councils" / "north" / "contracts.toml").read_text() == (
        "#:schema ../../../schemas/council.schema.json\n\n"
        '[contracts.payroll]\nsystems = ["payroll"]\nends = 2028-03-31\n'
    )


def test_add_interface_checks_its_ends(tmp_path: Path) -> None:
    folder = workspace(tmp_path)

    wrong = run_estate(["add", "interface", "glenmarnock", "ledger", "wbe"], folder)
    right = run_estate(
        ["add", "interface", "glenmarnock", "ledger", "web", "mechanism=scheduled-file"], folder
    )

    assert (wrong.returncode, right.returncode) == (1, 0)
    assert "did you mean web?" in wrong.stderr
    assert (
        'to = "ledger"\n\n[[interfaces]]\nfrom = "ledger"\nto = "web"\n'
        'mechanism = "scheduled-file"\n\n[contracts.ledger]\n'
    ) in (folder / "councils" / "glenmarnock.toml").read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["system", "glenmarnock/web", "--name", "W"], "has `web` among its systems already"),
        (["system", "glenmarnock/Web Site", "--name", "W"], "write it web-site"),
        (["system", "web", "--name", "W"], "write COUNCIL/ID"),
        (["system", "glenmarnok/x", "--name", "W"], "Did you mean glenmarnock?"),
        (["contract", "glenmarnock/x", "end=2027-03-31"], "did you mean ends?"),
    ],
)
def test_add_refuses_what_is_no_new_id(tmp_path: Path, words: list[str], message: str) -> None:
    folder = workspace(tmp_path)
    before = files(folder)

    done = run_estate(["add", *words], folder)

    assert done.returncode == 2
    assert message in done.stderr
    assert files(folder) == before


def test_review_stamps_several_files_at_once(tmp_path: Path) -> None:
    folder = workspace(tmp_path)

    done = run_estate(
        [
            *("review", "north/payroll", "glenmarnock/contracts/ledger"),
            *("--council", "glenmarnock", "--by", "Architect", "--on", "2026-08-01"),
        ],
        folder,
    )

    assert done.returncode == 0
    stamp = b'reviewed = 2026-08-01\nreviewed_by = "Architect"\n'
    counts = {name: raw.count(stamp) for name, raw in files(folder).items() if stamp in raw}
    assert counts == {"councils/glenmarnock.toml": 3, "councils/north/systems.toml": 1}


def test_rename_follows_references_across_files_and_lists_comments(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    path = folder / "councils" / "glenmarnock.toml"
    path.write_text(COUNCIL.replace("# Kept by hand.", "# The ledger is kept by hand."))

    done = run_estate(["rename", "glenmarnock/ledger", "finance"], folder)

    assert done.returncode == 0
    assert (
        "estate: a comment mentions ledger: councils/glenmarnock.toml:1: "
        "# The ledger is kept by hand.\n"
    ) in done.stderr
    assert "[systems.finance]" in path.read_text()
    assert 'to = "finance"' in path.read_text()
    assert "[contracts.ledger]" in path.read_text()
    north = (folder / "councils" / "north" / "systems.toml").read_text()
    assert 'depends_on = ["glenmarnock/finance"]' in north
    assert run_estate(["check", "--format", "summary"], folder).returncode == 0


def test_a_council_is_renamed_with_its_file_or_folder(tmp_path: Path) -> None:
    folder = workspace(tmp_path)

    first = run_estate(["rename", "glenmarnock", "glen"], folder)
    second = run_estate(["rename", "north", "far-north"], folder)

    assert (first.returncode, second.returncode) == (0, 0)
    assert "renamed councils/glenmarnock.toml to councils/glen.toml" in first.stderr
    assert sorted(files(folder)) == [
        "councils/far-north/council.toml",
        "councils/far-north/systems.toml",
        "councils/glen.toml",
        "estate.toml",
    ]
    text = (folder / "councils" / "far-north" / "systems.toml").read_text()
    assert 'depends_on = ["glen/ledger"]' in text
    assert run_estate(["check", "--format", "summary"], folder).returncode == 0


def test_rename_waits_until_every_file_can_be_read(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    (folder / "councils" / "north" / "broken.toml").write_text("[systems\n")
    before = files(folder)

    done = run_estate(["rename", "glenmarnock/ledger", "finance"], folder)

    assert done.returncode == 1
    assert "councils/north/broken.toml:1:" in done.stderr
    assert files(folder) == before
    other = run_estate(["set", "glenmarnock/ledger", "users=41"], folder)
    assert other.returncode == 0
    assert "councils/north/broken.toml cannot be read, so nothing in it is changed" in other.stderr


def test_windows_line_ends_stay_through_every_command(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    path = folder / "councils" / "glenmarnock.toml"
    path.write_bytes(b"\xef\xbb\xbf" + COUNCIL.replace("\n", "\r\n").encode())

    for words in (
        ["set", "glenmarnock/web", "users=9"],
        ["add", "system", "glenmarnock/tax", "--name", "Tax"],
        ["review", "glenmarnock/web"],
        ["rename", "glenmarnock/ledger", "finance"],
    ):
        assert run_estate(words, folder).returncode == 0

    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf# Kept")
    assert raw.count(b"\n") == raw.count(b"\r\n")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind everybody")
def test_a_folder_without_the_right_to_write_is_status_3(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    (folder / "councils").chmod(0o555)

    done = run_estate(["set", "glenmarnock/web", "users=9"], folder)
    (folder / "councils").chmod(0o755)

    assert done.returncode == 3
    assert "nothing was changed" in done.stderr


def test_control_characters_in_a_value_do_not_reach_the_terminal(tmp_path: Path) -> None:
    done = run_estate(["set", "glenmarnock/web", "owner=a\x1b[31mb"], workspace(tmp_path))

    assert done.returncode == 0
    assert "\x1b" not in done.stdout


def test_the_sample_estate_stays_sound_through_a_days_work(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "inventories", tmp_path / "inventories")
    folder = tmp_path / "inventories"
    summary = run_estate(["check", "--format", "summary"], folder).stdout
    for words in (
        ["set", "strathallan/council-tax", "users=70", "--source", "HR list"],
        ["set", "catalogue/products/windows-server/versions/2016", "supported=no"],
        ["add", "system", "dunarrow/kennels", "--name", "Dog kennels", "owner=Head of Roads"],
        ["rename", "catalogue/suppliers/microsoft", "microsoft-corporation"],
        ["rename", "catalogue/groups/revenues", "taxes"],
    ):
        done = run_estate(words, folder)
        assert done.returncode == 0, done.stderr

    assert summary.startswith("0 errors")
    assert run_estate(["check", "--format", "summary"], folder).stdout.startswith("0 errors")


@pytest.mark.parametrize("command", ["set", "add", "review", "rename"])
def test_help_shows_examples(tmp_path: Path, command: str) -> None:
    done = run_estate([command, "--help"], tmp_path)

    assert done.returncode == 0
    assert f"estate {command} " in done.stdout


def test_the_day_is_said_once_and_only_where_it_is_written(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    (folder / "estate.toml").write_text("[estate]\n")

    plain = run_estate(["set", "glenmarnock/web", "users=3"], folder)
    sourced = run_estate(["set", "glenmarnock/web", "users=4", "--source", "HR"], folder)
    stamped = run_estate(["review", "glenmarnock/web"], folder)

    assert plain.stderr == "estate: wrote councils/glenmarnock.toml\n"
    for done in (sourced, stamped):
        assert done.stderr.count("estate: as of ") == 1
        assert done.returncode == 0


def test_review_suggests_the_council_that_was_meant(tmp_path: Path) -> None:
    done = run_estate(["review", "--council", "glenmarnok"], workspace(tmp_path))

    assert done.returncode == 2
    assert done.stderr == "estate: there is no council 'glenmarnok'; did you mean glenmarnock?\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["set", "glenmarnock/ledger", "owner=John Smith"], "EST307 warning: `owner` looks like"),
        (
            ["add", "system", "north/tax", "--name", "Tax", "owner=jane.smith@x.gov.uk"],
            "EST307 warning: `owner` looks like",
        ),
        (
            ["set", "north/payroll", "users=9", "--by", "jane.smith@x.gov.uk"],
            "EST307 warning: `by` looks like a person's name",
        ),
        (
            ["review", "north/payroll", "--on", "2030-01-01"],
            "EST314 warning: `reviewed` is 1 January 2030",
        ),
        (["review", "north/payroll", "--by", "Jane Smith"], "EST307 warning: `reviewed_by`"),
    ],
)
def test_what_check_will_warn_of_is_said_and_written(
    tmp_path: Path, words: list[str], said: str
) -> None:
    folder = workspace(tmp_path)

    done = run_estate(words, folder)

    assert done.returncode == 0
    assert said in done.stderr
    assert "estate: the change brings in " in done.stderr
    assert "estate: wrote councils/" in done.stderr


def test_warnings_that_were_there_before_are_not_said_again(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    run_estate(["set", "glenmarnock/ledger", "owner=John Smith"], folder)

    again = run_estate(["set", "glenmarnock/web", "users=3"], folder)

    assert again.stderr == "estate: wrote councils/glenmarnock.toml\n"


@pytest.mark.parametrize(
    "words",
    [
        ["set", "bute/a", "users=3"],
        ["add", "system", "bute/a", "--name", "A"],
        ["add", "interface", "bute", "a", "b"],
        ["review", "bute/a"],
        ["review", "--council", "bute"],
        ["rename", "bute/a", "b"],
        ["set", "north/web", "users=3"],
    ],
)
def test_records_of_a_file_that_cannot_be_read_are_not_called_absent(
    tmp_path: Path, words: list[str]
) -> None:
    folder = workspace(tmp_path)
    (folder / "councils" / "bute.toml").write_text("[systems.a\n")
    (folder / "councils" / "north" / "more.toml").write_text("[systems.web\n")

    done = run_estate(words, folder)

    assert done.returncode == 1
    assert "there is no" not in done.stderr
    broken = "north/more" if words[1].startswith("north") else "bute"
    column = 13 if broken == "north/more" else 11
    assert f"councils/{broken}.toml:1:{column}: EST005 error: not valid TOML" in done.stderr
    assert f"councils/{broken}.toml first" in done.stderr or words[0] == "rename"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ["system", "north/systems/tax", "--name", "Tax", "annual_cost.licence=£9,000"],
            (
                "[systems.tax]\n"
                'name = "Tax"\n'
                "annual_cost = { licence = 9000 }\n"
                'evidence."annual_cost.licence" = { source = "ledger", on = 2026-09-30 }\n'
            ),
        ),
        (
            ["contract", "north/contracts/tax", "systems=payroll", "ends=2028-03-31"],
            (
                "[contracts.tax]\n"
                'systems = ["payroll"]\n'
                "ends = 2028-03-31\n"
                'evidence.systems = { source = "ledger", on = 2026-09-30 }\n'
                'evidence.ends = { source = "ledger", on = 2026-09-30 }\n'
            ),
        ),
        (
            ["interface", "north/interfaces/payroll/glenmarnock/ledger", "format=csv"],
            (
                "[[interfaces]]\n"
                'from = "payroll"\n'
                'to = "glenmarnock/ledger"\n'
                'format = "csv"\n'
                'evidence.format = { source = "ledger", on = 2026-09-30 }\n'
            ),
        ),
    ],
)
def test_add_takes_addresses_and_says_where_facts_come_from(
    tmp_path: Path, words: list[str], lines: str
) -> None:
    folder = workspace(tmp_path)

    done = run_estate(["add", *words, "--source", "ledger"], folder)

    assert done.returncode == 0, done.stderr
    table = lines.partition("]")[0].strip("[").partition(".")[0]
    assert (folder / "councils" / "north" / f"{table}.toml").read_text().endswith(lines)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["system", "north/tax", "--name", "Tax", "--source", "x"], "write key=value beside them"),
        (["contract", "north/systems/tax"], "write north/ID or north/contracts/ID"),
        (["interface", "north", "payroll"], "write north FROM TO, or north/interfaces/FROM/TO"),
        (["interface", "north", "payroll", "format=csv"], "write north FROM TO"),
        (["interface", "north/interfaces/payroll"], "names no two ends: write north FROM TO"),
        (["interface", "north/interfaces/a/b/c"], "names no two ends: write north FROM TO"),
    ],
)
def test_add_refuses_half_of_an_address_and_a_source_of_nothing(
    tmp_path: Path, words: list[str], message: str
) -> None:
    done = run_estate(["add", *words], workspace(tmp_path))

    assert done.returncode == 2
    assert message in done.stderr


def test_a_council_is_not_renamed_to_what_no_file_can_be_called(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    before = files(folder)

    done = run_estate(["rename", "glenmarnock", "aux"], folder)

    assert done.returncode == 2
    assert "a name that Windows keeps for a device" in done.stderr
    assert files(folder) == before
    assert run_estate(["rename", "glenmarnock/web", "aux"], folder).returncode == 0
