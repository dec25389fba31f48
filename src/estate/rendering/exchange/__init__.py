"""The estate and its roadmap in the formats of other tools, and what each could not carry."""

from __future__ import annotations
