"""What a study of plans found, in words, data and charts."""

from __future__ import annotations
