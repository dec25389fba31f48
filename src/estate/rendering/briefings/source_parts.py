"""Which of the files that were read can be shown, and in how many pages each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate

MOST_IN_ALL = 6_000_000
"""Characters of all files together; beyond it none is shown, so that a site can be sent."""
MOST_IN_A_PAGE = 400_000
"""Characters of one page, the mark-up of its lines counted."""
_MARKUP = 24
"""Characters that showing a line takes besides its own."""


def lines_of(text: str) -> tuple[str, ...]:
    r"""Return the lines of a file by their numbers, however they end: `\n`, or `\r\n`."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return tuple(lines if lines[-1] else lines[:-1])


def source_parts(files: Iterable[tuple[str, str | None]]) -> Mapping[str, tuple[int, ...]]:
    """Return for each file to be shown at which lines its second and later pages begin.

    Nothing where all files together would be more than a report should carry.
    """
    texts = {path: text for path, text in files if text is not None}
    if sum(map(len, texts.values())) > MOST_IN_ALL:
        return {}
    return {path: _starts(lines_of(text)) for path, text in texts.items()}


def _starts(lines: tuple[str, ...]) -> tuple[int, ...]:
    sizes = list(accumulate(len(line) + _MARKUP for line in lines))
    starts, base = [], 0
    for number, size in enumerate(sizes, start=1):
        if size - base > MOST_IN_A_PAGE and number > 1:
            starts.append(number)
            base = sizes[number - 2]
    return tuple(starts)
