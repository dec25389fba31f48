"""Answers in the form of endoflife.date's version 1, small enough to work out by hand."""

from __future__ import annotations

import json
from typing import Any

GENERATED_AT = "2026-11-01T06:30:00+00:00"


def release(name: str, label: str | None = None, **others: object) -> dict[str, Any]:
    """Return a release; keys that are not given are as the site writes them."""
    return {
        "name": name,
        "codename": None,
        "label": label or name,
        "releaseDate": "2020-01-01",
        "isLts": False,
        "ltsFrom": None,
        "isEol": False,
        "eolFrom": None,
        "isMaintained": True,
        "latest": {"name": f"{name}.7", "date": "2026-10-20", "link": None},
        "custom": None,
        **others,
    }


def product(name: str, label: str, *releases: dict[str, Any], **others: object) -> dict[str, Any]:
    """Return a product with its releases."""
    return {
        "name": name,
        "aliases": [],
        "label": label,
        "category": "os",
        "tags": ["os"],
        "versionCommand": None,
        "identifiers": [],
        "labels": {"eoas": None, "discontinued": None, "eol": "Security Support", "eoes": None},
        "links": {"icon": None, "html": f"https://endoflife.date/{name}", "releasePolicy": None},
        "releases": list(releases),
        **others,
    }


def answer(*products: dict[str, Any], **others: object) -> dict[str, Any]:
    """Return the answer of `/api/v1/products/full`."""
    return {
        "schema_version": "1.2.1",
        "generated_at": GENERATED_AT,
        "total": len(products),
        "result": list(products),
        **others,
    }


def raw(document: object) -> bytes:
    """Return a document as bytes."""
    return json.dumps(document).encode()


SOUND = answer(
    product(
        "windows-server",
        "Microsoft Windows Server",
        release(
            "2019",
            "Windows Server 2019 (LTSC)",
            isEoas=True,
            eoasFrom="2024-01-09",
            eolFrom="2029-01-09",
            isEoes=None,
            eoesFrom=None,
        ),
        release(
            "2016",
            "Windows Server 2016 (LTSC)",
            isEoas=True,
            eoasFrom="2022-01-11",
            eolFrom="2027-01-12",
            isEoes=False,
            eoesFrom="2030-01-12",
        ),
        aliases=["windowsserver"],
    ),
    product("sqlite", "SQLite", release("3"), release("2", isEol=True, isMaintained=False)),
)
