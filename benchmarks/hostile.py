"""Feeds hostile files to `estate check`, each in a process of its own, and prints what it took.

    python benchmarks/hostile.py               # all of them; a minute or two
    python benchmarks/hostile.py deep-arrays   # those named

Every file is just under the size limit. The aim: 200 MiB above a small council, and 10 CPU seconds.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

SIZE = 9_900_000
MOST_MIB, MOST_SECONDS = 200, 10
SOUND = b'[council]\nname = "A"\n[systems.web]\nname = "Website"\n'


def fill(piece: str, before: str = "", after: str = "") -> bytes:
    """Return a file of one piece over and over, `{n}` in it counted up."""
    room = SIZE - len(before.encode()) - len(after.encode())
    if "{n}" not in piece:
        return (before + piece * (room // len(piece.encode())) + after).encode()
    pieces, number = [], 0
    while room > 0:
        made = piece.replace("{n}", f"{number:x}")
        room -= len(made.encode())
        pieces.append(made)
        number += 1
    return (before + "".join(pieces[:-1]) + after).encode()


def nested(opening: str, closing: str, core: str = "") -> bytes:
    """Return a value nested as deep as the size allows."""
    depth = (SIZE - 10) // (len(opening) + len(closing))
    return f"a = {opening * depth}{core}{closing * depth}\n".encode()


def times(count: int, piece: str, before: str = "", after: str = "") -> bytes:
    """Return a file of so many pieces, `{n}` in them counted up: just inside a limit of number."""
    pieces = (piece.replace("{n}", f"{number:x}") for number in range(count))
    return (before + "".join(pieces) + after).encode()


FULL = """[systems.s{n}]
name = "System {n}"
product = "p{n}@1"
technology = ["q{n}@2", "r@3"]
owner = "Head of {n}"
annual_cost = { licence = 1000, hosting = 200 }
support = { people = 1 }
impact = { safety = 1, reputation = 2, financial = 3, stakeholders = 4, operations = 5 }
incidents = { severe = 0, major = 0, moderate = 1, minor = 4 }
options.replace = { cost = { capital = 1000, revenue = 200 }, months = 9 }
"""


FILES: dict[str, Callable[[], bytes]] = {
    "deep-arrays": lambda: nested("[", "]"),
    "deep-arrays-open": lambda: fill("[", "a = "),
    "deep-tables": lambda: nested("{a=", "}", "1"),
    "deep-many": lambda: fill(f"a{{n}} = {'[' * 390}{']' * 390}\n"),
    "dotted-key-long": lambda: fill("a.", "", "a = 1\n"),
    "dotted-key-spaced": lambda: fill('"a" . ', "", "a = 1\n"),
    "dotted-keys": lambda: fill(f"k{{n}}.{'b.' * 48}c = 1\n"),
    "dotted-headers": lambda: fill(f"[k{{n}}.{'b.' * 48}c]\n"),
    "inline-dotted-keys": lambda: fill(f"k{{n}}.{'b.' * 48}c = 1, ", "a = {", "z = 1 }\n"),
    "dotted-keys-short": lambda: fill("{n}.b = 1\n"),
    "bare-key-long": lambda: fill("a", "", " = 1\n"),
    "keys": lambda: fill("{n}=1\n"),
    "keys-of-a-system": lambda: fill("k{n} = 1\n", '[systems.a]\nname = "A"\n'),
    "tables": lambda: fill("[{n}]\n"),
    "systems-empty": lambda: fill("[systems.{n}]\n"),
    "systems-inline": lambda: fill("{n}={},", "systems = {", "}\n"),
    "systems-sound": lambda: fill('[systems.{n}]\nname="A"\n', '[council]\nname = "A"\n'),
    "arrays-of-tables": lambda: fill("[[interfaces]]\n"),
    "inline-tables": lambda: fill("{},", "interfaces = [", "]\n"),
    "integers": lambda: fill("1,", "a = [", "]\n"),
    "big-integers": lambda: fill("1234567,", "a = [", "]\n"),
    "texts": lambda: fill('"ab",', "a = [", "]\n"),
    "dates": lambda: fill("2027-03-31,", "a = [", "]\n"),
    "arrays": lambda: fill("[],", "a = [", "]\n"),
    "aliases": lambda: fill('"",', '[systems.a]\nname = "A"\naliases = [', "]\n"),
    "digits": lambda: fill("9", "a = ", "\n"),
    "hex-digits": lambda: fill("f", "a = 0x", "\n"),
    "float-digits": lambda: fill("9", "a = 0.", "\n"),
    "float-exponents": lambda: fill("1e99999,", "a = [", "]\n"),
    "text-long": lambda: fill("x", 'a = "', '"\n'),
    "name-long": lambda: fill("x", '[council]\nname = "', '"\n'),
    "name-bad": lambda: fill("x", "[council]\nname = ", "\n"),
    "text-astral": lambda: fill("x", 'a = "\U0001f600', '"\n'),
    "text-escapes": lambda: fill("\\u0041", 'a = "', '"\n'),
    "text-open": lambda: fill("x\n", 'a = """'),
    "text-quotes": lambda: fill('""\\"', 'a = """'),
    "quotes": lambda: fill('"'),
    "apostrophes": lambda: fill("'"),
    "backslashes": lambda: fill("\\", 'a = "'),
    "comment-long": lambda: fill("x", "#", "\n"),
    "comments": lambda: fill("#\n"),
    "blank-lines": lambda: fill("\n"),
    "carriage-returns": lambda: fill("\r"),
    "windows-lines": lambda: fill("\r\n"),
    "nul-bytes": lambda: b"\0" * SIZE,
    "not-utf8": lambda: b"\xff" * SIZE,
    "not-utf8-late": lambda: b"#\n" * (SIZE // 2) + b"\xff",
    "wrong-lines": lambda: fill("a\n"),
    "wrong-values": lambda: fill("a{n} = x\n"),
    "wrong-late": lambda: fill("#\n", "", "a"),
    "braces": lambda: fill("{"),
    "brackets-lines": lambda: fill("[\n", "a = "),
    "equals": lambda: fill("="),
    "dots": lambda: fill("."),
    "repeated-keys": lambda: fill("a = 1\n"),
    "repeated-tables": lambda: fill("[a]\n"),
    "long-ids": lambda: fill(f"[systems.{'x' * 200}{{n}}]\nname = 1\n"),
    "unknown-words": lambda: fill('[systems.s{n}]\nname = "A"\nlifecyle = "live"\n'),
    "references": lambda: fill('[systems.s{n}]\nname = "A"\ndepends_on = ["t{n}"]\n'),
    "interfaces-wrong": lambda: fill('[[interfaces]]\nfrom = "A"\nto = 1\n'),
    "evidence": lambda: fill("{n} = {},", '[systems.a]\nname = "A"\nevidence = {', "}\n"),
    "edge-keys": lambda: times(349_000, "k{n} = 1\n"),
    "edge-inline-keys": lambda: times(174_000, "k{n}=1,", "systems = {", "}\n"),
    "edge-integers": lambda: times(349_000, "12345{n},", "a = [", "]\n"),
    "edge-tables": lambda: times(29_000, "[t{n}]\n"),
    "edge-inline-tables": lambda: times(29_000, "{},", "interfaces = [", "]\n"),
    "edge-arrays-of-tables": lambda: times(14_900, '[[interfaces]]\nfrom="a"\nto="b"\n'),
    "edge-dotted-keys": lambda: times(600, f"k{{n}}.{'b.' * 48}c = 1\n"),
    "edge-dotted-headers": lambda: times(600, f"[k{{n}}.{'b.' * 48}c]\n"),
    "edge-systems": lambda: times(14_900, '[systems.s{n}]\nname="A"\n'),
    "edge-systems-full": lambda: times(1_800, FULL),
    "edge-faults": lambda: times(14_900, '[systems.s{n}]\nnam="A"\n'),
    "edge-faults-long": lambda: times(19_900, f"{'x' * 480}{{n}} = 1\n", "[council]\n"),
    "edge-references": lambda: times(9_900, '[systems.s{n}]\nname="A"\ndepends_on=["t{n}"]\n'),
    "edge-digits": lambda: times(150, f"a{{n}} = {'9' * 65_000}\n"),
    "edge-lines": lambda: times(499_000, "# a comment\n"),
    "edge-escaped-parts": lambda: fill('"\\"".', "", "a = 1\n"),
}
"""What is fed, by name."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took: exit status, CPU seconds, and the most memory it had resident, in MiB."""

    status: int
    seconds: float
    mib: float
    said: str
    complained: str


