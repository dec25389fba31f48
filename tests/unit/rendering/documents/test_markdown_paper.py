"""A paper as Markdown: read by people and by programs that take marks for marks."""

from __future__ import annotations

import re
from itertools import pairwise

from tests.unit.rendering import gold
from tests.unit.rendering.documents.made import made

from estate.rendering.documents.markdown import markdown


def test_the_kept_paper() -> None:
    gold.same("paper.md", markdown(made()))


def test_nothing_of_a_record_is_a_mark() -> None:
    text = markdown(made())

    assert not re.search(r"(?<!\\)<(?!br>|!-- -->)", text)
    assert "\\*s\\*" in text
    assert "\\[d\\]" in text
    assert "\\`" not in text  # a backtick becomes an apostrophe
    for line in text.splitlines():
        if line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line)
            assert len(cells) in {4, 14}, line


def test_headings_go_down_one_by_one() -> None:
    levels = [len(mark) for mark in re.findall(r"^(#+) ", markdown(made()), re.MULTILINE)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_paper_that_is_not_fictional_does_not_say_so() -> None:
    assert "fictional" in markdown(made())
    assert "fictional" not in markdown(made(illustrative=False))
