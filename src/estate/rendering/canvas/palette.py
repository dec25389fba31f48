"""The colours of every picture and page.

Colour is never the only signal: letters, words and patterns say the same. A test computes the
contrast of each pair that is used.
"""

from __future__ import annotations

from dataclasses import dataclass

from estate.scoring.results import Answer

INK = "#1a1a1a"
MUTED = "#54595f"
PAPER = "#ffffff"
TINT = "#f3f5f7"
BAND = "#e6eaee"
RULE = "#c3c9d0"
GRID = "#dde2e7"
STRONG_RULE = "#6b7280"
BRAND = "#0065bd"
DEEP = "#002d54"
ALERT = "#b3001b"


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How a kind of step is drawn: a colour that carries white text, a letter, and words."""

    letter: str
    colour: str
    words: str


KINDS = {
    "replace": KindStyle("R", "#0065bd", "Replace"),
    "join": KindStyle("J", "#5b2d8e", "Join a shared platform"),
    "upgrade": KindStyle("U", "#00693e", "Upgrade"),
    "rehost": KindStyle("H", "#0f6674", "Move to other hosting"),
    "replatform": KindStyle("P", "#7a4a00", "Move to another base"),
    "refactor": KindStyle("F", "#7a4a00", "Rebuild in part"),
    "consolidate": KindStyle("C", "#98246a", "Fold into another system"),
    "retire": KindStyle("X", "#444a50", "Retire"),
}
OTHER_KIND = KindStyle("?", "#444a50", "Other change")


@dataclass(frozen=True, slots=True)
class RiskStyle:
    """How a class of risk is drawn: fill, border, text, width and dash of the border, words."""

    fill: str
    border: str
    text: str
    width: float
    dash: str
    words: str


RED = RiskStyle("#fbdfdc", "#b3001b", "#7a0012", 2.6, "solid", "red-rated")
LEGACY = RiskStyle("#fdeccb", "#8a5a00", "#5c3b00", 1.4, "solid", "legacy, not red")
UNKNOWN = RiskStyle("#eef0f2", "#4b5563", "#1a1a1a", 1.4, "dashed", "cannot tell")
SOUND = RiskStyle("#e4f2e7", "#2e7d46", "#14431f", 1.0, "solid", "not legacy")
PLATFORM = RiskStyle("#e9e2f3", "#5b2d8e", "#3a1b5e", 1.6, "solid", "shared platform")
CORNERED = "diagonals"
"""The border of what a plan changes: its corners are cut off by lines, as nothing else's are."""
CHANGED = RiskStyle("#e3eefa", "#0065bd", "#002d54", 1.8, CORNERED, "changed by the plan")
JUST_CHANGED = RiskStyle(
    "#cfe2f7", "#002d54", "#002d54", 2.8, CORNERED, "changed since the plateau before"
)
KEPT = RiskStyle("#f1f7e4", "#4d7a1f", "#26400c", 1.0, "solid", "kept, not red")
RETIRED = RiskStyle("#ffffff", "#6b7280", "#54595f", 1.0, "dashed", "retired by the plan")
OUTSIDE = RiskStyle("#ffffff", "#6b7280", "#54595f", 1.0, "dotted", "outside this sheet")
GATHERED = RiskStyle("#eef2f6", "#4b5563", "#1a1a1a", 1.4, "solid", "several systems as one")

WELL = RiskStyle(
    "#e4f2e7", "#2e7d46", "#14431f", 1.0, "solid", "works together: 70 and more of 100"
)
PARTLY = RiskStyle("#fdeccb", "#8a5a00", "#5c3b00", 1.4, "solid", "in part: 40 to below 70 of 100")
BADLY = RiskStyle("#fbdfdc", "#b3001b", "#7a0012", 2.6, "solid", "badly: below 40 of 100")
UNTOLD = RiskStyle("#eef0f2", "#4b5563", "#1a1a1a", 1.4, "dashed", "cannot tell: missing facts")
UNASSESSED = RiskStyle("#ffffff", "#4b5563", "#1a1a1a", 1.0, "dotted", "no working interface")

OVER = RiskStyle("#fbdfdc", "#b3001b", "#7a0012", 2.6, "solid", "contract is over")
IN_A_YEAR = RiskStyle("#fde3c8", "#8f4700", "#5c2e00", 1.8, "solid", "ends within 12 months")
IN_TWO_YEARS = RiskStyle("#fdf3cf", "#7a6200", "#4d3e00", 1.4, "solid", "ends in 12 to 24 months")
IN_THREE_YEARS = RiskStyle("#e3eefa", "#0065bd", "#002d54", 1.2, "solid", "ends in 24 to 36 months")
LATER = RiskStyle("#e4f2e7", "#2e7d46", "#14431f", 1.0, "solid", "ends later than 36 months")
NO_END = RiskStyle("#eef0f2", "#4b5563", "#1a1a1a", 1.4, "dashed", "contract end not known")

OTHER_SUPPLIER = RiskStyle("#ffffff", "#4b5563", "#1a1a1a", 1.4, "solid", "another supplier")
BESPOKE = RiskStyle("#ffffff", "#4b5563", "#1a1a1a", 1.8, "dotted", "made for the council")
NO_SUPPLIER = RiskStyle("#eef0f2", "#4b5563", "#1a1a1a", 1.4, "dashed", "supplier not known")
SUPPLIERS = (
    ("#e3eefa", "#0065bd", "#002d54"),
    ("#fdeccb", "#8a5a00", "#5c3b00"),
    ("#e4f2e7", "#2e7d46", "#14431f"),
    ("#f7e1ef", "#98246a", "#5e1641"),
    ("#e9e2f3", "#5b2d8e", "#3a1b5e"),
    ("#dff1f3", "#0f6674", "#083a42"),
    ("#fbdfdc", "#b3001b", "#7a0012"),
    ("#f1f7e4", "#4d7a1f", "#26400c"),
)
"""Fill, border and text for the suppliers met most often, each of which has a letter too."""


def risk_style(red_rated: Answer, legacy: Answer) -> RiskStyle:
    """Return how a system's risk is drawn."""
    if red_rated is Answer.YES:
        return RED
    if red_rated is Answer.UNKNOWN:
        return UNKNOWN
    return LEGACY if legacy is Answer.YES else SOUND


def kind_style(kind: str) -> KindStyle:
    """Return how a kind of step is drawn."""
    return KINDS.get(kind, OTHER_KIND)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, by WCAG 2.2: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Return the linear light of an sRGB channel, by WCAG 2.2's definition."""
    low = 0.04045
    return float(channel / 12.92 if channel <= low else ((channel + 0.055) / 1.055) ** 2.4)
