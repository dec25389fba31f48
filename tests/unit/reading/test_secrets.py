"""What is taken for a secret, what is not, and that none is ever shown again."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.cases.checking import findings, write

from estate.reading import read
from estate.reading.secrets import masked, secrets_in

# Put together here, so that no scanner takes this file for one that holds secrets.
CLOUD = "AKIA" + "IOSFODNN7EXAMPLE"
GIT = "ghp_" + "a1B2" * 9
SIGNED = "eyJ" + "hbGciOiJIUzI1NiJ9" + ".eyJ" + "zdWIiOiIxMjM0NTY3ODkwIn0" + ".SflKxwRJSM"
PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\nq83v+A==\n-----END RSA PRIVATE KEY-----"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("password = hunter2x", "hunter2x"),
        ("# Password: Tr0ub4dor&3", "Tr0ub4dor&3"),
        ("the DBA password is hunter22 for now", "hunter22"),
        ("Server=db;Uid=sa;Pwd=letmein;Database=x", "letmein"),
        ("passwd='correct horse battery'", "correct horse battery"),
        (r'notes = "password=\"hunter2x\""', "hunter2x"),
        ("password=" + "a1" * 150, "a1" * 150),
        ("client_secret: 9f8e7d6c5b4a", "9f8e7d6c5b4a"),
        ("API-Key = 0123abcd4567", "0123abcd4567"),
        ("AccountKey=Zm9vYmFyYmF6cXV4Zm9v==", "Zm9vYmFyYmF6cXV4Zm9v=="),
        ("jdbc:postgres://app:s3cr3t@db/x", "s3cr3t"),
        ("https://x.scot/c?sv=1&sig=Zm9vYmFyYmF6cXV4Zm9vYmFy%3D", "Zm9vYmFyYmF6cXV4Zm9vYmFy%3D"),
        (f"key {CLOUD}.", CLOUD),
        (f"clone with {GIT}", GIT),
        (f"Bearer {SIGNED}", SIGNED),
        ("İ password = hunter2x", "hunter2x"),
    ],
)  # fmt: skip
def test_what_is_a_secret_is_found_where_it_stands(text: str, secret: str) -> None:
    found = secrets_in(text)
    assert [text[one.start : one.end] for one in found] == [secret]
    shown = masked(text, found)
    assert secret not in shown
    assert len(shown) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        'authentication = "password"',
        "password: changed every quarter",
        "the password is 90 days old",
        "password = <from the vault>",
        "password = ${DB_PASSWORD}",
        "password=********",
        "password = see the vault",
        "password was changed on 2026-05-01",
        "password: 2026-05-01",
        "passwords: 12 shared accounts",
        "secret = 12345",
        "token = true",
        "https://vault.example/items/token:8443",
        "https://user@host.example/x",
        "postgres://app:<password>@db/x",
        "capital = 735_000",
        "tokens expire: daily",
        "AKIAIOSFODNN7",
        "Asia and the Pacific",
        "the passport: AB123456 is held elsewhere",
        "-----BEGIN PUBLIC KEY-----",
    ],
)
def test_what_only_speaks_of_secrets_is_left_alone(text: str) -> None:
    assert secrets_in(text) == ()


def test_a_private_key_is_masked_and_what_follows_it_is_not() -> None:
    text = f'notes = """{PEM}"""\nname = "x"\n'
    found = secrets_in(text)
    assert [one.kind for one in found] == ["a private key"]
    shown = masked(text, found)
    assert "MIIE" not in shown
    assert "q83v" not in shown
    assert shown.endswith('"""\nname = "x"\n')
    assert shown.count("\n") == text.count("\n")


def test_a_key_without_an_end_takes_no_record_with_it() -> None:
    begin = PEM.partition("q83v")[0]
    text = f'# {begin}\n[systems.accommodationregister]\nname = "x"\n# {PEM[-31:]}\n'
    shown = masked(text, secrets_in(text))
    assert "MIIE" not in shown
    assert '[systems.accommodationregister]\nname = "x"' in shown


SECRETS = f"""# ask the desk, password: Tr0ub4dor&3
[council]
name = "C"
notes = "sa / Pwd=letmein; {CLOUD}"
gss_code = "{GIT}"
passwd = "correct horse battery"

[systems.x]
name = "X"
description = '''
{PEM}
'''
users = "token = {SIGNED}"
"""
PARTS = ("Tr0ub4dor&3", "letmein", CLOUD, GIT, "correct horse", "MIIE", "q83v", SIGNED[:30])


def test_no_secret_is_in_any_finding_line_or_record(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {"councils/c.toml": SECRETS}))
    found = [one for one in reading.findings if one.code == "EST030"]
    assert [(one.span.line, one.span.column) for one in found if one.span] == [
        (1, 27), (4, 19), (4, 28), (5, 13), (6, 11), (11, 1), (16, 18)
    ]  # fmt: skip
    shown = [f"{one.message} {one.hint}" for one in findings(tmp_path)]
    path = next(source.path for source in reading.sources if source.path.endswith("c.toml"))
    shown += [reading.source_line(path, line) or "" for line in range(1, 20)]
    shown.append(repr(reading.portfolio))
    assert [part for part in PARTS if any(part in line for line in shown)] == []
    assert reading.content(path) == SECRETS.encode()


def test_a_syntax_error_shows_no_secret_and_a_file_of_other_bytes_neither(tmp_path: Path) -> None:
    files = {"councils/c.toml": "password = hunter2x\n", "councils/d.toml": "[council]\nname='D'"}
    write(tmp_path, files)
    (tmp_path / "councils" / "d.toml").write_bytes(b"# \xff password = hunter2x\n")
    reading = read(tmp_path)
    lines = [reading.source_line(s.path, 1) or "" for s in reading.sources]
    assert {one.code for one in reading.findings} >= {"EST030", "EST004", "EST005"}
    assert not any("hunter2x" in text for text in [*lines, repr(reading.findings)])


def test_only_so_many_are_listed_and_all_are_masked(tmp_path: Path) -> None:
    text = "[council]\nname = 'C'\n" + "# password = hunter2x\n" * 150
    reading = read(write(tmp_path, {"councils/c.toml": text}))
    assert len(reading.findings) == 101
    assert reading.findings[0].message == "50 more places in this file look like secrets"
    assert "hunter2x" not in "".join(reading.sources[-1].lines)


@pytest.mark.parametrize(
    "unit",
    [
        "password", "pass=", "://", "://a:", "eyJ", "eyJaaaaaaaaaa.", "sig=", "xoxb-", "api key",
        "-----BEGIN PRIVATE " + "KEY-----", "-----BEGIN ", "AKIA", "secret ", 'token="', "pwd:\\",
        "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ],
)  # fmt: skip
def test_the_time_grows_with_the_length_of_the_text(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    before = time.process_time()
    masked(text, secrets_in(text))
    assert time.process_time() - before < 10
