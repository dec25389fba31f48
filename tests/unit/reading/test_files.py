"""Files as they come: encodings, line ends, links, pipes, sizes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from tests.cases.checking import lines, write

from estate.diagnostics import Finding, Severity
from estate.reading import Reading, read
from estate.reading.limits import MAX_FILE_BYTES, MAX_FINDINGS_PER_FILE

COUNCIL = '[council]\nname = "Strathallan Council"\n\n'
NAME = "councils/strathallan.toml"


def put(folder: Path, content: bytes, name: str = NAME) -> Path:
    write(folder, {NAME: COUNCIL})
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder


def only(reading: Reading) -> Finding:
    assert len(reading.findings) == 1, reading.findings
    return reading.findings[0]


def place(finding: Finding) -> tuple[int, int]:
    assert finding.span is not None
    return finding.span.line, finding.span.column


def test_a_byte_order_mark_is_fine_and_does_not_count_as_a_column(tmp_path: Path) -> None:
    assert read(put(tmp_path, b"\xef\xbb\xbf" + COUNCIL.encode())).findings == ()
    found = only(read(put(tmp_path, b"\xef\xbb\xbfx = 1\n" + COUNCIL.encode())))
    assert (found.code, place(found)) == ("EST010", (1, 1))


def test_windows_line_ends_give_the_same_places(tmp_path: Path) -> None:
    text = (
        COUNCIL + '[systems.a]\nname = "é"\nusers = "ü" # ü\n\n[systems.b]\nnotes = """\nx\n"""\n'
    )
    unix = lines(put(tmp_path / "unix", text.encode()))
    windows = lines(put(tmp_path / "windows", text.replace("\n", "\r\n").encode()))
    assert unix == windows
    assert unix[0].startswith("councils/strathallan.toml:6:9: EST012")


def test_columns_count_characters_and_not_bytes(tmp_path: Path) -> None:
    text = 'council.name = "C"\nsystems = { a = { name = "é🙂é", users = "x" } }\n'
    found = only(read(put(tmp_path, text.encode())))
    # `systems = { a = { name = ` has 25 characters, `"é🙂é", ` 7 and `users = ` 8.
    assert place(found) == (2, 41)


def test_the_first_byte_that_is_not_utf8_has_a_place(tmp_path: Path) -> None:
    content = COUNCIL.encode() + 'notes = "ü caf'.encode() + b'\xe9"\n'
    found = only(read(put(tmp_path, content)))
    # n o t e s _ = _ " ü _ c a f: fourteen characters stand before it.
    assert (found.code, place(found)) == ("EST004", (4, 15))
    assert "0xE9" in found.message


def test_utf16_is_named(tmp_path: Path) -> None:
    found = only(read(put(tmp_path, COUNCIL.encode("utf-16"))))
    assert found.message == "the file is UTF-16, and should be UTF-8"


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    put(tmp_path, b"")
    with (tmp_path / NAME).open("wb") as file:
        file.truncate(20_000_000)
    began = time.process_time()
    found = only(read(tmp_path))
    assert time.process_time() - began < 1
    assert found.code == "EST003"
    assert found.message == "the file has 20.0 MB; the limit is 10 MB"


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    content = COUNCIL.encode()
    assert read(put(tmp_path, content + b"#" * (MAX_FILE_BYTES - len(content)))).findings == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, COUNCIL.encode())
    os.mkfifo(tmp_path / "councils" / "inverfirth.toml")
    found = only(read(tmp_path))
    assert (found.code, found.message) == ("EST002", "this is a pipe, not a file")


@pytest.mark.parametrize("name", ["councils/inverfirth.toml", "councils/inverfirth", "catalogue"])
def test_links_are_not_followed(tmp_path: Path, name: str) -> None:
    put(tmp_path, COUNCIL.encode())
    (tmp_path / name).symlink_to(tmp_path / "councils")
    found = only(read(tmp_path))
    assert (found.code, found.severity) == ("EST002", Severity.ERROR)
    assert "symbolic link" in found.message


def test_a_workspace_may_itself_be_reached_by_a_link(tmp_path: Path) -> None:
    put(tmp_path / "real", COUNCIL.encode())
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert read(tmp_path / "link").findings == ()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    put(tmp_path, COUNCIL.encode())
    (tmp_path / NAME).chmod(0)
    assert only(read(tmp_path)).message == "it cannot be read: permission denied"


def test_a_system_refusal_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, COUNCIL.encode())

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("estate.reading.source.os.open", refuse)
    found = read(tmp_path).findings
    assert {finding.code for finding in found} == {"EST002"}
    assert found[0].hint == "give your user the right to read it"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a = 1\nb" + ".b" * 20_000 + " = 1\n", (2, 1)),
        ("a = 1\n[" + "b." * 60 + "b]\n", (2, 2)),
        ("x = [ {" + ' "q r" .' * 51 + " a = 1 } ]", (1, 9)),
        ("\n\na = " + "[" * 500 + "]" * 500 + "\n", (3, 504)),
        ("a = 1\nb = " + "[" * 20_000, (2, 20_004)),
        ("a = 1\n  b = " + "1" * 5_000 + "\n", (2, 7)),
    ],
    ids=["dotted key", "header", "inside", "nested", "nested and open", "digits"],
)
def test_what_would_take_too_much_is_refused_with_its_place(
    tmp_path: Path, text: str, where: tuple[int, int]
) -> None:
    found = only(read(put(tmp_path, text.encode())))
    assert (found.code, place(found)) == ("EST003", where)


@pytest.mark.parametrize("text", ["a.b.c = 1", '"a.a.a" = 1', "x = '" + "a." * 100 + "'"])
def test_what_only_looks_long_is_not_refused(tmp_path: Path, text: str) -> None:
    found = read(put(tmp_path, text.encode())).findings
    assert "EST003" not in {finding.code for finding in found} or "'" in text


def test_a_huge_number_is_only_out_of_range(tmp_path: Path) -> None:
    text = COUNCIL + "[systems.a]\nname = 'A'\nusers = 0x" + "f" * 100_000 + "\n"
    found = only(read(put(tmp_path, text.encode())))
    assert found.message.endswith("should be 1,000,000,000 or less, and is a huge number")


def test_faults_beyond_the_limit_are_counted(tmp_path: Path) -> None:
    keys = "".join(f"k{number} = 1\n" for number in range(MAX_FINDINGS_PER_FILE + 7))
    found = read(put(tmp_path, (COUNCIL + "[systems.a]\nname = 'A'\n" + keys).encode())).findings
    assert len(found) == MAX_FINDINGS_PER_FILE + 1
    assert found[0].message == "7 more faults in this file are not listed"


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, COUNCIL.encode())
    (tmp_path / "councils" / ".#strathallan.toml").write_text("not = toml = at all")
    assert read(tmp_path).findings == ()


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_that_is_no_text_can_be_said(tmp_path: Path) -> None:
    put(tmp_path, COUNCIL.encode())
    (tmp_path / "councils" / os.fsdecode(b"caf\xe9.toml")).write_text(COUNCIL)
    found = only(read(tmp_path))
    assert found.code == "EST008"
    assert str(found.span).encode().endswith(b"councils/caf\\udce9.toml:1:1")
