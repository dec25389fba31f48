"""`estate plan --why`: a full answer about one system or shared platform of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status
from estate.diagnostics import UsageFault, likely

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from estate.cli.load import Loaded
    from estate.planning import NoRoadmap, Roadmap
    from estate.planning.explaining.given import Examined
    from estate.portfolio import Portfolio

    Search = Callable[[], Roadmap | NoRoadmap]

FORMATS = ("table", "json")


def plan_why(
    subject: str,
    loaded: Loaded,
    councils: tuple[str, ...],
    kept: Path | None,
    format_: str,
    search: Search,
) -> int | NoRoadmap:
    """Explain one system or platform of the plan in a file, or of one that is searched for now.

    Returns the exit status, that of findings where the plan in the file no longer holds; or why
    no plan was found.

    Raises:
        UsageFault: where there is no such system or platform, or it is not in the plan's councils.
    """
    from estate.planning import Roadmap
    from estate.planning.explaining.given import found_now

    node = _node(subject, loaded.portfolio)
    if format_ not in FORMATS:
        raise UsageFault(f"--why is told as table or json, not as {format_}")
    if kept is not None:
        plan = _from_file(loaded, councils, kept)
    else:
        answer = search()
        if not isinstance(answer, Roadmap):
            return answer
        plan = found_now(answer)
    _tell(node, plan, loaded, format_)
    return Status.SOUND if plan.holds else Status.FINDINGS


def _node(subject: str, portfolio: Portfolio) -> str:
    """Return the system or platform that is meant; a platform may go by its id alone.

    Raises:
        UsageFault: where there is none, with those that come near.
    """
    platforms = [f"platform:{name}" for name in sorted(portfolio.catalogue.platforms)]
    whole = f"platform:{subject}"
    if whole in platforms:
        return whole
    known = {ref.system for ref, _ in portfolio.systems()}
    near = likely(whole, platforms) if "/" not in subject and subject not in known else ()
    if near and not subject.startswith("platform:"):
        raise UsageFault(f"there is no system or platform '{subject}'. Did you mean {near[0]}?")
    return options.known_node(subject, portfolio)


def _from_file(loaded: Loaded, councils: tuple[str, ...], kept: Path) -> Examined:
    """Return a written plan on today's problem: of the councils that it was drawn up for."""
    from estate.planning import problem_of
    from estate.planning.explaining.given import examined
    from estate.reading.plan_file import read_plan

    planned = read_plan(kept)
    named = {name.partition("/")[0] for name in planned.systems}
    own = [name for name in councils if name in named] if named else list(councils)
    return examined(problem_of(loaded.graph, loaded.as_of, own), planned)


def _tell(node: str, plan: Examined, loaded: Loaded, format_: str) -> None:
    from estate.rendering.kit.as_json import to_text

    if node.startswith("platform:"):
        from estate.planning.explaining.platforms import Society
        from estate.rendering.plan.why_platform import platform_why_json, platform_why_text

        platform = plan.problem.platform_by_id.get(node.removeprefix("platform:"))
        if platform is None:
            raise UsageFault(f"no system that is planned could join {node}")
        found = Society(plan.problem, plan.choices).platform_plan(platform)
        if format_ == "json":
            say(to_text(platform_why_json(found, plan, loaded.where)))
        else:
            say(platform_why_text(found, plan, terminal(), loaded.where))
        return
    from estate.planning.explaining.why import why
    from estate.rendering.plan.why_json import why_json
    from estate.rendering.plan.why_text import why_text

    if node not in plan.problem.by_id:
        raise UsageFault(_not_planned(node, loaded))
    answer = why(plan.problem, plan.choices, node)
    if format_ == "json":
        say(to_text(why_json(answer, plan, loaded.where)))
    else:
        say(why_text(answer, plan, terminal(), loaded.where))


def _not_planned(node: str, loaded: Loaded) -> str:
    from estate.portfolio import SystemRef

    ref = SystemRef.parse(node)
    system = loaded.portfolio.system(ref)
    if not system.in_use:
        return f"{node} is {system.lifecycle}: the plan is about systems that are in use"
    return f"{node} is not of a council that the plan is about"


__all__ = ["plan_why"]
