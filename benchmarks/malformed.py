"""What the benchmarks' readers of files say of a file that is not in its format."""

from __future__ import annotations


class Malformed(ValueError):
    """A file that is not in the format; its message begins with file and line."""
