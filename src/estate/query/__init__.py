"""Lists of records by a condition: a small typed language in which unknown is a value."""

from __future__ import annotations
