"""What each kind of reader is told, as neutral blocks that every format can show."""

from __future__ import annotations
