"""What is recorded: lists, contracts, calendars, schemas, new workspaces."""

from __future__ import annotations
