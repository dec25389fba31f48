"""One decision: what, by when, who, and what follows if it is not taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from estate.rendering.canvas.page_model import Ref

Kind = Literal["contract", "start", "platform", "money"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that somebody has to decide; every text is fit to be shown."""

    by: date
    """The last day on which it can be taken."""
    kind: Kind
    subject: str
    """The service or platform that it is about."""
    what: str
    owner: str | None
    """The role that answers for it; None where nobody recorded one."""
    otherwise: str
    """What follows if it is not taken."""
    ref: Ref | None = None
    where: str | None = None
    planned: bool = False
    """Whether the plan rests on it, or changes the system that it is about."""
    stake: int = 0
    """Pounds that are known to hang on it; 0 where none are recorded."""
