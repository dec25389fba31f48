"""Text for a terminal: lines up, fits, and shows what would otherwise act."""

from __future__ import annotations

import pytest
from tests.unit.rendering import gold, sample

from estate.diagnostics import Finding, Severity, Span
from estate.rendering.kit import tables
from estate.rendering.kit.terminal import Cell, Column, Ink, Terminal, columns_of, table

SOURCE = {("councils/strathallan.toml", 40): 'ends\t= 2027-03-31   # "é"'}


def source(path: str, line: int) -> str | None:
    return SOURCE.get((path, line))


def test_findings_are_the_kept_text() -> None:
    gold.same("findings.txt", tables.findings_text(sample.findings(), Terminal(), source))


def test_scores_are_the_kept_text() -> None:
    gold.same("scores.txt", tables.scores_text(sample.scores(), Terminal(width=120)))


def test_order_of_input_does_not_matter() -> None:
    one = tables.findings_text(sample.findings(), Terminal(), source)
    assert one == tables.findings_text(reversed(sample.findings()), Terminal(), source)
    first = tables.scores_text(sample.scores(), Terminal())
    assert first == tables.scores_text(sample.scores(reverse=True), Terminal())


def test_the_caret_stands_under_the_column_named() -> None:
    finding = Finding("EST001", Severity.ERROR, "x", Span("a.toml", 2, 8))
    text = tables.findings_text([finding], Terminal(), lambda *_: "  key = 12")
    line, caret = text.splitlines()[1:3]
    assert caret.index("^") == line.index("= 12") + 1  # column 8 of `  key = 12` is the blank


def excerpt(text: str, span: Span, terminal: Terminal | None = None) -> tuple[str, str]:
    """Return the source line and the marks under it, without their gutters."""
    finding = Finding("EST001", Severity.ERROR, "x", span)
    lines = tables.findings_text([finding], terminal or Terminal(), lambda *_: text).splitlines()
    return lines[1][9:], lines[2][9:]


def test_the_whole_value_is_marked() -> None:
    line, marks = excerpt("hosting = 'on-premise' # old", Span("a", 1, 11, (1, 23)))
    assert line == "hosting = 'on-premise' # old"
    assert marks == "          ^^^^^^^^^^^^"


def test_of_a_value_over_several_lines_the_first_is_marked() -> None:
    _, marks = excerpt("  systems = [ # these  ", Span("a", 1, 13, (3, 2)))
    assert marks == "          ^^^^^^^^^"


def test_wide_letters_and_tabs_before_and_within_are_counted_in_columns() -> None:
    r"""`\tn = "漢字"`: the tab is dropped with the indent; the quotes take 1 each, the signs 2."""
    line, marks = excerpt('\tn\t= "漢字"', Span("a", 1, 6, (1, 10)))
    assert line == 'n   = "漢字"'
    assert marks == "      ^^^^^^"


@pytest.mark.parametrize("unicode", [True, False])
def test_what_is_far_to_the_right_of_a_long_line_is_shown(unicode: bool) -> None:
    text = "systems = [" + '"aaaaaaaaaa", ' * 40 + "'wrong']"
    at = text.index("'wrong'") + 1
    line, marks = excerpt(text, Span("a", 1, at, (1, at + 7)), Terminal(60, unicode=unicode))
    assert columns_of(line) <= 51
    assert line[marks.index("^") :].startswith("'wrong'")
    assert marks.count("^") == 7


def test_a_mark_never_goes_beyond_the_line() -> None:
    text = f"a = '{'x' * 400}'"
    line, marks = excerpt(text, Span("a", 1, 5, (1, len(text) + 1)), Terminal(60))
    assert len(marks) <= columns_of(line) == 51


def test_the_end_says_where_to_read_more_of_the_worst() -> None:
    lines = tables.findings_text(sample.findings(), Terminal(), source).splitlines()
    assert lines[-2:] == ["more: estate explain EST013", "1 error, 1 warning, 1 note"]
    assert tables.findings_text([], Terminal()) == "0 errors, 0 warnings, 0 notes\n"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_ranking_fits_its_width(width: int) -> None:
    lines = tables.scores_text(sample.scores(), Terminal(width=width)).splitlines()
    assert max(columns_of(line) for line in lines) <= max(width, 78)


@pytest.mark.parametrize("unicode", [True, False])
def test_nothing_from_the_record_acts_on_the_terminal(unicode: bool) -> None:
    text = tables.findings_text(sample.findings(), Terminal(unicode=unicode), source)
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "\\u202e" in text
    assert unicode or text.isascii()


def test_colour_only_where_asked_for() -> None:
    assert "\x1b[" not in tables.scores_text(sample.scores(), Terminal())
    painted = tables.scores_text(sample.scores(), Terminal(colour=True))
    assert "\x1b[31;1mred-rated" in painted


def test_fewer_systems_say_how_many_are_left_out() -> None:
    text = tables.scores_text(sample.scores(), Terminal(), most=2)
    assert "5 more systems are not shown." in text


def test_wide_and_combining_letters_keep_columns_in_line() -> None:
    rows = [["漢字", "1"], ["e\u0301", "2"], ["ab", "3"]]
    lines = table([Column("Name"), Column("N", right=True)], rows, Terminal())
    assert {columns_of(line) for line in lines} == {len("Name  N")}


def test_shrinking_takes_from_columns_that_allow_it_only() -> None:
    columns = [Column("Id"), Column("Text", least=5)]
    lines = table(columns, [["a" * 20, Cell("b" * 50, (Ink.DIM,))]], Terminal(width=40))
    assert lines[2] == "a" * 20 + "  " + "b" * 17 + "\N{HORIZONTAL ELLIPSIS}"
    ascii_only = table(columns, [["a" * 20, "b" * 50]], Terminal(width=40, unicode=False))
    assert ascii_only[2] == "a" * 20 + "  " + "b" * 15 + "..."


def test_pounds_and_accents_in_ascii() -> None:
    assert Terminal(unicode=False).plain("caf\u00e9 \N{POUND SIGN}5 \u6f22") == "cafe GBP 5 ?"
