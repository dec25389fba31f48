"""The way out: results become text and bytes, one file a format; nothing here touches the disk."""

from __future__ import annotations
