"""Diffs say what changes: held against the standard library, and applied again."""

from __future__ import annotations

import difflib
import re

from hypothesis import given
from hypothesis import strategies as st

from estate.editing import Edit

LINES = st.lists(st.sampled_from(["a", "b", "c", "", "# d"]), max_size=30)


def patched(before: str, diff: str) -> str:
    """Apply a diff to a text, every line of it checked."""
    old, new, at = before.splitlines(keepends=True), [], 0
    lines = diff.splitlines(keepends=True)[2:]
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if line.startswith("@@"):
            found = re.match(r"@@ -(\d+)(?:,(\d+))? ", line)
            assert found
            start = int(found[1]) - (found[2] != "0")
            new += old[at:start]
            at = start
        elif line[0] in " -+":
            text = line[1:].removesuffix("\n") if following.startswith("\\") else line[1:]
            if line[0] != "+":
                assert old[at] == text
                at += 1
            if line[0] != "-":
                new.append(text)
    return "".join([*new, *old[at:]])


@given(before=LINES, after=LINES, ends=st.tuples(st.booleans(), st.booleans()))
def test_a_diff_applied_gives_the_text_after(
    before: list[str], after: list[str], ends: tuple[bool, bool]
) -> None:
    old = "\n".join(before) + "\n" * ends[0]
    new = "\n".join(after) + "\n" * ends[1]

    diff = Edit("x", old.encode(), new.encode()).diff()

    assert patched(old, diff) == new
    assert bool(diff) == (old != new)


@given(before=LINES, place=st.integers(0, 29), line=st.sampled_from(["new\n", "a\n"]))
def test_a_small_change_is_shown_as_the_standard_library_shows_it(
    before: list[str], place: int, line: str
) -> None:
    old = [f"{number} {text}\n" for number, text in enumerate(before)]
    new = [*old[:place], line, *old[place:]]

    diff = Edit("x", "".join(old).encode(), "".join(new).encode()).diff()

    assert diff == "".join(difflib.unified_diff(old, new, "x", "x"))
