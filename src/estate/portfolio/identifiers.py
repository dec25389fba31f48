"""References between records, and the address of a fact."""

from __future__ import annotations

from dataclasses import dataclass

KeyPath = tuple[str | int, ...]
"""The way to a value in a TOML document: keys, and positions in arrays from 0."""

CATALOGUE = "catalogue"
"""The owner of facts in the catalogue."""
WORKSPACE = "estate"
"""The owner of facts in `estate.toml`."""
PLATFORM_PREFIX = "platform:"


@dataclass(frozen=True, slots=True, order=True)
class SystemRef:
    """One system of one council, written `council/system`."""

    council: str
    system: str

    def __str__(self) -> str:
        """Return `council/system`."""
        return f"{self.council}/{self.system}"

    @classmethod
    def parse(cls, text: str, council: str | None = None) -> SystemRef:
        """Read `council/system`, or `system` as seen from inside `council`.

        Raises:
            ValueError: when the council is neither written nor given.
        """
        owner, slash, system = text.partition("/")
        if slash:
            return cls(owner, system)
        if council is None:
            message = f"'{text}' does not say which council: write council/system"
            raise ValueError(message)
        return cls(council, text)


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """The address of a fact: whose record, and the key path in it.

    `owner` is a council's id, `"catalogue"` or `"estate"`. The core carries facts; only
    reading knows which file and line they stand on.
    """

    owner: str
    path: KeyPath

    def __str__(self) -> str:
        """Return `owner: key.key.key`, as a reader would look for it."""
        return f"{self.owner}: {'.'.join(str(part) for part in self.path)}"


def split_product(use: str) -> tuple[str, str | None]:
    """Split `product@version` into product and version; no version gives None."""
    product, at, version = use.partition("@")
    return product, version if at else None


def platform_of(reference: str) -> str | None:
    """Return the platform's id when a reference is written `platform:ID`, else None."""
    if reference.startswith(PLATFORM_PREFIX):
        return reference[len(PLATFORM_PREFIX) :]
    return None
