"""One version beside the release it is: what differs, and what stands against taking it over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.portfolio.support_changes import Difference, Recorded, Until

if TYPE_CHECKING:
    from estate.portfolio import Version
    from estate.portfolio.published import Published, PublishedRelease

SITE = "endoflife.date"
DATES = ("active_support_until", "security_support_until", "extended_support_until")


def facts(release: PublishedRelease) -> dict[str, Recorded]:
    """Return what is published as keys of a version.

    Whether it is supported is a fact of its own only where no day is given.
    """
    days = (release.active_until, release.security_until, release.extended_until)
    found: dict[str, Recorded] = {
        key: day for key, day in zip(DATES, days, strict=True) if day is not None
    }
    if release.security_until is None and release.ended is not None:
        found["supported"] = not release.ended
    return found


def differences(version: Version, release: PublishedRelease) -> Iterator[Difference]:
    """Yield each key for which something else is published than is recorded."""
    for key, new in facts(release).items():
        old = getattr(version, key)
        says_less = key == "supported" and version.security_support_until is not None
        if old != new and not says_less:
            yield Difference(key, old, new)
    if version.supported is not None and release.security_until is not None:
        # `supported` stands in for a day that nobody has published; now there is one.
        yield Difference("supported", version.supported, None)


def doubts(
    version: Version, release: PublishedRelease, published: Published
) -> Iterator[tuple[Difference, str]]:
    """Yield recorded dates that what is published speaks against without giving another, and why.

    They stay: silence does not make a date wrong, and there is none to put in its place.
    """
    known = facts(release)
    for key in DATES:
        old = getattr(version, key)
        if old is None or key in known:
            continue
        if key == "security_support_until" and release.ended is not None:
            if release.ended != (published.on > old):
                said = "has ended" if release.ended else "goes on"
                yield Difference(key, old, None), f"{SITE} says that support {said}, with no day"
        elif is_from_there(version):
            yield Difference(key, old, None), f"{SITE} gives no such date any more"


def why_left(version: Version, published: Published) -> str | None:
    """Return why a version's facts are not to be changed without being asked; None if they may."""
    if not is_recorded(version):
        return None
    if version.source is None:
        return "recorded without a source"
    if not is_from_there(version):
        return f"recorded from another source: {version.source}"
    if version.on is not None and version.on > published.on:
        return f"looked up later, on {version.on}"
    return None


def is_recorded(version: Version) -> bool:
    """Whether anything is known of a version's support."""
    return version.supported is not None or any(getattr(version, key) for key in DATES)


def is_from_there(version: Version) -> bool:
    """Whether a version's facts are said to come from the site."""
    return version.source is not None and SITE in version.source.casefold()


def stamps(version: Version, published: Published) -> tuple[Difference, ...]:
    """Return what makes an answer the source of a version's facts."""
    both = (
        Difference("source", version.source, published.source),
        Difference("on", version.on, published.on),
    )
    return tuple(each for each in both if each.old != each.new)


def until(version: Version, *, bought: bool) -> Until:
    """Return until when there are security updates; paid ones count where they are bought."""
    if bought and version.extended_support_until is not None:
        return Until(version.extended_support_until)
    if version.security_support_until is None:
        return Until(None, None if version.supported is None else not version.supported)
    # Paid support is bought, and until when it lasts is not recorded: then no day is known.
    return Until() if bought else Until(version.security_support_until)
