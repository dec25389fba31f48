"""Where a published plan stands, in words, data and a chart."""

from __future__ import annotations
