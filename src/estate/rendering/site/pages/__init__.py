"""The kinds of pages, one module each: see `estate.rendering.site.registry`."""

from __future__ import annotations
