"""What rendering hands over: a name, a media type, and bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Artifact:
    """A file to be: `name` is relative to the output folder and uses `/`."""

    name: str
    media_type: str
    content: bytes

    @classmethod
    def text(cls, name: str, media_type: str, text: str) -> Artifact:
        """Return an artifact of UTF-8 text."""
        return cls(name, media_type, text.encode("utf-8"))
