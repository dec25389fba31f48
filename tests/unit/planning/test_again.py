"""A plan that was written down and read back is the same roadmap, or it is refused and said why."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.support.documents import ROOT
from tests.unit.planning.cases import EFFORT

from estate.cli.load import load
from estate.graph import EstateGraph, build
from estate.planning import Effort, Roadmap, plan, problem_of, roadmap_from
from estate.planning.again import FORM
from estate.planning.plateaus import PlanMisfit
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace
from estate.portfolio.planned import PlannedRoadmap
from estate.reading.plan_file import parse_plan
from estate.rendering.kit.as_json import to_text
from estate.rendering.plan import plan_json
from estate.rendering.plan.building import view_of
from estate.rendering.plan.plan_json import roadmap_json

AS_OF = date(2026, 9, 30)
LATER = date(2026, 12, 31)


def _option(capital: int = 20_000, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    given = {
        "kind": "replace",
        "cost": {"capital": capital, "revenue": 1_000},
        "months": 6,
        "annual_cost_after": 10_000,
        "skills": {"developer": 30},
    }
    return {**given, **changes}


def _system(name: str, **options: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"name": name, "annual_cost": {"licence": 60_000}, "options": options}


def _raw() -> dict[str, Any]:
    return {
        "council": {"name": "Strathallan"},
        "budgets": {
            "2026-27": {"capital": 60_000, "revenue": 9_000},
            "2027-28": {"capital": 60_000, "revenue": 9_000},
        },
        "systems": {
            "tax": _system("Tax", replace=_option()),
            "rent": _system("Rents", replace=_option(25_000)),
            "fleet": _system("Fleet", replace=_option(9_000_000)),
            "pool": _system("Pool", join=_option(kind="join", platform="hub")),
            "old": _system("Old"),
        },
    }


def _graph(raw: dict[str, Any] | None = None, **policy: Any) -> EstateGraph:  # noqa: ANN401
    workspace = Workspace.model_validate({"planning": {"horizon_months": 36, **policy}})
    hub = {"name": "Hub", "status": "existing", "tiers": [{"members": 1, "annual_price": 5_000}]}
    catalogue = Catalogue.model_validate({"platforms": {"hub": hub}})
    inventory = Inventory.model_validate(raw or _raw())
    return build(Portfolio(workspace, catalogue, {"strathallan": inventory}))


def _written(graph: EstateGraph, roadmap: Roadmap, as_of: date = AS_OF) -> str:
    plateaus = view_of(graph, roadmap).plateaus
    document = roadmap_json(roadmap, graph.portfolio, as_of, str, plateaus)
    return to_text(document)


def _planned(
    graph: EstateGraph,
    as_of: date = AS_OF,
    previous: PlannedRoadmap | None = None,
    objective: str | None = None,
) -> Roadmap:
    found = plan(graph, as_of, EFFORT, previous=previous, objective=objective)
    assert isinstance(found, Roadmap), found
    return found


def _read(text: str) -> PlannedRoadmap:
    return parse_plan(text.encode())


def _restated(document: dict[str, Any]) -> dict[str, Any]:
    """Return what follows from a plan's cost and a bound below it."""
    cost, bound, nothing = (document[key] for key in ("objective", "lower_bound", "doing_nothing"))
    return {
        "status": "feasible",
        "gap": round((cost - bound) / cost, 6),
        "share_of_possible_saving": round((nothing - cost) / (nothing - bound), 6),
    }


@pytest.mark.parametrize("objective", ["priced", "risk-first", "money-first"])
def test_a_plan_written_and_read_back_is_the_same_to_the_byte(objective: str) -> None:
    graph = _graph()
    roadmap = _planned(graph, objective=objective)
    assert roadmap.steps
    text = _written(graph, roadmap)
    again = roadmap_from(problem_of(graph, AS_OF), _read(text))
    assert _written(graph, again) == text


