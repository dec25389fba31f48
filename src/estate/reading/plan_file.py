"""Reading a plan back: the JSON that `estate plan` writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from estate.diagnostics import EstateError
from estate.portfolio.planned import PlannedRoadmap
from estate.reading.show import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_PLAN_BYTES = 200_000_000
"""The largest plan that is read, in bytes."""
_HOW = "`estate plan --out FOLDER` writes roadmap.json, and so does `--format json`"
_NONE = {"infeasible", "unknown"}


class PlanFault(EstateError):
    """A file that should be a plan is not one; the message says what is wrong, and where."""


def read_plan(path: Path) -> PlannedRoadmap:
    """Return the plan in a file.

    Raises:
        PlanFault: when it cannot be read, is not JSON, or lacks what a plan has.
    """
    shown = printable(path.as_posix())
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_PLAN_BYTES + 1)
    except OSError as fault:
        raise PlanFault(f"{shown}: {fault.strerror or 'it cannot be read'}; {_HOW}") from None
    try:
        return parse_plan(raw)
    except PlanFault as fault:
        raise PlanFault(f"{shown}: {fault}") from None


def parse_plan(raw: bytes) -> PlannedRoadmap:
    """Return the plan that some bytes hold.

    Raises:
        PlanFault: as `read_plan`, without the file's name.
    """
    document = _json(raw)
    if not isinstance(document, dict) or "steps" not in document:
        raise PlanFault(f"JSON, but not a plan; {_HOW}")
    if document.get("status") in _NONE and "kept" not in document:
        raise PlanFault("it says that no plan was found, so there is no place in it")
    try:
        return PlannedRoadmap.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise PlanFault(f"{_place(first['loc'])}: {printable(first['msg'])}; {_HOW}") from None


def _json(raw: bytes) -> object:
    if len(raw) > MAX_PLAN_BYTES:
        raise PlanFault(f"larger than {MAX_PLAN_BYTES:,} bytes")
    try:
        document: object = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise PlanFault(f"not text in UTF-8; {_HOW}") from None
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}"
        raise PlanFault(f"not JSON, or cut off: {fault.msg} at {place}; {_HOW}") from None
    except (RecursionError, ValueError):
        raise PlanFault(f"JSON beyond reason; {_HOW}") from None
    return document


def _place(path: Sequence[int | str]) -> str:
    """Return where in a document: `steps[3].start`."""
    said = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return printable(said.lstrip("."))
