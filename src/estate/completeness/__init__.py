"""How much is known, by fact, and which unknown facts matter most."""

from __future__ import annotations
