"""One system and all that is known of it, in words and data."""

from __future__ import annotations
