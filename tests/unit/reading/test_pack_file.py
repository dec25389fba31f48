"""Whatever is in a file: a pack, or a clear reason; and what paths lead to."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.packs import pack_of, write

from estate.reading import pack_file
from estate.reading.pack_file import read_pack
from estate.reading.sources import NoSource, packs_at, read_sources
from estate.sharing.canonical import canonical_bytes
from estate.sharing.checking import Expected, check_packs

SOUND = canonical_bytes(pack_of())


def changed(**manifest: object) -> bytes:
    document: dict[str, Any] = json.loads(SOUND)
    document["manifest"].update(manifest)
    return json.dumps(document).encode()


def test_a_pack_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = read_pack(write(tmp_path, pack_of()))
    assert (file.pack, file.fault) == (pack_of(), None)
    assert file.content_sha256 == pack_of().manifest.content_sha256


def test_the_hash_is_of_what_stands_there_not_of_what_a_later_program_would_write(
    tmp_path: Path,
) -> None:
    """A pack written before a field with a default was added is whole still."""
    path = tmp_path / "old.pack.json"
    document = json.loads(SOUND)
    for system in document["content"]["systems"]:
        del system["standards"]
    text = json.dumps(document["content"], ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    from hashlib import sha256

    document["manifest"]["content_sha256"] = sha256(text.encode()).hexdigest()
    path.write_text(json.dumps(document))
    (checked,) = check_packs([read_pack(path)], Expected(pack_of().manifest.as_of))
    assert checked.findings == ()
    document["content"]["systems"][0]["users"]["low"] = 51
    path.write_text(json.dumps(document))
    (checked,) = check_packs([read_pack(path)], Expected(pack_of().manifest.as_of))
    assert [each.code for each in checked.findings] == ["changed"]


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        (b"", "not-json", "line 1, column 1"),
        (SOUND[:-40], "not-json", "cut off"),
        (b"\xff\xfe{", "not-json", "UTF-8"),
        (b"[" * 100_000, "not-json", "beyond reason"),
        (b"[" + b"1" * 10_000 + b"]", "not-json", "beyond reason"),
        (b'{"a": NaN}', "not-json", "NaN is not a number"),
        (b'{"a": 1, "a": 2}', "malformed", "`a` is there twice"),
        (b"[1, 2]", "not-a-pack", "not a share pack"),
        (b'{"manifest": 3}', "not-a-pack", "not a share pack"),
        (changed(format="other"), "not-a-pack", "not a share pack"),
        (changed(version=2), "unknown-version", "version 2"),
        (changed(version=True), "unknown-version", "version true"),
        (changed(version="1\x1b[31m"), "unknown-version", 'version "1'),
        (changed(level="council"), "malformed", "manifest.level"),
        (changed(surprise=1), "malformed", "manifest.surprise"),
        (changed(council="A B"), "malformed", "manifest.council"),
        (SOUND.replace(b'"low": 50', b'"low": -1'), "malformed", "systems[0].users.low"),
        (b'{"manifest": {"format": "estate-share-pack", "version": 1}}', "malformed", "manifest"),
    ],
)
def test_what_is_no_pack_is_said_why(tmp_path: Path, raw: bytes, code: str, said: str) -> None:
    path = tmp_path / "bad.pack.json"
    path.write_bytes(raw)
    file = read_pack(path)
    assert file.pack is None
    assert file.fault is not None
    assert file.fault.code == code
    assert said.replace("`", "") in file.fault.message.replace("`", "")
    assert file.fault.message.isprintable()


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, pack_of())
    for name in ("MAX_PACK_BYTES", "MAX_PIECES"):
        with monkeypatch.context() as patch:
            patch.setattr(pack_file, name, 40)
            file = read_pack(path)
        assert file.fault is not None
        assert file.fault.code == "too-large"
        assert "40" in file.fault.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_only_a_regular_file_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(write(tmp_path, pack_of()))
    for name, said in (
        ("pipe", "not a file"),
        ("link", "links are not followed"),
        ("gone", "no such file"),
        (".", "not a file"),
        ("a\0b", "the system refuses it"),
    ):
        file = read_pack(tmp_path / name)
        assert file.fault is not None
        assert file.fault.code == "unreadable"
        assert said in file.fault.message


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=4), st.integers(0, 6))
def test_no_damage_makes_it_fall_over_or_go_unseen(
    tmp_path: Path, place: int, put: bytes, cut: int
) -> None:
    """Whatever is changed: it is no pack, or says otherwise, or what counts is the same."""
    path = tmp_path / "damaged.pack.json"
    path.write_bytes(SOUND[:place] + put + SOUND[place + cut :])
    file = read_pack(path)
    if file.pack is None:
        assert file.fault is not None
        return
    (checked,) = check_packs([file], Expected(pack_of().manifest.as_of))
    same = file.pack.content == pack_of().content
    assert same or any(each.code == "changed" for each in checked.findings)


def test_paths_lead_to_a_workspace_or_to_packs_or_both(tmp_path: Path) -> None:
    workspace, packs = tmp_path / "council", tmp_path / "packs"
    workspace.mkdir()
    (workspace / "estate.toml").write_text("")
    (workspace / "x.pack.json").write_text("a workspace's own files are not asked")
    write(packs, pack_of("westmuir"))
    write(packs / "deep", pack_of("eastmuir"), "any.pack.json")
    write(packs / ".hidden", pack_of("ghost"))
    write(packs, pack_of("ghost"), "ghost.about.json")
    odd = write(tmp_path, pack_of("northmuir"), "odd.json")

    def seen(*paths: Path) -> tuple[Path | None, list[str]]:
        found = read_sources(paths)
        return found.workspace, [each.pack.manifest.council for each in found.packs if each.pack]

    assert seen(workspace) == (workspace, [])
    assert seen(packs) == (None, ["eastmuir", "westmuir"])
    assert seen(packs, packs, workspace) == (workspace, ["eastmuir", "westmuir"])
    assert seen(odd) == (None, ["northmuir"])
    assert seen(tmp_path / "gone") == (tmp_path / "gone", [])
    assert len(packs_at([packs, odd])) == 3


def test_paths_that_lead_to_nothing_are_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "estate.toml").write_text("")
    with pytest.raises(NoSource, match="holds no share pack"):
        packs_at([tmp_path / "empty"])
    with pytest.raises(NoSource, match="are two workspaces"):
        read_sources([tmp_path / "a", tmp_path / "b"])
