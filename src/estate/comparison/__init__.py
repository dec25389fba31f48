"""Councils beside one another: who runs what, until when, and what could be bought together.

Everything here works on one neutral view (`comparison.view`), whether it was made from a full
inventory or from a pack that a council shared.
"""

from __future__ import annotations
