"""The structure of an estate as JSON: the figures of the page, with the way back to the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.as_json import Json, Where, fact_json, interval_json, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.graph.structure import Structure
    from estate.rendering.structure.view import Blast, Chain, Circle, Part, Row, StructureView
    from estate.scoring.concentration import Concentration, Holding
    from estate.scoring.concentration_people import Hands


def structure_json(view: StructureView, councils: Sequence[str], where: Where) -> Json:
    """Return the structure of some councils; without any, of the estate and a line for each.

    Rankings hold the first of as many as `of` says; figures are rounded to four decimals.
    """
    document: Json = {
        "as_of": view.as_of.isoformat(),
        "convention": "propagation_cost includes the diagonal; without_diagonal does not",
        "top": view.most,
    }
    if not councils:
        document["estate"] = _part(view.estate(), where)
        document["councils"] = {row.council: _row(row) for row in view.rows()}
    else:
        document["councils"] = {one: _part(view.council(one), where) for one in councils}
    return document


def _row(row: Row) -> Json:
    return {
        "own": _shape(row.own),
        "propagation_cost_with_outside": number(row.outside),
        "circles": row.circles,
        "cut_points": row.cuts,
        "interfaces_not_said_to_be_complete": row.incomplete,
    }


def _part(part: Part, where: Where) -> Json:
    own = part.own
    return {
        "own": _shape(own),
        "with_outside": _shape(part.around) if part.around is not None else None,
        "interfaces_not_said_to_be_complete": part.incomplete,
        "nodes": {
            node: {
                "class": own.role(node).value,
                "visible_fan_in": own.fan_in[node],
                "visible_fan_out": own.fan_out[node],
            }
            for node in own.successors
        },
        "circles": _ranking(part.circle_count, [_circle(one, where) for one in part.circles]),
        "cut_points": _ranking(
            part.cut_count,
            [
                {"id": cut.node, "parted": [list(piece) for piece in cut.parted], "rest": cut.rest}
                for cut in part.cuts
            ],
        ),
        "blast_radius": _ranking(part.blast_count, [_blast(one) for one in part.blasts]),
        "critical_paths": _ranking(part.service_count, [_chain(one) for one in part.chains]),
        "citizen_facing_unknown": list(part.untold),
        "longest_chain": [list(link) for link in part.longest],
        "concentration": _concentration(part.concentration),
        "people": _hands(part.hands) if part.hands is not None else None,
    }


def _ranking(count: int, shown: list[Json]) -> Json:
    return {"of": count, "first": shown}


def _shape(shape: Structure) -> Json:
    return {
        "nodes": shape.size,
        "pairs": shape.pairs,
        "visible_pairs": sum(shape.fan_out.values()),
        "propagation_cost": number(shape.propagation_cost()),
        "without_diagonal": number(shape.propagation_cost(include_diagonal=False)),
        "architecture": shape.architecture.value,
        "limits": {
            "visible_fan_in": number(shape.limits.fan_in),
            "visible_fan_out": number(shape.limits.fan_out),
            "from": "core" if shape.limits.from_core else "medians",
        },
        "classes": {role.value: count for role, count in shape.roles().items()},
    }


def _circle(circle: Circle, where: Where) -> Json:
    return {
        "members": list(circle.members),
        "opened_by": [{"dependent": one, "on": on} for one, on in circle.opening.pairs],
        "fewest": circle.opening.fewest,
        "reasons": [
            {
                "dependent": one.dependent,
                "on": one.on,
                "kind": one.kind,
                "fact": fact_json(one.fact, where),
            }
            for one in circle.reasons
        ],
    }


def _blast(blast: Blast) -> Json:
    return {
        "id": blast.node,
        "systems": blast.systems,
        "elsewhere": blast.elsewhere,
        "by_distance": list(blast.rings),
        "services": list(blast.services),
    }


def _chain(chain: Chain) -> Json:
    carried = chain.carried
    return {
        "service": chain.service.name,
        "council": chain.service.council,
        "capability": chain.service.capability,
        "systems": list(chain.service.systems),
        "path": list(chain.way),
        "weakest": {
            "id": str(chain.weakest.ref),
            "overall": interval_json(chain.weakest.overall),
            "legacy": chain.weakest.legacy.value,
            "red_rated": chain.weakest.red_rated.value,
        },
        "carried": {
            "id": str(carried.score.ref),
            "overall": interval_json(carried.score.overall),
            "path": list(carried.path),
        }
        if carried is not None
        else None,
    }


def _concentration(them: Concentration) -> Json:
    money = them.spending
    hhi = money.hhi
    return {
        "systems": them.systems,
        "suppliers": [
            _holding(one)
            | {"paid": money.by_supplier.get(one.id), "unpriced": money.unpriced_of.get(one.id, 0)}
            for one in them.suppliers
        ],
        "products": [_holding(one) for one in them.products],
        "spending": {
            "known": money.known,
            "to_unrecorded_suppliers": money.unnamed,
            "contracts_in_force": money.contracts,
            "without_price": money.unpriced,
            "hhi": None if hhi is None else number(hhi),
        },
        "without_supplier": list(them.without_supplier),
        "bespoke": list(them.bespoke),
        "without_product": list(them.without_product),
    }


def _holding(one: Holding) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "systems": list(one.systems),
        "resting_on_them": one.touched,
        "services": list(one.services),
    }


def _hands(them: Hands) -> Json:
    return {
        "few_hands": list(them.few),
        "support_unknown": list(them.unknown),
        "teams": [
            {"name": one.name, "systems": list(one.systems), "few_hands": list(one.few_hands)}
            for one in them.teams
        ],
        "without_technical_owner": list(them.unowned),
        "skills": [
            {
                "id": one.skill,
                "name": one.name,
                "systems": list(one.systems),
                "person_days": {"least": one.least, "most": one.most},
                "people": one.people,
                "person_days_per_quarter": one.days_per_quarter,
            }
            for one in them.skills
        ],
        "without_options": list(them.without_options),
    }
