"""The report as a site: plain pages that anybody can open, nothing fetched, nothing sent."""

from __future__ import annotations
