"""A change as it may be shown: what looks like a secret is masked, before and after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate.editing import Edit


def diff_of(edit: Edit) -> str:
    """Return the diff of a change without the secrets of the file; what is written keeps them."""
    return replace(edit, before=_shown(edit.before), after=_shown(edit.after)).diff()


def _shown(raw: bytes) -> bytes:
    from estate.reading.secrets import masked, secrets_in

    text = raw.decode("utf-8", errors="replace")
    secrets = secrets_in(text)
    return masked(text, secrets).encode() if secrets else raw
