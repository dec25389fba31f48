"""The bytes of a pack: one form for one content, so that a hash can hold it."""

from __future__ import annotations

import json
from hashlib import sha256

from estate.portfolio.base import Noun
from estate.sharing.pack import Content, Pack


def canonical_bytes(part: Noun) -> bytes:
    """Return JSON in UTF-8: keys sorted, two spaces, what is absent left out, a last newline."""
    document = part.model_dump(mode="json", exclude_none=True)
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def content_sha256(content: Content) -> str:
    """Return the hash that the manifest of such a content carries."""
    return sha256(canonical_bytes(content)).hexdigest()


def is_whole(pack: Pack) -> bool:
    """Whether a pack's content is what its manifest was made for."""
    return pack.manifest.content_sha256 == content_sha256(pack.content)
