"""Joint windows in words: how free a council is, what it has to do, and why a date is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.comparison.departures import Freedom
from estate.comparison.windows import Aim, Measure
from estate.portfolio.windows import ActKind
from estate.rendering.kit.words import day, listing

if TYPE_CHECKING:
    from estate.comparison.departures import Way
    from estate.comparison.view import ContractView
    from estate.comparison.windows import JointDate, JointSpan
    from estate.portfolio.windows import Act

FREEDOM_WORDS = {
    Freedom.FREE: "free",
    Freedom.AT_COST: "at a cost",
    Freedom.BY_AGREEMENT: "only by agreement",
    Freedom.UNSURE: "perhaps",
    Freedom.OVER: "over before it: to be bridged",
    Freedom.UNKNOWN: "not known",
    Freedom.WITHHELD: "withheld",
}
AIM_WORDS = {
    Aim.FREE: "free",
    Aim.AGREED: "free or by agreement",
    Aim.ALL: "alone, for the least money",
}
MEASURE_WORDS = {
    Measure.COUNCILS: "councils",
    Measure.VALUE: "pounds a year",
    Measure.POPULATION: "people",
}


def count_words(span: JointSpan) -> str:
    """Return how many councils stand how: `3 free, 2 at a cost, 1 not known`."""
    counts = [(len(span.councils(freedom)), FREEDOM_WORDS[freedom]) for freedom in Freedom]
    return ", ".join(f"{number} {words}" for number, words in counts if number)


def dates_words(best: JointDate) -> str:
    """Return by what a date is best: `most councils and pounds a year free`."""
    said = []
    for aim in Aim:
        by = [MEASURE_WORDS[measure] for own, measure in best.reasons if own is aim]
        if by:
            said.append(f"most {listing(by)} {AIM_WORDS[aim]}")
    return "; ".join(said)


def acts_words(contract: ContractView, way: Way) -> str:
    """Return what a way of leaving takes, in a sentence."""
    if way.freedom is Freedom.UNKNOWN:
        return "Not known: its end is not recorded, or not whether it renews itself."
    if way.freedom is Freedom.WITHHELD:
        return "Withheld."
    said = [_act_words(contract, act, way) for act in way.acts]
    words = ", then ".join(said)
    words = f"{words[:1].upper()}{words[1:]}" if words else ""
    if way.freedom is Freedom.OVER:
        ended = "" if way.until is None else f"Ends on {day(way.until)}; bridge the time until then"
        return f"{words}. {ended}." if words else f"{ended}."
    if way.freedom is Freedom.UNSURE:
        doubt = "whether that is in time is not recorded" if words else "its end is a span of days"
        return f"{words}; {doubt}." if words else f"Perhaps: {doubt}."
    if way.freedom is Freedom.AT_COST and way.until is not None:
        paid = f"It is bound until {day(way.until)}"
        return f"{words}. {paid}." if words else f"{paid}, when it ends by itself."
    return f"{words or 'Nothing: it ends by itself'}."


def _act_words(contract: ContractView, act: Act, way: Way) -> str:
    by = f" by {day(act.by)}" if act.by is not None else ""
    match act.kind:
        case ActKind.EXTEND:
            return f"use extension {act.number}{_months(contract, act)}{by}"
        case ActKind.AGREE:
            return f"agree extension {act.number}{_months(contract, act)}{by}"
        case ActKind.NOTICE:
            return f"give notice{by}"
        case ActKind.BREAK:
            early = "" if way.until is None else f", to end it on {day(way.until)}"
            return f"give notice of a break{by}{early}"


def _months(contract: ContractView, act: Act) -> str:
    """Return the months of the extension that an act uses, where its terms are known."""
    extensions = getattr(contract.terms, "extensions", ())
    return f" ({extensions[act.number - 1].months} months)" if extensions else ""
