"""The way in: a workspace's files become a portfolio, findings, and the place of every fact."""

from __future__ import annotations

from estate.reading.codes import CODES
from estate.reading.load import read
from estate.reading.reading import Reading, SourceFile

__all__ = ["CODES", "Reading", "SourceFile", "read"]
