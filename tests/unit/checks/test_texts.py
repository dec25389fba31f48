"""What is an address of a machine, and what only looks like one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.unit.checks.saying import LEDGER, count, found

from estate.checks.texts import kind_of_address


@pytest.mark.parametrize(
    "text",
    [
        "on 192.168.4.20", "10.0.0.0/8", "10.1.2.3:1521", "server 10.1.2.3", "IP: 10.1.2.3.",
        "hosts 81.2.69.142", "fe80::1ff:fe23:4567:890a", "2001:db8::8a2e:370:7334",
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "fin-db-01.strathallan.local",
        "see intranet.council.internal, page 2", r"\\FS01\finance$", "http://portal.x.scot:8443/a",
        "ldap://svc@dc1", "Oracle 12.1.0.2 on 192.168.1.1",
    ],
)  # fmt: skip
def test_an_address_is_found(text: str) -> None:
    assert kind_of_address(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Oracle 12.1.0.2", "12.1.0.2.0", "version 10.0.0.200", "release 192.168.1.1", "v1.8.0.202",
        "build 10.0.19045.1", "10.0.19045.254", "256.1.1.300", "at 12:30:45", "std::vector",
        "https://www.gov.scot/policies/x", "someone@council.local", "the local system",
        "e.g. local",
        "on 1.4.2026", "sections 1.2.3.4 and 1.2.3.5", "a::b", "ratio 1:2:3", "C:\\Data\\x",
        "00:1A:2B:3C:4D:5E", "corp.strathallan", "x.localised", "mailto:a@b.scot",
    ],
)  # fmt: skip
def test_what_is_none_is_left_alone(text: str) -> None:
    assert kind_of_address(text) is None


def test_texts_of_all_records_are_looked_at_and_the_place_is_given(tmp_path: Path) -> None:
    bad = "'server 10.1.2.3'"
    text = (
        f"{LEDGER}notes = {bad}\ndepartments = ['Finance', {bad}]\n"
        f"evidence.owner = {{ source = {bad}, note = {bad} }}\n"
        f"[systems.ledger.options.retain]\ndescription = {bad}\n"
        f"[[interfaces]]\nfrom = 'ledger'\nto = 'ledger'\nagreement = {bad}\n"
        f"[contracts.k]\nsubject = {bad}\n[risks.r]\nname = {bad}\n"
    )
    files = {"catalogue/p.toml": f"[platforms.p]\nname = 'P'\nbarriers = [{bad}]\n"}
    told = found(tmp_path, "EST310", text, files)
    assert [line.split(": ")[0] for line in told] == [
        "catalogue/p.toml:3:13",
        "councils/c.toml:6:9",
        "councils/c.toml:7:27",
        "councils/c.toml:8:29",
        "councils/c.toml:8:55",
        "councils/c.toml:10:15",
        "councils/c.toml:14:13",
        "councils/c.toml:16:11",
        "councils/c.toml:18:8",
    ]
    assert not any("10.1.2.3" in line for line in told)


def test_it_can_be_allowed(tmp_path: Path) -> None:
    text = f"{LEDGER}notes = 'server 10.1.2.3'\n"
    text += "allow = [{ rule = 'EST310', because = 'a test network' }]\n"
    assert "allowed" in found(tmp_path, "EST310", text)[0]


@pytest.mark.parametrize(
    "unit", ["1.", "a.", "10.0.0.", ":1", "::", "\\\\a", "://a", "a-", "f:", "x.local-", "1.1.1.1."]
)
def test_the_time_grows_with_the_length_of_the_text(unit: str) -> None:
    before = time.process_time()
    kind_of_address(unit * (60_000 // len(unit)))
    assert time.process_time() - before < 2


def test_a_short_record_is_left_alone(tmp_path: Path) -> None:
    assert count(tmp_path, "EST310", LEDGER) == 0
