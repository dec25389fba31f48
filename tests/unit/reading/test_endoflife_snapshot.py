"""The script that makes the snapshot, on a repository small enough to work out by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.support.documents import ROOT

from estate.reading.endoflife import parse

pytest.importorskip("yaml", reason="comes with the tools for development")

PAGES = {
    "server.md": """\
---
title: Maker's Server
category: os
permalink: /makers-server
alternate_urls:
  - /mserver
releaseLabel: "Server __RELEASE_CYCLE__ '__CODENAME__'"
LTSLabel: "<abbr title='Long Term'>LT</abbr>"
eoasColumn: true
eoesColumn: Paid
releases:
  - releaseCycle: "2"
    codename: Bee
    releaseDate: 2024-05-01
    lts: true
    eoas: 2026-03-10
    eol: 2026-03-09
    eoes: false
  - releaseCycle: "1"
    codename: Ant
    releaseLabel: "One"
    releaseDate: 2020-05-01
    lts: 2026-03-10
    eoas: 2026-03-11
    eol: true
---
Text with --- in it.
""",
    "other.md": """\
---
title: A thing
category: lang
permalink: /a-thing
releases:
  - releaseCycle: "7"
    releaseDate: 2024-05-01
    eol: false
---
""",
}
LONG_AGO = "2026-03-10T23:30:00+00:00"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what the script makes of a repository whose last commit is of 10 March 2026."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "products").mkdir()
    for name, text in PAGES.items():
        (folder / "products" / name).write_text(text)
    (folder / "LICENSE").write_text("Anybody may.\n")
    who = {"NAME": "A", "EMAIL": "a@example.invalid", "DATE": LONG_AGO}
    env = {
        f"GIT_{role}_{key}": each for role in ("AUTHOR", "COMMITTER") for key, each in who.items()
    }
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All"]):
        subprocess.run(["git", *words], cwd=folder, env={**os.environ, **env}, check=True)
    out = folder / "made.json"
    script = ROOT / "scripts" / "endoflife_snapshot.py"
    words = [str(script), str(folder), "--all", "--out", str(out)]
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    return out


def test_it_has_the_form_of_version_1(made: Path) -> None:
    document = json.loads(made.read_text())

    assert document["generated_at"] == LONG_AGO
    assert document["source"]["notice"] == "Anybody may."
    assert [each["name"] for each in document["result"]] == ["a-thing", "makers-server"]
    assert document["result"][1]["aliases"] == ["mserver"]
    assert document["result"][1]["releases"] == [
        {
            "name": "2",
            "codename": "Bee",
            "label": "Server 2 'Bee' (LT)",
            "releaseDate": "2024-05-01",
            "isEoas": False,  # the 10th is the last day of it
            "eoasFrom": "2026-03-10",
            "isEol": True,
            "eolFrom": "2026-03-09",
            "isEoes": False,
            "eoesFrom": None,
        },
        {
            "name": "1",
            "codename": "Ant",
            "label": "One (Upcoming LT)",
            "releaseDate": "2020-05-01",
            "isEoas": False,
            "eoasFrom": "2026-03-11",
            "isEol": True,
            "eolFrom": None,
            "isEoes": None,
            "eoesFrom": None,
        },
    ]
    assert document["result"][0]["releases"] == [
        {
            "name": "7",
            "codename": None,
            "label": "7",
            "releaseDate": "2024-05-01",
            "isEol": False,
            "eolFrom": None,
        }
    ]


def test_it_is_read_as_any_answer(made: Path) -> None:
    published = parse(made.read_bytes(), made.name)

    assert published.on == date(2026, 3, 10)
    assert published.source.startswith("endoflife.date, commit ")
    assert published.products["a-thing"].releases[0].ended is False
