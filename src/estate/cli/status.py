"""Exit statuses, as documented and tested."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """What the process ends with."""

    SOUND = 0
    """Everything asked for was done, and nothing at or above `--fail-on` was found."""
    FINDINGS = 1
    """Findings at or above `--fail-on`, or input that cannot be read."""
    USAGE = 2
    """The command line is wrong."""
    ENVIRONMENT = 3
    """The machine refuses: disk, rights, or a missing program."""
    NO_ROADMAP = 4
    """No roadmap can exist under the recorded constraints."""
    NONE_FOUND = 5
    """No roadmap was found within the limit; one may exist."""
    INTERNAL = 70
    """A fault of the program itself."""
    INTERRUPTED = 130
    """Ctrl-C; the best plan so far, if any, has been written."""
    TERMINATED = 143
    """SIGTERM; the best plan so far, if any, has been written."""
