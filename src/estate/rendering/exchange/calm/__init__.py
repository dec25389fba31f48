"""The estate as a FINOS CALM 1.2 architecture; a roadmap as one for each plateau, on a timeline."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from estate.rendering.exchange.calm.nodes import NEVER, plain, today
from estate.rendering.exchange.calm.plateaus import at, moment
from estate.rendering.exchange.fields import filled, lose_the_rest, records
from estate.rendering.exchange.loss import Losing
from estate.rendering.exchange.losses import lose_links
from estate.rendering.exchange.material import Export
from estate.rendering.exchange.planned import Planned
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.as_json import to_text

if TYPE_CHECKING:
    from estate.rendering.exchange.loss import Loss
    from estate.rendering.exchange.material import Material
    from estate.rendering.kit.as_json import Json

SCHEMA = "https://calm.finos.org/release/1.2/meta/calm.json"
TIMELINE_SCHEMA = "https://calm.finos.org/release/1.2/meta/calm-timeline.json"
FILE, TIMELINE = "architecture.calm.json", "timeline.calm.json"
AFTER = "of a system that is changed, a plateau says only what is known after the change"


def calm(material: Material) -> Export:
    """Return an estate as an architecture, its roadmap as a timeline, and what is left out."""
    planned = Planned(material)
    architecture = today(material, planned)
    architecture["metadata"] = _about(material) | {"catalogue": plain(material.portfolio.catalogue)}
    files = [_file(FILE, {"$schema": SCHEMA, **architecture})]
    places = {0: FILE}
    for plateau in planned.plateaus[1:]:
        name = places[plateau.number] = f"plateau-{plateau.number}.calm.json"
        later = at(material, planned, plateau)
        later["metadata"] |= _about(material)
        files.append(_file(name, {"$schema": SCHEMA, **later}))
    if planned.plateaus:
        files.append(_file(TIMELINE, _timeline(material, planned, places)))
    return Export(tuple(files), _lost(material, planned))


def _about(material: Material) -> Json:
    workspace = material.portfolio.workspace
    return {
        "estate": workspace.name,
        "as-of": material.as_of.isoformat(),
        "illustrative": workspace.illustrative,
        "written-by": f"estate {material.version}",
        "input-sha256": material.digest or None,
    }


def _timeline(material: Material, planned: Planned, places: dict[int, str]) -> Json:
    return {
        "$schema": TIMELINE_SCHEMA,
        "current-moment": "plateau-0",
        "moments": [
            moment(planned, plateau, places[plateau.number]) for plateau in planned.plateaus
        ],
        "metadata": _about(material),
    }


def _file(name: str, document: Json) -> Artifact:
    return Artifact.text(name, "application/json", to_text(document))


def _lost(material: Material, planned: Planned) -> Loss:
    losing = Losing("calm")
    lose_links(losing, material, itself=False)
    carried: dict[str, set[str]] = defaultdict(set)
    for table, address, record in records(material):
        carried[table] |= {key for key in filled(record) if key not in NEVER}
        for key, evidence in sorted(getattr(record, "evidence", {}).items()):
            if evidence.note is not None:
                losing.lose("evidence: note", "notes never leave a council", f"{address}: {key}")
    lose_the_rest(losing, material, carried, {}, "")
    for plateau in planned.plateaus[1:]:
        changed = [
            state.system
            for state in plateau.standing.changed
            if state.onto is None and state.system in planned.by_system
        ]
        losing.lose(f"plateau {plateau.number}: facts of today", AFTER, *changed)
    return losing.loss()
