"""The landscape of a plan on a day, ready to be drawn: what has changed, how the rest stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.plateaus.system_state import onto_of
from estate.rendering.kit.words import day, month
from estate.rendering.pictures.landscape import Change, End, Moment
from estate.rendering.plan.step_records import recorded_option, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.graph import EstateGraph
    from estate.planning.plateaus import Plateau, Situation, SystemState

POINTS = {"low": "lowest", "midpoint": "middle", "high": "highest"}
"""How the point of a range is called that the policy plans with."""


def moments(situation: Situation, plateaus: Sequence[Plateau], council: str) -> tuple[Moment, ...]:
    """Return the landscape of a council at each plateau of its own after number 0."""
    return tuple(moment_of(situation, council, one) for one in plateaus if one.number)


def moment_of(situation: Situation, council: str, plateau: Plateau) -> Moment:
    """Return the landscape of a council at a plateau, with what changed in its wave marked."""
    return moment_at(
        situation,
        council,
        plateau.standing.month,
        heading=f"Landscape at plateau {plateau.number}, from {day(plateau.begins)}",
        prefix=f"landscape-plateau-{plateau.number}",
        last=(
            (frozenset(plateau.steps), _since(plateau.number))
            if plateau.number
            else (frozenset(), "")
        ),
    )


def _since(number: int) -> str:
    return f"plateau {number - 1}" if number > 1 else "the start"


def moment_at(
    situation: Situation,
    council: str,
    at: int,
    *,
    heading: str,
    prefix: str,
    last: tuple[frozenset[str], str] = (frozenset(), ""),
) -> Moment:
    """Return the landscape of a council on the first day of a month of the plan.

    `last` are the systems to be marked as changed last, and since when.
    """
    own = situation.own(at, council)
    changes = dict(_changes(situation, council, at))
    kept = {name: state for name, state in own.items() if state.kind is None}
    end = End(
        when=month(situation.problem.calendar.first_day(at)),
        scores={name: state.risk for name, state in kept.items()},
        point=POINTS[situation.problem.policy.unknown_risk],
        ranges={name: state.interval for name, state in kept.items()},
    )
    return Moment(heading, prefix, changes, end, *last)


def _changes(situation: Situation, council: str, at: int) -> Iterator[tuple[str, Change]]:
    """Yield what has been done by a month to each system of a council, in words.

    Of others only what kind of change it was, and where they have gone: no more is drawn of them.
    """
    for name, (case, option, _, live) in situation.placed.items():
        if live > at:
            continue
        if case.council == council:
            yield name, _change(situation.graph, situation.state(case, at))
        else:
            yield name, Change("", option.kind.value, onto_of(option))


def _change(graph: EstateGraph, state: SystemState) -> Change:
    kind, option, live = state.kind, state.option, state.live
    assert kind is not None and option is not None and live is not None  # noqa: S101, PT018
    platform = state.onto.removeprefix("platform:") if state.onto and kind.value == "join" else None
    record = recorded_option(graph.portfolio, state.system, option, kind, platform)
    words = words_of(graph.portfolio, record, kind.value, state.system)
    return Change(f"{words}, {live.year}", kind.value, state.onto, state.risk, state.interval)
