"""Pictures of an estate, a roadmap, a risk; each a function from results to SVG or a diagram."""

from __future__ import annotations
