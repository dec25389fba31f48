"""Answers of endoflife.date, version 1: strict about what is used, tolerant of what is added.

`GET /api/v1/products/full` gives `{"schema_version", "generated_at", "result": [product, ...]}`,
`/api/v1/products/ID` the same with one product. A release has `eoasFrom` (active support),
`eolFrom` (security support) and `eoesFrom` (extended support), each a date or null, and `isEol`.

**Which day a date is.** The site computes `isEol = today > date` (its generator, commit a70eca33,
`explode_date_or_boolean_field`): on the date itself there still is support. So, in spite of "From",
each date is the last day of support, as ours are, and is taken as it stands.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from importlib import resources
from typing import NoReturn

from estate.diagnostics import EstateError, InternalFault
from estate.portfolio.published import Published, PublishedProduct, PublishedRelease
from estate.reading.show import kind_of, printable, quoted

SITE = "endoflife.date"
MAJOR = "1"
FULL = f"https://{SITE}/api/v1/products/full"
MAX_ANSWER_BYTES = 20_000_000
"""The largest answer that is read, in bytes."""

_EARLIEST, _LATEST = 1970, 2199
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NAME = re.compile(r"[a-z0-9][a-z0-9._+-]{0,59}", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}", re.ASCII)
_LONGEST = 500
_Table = dict[str, object]
_WHOLE = f"the full data is at {FULL}"


class AnswerFault(EstateError):
    """What should be an answer of endoflife.date is not one; the message names the place in it."""


def shipped_snapshot() -> tuple[str, bytes]:
    """Return the name and the bytes of the newest snapshot that the program carries."""
    folder = resources.files("estate.reading") / "snapshots"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".json"))
    if not names:
        raise InternalFault("no snapshot of support dates is installed")
    return names[-1], (folder / names[-1]).read_bytes()


def parse(raw: bytes, shown: str) -> Published:
    """Return what an answer says; `shown` is how messages call it: its file or address.

    Raises:
        AnswerFault: when it is not an answer of version 1, or anything in it that is used is not
            what it should be.
    """
    try:
        return _published(_json(raw))
    except AnswerFault as fault:
        raise AnswerFault(f"{printable(shown)}: {fault}; nothing is taken from it") from None


def _json(raw: bytes) -> object:
    if len(raw) > MAX_ANSWER_BYTES:
        raise AnswerFault(f"larger than {MAX_ANSWER_BYTES:,} bytes")
    text = _text_of(raw)
    if text.lstrip()[:1] == "<":
        raise AnswerFault(f"a web page, not JSON; {_WHOLE}")
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}"
        raise AnswerFault(f"not JSON, or cut off: {fault.msg} at {place}") from None
    except RecursionError:
        raise AnswerFault("not an answer: it is nested too deeply") from None
    except ValueError:
        raise AnswerFault("not an answer: it holds a number beyond reason") from None


def _text_of(raw: bytes) -> str:
    if not raw.strip():
        raise AnswerFault("it is empty")
    if raw.startswith(b"\x1f\x8b"):
        raise AnswerFault("compressed (gzip); unpack it first")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise AnswerFault("in UTF-16; save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise AnswerFault(f"not UTF-8 text, from byte {fault.start + 1} on") from None


def _published(document: object) -> Published:
    if isinstance(document, list):
        raise AnswerFault(f"a list, as format v0 had it; only version {MAJOR} is read: {_WHOLE}")
    top = _table(document, "the answer")
    _check_version(top)
    day = _moment(_required(top, "generated_at", ""), "generated_at")
    result = _required(top, "result", "")
    single = isinstance(result, dict)
    entries = [result] if single else _array(result, "result")
    products: dict[str, PublishedProduct] = {}
    for index, entry in enumerate(entries):
        place = "result" if single else f"result[{index}]"
        product = _product(entry, place)
        if product.id in products:
            raise AnswerFault(f"{place}.name: {quoted(product.id)} is there already")
        products[product.id] = product
    return Published(products, day, _source(top))


def _check_version(top: _Table) -> None:
    version = _required(top, "schema_version", "")
    if not isinstance(version, str):
        _wrong("schema_version", f'a text such as "{MAJOR}.2.1"', version)
    if version.split(".")[0] != MAJOR:
        message = f"schema_version: {quoted(version)} is not known; version {MAJOR} is read"
        raise AnswerFault(message)


def _source(top: _Table) -> str:
    """Return what to cite: the site, and the commit where a snapshot names it."""
    source = top.get("source")
    commit = source.get("commit") if isinstance(source, dict) else None
    if isinstance(commit, str) and _COMMIT.fullmatch(commit):
        return f"{SITE}, commit {commit[:8]}"
    return SITE


def _product(entry: object, place: str) -> PublishedProduct:
    table = _table(entry, place)
    name = _name(table, place)
    if "releases" not in table:
        raise AnswerFault(f"{place}.releases: missing, so this is a list of names; {_WHOLE}")
    aliases = _array(table.get("aliases", []), f"{place}.aliases")
    return PublishedProduct(
        id=name,
        label=_text(_required(table, "label", place), f"{place}.label"),
        aliases=tuple(_text(a, f"{place}.aliases[{i}]") for i, a in enumerate(aliases)),
        releases=_releases(table["releases"], f"{place}.releases"),
    )


def _releases(value: object, place: str) -> tuple[PublishedRelease, ...]:
    found: dict[str, PublishedRelease] = {}
    for index, entry in enumerate(_array(value, place)):
        here = f"{place}[{index}]"
        release = _release(_table(entry, here), here)
        if release.name in found:
            raise AnswerFault(f"{here}.name: {quoted(release.name)} is there already")
        found[release.name] = release
    return tuple(found.values())


def _release(table: _Table, place: str) -> PublishedRelease:
    def day(key: str) -> date | None:
        value = table.get(key)
        return None if value is None else _day(value, f"{place}.{key}")

    for key in ("isEoas", "isEoes"):
        _yes_or_no(table.get(key), f"{place}.{key}")
    # A codename may be an empty text, which says no more than null.
    codename = table.get("codename") or None
    return PublishedRelease(
        name=_name(table, place),
        label=_text(_required(table, "label", place), f"{place}.label"),
        codename=None if codename is None else _text(codename, f"{place}.codename"),
        released=day("releaseDate"),
        active_until=day("eoasFrom"),
        security_until=day("eolFrom"),
        extended_until=day("eoesFrom"),
        ended=_yes_or_no(table.get("isEol"), f"{place}.isEol"),
    )


def _required(table: _Table, key: str, place: str) -> object:
    if key not in table:
        raise AnswerFault(f"{place}.{key}: missing".lstrip("."))
    return table[key]


def _table(value: object, place: str) -> _Table:
    return value if isinstance(value, dict) else _wrong(place, "an object", value)


def _array(value: object, place: str) -> list[object]:
    return value if isinstance(value, list) else _wrong(place, "an array", value)


def _name(table: _Table, place: str) -> str:
    value = _required(table, "name", place)
    if isinstance(value, str) and _NAME.fullmatch(value):
        return value
    return _wrong(f"{place}.name", "a name such as windows-server or 2012-r2", value)


def _text(value: object, place: str) -> str:
    if isinstance(value, str) and value.strip() and len(value) <= _LONGEST:
        return printable(value.strip())
    return _wrong(place, f"a text of 1 to {_LONGEST} characters", value)


def _yes_or_no(value: object, place: str) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    return _wrong(place, "true, false or null", value)


def _day(value: object, place: str) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        _wrong(place, "a date such as 2027-03-31, or null", value)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise AnswerFault(f"{place}: there is no day {quoted(value)}") from None
    return _within_reason(day, place)


def _moment(value: object, place: str) -> date:
    """Return the day of a time such as `2026-08-22T08:52:34+00:00`, as its own clock has it."""
    if not isinstance(value, str):
        _wrong(place, "a time such as 2026-08-22T08:52:34+00:00", value)
    try:
        day = datetime.fromisoformat(value).date()
    except ValueError:
        _wrong(place, "a time such as 2026-08-22T08:52:34+00:00", value)
    return _within_reason(day, place)


def _within_reason(day: date, place: str) -> date:
    if _EARLIEST <= day.year <= _LATEST:
        return day
    raise AnswerFault(f"{place}: {day} is outside the years {_EARLIEST} to {_LATEST}")


def _wrong(place: str, expected: str, value: object) -> NoReturn:
    raise AnswerFault(f"{place}: expected {expected}, found {_kind(value)}")


def _kind(value: object) -> str:
    if value is None:
        return "null"
    return "an object" if isinstance(value, dict) else kind_of(value)
