"""Reading a file of decisions about names: what is in it, what is wrong, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from estate.diagnostics import Finding, Severity, did_you_mean
from estate.portfolio.identity import IdentityFile
from estate.reading.faults import Fault, faults
from estate.reading.source import Source, open_source
from estate.reading.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from estate.portfolio.identity import Declared

CODE = "EST016"
"""The code of a fault in what the decisions say of one another or of the record."""


@dataclass(frozen=True, slots=True)
class ReadIdentity:
    """What was read of a file: its decisions, or else all that is wrong with it."""

    source: Source
    decisions: tuple[Declared, ...] = ()
    findings: tuple[Finding, ...] = ()

    def against(self, known: Mapping[str, Collection[str]]) -> tuple[Finding, ...]:
        """Return what names nothing that is known, and what contradicts an earlier decision.

        `known` has the ids of each kind: `product` and `supplier`.
        """
        return (*self._strangers(known), *self._contradictions())

    def source_line(self, path: str, line: int) -> str | None:
        """Return a line of its file; None for another file, or where there is no such line."""
        lines = self.source.lines if path == self.source.path else ()
        return lines[line - 1] if 0 < line <= len(lines) else None

    def _strangers(self, known: Mapping[str, Collection[str]]) -> Iterator[Finding]:
        for number, decision in enumerate(self.decisions):
            for place, name in enumerate(decision.ids):
                if name not in known[decision.kind]:
                    yield self._found(
                        number,
                        place,
                        f"there is no {decision.kind} '{name}' in the catalogue, and no council "
                        "names one",
                        did_you_mean(name, known[decision.kind]),
                    )

    def _contradictions(self) -> Iterator[Finding]:
        """Yield ids that one decision joins and another keeps apart, at the later of the two."""
        said: dict[tuple[str, frozenset[str]], tuple[bool, int]] = {}
        for number, decision in enumerate(self.decisions):
            for place, name in enumerate(decision.ids):
                for other in decision.ids[:place]:
                    key = (decision.kind, frozenset((name, other)))
                    before, where = said.setdefault(key, (bool(decision.same), number))
                    if before != bool(decision.same):
                        words = "the same" if before else "different"
                        yield self._found(
                            number,
                            place,
                            f"'{name}' and '{other}' are declared {words} by decision {where + 1}",
                            "keep one of the two decisions",
                        )

    def _found(self, number: int, place: int, message: str, hint: str | None) -> Finding:
        key = "same" if self.decisions[number].same else "different"
        span = self.source.span(("identity", number, key, place))
        return Finding(CODE, Severity.ERROR, message, span, hint)


def read_identity(path: Path) -> ReadIdentity:
    """Return what is in a file of decisions. Never raises for what is in it."""
    shown = path.as_posix().encode(errors="backslashreplace").decode()
    source = open_source(path, shown)
    if isinstance(source, Finding):
        return ReadIdentity(Source(shown, b""), (), (source,))
    return identity_of(source)


def identity_of(source: Source) -> ReadIdentity:
    """Return what the bytes of a file of decisions hold."""
    secrets = tuple(source.secrets_found())
    tables = parse(source)
    if isinstance(tables, tuple):
        return ReadIdentity(source, (), (*secrets, *tables))
    try:
        read = IdentityFile.model_validate(tables)
    except ValidationError as error:
        found = faults(error.errors(include_url=False), tables, IdentityFile)
        return ReadIdentity(source, (), (*secrets, *(_finding(source, each) for each in found)))
    return ReadIdentity(source, () if secrets else read.identity, secrets)


def _finding(source: Source, fault: Fault) -> Finding:
    span = source.span(fault.path, at_key=fault.at_key)
    return Finding(fault.code, Severity.ERROR, fault.message, span, fault.hint)
