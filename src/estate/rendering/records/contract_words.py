"""What is said of contracts: what to do by a day, and what a way out takes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio.deadlines import DeadlineKind
from estate.portfolio.windows import ActKind, How
from estate.rendering.kit.words import day, listing, plural, pounds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from estate.portfolio.deadlines import Deadline
    from estate.portfolio.windows import Act, Window
    from estate.rendering.records.contract_book import Sheet

TIMES = {1: "once", 2: "twice"}
NOT_RECORDED = "not recorded"


def money(amount: Fraction) -> str:
    """Return a sum as people are told it, to the nearest pound, halves up."""
    return pounds(int(amount + Fraction(1, 2)))


def to_the_penny(amount: Fraction | None) -> Fraction | None:
    """Return a sum to the nearest penny, halves up, for a spreadsheet."""
    return None if amount is None else Fraction(_pence(amount), 100)


def _pence(amount: Fraction) -> int:
    return int(amount * 100 + (1 if amount * 100 % 1 * 2 >= 1 else 0))


def to_do(deadline: Deadline, sheet: Sheet) -> str:
    """Return what falls on a day, and what follows if nothing is done."""
    match deadline.kind:
        case DeadlineKind.NOTICE:
            return _notice(deadline, sheet)
        case DeadlineKind.EXTEND:
            return _extend(deadline, sheet)
        case DeadlineKind.AGREE:
            return _agree(deadline, sheet)
        case DeadlineKind.RENEWAL:
            until = day(deadline.then) if deadline.then else NOT_RECORDED
            why = "the day for notice has passed" if deadline.known else "its notice is not known"
            return f"Renews itself until {until} when this day is over: {why}."
        case DeadlineKind.FREE:
            months = plural(sheet.terms.break_notice_months or 0, "month")
            return f"From this day on it can be ended early, with notice of {months}."
        case DeadlineKind.END:
            return _end(deadline)


def _notice(deadline: Deadline, sheet: Sheet) -> str:
    end = day(deadline.term)
    if deadline.then is None:
        said = f"notice to end it on {end}; whether it renews itself is not recorded."
        return f"The last day passed for {said}" if deadline.passed else f"Give {said}"
    until = day(deadline.then)
    if deadline.passed:
        verb = "renewed" if _is_over(deadline, sheet) else "renews"
        return f"The last day passed for notice to end it on {end}: it {verb} itself until {until}."
    return f"Give notice to end it on {end}, or it renews itself until {until}."


def _is_over(deadline: Deadline, sheet: Sheet) -> bool:
    """Whether the term that a day is about is over."""
    return sheet.in_force is None or deadline.term < sheet.in_force


def missed_notices(missed: Sequence[Deadline], sheet: Sheet, following: Deadline | None) -> str:
    """Return what came of several days for notice, each of which passed, in one sentence or two."""
    over = [one for one in missed if _is_over(one, sheet)]
    still = [one for one in missed if one not in over]
    parts = []
    if over and over[-1].then:
        times = TIMES.get(len(over)) or f"{len(over):,} times"
        since = day(over[0].term)
        parts.append(f"renewed itself {times} since {since}, last until {day(over[-1].then)}")
    if still and still[-1].then:
        parts.append(f"renews itself until {day(still[-1].then)}")
    said = f"{len(missed):,} days for notice passed: it {', and '.join(parts)}."
    if following is not None:
        said += f" Next notice by {day(following.on)}, to end it on {day(following.term)}."
    return said


def _extension(deadline: Deadline, sheet: Sheet) -> str:
    months = sheet.terms.extensions[deadline.number - 1].months
    until = f" until {day(deadline.then)}" if deadline.then else ""
    return f"extension {deadline.number}, {plural(months, 'month')}{until}"


def _otherwise(deadline: Deadline, sheet: Sheet) -> str:
    """Return what follows if a term is not prolonged."""
    if deadline.number > sheet.terms.taken + 1:
        return f" (if extension {deadline.number - 1} is used)."
    if sheet.terms.renews:
        return f", or it renews itself after {day(deadline.term)}."
    verb = "ends" if sheet.terms.renewal == "none" else "may end"
    return f", or it {verb} on {day(deadline.term)}."


def _extend(deadline: Deadline, sheet: Sheet) -> str:
    what = _extension(deadline, sheet)
    if deadline.passed:
        return f"The last day passed to use {what}. If it was used, record `taken`."
    if not deadline.known:
        closing = " The notice that it takes is not recorded: it may be due earlier."
        return f"Use {what}{_otherwise(deadline, sheet)}{closing}"
    return f"Use {what}{_otherwise(deadline, sheet)}"


def _agree(deadline: Deadline, sheet: Sheet) -> str:
    what = _extension(deadline, sheet)
    if deadline.passed:
        return f"The last day passed to agree {what}. If it was agreed, record `taken`."
    return f"Agree {what}{_otherwise(deadline, sheet)}"


def _end(deadline: Deadline) -> str:
    names = listing(deadline.systems, 4)
    if deadline.passed:
        return f"Ended with {names} still in use: record what follows."
    return f"Ends with {names} in use and nothing recorded to follow."


def decide_by(window: Window, as_of: date) -> str:
    """Return the last day for the first act: a date, `today`, `not recorded`, or `-` for none."""
    if not window.acts:
        return "-"
    if window.decide_by is None:
        return NOT_RECORDED
    return "today" if window.decide_by == as_of else day(window.decide_by)


def way_out(window: Window, sheet: Sheet, as_of: date) -> str:
    """Return what a window takes: acts in order, and the days of all but the first."""
    if window.how is How.BREAK:
        months = plural(sheet.terms.break_notice_months or 0, "month")
        return f"This or any later day: break it with {months} of notice"
    if not window.acts:
        return "Ends by itself"
    parts = [_act(act, sheet, first=act is window.acts[0]) for act in window.acts]
    said = ", then ".join(parts)
    if window.passed(as_of):
        return f"Too late: {said}"
    return said[0].upper() + said[1:]


def way_out_with_cost(window: Window, sheet: Sheet, as_of: date) -> str:
    """Return what a window takes, money included."""
    cost = f", at a cost of {money(window.cost)}" if window.cost else ""
    return way_out(window, sheet, as_of) + cost


def _act(act: Act, sheet: Sheet, *, first: bool) -> str:
    by = "" if first or act.by is None else f" by {day(act.by)}"
    if act.kind is ActKind.NOTICE:
        unsure = ", in case it renews itself" if sheet.terms.renewal is None else ""
        return f"give notice{by}{unsure}"
    months = plural(sheet.terms.extensions[act.number - 1].months, "month")
    verb = "use" if act.kind is ActKind.EXTEND else "agree"
    return f"{verb} extension {act.number} ({months}){by}"


def standing(sheet: Sheet, as_of: date) -> str:
    """Return how a contract stands: until when it runs, or when it ended."""
    terms = sheet.terms
    if terms.first_end is None:
        return "No end date recorded."
    if sheet.in_force is None:
        return _ended(sheet) + _contradiction(sheet)
    starts = terms.starts
    verb = f"Starts on {day(starts)}, runs" if starts and starts > as_of else "Runs"
    said = f"{verb} until {day(sheet.in_force)}{_so_far(sheet, as_of)}.{_contradiction(sheet)}"
    if sheet.bound_until is not None and sheet.bound_until > sheet.in_force:
        said += f" Bound until {day(sheet.bound_until)}."
    return said


def costs(sheet: Sheet, as_of: date) -> str:
    """Return what leaving at once would cost, or what holding over does; empty where neither is."""
    if sheet.terms.first_end is None:
        return ""
    if sheet.in_force is None:
        extra = sheet.terms.holding_over(as_of)
        if not extra or not sheet.running:
            return ""
        return f"Holding over costs {money(extra)} a year more."
    if sheet.leaving_now is None:
        return "What leaving today would cost is not known."
    return f"Leaving today would cost {money(sheet.leaving_now)}."


def _so_far(sheet: Sheet, as_of: date) -> str:
    renewed = sheet.terms.renewals_by(as_of)
    if renewed:
        return f", renewed {TIMES.get(renewed) or f'{renewed:,} times'}"
    taken = sheet.terms.taken
    return f", with {plural(taken, 'extension')} used" if taken else ""


def _contradiction(sheet: Sheet) -> str:
    found = sheet.terms.contradiction
    return f" By `starts` and `term_months` it would end on {day(found[1])}." if found else ""


def _ended(sheet: Sheet) -> str:
    terms = sheet.terms
    last = terms.end_after(terms.taken, (terms.renewals_at_most or 0) * terms.renews)
    said = f"Ended on {day(last)}." if last else "Ended."
    if sheet.running:
        use = "is" if len(sheet.running) == 1 else "are"
        said += f" {listing(sheet.running, 4)} {use} still in use."
    return said