def test_a_plan_that_continues_another_says_again_what_moved_and_why() -> None:
    graph = _graph()
    first = _read(_written(graph, _planned(graph)))
    raw = _raw()
    raw["systems"]["tax"]["options"]["replace"]["cost"]["capital"] = 29_000
    raw["systems"]["rent"]["options"] = {}
    raw["steps"] = {
        "pool": {"system": "pool", "option": "join", "status": "done", "finished": LATER}
    }
    later = _graph(raw)
    roadmap = _planned(later, LATER, first)
    assert roadmap.moves is not None
    fates = {move.system: str(move.fate) for move in roadmap.moves.steps}
    assert fates["strathallan/rent"] == "no longer possible"
    assert fates["strathallan/pool"] == "done"
    text = _written(later, roadmap, LATER)
    again = roadmap_from(problem_of(later, LATER), _read(text))
    assert _written(later, again, LATER) == text


def test_a_council_of_the_sample_is_the_same_to_the_byte() -> None:
    loaded = load(ROOT / "inventories", None, whole=True)
    graph, own = loaded.graph, ("norrasay",)
    roadmap = plan(graph, loaded.as_of, Effort(work=1.0), councils=own)
    assert isinstance(roadmap, Roadmap)
    assert len(roadmap.steps) > 1
    text = _written(graph, roadmap, loaded.as_of)
    again = roadmap_from(problem_of(graph, loaded.as_of, own), _read(text))
    assert _written(graph, again, loaded.as_of) == text


def test_what_only_a_search_can_know_is_taken_from_the_plan() -> None:
    graph = _graph()
    roadmap = _planned(graph)
    document = json.loads(_written(graph, roadmap))
    document["lower_bound"] -= 700
    document["measures"]["passes"][0]["lower_bound"] -= 700
    document["comparisons"][0]["words"] = "Told elsewhere."
    document |= _restated(document)
    again = roadmap_from(problem_of(graph, AS_OF), _read(json.dumps(document)))
    assert again.lower_bound == roadmap.lower_bound - 700
    assert again.status == "feasible"
    assert again.comparisons[0].words == "Told elsewhere."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        # Rents cost a pound more a year to run: so does doing nothing.
        ({("systems", "rent", "annual_cost"): {"licence": 60_012}}, "by the record now, and"),
        ({("systems", "new"): _system("New")}, "strathallan/new is not in the plan"),
        ({("systems", "old", "lifecycle"): "retired"}, "strathallan/old is no longer in use"),
        ({("systems", "tax", "options"): {}}, "strathallan/tax has no option 'replace'"),
        (
            {("systems", "tax", "options", "replace", "months"): 7},
            "strathallan/tax is live on",
        ),
        # Money that the plan could not have had does not change what it costs, but its bound.
        (
            {("budgets", "2026-27"): {"capital": 90_000, "revenue": 9_000}},
            "the budget of strathallan for 2026-27 is another one now",
        ),
        ({("budgets", "2026-27"): {"capital": 0, "revenue": 0}}, "2026-27"),
        (
            {("systems", "fleet", "options", "replace", "cost"): {"capital": 8_999_000}},
            "what could be done with strathallan/fleet is worth something else now",
        ),
    ],
)
def test_a_plan_of_another_record_is_refused(change: dict[Any, Any], said: str) -> None:
    graph = _graph()
    planned = _read(_written(graph, _planned(graph)))
    raw = _raw()
    for path, value in change.items():
        part = raw
        for key in path[:-1]:
            part = part[key]
        part[path[-1]] = value
    with pytest.raises(PlanMisfit, match=said):
        roadmap_from(problem_of(_graph(raw), AS_OF), planned)


