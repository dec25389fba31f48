"""How systems hang together, in words and data."""

from __future__ import annotations
