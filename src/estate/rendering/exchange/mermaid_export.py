"""The landscape as Mermaid flowcharts, a sheet for each group; a roadmap as gantt charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.diagnostics import UsageFault
from estate.rendering.canvas.colouring import by_risk
from estate.rendering.canvas.mermaid import mermaid as flowchart
from estate.rendering.exchange.fields import lose_the_rest
from estate.rendering.exchange.loss import Losing
from estate.rendering.exchange.losses import lose_links
from estate.rendering.exchange.material import Export
from estate.rendering.exchange.mermaid_gantt import charts
from estate.rendering.exchange.planned import Planned
from estate.rendering.kit.artifact import Artifact
from estate.rendering.pictures.council_view import CouncilView, scopes
from estate.rendering.pictures.landscape import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.canvas.diagram import Diagram
    from estate.rendering.exchange.loss import Loss
    from estate.rendering.exchange.material import Material

MEDIA = "text/vnd.mermaid"
CARRIED = {
    "council": ("name",),
    "systems": ("name", "capabilities"),
    "interfaces": ("from_", "to", "status"),
    "platforms": ("name",),
    "groups": ("name",),
}
PICTURE = "a picture says names, classes of risk and connections; a gantt chart says days"
TOO_LARGE = "Mermaid draws 500 arrows and 50,000 characters"


def mermaid(material: Material) -> Export:
    """Return gantt charts of a roadmap and flowcharts of the landscape, each small enough."""
    losing = Losing("mermaid")
    made = f"%% {material.made}\n"
    files = [_file(name, text + made) for name, text in charts(material)]
    for sheet in _sheets(material):
        try:
            files.append(_file(f"{sheet.name}.mmd", flowchart(sheet) + made))
        except UsageFault:
            losing.lose("flowchart: whole", TOO_LARGE, *(node.name for node in sheet.nodes))
    return Export(tuple(files), _lost(material, losing))


def _sheets(material: Material) -> Iterator[Diagram]:
    """Yield for each council an overview by group, and a sheet for each group."""
    members: dict[str, list[str]] = {council: [] for council in material.councils}
    for ref, _ in material.systems():
        members[ref.council].append(str(ref))
    colours = by_risk({str(ref): score for ref, score in material.scores.systems.items()})
    for council, scope in scopes(material.graph, members).items():
        view = CouncilView(material.graph, council, scope, colours, NOW)
        view.split = view.gathers = True
        if material.portfolio.workspace.illustrative:
            view.note = "Illustrative: what is shown is fictional"
        yield from view.sheets()


def _file(name: str, text: str) -> Artifact:
    return Artifact.text(name, MEDIA, text)


def _lost(material: Material, losing: Losing) -> Loss:
    lose_links(losing, material)
    lose_the_rest(losing, material, CARRIED, {}, PICTURE)
    Planned(material).lose(losing)
    for step in material.steps():
        if step.capital or step.revenue:
            losing.lose("roadmap: sums", PICTURE, step.system)
    return losing.loss()