def test_a_plan_by_another_policy_is_refused_by_its_keys() -> None:
    graph = _graph()
    planned = _read(_written(graph, _planned(graph)))
    with pytest.raises(PlanMisfit, match="risk_price is 1000, and 5000 in the plan"):
        roadmap_from(problem_of(_graph(risk_price=1_000), AS_OF), planned)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("objective", None, "earlier version"),
        ("objective", 1, "1 is written"),
        ("lower_bound", 10**9, "bound"),
        ("starts", "2027-01-01", "starts on"),
    ],
)
def test_a_plan_that_was_tampered_with_is_refused(key: str, value: object, said: str) -> None:
    graph = _graph()
    document = json.loads(_written(graph, _planned(graph)))
    document[key] = value
    with pytest.raises(PlanMisfit, match=said):
        roadmap_from(problem_of(graph, AS_OF), _read(json.dumps(document)))


def test_a_plan_that_goes_by_what_is_not_known_is_refused() -> None:
    graph = _graph()
    document = json.loads(_written(graph, _planned(graph)))
    document["measures"]["passes"][0]["measure"] = "carbon"
    with pytest.raises(PlanMisfit, match="goes by 'carbon'"):
        roadmap_from(problem_of(graph, AS_OF), _read(json.dumps(document)))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("form",), "estate-roadmap/9", "its form is estate-roadmap/9, and this version reads"),
        (
            ("scenario",),
            {"name": "Budgets cut"},
            "made under the scenario 'Budgets cut', not of the record",
        ),
        (("status",), "feasible", "the status is optimal"),
        (("gap",), 0.25, "the gap is 0.0 by its cost and bound, and 0.25 is written"),
        (("saving",), 1, "the saving is .* and 1 is written"),
        (("share_of_possible_saving",), 0.5, "the share of the possible saving is 1.0"),
        (("measures", "passes", 0, "lower_bound"), 7, "did not find the cost and bound"),
        (("comparisons", -1, "cost"), 1, "costs less than the bound"),
        (("steps", 0, "capital"), 1, "capital of strathallan/.* by the record, and 1 is written"),
        (("steps", 0, "revenue"), 1, "revenue of strathallan/"),
        (("steps", 0, "kind"), "retire", "kind of strathallan/.* and retire is written"),
        (("steps", 0, "delivery"), "2030-01-01", "delivery of strathallan/.* and 2030-01-01"),
        (("steps", 0, "old_system_until"), "2030-01-01", "old_system_until of strathallan/"),
        (("steps", 0, "better_than_keeping"), 1, "better_than_keeping of strathallan/"),
    ],
)
def test_what_does_not_follow_from_steps_cost_and_bound_is_refused(
    path: tuple[str | int, ...], value: object, said: str
) -> None:
    graph = _graph()
    document = json.loads(_written(graph, _planned(graph)))
    part = document
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(PlanMisfit, match=said):
        roadmap_from(problem_of(graph, AS_OF), _read(json.dumps(document)))


def test_a_higher_bound_alone_does_not_make_a_plan_the_best() -> None:
    graph = _graph()
    document = json.loads(_written(graph, _planned(graph)))
    best = document["objective"]
    document["lower_bound"] = document["measures"]["passes"][0]["lower_bound"] = best - 700
    document |= _restated(document)
    roadmap_from(problem_of(graph, AS_OF), _read(json.dumps(document)))
    document["lower_bound"] = document["measures"]["passes"][0]["lower_bound"] = best
    with pytest.raises(PlanMisfit, match=r"the status is optimal .* and feasible is written"):
        roadmap_from(problem_of(graph, AS_OF), _read(json.dumps(document)))


def test_a_system_with_two_steps_is_refused() -> None:
    graph = _graph()
    document = json.loads(_written(graph, _planned(graph)))
    document["steps"].append(document["steps"][0])
    with pytest.raises(PlanMisfit, match="has 2 steps"):
        roadmap_from(problem_of(graph, AS_OF), _read(json.dumps(document)))


def test_the_form_that_is_read_is_the_one_that_is_written() -> None:
    assert FORM == plan_json.FORM
