"""The as-of date; the one place that may look at a clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from estate.cli.options import within_reason
from estate.cli.output import note
from estate.diagnostics import UsageFault


def as_of_date(asked: date | None, recorded: date | None, *, quietly: bool = False) -> date:
    """Return the date at which facts are judged.

    What the command line asks for, else `as_of` in estate.toml, else SOURCE_DATE_EPOCH, else
    today, which is said on standard error since the output then depends on the day; not so
    `quietly`, for what shows nothing that does.
    """
    if asked is not None:
        return asked
    if recorded is not None:
        return within_reason(recorded)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        return _from_epoch(epoch)
    now = today()
    if not quietly:
        note(f"as of {now} (today); set `as_of` in estate.toml or use --as-of to fix the date")
    return now


def today() -> date:
    """Return today by the clock (UTC), for what ends whatever date facts are judged at."""
    return datetime.now(tz=UTC).date()


def _from_epoch(epoch: str) -> date:
    try:
        return within_reason(datetime.fromtimestamp(int(epoch), tz=UTC).date())
    except (ValueError, OverflowError, OSError) as fault:
        raise UsageFault(f"SOURCE_DATE_EPOCH is '{epoch}', not a number of seconds") from fault
