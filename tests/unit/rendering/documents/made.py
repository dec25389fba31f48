"""The sample estate as material for documents, and a paper of every kind of block."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from tests.unit.rendering import sample, sample_plan
from tests.unit.rendering.sample import HOSTILE

from estate.graph import build
from estate.rendering.briefings.material import Material, Trail
from estate.rendering.canvas.blocks import (
    Briefing,
    Cards,
    Figure,
    Folded,
    Link,
    Listing,
    Points,
    Section,
    Steps,
    Strong,
    Terms,
    Tiles,
    said,
)
from estate.rendering.canvas.page_model import (
    Card,
    Cell,
    Line,
    Picture,
    Ref,
    RiskTag,
    StepCard,
    Table,
    Tile,
    cells,
    heads,
)
from estate.rendering.documents.paper import paper

if TYPE_CHECKING:
    from estate.rendering.documents.pieces import Paper

DIGEST = "0123456789abcdef" * 4
FORMULA = '=HYPERLINK("http://x","y")'
MARKS = 'a "b" \\c #let x = 1 $y$ *s* _e_ @ref <l> [d] `code` // no /* no */ ~'
"""What would mean something to a typesetter, to Markdown and to XML."""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="300" height="100" '
    'viewBox="0 0 300 100"><title>Two &amp; two bars</title><desc>One is longer.</desc>'
    '<rect width="200" height="30" fill="#002d54"/><text x="4" y="60" font-family="Arimo">'
    "Words \u4e2d in it</text></svg>"
)


def no_layout(dot: str) -> bytes:
    message = f"no diagram is to be laid out here: {dot[:20]}"
    raise AssertionError(message)


def material(*, planned: bool = True, illustrative: bool = True, reverse: bool = False) -> Material:
    """Return the sample estate; `reverse` puts it together in the opposite order."""
    strathallan = deepcopy(sample.STRATHALLAN)
    strathallan["systems"]["ledger"]["owner"] = FORMULA
    councils = {"strathallan": strathallan, "glenmore": sample.GLENMORE}
    if reverse:
        councils = dict(reversed(councils.items()))
    portfolio = sample.portfolio(councils, illustrative=illustrative)
    return Material(
        graph=build(portfolio),
        scores=sample.scores(reverse),
        findings=sample.findings(),
        where=sample.where,
        layout=no_layout,
        trail=Trail("1.2.3", DIGEST),
        plan=sample_plan.plan() if planned else None,
    )


STEP = StepCard(
    when="Apr 2027",
    until="live Jul 2027",
    title=HOSTILE,
    words="Retire",
    facts=("No one-off cost", "Risk score from 10 to 4"),
    people=("Owner: not recorded",),
    why=(Line("It pays."), Line("It is old.")),
    not_earlier=(Line("A freeze."),),
    where=None,
)
WIDE = Table("Wide", heads(*(f"Column{n:02}-as-wide-as-this" for n in range(12))), ())
SMALL = Table(
    "Small",
    heads("Name", "#Sum"),
    (
        (Cell(MARKS), Cell("\u00a31,000")),
        (Cell(lines=(Line("one"), Line("two"))), Cell(risk=RiskTag("red", "red-rated"))),
    ),
    foot=cells("All", "\u00a31,000"),
)
LONG = Table("Long", heads("Quarter", "#Days"), tuple(cells(f"Q{n}", str(n)) for n in range(40)))


def briefing() -> Briefing:
    """Return every kind of block, with hostile words."""
    return Briefing(
        "board",
        f"Paper of {MARKS}",
        HOSTILE,
        (
            Section(
                "first",
                "First",
                (
                    said("A lead.", "lead"),
                    said(MARKS),
                    said("Beside.", "inset"),
                    said("Small.", "quiet"),
                    Points((("No more than ", Strong("two"), "."), (HOSTILE,))),
                    Points((("one",), ("two",)), ordered=True),
                    Points((("again",),), ordered=True),
                    Terms((("Legacy", ("Past its ", Link("time", Ref("term", "legacy")), ".")),)),
                    Tiles((Tile("12", "systems"),)),
                    Cards((Card("Glenmore", "council-glenmore.html", "2 systems."),)),
                    Steps((STEP,)),
                ),
            ),
            Section(
                "second",
                "Second",
                (
                    Figure(Picture(SVG, "Bars", "charts/bars.svg"), LONG),
                    Figure(Picture(SVG, "More bars", "more.svg", wide=True), SMALL),
                    Folded("Wide", (WIDE, SMALL, Listing(("name = 1", "\u202e"), 7))),
                ),
            ),
        ),
    )


def made(*, illustrative: bool = True) -> Paper:
    """Return the paper of every kind of block."""
    return paper(briefing(), sample.AS_OF, ("Made by hand.",), illustrative=illustrative)