def feed(content: bytes, folder: Path, seconds: int = 120) -> Taken:
    """Run `estate check` on a workspace with one council, which has that file; stop it in time."""
    (folder / "councils").mkdir(parents=True, exist_ok=True)
    (folder / "estate.toml").write_text("[estate]\nas_of = 2026-09-30\n", encoding="utf-8")
    (folder / "councils" / "a.toml").write_bytes(content)
    command = [sys.executable, "-m", "estate", "check", str(folder), "--format", "json"]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(
            command,
            stdout=out,
            stderr=err,
            env={**os.environ, "PYTHONUTF8": "1"},
            preexec_fn=lambda: _limit(seconds),  # noqa: PLW1509  # one thread, and only limits
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said, complained = out.read().decode(), err.read().decode()
    spent = used.ru_utime + used.ru_stime
    return Taken(child.returncode, spent, used.ru_maxrss / 1024, said, complained)


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))


def rows(names: list[str]) -> Iterator[tuple[str, Taken]]:
    """Feed a small council and then each file; yield what each took."""
    with tempfile.TemporaryDirectory() as folder:
        yield "", feed(SOUND, Path(folder))
        for name in names or FILES:
            yield name, feed(FILES[name](), Path(folder))


def main() -> None:
    """Print a line a file, and how many are over the aim."""
    over, base = 0, 0.0
    for name, taken in rows(sys.argv[1:]):
        if not name:
            base = taken.mib
            print(f"  {'a small council':<20} {taken.seconds:6.1f} s {base:7.0f} MiB")
            continue
        above = taken.mib - base
        bad = above > MOST_MIB or taken.seconds > MOST_SECONDS or taken.status != 1
        over += bad
        mark = "  OVER" if bad else ""
        print(f"  {name:<20} {taken.seconds:6.1f} s {above:+7.0f} MiB  {taken.status}{mark}")
        sys.stdout.flush()
    print(f"{over} over the aim of {MOST_MIB} MiB and {MOST_SECONDS} s")


if __name__ == "__main__":
    main()
