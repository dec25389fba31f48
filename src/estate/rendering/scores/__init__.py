"""Scores, interoperability, and what to find out next, in words and data."""

from __future__ import annotations
