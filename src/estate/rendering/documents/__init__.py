"""Papers and workbooks for people: Markdown, Word, typeset, Excel."""

from __future__ import annotations
