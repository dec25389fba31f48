"""The roadmap in words and data: steps, plateaus, reasons, money and people."""

from __future__ import annotations
