"""Canaries: values that are valid for their type, unlike any other, and easy to find again.

A text is 16 letters and digits (`zqxj` and twelve of 0, 1, 8 and 9: no base32 and hardly any base64
holds that) with a vulnerability, an address, a mailbox and a path beside it; a sum has ten digits
and begins with 98; a day is in 2099. `Values` makes a value for any field of the inventory's types,
from one stream of chance where others may see it, and a canary from another where they may not.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Literal

from annotated_types import Ge, Le
from pydantic import BaseModel

SIGN = "zqxj"
_DIGITS = "0189"
_LONGEST_LIST = 3
_MONTHS_AND_TIMES = (1_000, 1_200)


@dataclass
class Canaries:
    """What was planted: every text and every number, as they were written."""

    texts: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    def slug(self) -> str:
        """Return a new id of 16 letters and digits."""
        rest, found = len(self.texts), ""
        for _ in range(12):
            rest, digit = divmod(rest, len(_DIGITS))
            found = _DIGITS[digit] + found
        self.texts.append(SIGN + found)
        return SIGN + found

    def text(self, rng: Random) -> str:
        """Return a new text: prose of the sort that people should not write down, and do."""
        name = self.slug()
        number = rng.randrange(10_000, 100_000)
        shown = rng.choice(
            (
                name,
                f"{name} CVE-2099-{number} unpatched",
                f"Ask {name}@canary.invalid",
                f"srv at 198.51.100.{number % 256}, port 1521 ({name})",
                f"C:\\{name}\\backup <{name}> & 'quoted' \"{name}\"",
                name * rng.randrange(1, 30),
            )
        )
        self.texts.append(shown)
        return shown

    def number(self, rng: Random, low: int, high: int) -> int:
        """Return a new number: it begins with 98, and has ten digits where that many are valid."""
        digits = len(str(high)) - (0 if str(high) >= "99" else 1)
        value = int("98" + "".join(rng.choice("0123456789") for _ in range(digits - 2)))
        if not low <= value <= high or digits < 9:  # fewer can be anything
            return rng.randint(low, high)
        self.numbers.append(str(value))
        return value


def declared_in(model: type[BaseModel], name: str) -> str:
    """Return `Type.field` under the type that declares a field, as the classes are written."""
    for base in model.__mro__:
        if name in inspect.get_annotations(base):
            return f"{base.__name__}.{name}"
    raise KeyError(name)


Special = Callable[[bool], Any]


@dataclass
class Values:
    """Makes values for the fields of the inventory's types.

    `tells` says of `Type.field` whether others may see it; `special` makes values that a type
    alone does not tell, such as references; it is handed whether the value is private. Texts that
    others may see are numbered, or from `titles`.
    """

    public: Random
    secret: Random
    canaries: Canaries
    tells: Callable[[str], bool]
    special: Mapping[str, Special] = field(default_factory=dict)
    titles: tuple[str, ...] = ()

    def rng(self, hidden: bool) -> Random:
        """Return the stream that decides on a value."""
        return self.secret if hidden else self.public

    def table(self, model: type[BaseModel], *, hidden: bool) -> dict[str, Any]:
        """Return a table of a type; all of it private where it is hidden."""
        made: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            of = declared_in(model, name)
            private = hidden or not self._told(of, info.annotation)
            wanted = info.is_required() or self.rng(private).random() < (0.5 if private else 0.8)
            if not wanted:
                continue
            value = (
                self.special[of](private)
                if of in self.special
                else self.value(info.annotation, tuple(info.metadata), private)
            )
            if value is not None:
                made[info.alias or name] = value
        return made

    def _told(self, of: str, annotation: object) -> bool:
        """Whether a field is told: itself, or anything in the tables that it holds."""
        return self.tells(of) or any(
            self._told(declared_in(model, name), info.annotation)
            for model in _models(annotation)
            for name, info in model.model_fields.items()
        )

    def value(self, annotation: object, metadata: tuple[object, ...], hidden: bool) -> Any:  # noqa: ANN401
        """Return a value of a type, as TOML would give it."""
        args = typing.get_args(annotation)
        rng = self.rng(hidden)
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            return self.value(args[0], (*args[1:], *metadata), hidden)
        if origin in {typing.Union, types.UnionType}:
            present = [arg for arg in args if arg is not type(None)]
            return self.value(rng.choice(present), metadata, hidden)
        if origin is Literal:
            return rng.choice(args)
        if origin in {tuple, dict}:
            many = range(rng.randrange(_LONGEST_LIST + 1))
            parts = [arg for arg in args if arg is not Ellipsis]
            found = [tuple(self.value(arg, (), hidden) for arg in parts) for _ in many]
            return dict(found) if origin is dict else [each[0] for each in found]
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.table(annotation, hidden=hidden)
        return self._scalar(annotation, _limits(metadata), hidden)

    def _scalar(self, annotation: object, limits: Mapping[str, Any], hidden: bool) -> object:
        rng = self.rng(hidden)
        low, high = limits.get("ge", 0), limits.get("le", 60)
        if annotation is str:
            return self._words(limits, hidden)
        if annotation is bool:
            return rng.random() < 0.5  # a coin
        if annotation is date:
            first = date(2099, 1, 1) if hidden else date(2021, 1, 1)
            return first + timedelta(days=rng.randrange(365 if hidden else 3_000))
        if annotation is float:
            return rng.randrange(int(low) * 100, int(high) * 100) / 100
        assert annotation is int
        if hidden:
            return self.canaries.number(rng, low, high)
        # Months are few, so that no date that follows from what is told is in 2099 as well.
        return rng.randint(low, 24 if high in _MONTHS_AND_TIMES else high)

    def _words(self, limits: Mapping[str, Any], hidden: bool) -> str:
        rng = self.rng(hidden)
        pattern = limits.get("pattern")
        if pattern is None:
            if hidden:
                return self.canaries.text(rng)
            return rng.choice(self.titles) if self.titles else f"Title {rng.randrange(1_000)}"
        if pattern in _SHAPED:
            return _SHAPED[pattern](rng, hidden)
        slug = self.canaries.slug() if hidden else f"common-{rng.randrange(1_000)}"
        if r"\*" in pattern:
            return f"{slug}.*"
        is_capability = r"\." in pattern and "@" not in pattern and "_" not in pattern
        return f"{slug}.{slug}" if is_capability else slug


_SHAPED: Mapping[str, Callable[[Random, bool], str]] = {
    r"^20\d\d-\d\d$": lambda _, hidden: "2098-99" if hidden else "2027-28",
    r"^EST\d{3}$": lambda *_: "EST203",
    r"^S12\d{6}$": lambda rng, _: f"S12{rng.randrange(1_000_000):06}",
    r"^[A-Z0-9]{8}$": lambda rng, hidden: (
        f"ZQXJ{rng.randrange(10_000):04}" if hidden else "SC000000"
    ),
}


def _limits(metadata: tuple[object, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in metadata:
        for part in getattr(each, "metadata", None) or (each,):
            if isinstance(part, Ge):
                found["ge"] = part.ge
            elif isinstance(part, Le):
                found["le"] = part.le
            elif pattern := getattr(part, "pattern", None):
                found["pattern"] = pattern
    return found


def _models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in typing.get_args(annotation) for model in _models(part)]
