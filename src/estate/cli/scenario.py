"""A workspace as a scenario has it: its file read, its changes made, its decisions taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estate.cli.load import Loaded, UnreadableInput
from estate.cli.output import complain, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from estate.diagnostics import Finding
    from estate.planning import PlanningProblem
    from estate.portfolio import Fact
    from estate.portfolio.scenario import Scenario
    from estate.reading.scenario_file import ReadScenario
    from estate.rendering.kit.as_json import Json


@dataclass(frozen=True)
class Supposed(Loaded):
    """A workspace with a scenario's changes in it."""

    read: ReadScenario
    scenario: Scenario

    def where(self, fact: Fact) -> str | None:
        """Return `file:line` of a fact, in the record or in the scenario itself."""
        from estate.studies.deciding import SCENARIO

        if fact.owner == SCENARIO:
            span = self.read.locate(fact)
            return f"{span.path}:{span.line}"
        return super().where(fact)

    def problem(self, councils: Collection[str]) -> PlanningProblem:
        """Return what there is to plan under the scenario.

        Raises:
            UnreadableInput: when it decides about what is not there; all of it has been listed.
        """
        from estate.planning import problem_of

        return self.decide(problem_of(self.graph, self.as_of, councils))

    def decide(self, problem: PlanningProblem) -> PlanningProblem:
        """Return the problem with the scenario's decisions in it.

        Raises:
            UnreadableInput: as `problem`.
        """
        from estate.studies.deciding import decided

        made, faults = decided(problem, self.scenario)
        _stop_at(self.read, self.read.against(faults))
        return made


def supposing(loaded: Loaded, file: Path | None) -> Loaded:
    """Return a workspace with the changes of the scenario in a file; as it is without one."""
    return loaded if file is None else suppose(loaded, file)


def decisions(loaded: Loaded) -> Callable[[PlanningProblem], PlanningProblem] | None:
    """Return what a scenario decides in a problem; None where there is no scenario."""
    return loaded.decide if isinstance(loaded, Supposed) else None


def heading(loaded: Loaded) -> str:
    """Return the lines that say under which scenario a plan was made; none without one."""
    if not isinstance(loaded, Supposed):
        return ""
    shown = terminal()
    named = shown.heading(f"Scenario: {loaded.scenario.name} ({loaded.read.path})")
    return "\n".join([named, *shown.wrap(loaded.scenario.because), "", ""])


def marked(document: Json, loaded: Loaded) -> Json:
    """Return a plan's JSON with the scenario under which it was made first."""
    if not isinstance(loaded, Supposed):
        return document
    scenario = loaded.scenario
    about = {"name": scenario.name, "because": scenario.because, "file": loaded.read.path}
    return {"scenario": about, **document}


def suppose(loaded: Loaded, file: Path) -> Supposed:
    """Return a workspace with the changes of the scenario in a file.

    Raises:
        UnreadableInput: when the file, or the record with the changes in it, is at fault; all
            faults have been listed.
    """
    from estate.reading.scenario_file import read_scenario
    from estate.studies.changing import changed

    read = read_scenario(file)
    _stop_at(read, read.findings)
    scenario = read.scenario
    if scenario is None:
        raise UnreadableInput(f"{read.path} cannot be read as a scenario")
    portfolio, faults = changed(loaded.portfolio, scenario)
    _stop_at(read, read.against(faults))
    title = f"{portfolio.workspace.name or 'Estate'}. Scenario: {scenario.name}"
    workspace = portfolio.workspace.model_copy(update={"name": title})
    portfolio = replace(portfolio, workspace=workspace)
    made = Supposed(loaded.reading, portfolio, loaded.as_of, read, scenario)
    _stop_at(read, _contradictions(loaded, made))
    return made


def _contradictions(loaded: Loaded, made: Supposed) -> list[Finding]:
    """Return the errors that the record has with the changes in it, and has not without them."""
    had = {(finding.code, finding.subject, finding.message) for finding in loaded.errors}
    return [
        replace(found, message=f"under the scenario: {found.message}")
        for found in made.errors
        if (found.code, found.subject, found.message) not in had
    ]


def _stop_at(read: ReadScenario, findings: Sequence[Finding]) -> None:
    if findings:
        from estate.rendering.kit.tables import findings_text

        complain(findings_text(findings, terminal(error=True), read.source_line))
        raise UnreadableInput(f"the scenario {read.path} cannot be planned")
