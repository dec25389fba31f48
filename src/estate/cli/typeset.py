"""Sets a paper as PDF, with the typeface that the program carries, never the machine's."""

from __future__ import annotations
