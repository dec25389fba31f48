"""What pictures are drawn with: SVG, DOT, scales, keys, colours, fonts; nothing of estates."""

from __future__ import annotations
