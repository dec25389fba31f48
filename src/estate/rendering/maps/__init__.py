"""Pictures of the estate for `estate map`: a registry of views, one file a view."""

from __future__ import annotations

from estate.rendering.maps.asking import Ask, Chart, Sheet
from estate.rendering.maps.registry import VIEWS, View, draw

__all__ = ["VIEWS", "Ask", "Chart", "Sheet", "View", "draw"]
