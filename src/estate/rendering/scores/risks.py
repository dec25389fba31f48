"""The four risks that councils report, by council and by system, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Column, Terminal, table
from estate.rendering.kit.words import day, plural
from estate.scoring.council_risks import NAMES
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from estate.portfolio import SystemRef
    from estate.rendering.kit.as_json import Json
    from estate.scoring.council_risks import CouncilRisk

    Risks = Mapping[SystemRef, tuple[CouncilRisk, ...]]

HEADS = ("Staff", "Security", "Interoperability", "Hardware")
WORDS = {Answer.YES: "yes", Answer.NO: "-", Answer.UNKNOWN: "?"}
HOW = (
    "Staff: knowledge to support it (L3). Security: support ends or weaknesses are open (L1, L6). "
    "Interoperability: a required interface is missing, or one is Ad hoc or Opportunistic. "
    "Hardware: its hardware, or failures on record (L5, L7). A risk is there from a score of 3. "
    "Counted: systems that have it, and + those of which it cannot be told."
)


def risks_text(risks: Risks, as_of: date, terminal: Terminal, most: int | None) -> str:
    """Return the four risks: councils by how many systems have them, then the systems with most."""
    lines = [terminal.heading(f"Four risks that councils report, on {day(as_of)}")]
    lines += table(
        (Column("Council"), Column("Systems", right=True), *(Column(h, right=True) for h in HEADS)),
        list(_by_council(risks)),
        terminal,
    )
    lines += ["", *terminal.wrap(HOW)]
    ranked = sorted(risks, key=lambda ref: (*_weight(risks[ref]), ref))
    shown = [ref for ref in ranked if _weight(risks[ref]) != (0, 0)][:most]
    if shown:
        lines += ["", terminal.heading("Systems with most of them")]
        columns = (Column("System"), *(Column(head) for head in HEADS))
        lines += table(columns, [_row(ref, risks[ref]) for ref in shown], terminal)
        left = sum(_weight(own) != (0, 0) for own in risks.values()) - len(shown)
        if left:
            lines += ["", f"{plural(left, 'more system')}: --all."]
    return "\n".join(lines) + "\n"


def _by_council(risks: Risks) -> list[list[str]]:
    councils = sorted({ref.council for ref in risks})
    rows = [
        _counted(council, [own for ref, own in risks.items() if ref.council == council])
        for council in councils
    ]
    return [*rows, _counted("All", list(risks.values()))] if len(councils) > 1 else rows


def _counted(name: str, systems: Sequence[tuple[CouncilRisk, ...]]) -> list[str]:
    cells = []
    for place in range(len(NAMES)):
        found = Counter(own[place].present for own in systems)
        doubt = f" + {found[Answer.UNKNOWN]}" if found[Answer.UNKNOWN] else ""
        cells.append(f"{found[Answer.YES]}{doubt}")
    return [name, f"{len(systems):,}", *cells]


def _weight(own: tuple[CouncilRisk, ...]) -> tuple[int, int]:
    """Return how many of the four are there, and how many cannot be told: most first."""
    found = Counter(risk.present for risk in own)
    return -found[Answer.YES], -found[Answer.UNKNOWN]


def _row(ref: SystemRef, own: tuple[CouncilRisk, ...]) -> list[str]:
    return [str(ref), *(WORDS[risk.present] for risk in own)]


def risks_json(risks: Risks, as_of: date) -> Json:
    """Return the four risks of every system in use, each with its reason."""
    return {
        "as_of": as_of.isoformat(),
        "systems": {
            str(ref): {
                risk.kind: {"present": risk.present.value, "because": risk.because} for risk in own
            }
            for ref, own in risks.items()
        },
    }
