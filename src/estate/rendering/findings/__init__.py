"""What a check found, in each format, and the pages that explain its rules."""

from __future__ import annotations
