"""Opaque ids: the same for one key, and telling nothing without it.

A plain hash of `srv-sql02` can be guessed from a list of names; HMAC-SHA256 (RFC 2104, FIPS 198-1)
under a key that only the council has cannot.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from dataclasses import dataclass, field

KEY_BYTES = 32
"""The length of a key."""
_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Key:
    """A council's key. It never shows itself."""

    secret: bytes = field(repr=False)

    def opaque(self, council: str, level: str, kind: str, name: str) -> str:
        """Return the id of a council's record: `s-` or `c-` and 100 bits of the keyed hash.

        It differs by level, so that what is published cannot be joined to what councils share.
        """
        message = f"estate-share-2\0{council}\0{level}\0{kind}\0{name}".encode()
        digest = hmac.digest(self.secret, message, "sha256")
        return f"{kind}-{b32encode(digest).decode().lower()[:_LETTERS]}"


def system_id(key: Key, council: str, level: str, system: str) -> str:
    """Return the opaque id of a system at a level."""
    return key.opaque(council, level, "s", system)


def contract_id(key: Key, council: str, level: str, contract: str) -> str:
    """Return the opaque id of a contract at a level."""
    return key.opaque(council, level, "c", contract)
