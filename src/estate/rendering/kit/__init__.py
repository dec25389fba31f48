"""What every way out uses: words for figures, escaping, tables, JSON, CSV, the terminal."""

from __future__ import annotations
