"""No private value leaves, in any format and however written: every one is unlike any other."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.canaries import Canaries
from tests.support.leaving import estate_of, everything, files_in, run, write_estate
from tests.support.searching import found

from estate.portfolio.agreement import ShareLevel

SEEDS = st.integers(0, 2**32 - 1)
LEVELS: st.SearchStrategy[ShareLevel] = st.sampled_from(("sector", "public"))
SCORES = ("legacy", "red-rated")


@settings(max_examples=10)
@given(SEEDS, LEVELS)
def test_no_canary_is_in_anything_that_is_made_of_a_pack(seed: int, level: ShareLevel) -> None:
    estate = estate_of(seed, seed + 1, level, SCORES)
    assert found(everything(estate.portfolio(), estate.shared), estate.canaries) == []


@settings(max_examples=3)
@given(SEEDS, LEVELS)
def test_no_canary_is_in_a_comparison_of_packs(seed: int, level: ShareLevel) -> None:
    estate = estate_of(seed, seed + 1, level, SCORES)
    leaving = everything(estate.portfolio(), estate.shared, comparing=True)
    assert leaving["compare/compare.xlsx"][:2] == b"PK"
    assert found(leaving, estate.canaries) == []


@pytest.mark.slow
@settings(max_examples=200)
@given(SEEDS, LEVELS)
def test_no_canary_leaves_hundreds_of_estates(seed: int, level: ShareLevel) -> None:
    estate = estate_of(seed, seed + 1, level, SCORES)
    assert found(everything(estate.portfolio(), estate.shared), estate.canaries) == []


def shared_by_command(seed: int, level: ShareLevel, folder: Path) -> None:
    """Share an estate through its files and the command line, and look at all that comes out."""
    estate = estate_of(seed, seed + 1, level, SCORES)
    work = write_estate(estate, folder)
    common: list[str | Path] = ["share", "examplebury", work, "--recipe", folder / "recipe.toml"]
    common += ["--key", folder / "council.key"]
    agreed: list[str | Path] = ["--agreement", folder / "agreement.toml"]
    out = folder / "out"
    status, said = run([*common, *agreed, "--level", level, "--out", out])
    assert status == 0, said
    leaving = files_in(out)
    assert len(leaving) >= 5
    leaving["what was said"] = said.encode()
    received: dict[str, list[str | Path]] = {
        "check-pack": ["check-pack", out, "--as-of", "2026-11-22"],
        "compare": ["compare", out, "--as-of", "2026-11-22", "--out", folder / "compared"],
    }
    for name, words in received.items():
        status, said = run(words)
        assert status == 0, said
        leaving[name] = said.encode()
    leaving |= files_in(folder / "compared")
    later: list[str | Path] = [
        *common,
        *agreed,
        "--as-of",
        "2088-04-01",
        "--level",
        level,
        "--out",
        out,
    ]
    others: dict[str, list[str | Path]] = {
        "preview": [*common, *agreed, "--level", level, "--preview"],
        "no agreement": [*common, "--level", level, "--preview"],
        "expired": later,
        "no such council": ["share", "exampleburg", *common[2:], "--level", level, "--preview"],
        "no such level": [*common, *agreed, "--level", "everyone", "--preview"],
    }
    for name, words in others.items():
        status, said = run(words)
        assert (status == 0) == (name == "preview"), said
        leaving[name] = said.encode()
    council = work / "councils" / "examplebury.toml"
    council.write_text(council.read_text(encoding="utf-8") + "\n[systems.x]\nnam = 1\n", "utf-8")
    status, said = run([*common, *agreed, "--level", level, "--out", out])
    assert status != 0
    leaving["faulty record"] = said.encode()
    assert found(leaving, estate.canaries) == []


def nothing_wrong(*_: object, **__: object) -> tuple[()]:
    return ()


@settings(max_examples=2)
@given(SEEDS, LEVELS)
def test_no_canary_is_in_what_the_command_writes_or_says(seed: int, level: ShareLevel) -> None:
    # What the estate is, the reader says; that all of it makes sense, chance does not see to.
    with tempfile.TemporaryDirectory() as folder, mock.patch("estate.checks.check", nothing_wrong):
        shared_by_command(seed, level, Path(folder))


def test_a_value_that_fits_no_pack_is_not_said_in_the_refusal(tmp_path: Path) -> None:
    """Two parts of a cost add up to more than a pack can hold: 9,812,345,678 each."""
    estate = estate_of(3, 4, "sector")
    name = "System.annual_cost"
    asked = {"fields": (name,), "exact": (name,), "leave_out": ()}
    shared = replace(
        estate.shared,
        recipe=estate.shared.recipe.model_copy(update=asked),
        agreement=estate.shared.agreement.model_copy(update=asked),
    )
    estate.shared = shared
    estate.tables["systems"] = {
        "ledger": {
            "name": "Ledger",
            "sharing": "public",
            "annual_cost": {"licence": 9_812_345_678, "support": 9_812_345_678},
        }
    }
    work = write_estate(estate, tmp_path)
    files = {each: tmp_path / f"{each}.toml" for each in ("recipe", "agreement")}
    words: list[str | Path] = [word for each, file in files.items() for word in (f"--{each}", file)]
    with mock.patch("estate.checks.check", nothing_wrong):
        common: list[str | Path] = ["share", "examplebury", work, "--level", "sector", "--preview"]
        status, said = run([*common, *words, "--key", tmp_path / "council.key"])
    assert status == 1
    assert "nothing leaves" in said
    assert "Amount" in said
    assert not re.search("19624691356|9812345678|internal", said)


# The search itself: each way of hiding a value is found, and a clean file is clean.

PLANTED = Canaries(texts=["zqxj018901890189", "198.51.100.7"], numbers=["9812345678"])
VALUE = "zqxj018901890189"


def zipped(member: str, content: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    return stream.getvalue()


HIDDEN: dict[str, bytes] = {
    "plain": VALUE.encode(),
    "capitals": VALUE.upper().encode(),
    "a start of it": VALUE[:8].encode(),
    "zip member": zipped("xl/hidden.xml", f"<author>{VALUE}</author>"),
    "zip member's name": zipped(f"xl/{VALUE}.xml", "nothing"),
    "gzip": gzip.compress(VALUE.encode()),
    "gzip in base64": b"data:x;base64," + base64.b64encode(gzip.compress(VALUE.encode())),
    "base64": b'<img src="data:image/svg+xml;base64,' + base64.b64encode(f"<b>{VALUE}".encode()),
    "base32": base64.b32encode(f"the name is {VALUE}".encode()),
    "two bytes a letter": VALUE.encode("utf-16"),
    "entities": "".join(f"&#{ord(letter)};" for letter in VALUE).encode(),
    "entities of entities": "".join(f"&amp;#x{ord(letter):x};" for letter in VALUE).encode(),
    "JSON escapes": "".join(f"\\u{ord(letter):04x}" for letter in VALUE).encode(),
    "per cent": "".join(f"%{ord(letter):02X}" for letter in VALUE).encode(),
    "hex": VALUE.encode().hex().encode(),
    "backwards": VALUE[::-1].encode(),
    "split by tags": "".join(f"<tspan>{letter}</tspan>" for letter in VALUE).encode(),
    "split by blanks": " ".join(VALUE).encode(),
    "split by letters of no width": "\u200b".join(VALUE).encode(),
    "md5": hashlib.md5(VALUE.encode()).hexdigest().encode(),
    "sha1, shortened": hashlib.sha1(VALUE.encode()).hexdigest()[:12].encode(),
    "sha256 in base32": base64.b32encode(hashlib.sha256(VALUE.encode()).digest())[:20].lower(),
    "sha256 of the reference": hashlib.sha256(f"examplebury/{VALUE}".encode()).hexdigest().encode(),
    "a sum": b"<td>9812345678</td>",
    "a sum with commas": "£9,812,345,678".encode(),
    "a sum backwards": b"8765432189",
    "a day": b"2099-03-01",
    "a day in words": b"1 March 2099",
    "a financial year": b"2098-99",
    "an address": b"at 198.51.100.7",
    "a mailbox": b"x@canary.invalid",
    "a vulnerability": b"CVE-2099-1234",
}


@pytest.mark.parametrize("how", HIDDEN)
def test_the_search_finds_what_is_hidden(how: str) -> None:
    assert found({"file": HIDDEN[how]}, PLANTED), how


def test_the_search_finds_a_file_named_for_a_secret_and_nothing_in_clean_files() -> None:
    assert found({f"{VALUE}.json": b"{}"}, PLANTED)
    clean = b'{"id": "s-abcdefghijklmnopqrst", "sum": 1234567890, "day": "2027-03-31"}'
    assert found({"clean": clean, "clean.zip": zipped("a", "b")}, PLANTED) == []
