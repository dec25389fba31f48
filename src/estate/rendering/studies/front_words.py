"""The front of money against risk, in sentences: for the screen, the picture and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.words import listing, month, plural, pounds, short_pounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.roadmap import Comparison
    from estate.studies.front_types import Change, Front, FrontPoint, FrontStep

TITLE = "What less risk costs"
MEASURES = (
    "Money is everything that is paid over the years, in today's money. Risk is counted in "
    "point-years: a point of a system's overall risk score carried for a year, a later year "
    "counting a little less, as with money. Of the plans listed none is better by both."
)
PROOFS = (
    "Proof: none better, no plan whatever is as good by one and better by the other; within, no "
    "plan that carries as little risk takes less money by more than that."
)
_TENTH = 100
"""Thousandths in a tenth."""


def years(thousandths: int) -> str:
    """Return point-years to a tenth: `6,000.7`."""
    tenths = (abs(thousandths) + _TENTH // 2) // _TENTH
    sign = "-" if thousandths < 0 and tenths else ""
    return f"{sign}{tenths // 10:,}.{tenths % 10}"


def role_words(point: FrontPoint, front: Front) -> str:
    """Return what a plan stands for among the others; "" for one in between."""
    more = front.following.pounds if front.following is not None else 0
    price = front.problem.policy.risk_price
    words = {
        "least-money": "least money",
        "least-risk": "least risk",
        "policy": f"policy's price, {short_pounds(price)}",
        "next": f"{short_pounds(more)} more",
    }
    return ", ".join(words[role] for role in words if role in point.roles)


def proof_words(point: FrontPoint) -> str:
    """Return how good a plan is proven to be for the risk that it carries."""
    if point.proven:
        return "none better"
    return f"within {pounds(point.dearer)}" if point.dearer else "least money"


def price_words(step: FrontStep) -> str:
    """Return the pounds for each point-year of a step, rounded halves up."""
    price = step.price
    return pounds((2 * price.numerator + price.denominator) // (2 * price.denominator))


def change_words(change: Change) -> str:
    """Return what the plan of more money does otherwise with one system."""
    if change.after is None:
        return f"{change.system} is kept"
    option, start = change.after
    when = f"{change.system} {option} from {month(start)}"
    if change.before is None:
        return when
    before, then = change.before
    return f"{when}, not {month(then) if before == option else f'{before} from {month(then)}'}"


def changes_words(step: FrontStep, most: int) -> str:
    """Return what changes in a step of the front, as many systems as asked for."""
    said = [change_words(change) for change in step.changes]
    return listing(said, most)


def next_words(front: Front) -> str:
    """Return what the next pounds buy from the policy's plan on; "" where it was not asked."""
    following = front.following
    if following is None:
        return ""
    base = front.point("policy")
    start = f"the plan at the policy's price ({base.name})" if base else "the plan of least money"
    head = f"From {start} on, the next {pounds(following.pounds)} buys"
    if not following.risk:
        said = f"{head} nothing that was found."
    else:
        said = (
            f"{head} plan {following.point}: {pounds(following.money)} more takes"
            f" {years(following.risk)} point-years away, {_each(following.money, following.risk)}"
            " for each."
        )
    if following.at_most <= following.risk:
        return f"{said} No plan within that money takes more away: that is proven."
    return f"{said} No plan within that money takes more than {years(following.at_most)} away."


def _each(money: int, risk: int) -> str:
    return pounds((2_000 * money + risk) // (2 * risk))


def other_words(other: Comparison, front: Front) -> str:
    """Return how a plan by a simple rule compares with the front."""
    if other.money is None or other.risk is None:
        return "does not fit"
    money, risk = other.money, other.risk
    missed = f"misses {plural(other.broken, 'deadline')}; " if other.broken else ""
    better = [p for p in front.points if p.money <= money and p.risk <= risk]
    if not better:
        return f"{missed}no plan of the front is better by both"
    best = min(better, key=lambda point: (point.risk, point.money))
    if (best.money, best.risk) == (money, risk):
        return f"{missed}as good as {best.name}"
    return (
        f"{missed}{best.name} takes {pounds(money - best.money)} less, and"
        f" {years(risk - best.risk)} point-years less"
    )


def description(front: Front) -> str:
    """Return the picture in words: its ends, the policy's plan, and what is proven."""
    return " ".join(_description(front))


def _description(front: Front) -> Iterator[str]:
    first, last = front.points[0], front.points[-1]
    yield (
        f"{plural(len(front.points), 'plan')}, from {pounds(first.money)} and"
        f" {years(first.risk)} point-years ({first.name}) to {pounds(last.money)} and"
        f" {years(last.risk)} ({last.name})."
    )
    policy = front.point("policy")
    if policy is not None:
        yield (
            f"The policy's price leads to {policy.name}: {pounds(policy.money)} and"
            f" {years(policy.risk)}."
        )
    proven = sum(point.proven for point in front.points)
    yield f"Of {proven} it is proven that no plan is better. The table says the same."
