"""Telling when a file of a workspace has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchfiles import Change, watch

from estate.diagnostics import EnvironmentFault

QUIET_MS = 100
"""So long nothing may change before changes are told: an editor saves in several strokes."""
LONGEST_WAIT_MS = 1_600
"""After so long changes are told even if they go on."""
FIRST_MS = 200
"""So long the watch runs before the first answer; what changes from then on is not missed."""


def changes(root: Path) -> Iterator[tuple[str, ...]]:
    """Yield nothing at the start, then what has changed, as paths are shown; never ends.

    Told are files that end in .toml and folders, new, saved, renamed or gone; not what is hidden.

    Raises:
        EnvironmentFault: when the system cannot watch.
        KeyboardInterrupt: when somebody interrupts.
    """
    place = root.resolve()
    started = False
    try:
        for found in watch(
            place,
            watch_filter=lambda change, path: _counts(place, change, Path(path)),
            debounce=LONGEST_WAIT_MS,
            step=QUIET_MS,
            rust_timeout=FIRST_MS,
            yield_on_timeout=True,
        ):
            if found or not started:
                started = True
                yield tuple(sorted({_shown(root, place, Path(path)) for _, path in found}))
    except OSError as fault:
        raise _cannot_watch(root, fault.strerror or str(fault)) from fault
    except RuntimeError as fault:
        raise _cannot_watch(root, str(fault)) from fault


def _counts(place: Path, change: Change, path: Path) -> bool:
    """Whether a change is one of an inventory, as far as a name tells."""
    if not path.is_relative_to(place):
        return False
    parts = path.relative_to(place).parts
    if not parts or any(part.startswith((".", "#")) for part in parts):
        return False
    if path.suffix:
        return path.suffix.lower() == ".toml"
    # A folder that is gone cannot be asked what it was; vim tries a folder with files of digits.
    return not path.name.isdigit() if change is Change.deleted else path.is_dir()


def _shown(root: Path, place: Path, path: Path) -> str:
    return (root / path.relative_to(place)).as_posix()


def _cannot_watch(root: Path, reason: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"cannot watch {root.as_posix()}: {reason}. With WATCHFILES_FORCE_POLLING=true in the "
        "environment it is looked at again and again instead"
    )
