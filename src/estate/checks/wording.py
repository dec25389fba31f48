"""How messages of rules put figures and lists."""

from __future__ import annotations

from collections.abc import Sequence


def pounds(amount: int) -> str:
    """Return whole pounds as people write them: `£118,000`."""
    return f"£{amount:,}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return names as a list in a sentence: `a`, `a and b`, `a, b, c and 2 more`."""
    shown = [*names[:most]]
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)
