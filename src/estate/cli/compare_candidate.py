"""`estate compare --candidate`: an opportunity written as a scenario that `estate plan` weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.cli.compare_windows import opportunity_for
from estate.cli.load import UnreadableInput
from estate.cli.output import complain, note, say_bytes, terminal, write_plain_files
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from estate.cli.compare_windows import Question
    from estate.comparison.candidates import Candidate
    from estate.comparison.opportunities import Opportunity
    from estate.portfolio.candidate import Assumptions
    from estate.rendering.comparing.section import Compared


def write_candidate(compared: Compared, question: Question, out: Path | None) -> None:
    """Write, or print, the scenario in which a plan weighs a joint platform.

    Raises:
        UsageFault: when assumptions are missing, or there is no such joint date.
        UnreadableInput: when the file of assumptions is at fault; all faults have been listed.
    """
    from estate.rendering.comparing.candidate_file import candidate_toml

    opportunity = opportunity_for(compared, str(question.candidate))
    assumptions = _assumptions(question.assume)
    content = candidate_toml(_candidate(opportunity, assumptions, question.on)).encode()
    if out is None:
        say_bytes(content)
        return
    if out.suffix != ".toml":
        raise UsageFault(f"--candidate writes one file: --out {out} does not end in .toml")
    write_plain_files(out.parent, {out.name: content})
    note(f"wrote {out}; weigh it with: estate plan --scenario {out}")


def _assumptions(file: Path | None) -> Assumptions:
    from estate.portfolio.candidate import Assumptions
    from estate.rendering.comparing.candidate_file import FORM

    made = Assumptions() if file is None else _read(file)
    if made.missing:
        whose = "nothing is assumed yet" if file is None else f"{file} lacks"
        message = f"a plan cannot weigh a platform without its prices and months; {whose}:\n"
        message += f"{', '.join(made.missing)}\n"
        raise UsageFault(
            f"{message}Write them in a file, and give it with --assume:\n\n{FORM.rstrip()}"
        )
    return made


def _read(file: Path) -> Assumptions:
    from estate.reading.assumptions_file import read_assumptions
    from estate.rendering.kit.tables import findings_text

    read = read_assumptions(file)
    if read.assumptions is None:
        complain(findings_text(read.findings, terminal(error=True), read.source_line))
        raise UnreadableInput(f"the assumptions in {read.source.path} cannot be used")
    return read.assumptions


def _candidate(opportunity: Opportunity, assumptions: Assumptions, on: date | None) -> Candidate:
    from estate.comparison.candidates import candidate
    from estate.rendering.kit.words import day, listing

    made = candidate(opportunity, assumptions, on)
    if made is not None and made.joining:
        return made
    dates = [day(each.day) for each in opportunity.windows.best]
    known = f"best dates are {listing(dates)}" if dates else "no joint date is known"
    if made is not None:
        raise UsageFault(f"no council with an inventory here can leave {opportunity.name} then")
    raise UsageFault(f"there is no such joint date for {opportunity.name}: {known}")
