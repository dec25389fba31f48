"""Keeps a council's ICT estate as text, and computes what to replace, in what order and with whom.

Importing this package imports nothing else: each stage is a package of its own
(`reading`, `graph`, `checks`, `scoring`, `planning`, `rendering`) and is imported by who needs it.
"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
