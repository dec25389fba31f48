"""Many councils side by side, in words, data, pages and workbooks."""

from __future__ import annotations
