"""The trend, what to find out, and a ranking by a profile, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.completeness.kinds import QUESTIONS
from estate.rendering.kit.as_json import interval_json, number, scores_json
from estate.scoring.framework import CRITERIA
from estate.scoring.profiles import weights_of
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estate.completeness.kinds import Item, QuestionKind
    from estate.portfolio import Portfolio
    from estate.rendering.kit.as_json import Json, Where
    from estate.rendering.scores.questions import FindOut, KindOfQuestion, Question
    from estate.rendering.scores.score_profile import ProfileView
    from estate.scoring.results import CriterionScore
    from estate.scoring.trend import Trend, TrendPoint, Turned
    from estate.scoring.worth import Settling, WouldSettle
    from estate.scoring.worth_estate import Asking
    from estate.scoring.worth_order import TopOrder


def trend_json(trend: Trend, where: Where) -> Json:
    """Return the trend: today and each quarter, with what turns and why."""
    return {
        "as_of": trend.as_of.isoformat(),
        "horizon_months": trend.horizon_months,
        "points": [_point(point, where) for point in trend.points],
    }


def _point(point: TrendPoint, where: Where) -> Json:
    return {
        "day": point.day.isoformat(),
        "systems": point.systems,
        "red_rated": _answers(point.red_rated),
        "legacy": _answers(point.legacy),
        "overall": interval_json(point.overall),
        "mean": interval_json(point.mean) if point.mean else None,
        "turned": [_turned(one, where) for one in point.turned],
        "left": [str(ref) for ref in point.left],
    }


def _answers(counts: Mapping[Answer, int]) -> Json:
    return {answer.value: counts[answer] for answer in Answer}


def _turned(one: Turned, where: Where) -> Json:
    return {
        "id": str(one.ref),
        "red_rated": one.red_rated.value,
        "legacy": one.legacy.value,
        "was_red_rated": one.was_red_rated.value,
        "was_legacy": one.was_legacy.value,
        "because": [_criterion(criterion, where) for criterion in one.because],
    }


def _criterion(criterion: CriterionScore, where: Where) -> Json:
    places = (where(fact) for fact in criterion.facts)
    return {
        "code": criterion.code,
        "low": criterion.low,
        "high": criterion.high,
        "rule": criterion.rule,
        "because": criterion.because,
        "where": next((place for place in places if place), None),
    }


def find_out_json(found: FindOut) -> Json:
    """Return what to find out: by kind, one by one, system by system, and for the top's order."""
    return {
        "systems": found.systems,
        "undecided": found.undecided,
        "kinds": [_kind(one) for one in found.kinds],
        "first": [_asking(one) for one in found.first],
        "by_system": [would_settle_json(one) for one in found.by_system],
        "order": _order(found.order),
    }


def _kind(one: KindOfQuestion) -> Json:
    return {
        "kind": one.kind.key,
        "office": one.kind.office,
        "write": one.kind.write,
        "about": _items(one.items),
        "could_settle": [str(ref) for ref in one.systems],
        "narrows_by": number(one.narrows_by),
    }


def _items(items: Iterable[Item]) -> list[Json]:
    return [{"owner": item.owner, "table": item.table, "id": item.id} for item in items]


def _asking(one: Asking[Question]) -> Json:
    return {
        "facts": [_fact(QUESTIONS[kind], item) for kind, item in one.facts],
        "systems": [str(ref) for ref in one.systems],
        "settles": [str(ref) for ref in one.settles],
        "settled_so_far": one.settled,
        "asked_so_far": one.asked,
        "narrows_by": number(one.narrows_by),
    }


def _fact(kind: QuestionKind, item: Item) -> Json:
    about = {"owner": item.owner, "table": item.table, "id": item.id}
    return {"kind": kind.key, "office": kind.office, "write": kind.write, "about": about}


def would_settle_json(would: WouldSettle) -> Json:
    """Return what would settle a system's class; both lists are empty where it is settled."""
    return {
        "id": str(would.score.ref),
        "red_rated": would.score.red_rated.value,
        "surely": [_settling(one) for one in would.surely],
        "possibly": [_settling(one) for one in would.possibly],
    }


def _settling(one: Settling) -> Json:
    return {
        "criteria": [criterion.code for criterion in one.criteria],
        "red": one.red,
        "not_red": one.not_red,
        "outcomes": one.outcomes,
        "share": number(one.share),
    }


def _order(order: TopOrder) -> Json:
    return {
        "top": [str(ref) for ref in order.top],
        "pairs": order.pairs,
        "open_pairs": order.open_pairs,
        "contenders": [str(ref) for ref in order.contenders],
        "deciding": [
            {
                "id": str(one.ref),
                "criterion": one.criterion.code,
                "against": [str(ref) for ref in one.against],
            }
            for one in order.deciding
        ],
    }


def profile_json(view: ProfileView, portfolio: Portfolio, where: Where) -> Json:
    """Return the scores in the order of a profile, each with its totals by the profile beside."""
    document = scores_json(view.scores, portfolio, where)
    scores = {score["id"]: score for score in document["systems"]}
    profile = view.profile
    weights = zip(CRITERIA, weights_of(profile), strict=True)
    document["profile"] = {
        "name": view.name,
        "description": profile.description,
        "by": profile.by,
        "because": profile.because,
        "weights": {criterion.code: float(weight) for criterion, weight in weights},
    }
    document["systems"] = [
        scores[str(one.score.ref)]
        | {
            "by_profile": {
                "likelihood": interval_json(one.likelihood),
                "impact": interval_json(one.impact),
                "overall": interval_json(one.overall),
            }
        }
        for one in view.ranked
    ]
    return document
