"""Shared platforms, and systems that must move together: what no plan could bring about."""

from __future__ import annotations

from collections.abc import Iterator

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import CATALOGUE, Fact, Platform, System, SystemRef
from estate.portfolio.dates import add_months, in_words


def cannot_be_joined(view: View) -> Iterator[Issue]:
    """EST509: an option to join a platform that closes, or opens only after the plan's horizon."""
    platforms = view.portfolio.catalogue.platforms
    for council, options in view.options.items():
        for path, _, option in options:
            platform = platforms.get(option.platform) if option.platform is not None else None
            if platform is None or option.kind != "join":
                continue
            reason = _why_closed(view, platform)
            if reason is not None:
                message = f"{platform.name} cannot be joined: {reason}"
                hint = "take the option out, or mend the platform in the catalogue"
                yield Issue(Fact(council, (*path, "platform")), message, hint)


def _why_closed(view: View, platform: Platform) -> str | None:
    if platform.status == "closing":
        return "it is closing"
    horizon = view.portfolio.workspace.planning.horizon_months
    last = add_months(view.as_of, horizon)
    opens = platform.available_from
    if opens is not None and opens > last:
        return f"it opens on {in_words(opens)}, and the plan looks no further than {in_words(last)}"
    return None


def joined_by_nobody(view: View) -> Iterator[Issue]:
    """EST510: a proposed platform that nobody has joined, uses, or has an option to join."""
    if not all(view.is_whole(council, "systems") for council, _ in view.councils):
        return
    wanted = {
        option.platform
        for options in view.options.values()
        for _, _, option in options
        if option.platform is not None
    }
    wanted |= {system.platform for _, system in view.every_system if system.platform}
    for name, platform in sorted(view.portfolio.catalogue.platforms.items()):
        if platform.status == "proposed" and not platform.members and name not in wanted:
            message = f"{platform.name} is proposed, and no council has an option to join it"
            hint = "record the option with systems that could move to it, or take the platform out"
            yield Issue(Fact(CATALOGUE, ("platforms", name)), message, hint)


def moves_with_what_stays(view: View) -> Iterator[Issue]:
    """EST511: a system with a plannable option that must move with one that cannot move."""
    together = [(ref, system) for ref, system in view.current if system.moves_with]
    systems = {str(ref): system for ref, system in view.every_system} if together else {}
    for ref, system in together:
        if not _can_move(system):
            continue
        for index, reference in enumerate(system.moves_with):
            other = systems.get(str(SystemRef.parse(reference, ref.council)))
            reason = _why_stays(other) if other is not None else None
            if reason is not None:
                fact = Fact(ref.council, ("systems", ref.system, "moves_with", index))
                message = (
                    f"`{ref.system}` moves with `{reference}` or not at all, and that {reason}"
                )
                hint = "record an option for the other, or take this out"
                yield Issue(fact, message, hint)


def _can_move(system: System) -> bool:
    return any(
        option.cost is not None and option.months is not None and option.kind != "retain"
        for option in system.options.values()
    )


def _why_stays(system: System) -> str | None:
    if system.lifecycle == "retired":
        return "is retired"
    if system.in_use and not _can_move(system):
        return "has no option that can be planned"
    return None
