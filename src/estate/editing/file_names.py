"""Names that no file can have everywhere."""

from __future__ import annotations

from estate.diagnostics import UsageFault

DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
"""What Windows keeps for devices, whatever ending follows (Microsoft, Naming Files, Paths)."""


def checked_file_name(council: str) -> None:
    """Refuse a council's id that cannot be the name of its file.

    Raises:
        UsageFault: with an id that can.
    """
    if council in DEVICES:
        raise UsageFault(
            f"'{council}' cannot be a council's id: its file would have a name that Windows keeps "
            f"for a device. Write {council}-council, for example."
        )
