"""A scenario: what the record would say, or what would be decided, if something were otherwise."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from estate.portfolio.base import Money, Months, Noun, PersonDays, Slug, Text
from estate.portfolio.catalogue import Platform
from estate.portfolio.options import OneOffCost

Pattern = Annotated[str, Field(pattern=r"^[a-z0-9*?-]+$", max_length=80)]
SystemPattern = Annotated[str, Field(pattern=r"^[a-z0-9*?-]+/[a-z0-9*?-]+$", max_length=161)]
SystemName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*$")]
QuarterLabel = Annotated[str, Field(pattern=r"^20\d\d-Q[1-4]$")]
Shared = Literal["catalogue", "estate"]

WAYS = ("set", "scale", "add", "shift_months", "remove")
_PART = re.compile(r'"([^"]*)"|([^."]+)')


class Change(Noun):
    """A recorded fact that is otherwise, by its place in the record."""

    council: Pattern | None = None
    """The council whose record it is; `*` and `?` stand for any letters: `*` is every council."""
    in_: Annotated[Shared | None, Field(alias="in")] = None
    """`catalogue` or `estate`, for a fact of what councils share or of `estate.toml`."""
    path: Text
    """The keys that lead to it, with dots between, such as `budgets.2027-28.capital`; `*`, `?`
    and `[...]` stand for letters, and `*` for any id or element of an array."""
    set_: Annotated[bool | int | float | date | Text | None, Field(alias="set")] = None
    """What it is instead."""
    scale: Annotated[float, Field(ge=0, le=1_000, strict=False)] | None = None
    """A factor: 0.9 takes a tenth away. Whole numbers are rounded, halves up."""
    add: Annotated[float, Field(strict=False)] | None = None
    """What is added to a number; negative to take away."""
    shift_months: Annotated[int, Field(ge=-1_200, le=1_200)] | None = None
    """Whole months by which a date is later, or earlier where negative."""
    remove: Literal[True] | None = None
    """`true` where nothing is recorded there."""

    @model_validator(mode="after")
    def _one_way_one_place(self) -> Change:
        if len(self.ways) != 1:
            said = " and ".join(self.ways) or "none"
            message = f"one of {', '.join(WAYS)} says what becomes of it; here is {said}"
            raise ValueError(message)
        if (self.council is None) == (self.in_ is None):
            message = 'say whose record it is: council = "ID", or in = "catalogue" or "estate"'
            raise ValueError(message)
        if not self.place:
            message = "`path` is keys with dots between, such as budgets.2027-28.capital"
            raise ValueError(message)
        return self

    @property
    def ways(self) -> tuple[str, ...]:
        """Return which of the ways of changing are written."""
        own = self.set_, self.scale, self.add, self.shift_months, self.remove
        return tuple(name for name, value in zip(WAYS, own, strict=True) if value is not None)

    @property
    def place(self) -> tuple[str, ...]:
        """Return the keys of its path; () where it is not well formed."""
        found = [quoted or plain for quoted, plain in _PART.findall(self.path)]
        written = _PART.sub("", self.path)
        return tuple(found) if written == "." * (len(found) - 1) else ()


class Force(Noun):
    """A step that is decided: the system is changed, in this way and then."""

    system: SystemName
    """The system, `council/system`."""
    option: Slug | None = None
    """Which of its options; without it any."""
    start: QuarterLabel | date | None = None
    """The calendar quarter in which it starts, such as `2027-Q2`, or a day in it."""


class Forbid(Noun):
    """What may not be done."""

    system: SystemPattern
    """The system, `council/system`; `*` and `?` stand for any letters."""
    option: Slug | None = None
    """Which of its options; without it none may be taken."""


class Leave(Noun):
    """A shared platform that a council, or all, do without."""

    platform: Slug
    """The platform of the catalogue."""
    council: Pattern | None = None
    """The council that leaves it and does not join; without it nobody can join."""


class Join(Noun):
    """A system that may move to a proposed platform: what that would take, all of it assumed."""

    system: SystemName
    """The system, `council/system`."""
    cost: OneOffCost
    """What the move costs its council once, in pounds."""
    months: Annotated[Months, Field(ge=1)]
    """Whole months of delivery, from the start of work to go-live."""
    procurement_months: Months | None = None
    """Whole months of procurement before delivery starts."""
    dual_running_months: Months | None = None
    """Whole months after go-live in which the old system still runs and is paid for."""
    annual_cost_after: Money | None = None
    """Running cost after go-live besides the platform's own price, pounds a year."""
    skills: dict[Slug, PersonDays] = Field(default_factory=dict)
    """Person-days by skill, spread evenly over the months of delivery."""


class Proposal(Noun):
    """A shared platform that is not in the record: what it would be, and who could join it."""

    id: Annotated[Slug, Field(max_length=60)]
    """Its id in this scenario; the catalogue has no such platform."""
    because: Text
    """Where it comes from, and who assumes its prices and months."""
    record: Platform
    """What it would be, as the catalogue would have it; `available_from` is its first day."""
    join: Annotated[tuple[Join, ...], Field(strict=False, min_length=1)]
    """The systems that may join it; the plan decides which do."""


class Scenario(Noun):
    """The table `[scenario]`: what would be otherwise, and why one asks."""

    name: Text
    """A short name, for tables and pictures."""
    because: Text
    """Why one asks."""
    change: Annotated[tuple[Change, ...], Field(strict=False)] = ()
    """Recorded facts that are otherwise."""
    force: Annotated[tuple[Force, ...], Field(strict=False)] = ()
    """Steps that are decided."""
    forbid: Annotated[tuple[Forbid, ...], Field(strict=False)] = ()
    """Steps that may not be taken."""
    leave: Annotated[tuple[Leave, ...], Field(strict=False)] = ()
    """Platforms that councils do without."""
    platform: Annotated[tuple[Proposal, ...], Field(strict=False)] = ()
    """Shared platforms that are proposed, for the plan to weigh."""


class ScenarioFile(Noun):
    """A file of one scenario."""

    scenario: Scenario
    """The scenario."""
