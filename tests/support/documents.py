"""Runs the documentation: writes its files, types its commands, and compares what they print.

A block fenced as `toml file=PATH` is a file; one fenced as `console` is commands, each after `$ `,
followed by what they print. `python -m tests.support.documents docs/tutorial.md` writes the real
output into the document.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(?P<info>\S[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: what its fence says, its text, and where the text stands in the document."""

    info: str
    body: str
    start: int
    end: int

    @property
    def file(self) -> str | None:
        """The file that the block is, if it is one."""
        found = re.search(r"\bfile=(\S+)", self.info)
        return found.group(1) if found else None

    @property
    def console(self) -> bool:
        """Whether the block is commands and what they print."""
        return self.info.split()[0] == "console"


def blocks(markdown: str) -> list[Block]:
    """Return the fenced blocks of a document in order."""
    return [
        Block(found["info"], found["body"], found.start("body"), found.end("body"))
        for found in FENCE.finditer(markdown)
    ]


def run_estate(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `estate` as a process in a folder, without colour, in UTF-8."""
    return subprocess.run(
        [sys.executable, "-m", "estate", *words],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"},
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
        timeout=300,
    )


def type_command(line: str, folder: Path) -> str:
    """Do what a reader would do at the prompt, and return what it prints."""
    words = shlex.split(line)
    if words[0] == "rm":
        (folder / words[1]).unlink()
        return ""
    if words[0] != "estate":
        raise ValueError(f"the documentation types '{words[0]}', which this test does not know")
    done = run_estate(words[1:], folder)
    return done.stdout + done.stderr


def replay(block: Block, folder: Path) -> str:
    """Type a console block's commands and return the block as it really comes out."""
    commands = [line[2:] for line in block.body.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{type_command(command, folder)}" for command in commands)


def follow(markdown: str, folder: Path) -> list[tuple[Block, str]]:
    """Follow a document from an empty folder; return each console block with the real output."""
    played = []
    for block in blocks(markdown):
        if block.file is not None:
            target = folder / block.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.body, encoding="utf-8")
        elif block.console:
            played.append((block, replay(block, folder)))
    return played


def rewrite(markdown: str, played: list[tuple[Block, str]]) -> str:
    """Return the document with the real output in its console blocks."""
    for block, real in reversed(played):
        markdown = markdown[: block.start] + real + markdown[block.end :]
    return markdown


def main(words: list[str]) -> None:
    """Write the real output into documents; after `--here`, of commands typed in this folder."""
    here = "--here" in words
    for path in (Path(word) for word in words if word != "--here"):
        markdown = path.read_text(encoding="utf-8")
        if here:
            played = [(block, replay(block, ROOT)) for block in blocks(markdown) if block.console]
            path.write_text(rewrite(markdown, played), encoding="utf-8")
            continue
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(rewrite(markdown, follow(markdown, Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
