"""Share packs, previews, and what a check of a pack found."""

from __future__ import annotations
