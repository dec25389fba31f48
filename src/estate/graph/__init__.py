"""Typed questions about what depends on what in an estate."""

from __future__ import annotations

from estate.graph.building import build
from estate.graph.estate import EstateGraph, Neighbourhood
from estate.graph.links import Dependency, DependencyKind, Link

__all__ = ["Dependency", "DependencyKind", "EstateGraph", "Link", "Neighbourhood", "build"]
