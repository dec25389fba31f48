"""Secrets that somebody has written into a file, and the file's text without them.

Looked for in the text as it stands, comments included. A few words are searched for first, and only
where one stands is anything else looked at, so that a file without them costs next to nothing. Each
pattern is tried at one place and cannot try twice: the time grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from estate.diagnostics import Finding, Severity, Span
from estate.reading.limits import line_and_column

MOST_SECRETS = 100
"""The most secrets that are listed for one file; all of them are masked."""

_LONGEST_KEY = 20_000
"""The most characters between the first and the last line of a private key."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What looks like a secret: what it is, and where in the text it starts and ends."""

    kind: str
    start: int
    end: int


_BEGIN = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_BODY = re.compile(r"(?:(?:[ \t\r\n#]|\\[nr])*+[A-Za-z0-9+/=]{16,}+)*+")
_STATEMENT = re.compile(r"\n[ \t]*+\[|[ \t]=[ \t]")
_TOKENS = {
    "akia": (
        "an access key of a cloud",
        r"(?<![A-Za-z0-9])(?P<it>AKIA[A-Z0-9]{16})(?![A-Za-z0-9])",
    ),
    "aiza": ("an access key of a cloud", r"(?P<it>AIza[0-9A-Za-z_-]{35,100}+)"),
    "ghp_": ("a token", r"(?P<it>ghp_[A-Za-z0-9]{30,255}+)"),
    "github_pat_": ("a token", r"(?P<it>github_pat_[A-Za-z0-9_]{30,255}+)"),
    "glpat-": ("a token", r"(?P<it>glpat-[A-Za-z0-9_-]{20,255}+)"),
    "xox": ("a token", r"(?P<it>xox[abeprs]-[A-Za-z0-9-]{12,255}+)"),
    "sk_live_": ("a token", r"(?P<it>sk_live_[A-Za-z0-9]{16,255}+)"),
    "eyj": ("a token", r"(?P<it>eyJ[\w-]{10,800}+\.eyJ[\w-]{10,4000}+(?:\.[\w-]{0,4000}+)?+)"),
    "sig=": ("a token", r"(?<=[?&])sig=(?P<it>[A-Za-z0-9%+/=_-]{20,400}+)"),
    "://": (
        "an address with a password",
        r"""://[^\s/:@"'<>\\]{0,200}+:(?P<it>[^\s/@"'<>]{1,400}+)@""",
    ),
}
_WORD = r"(?:word|wd|phrase|code)?+"
_SAID = (
    r"""(?:\\?["'])?+[ \t]*+(?P<sign>=|:|\b(?:is|was)\b)[ \t]*+"""
    r"""(?:\\?(?P<quote>["'])(?P<quoted>[^"'\n\\]{1,100}+)|(?P<bare>(?:[^\s"'\\;]|\\[^\s"']){1,100}+))"""
)
_OF_KEY = "|".join(
    rf"(?<={of}{joint})" for of in ("api", "access", "account", "secret") for joint in ("", "[ _-]")
)
_KEYED = {
    "pass": ("a password", rf"pass{_WORD}{_SAID}"),
    "pwd": ("a password", rf"pwd{_SAID}"),
    "secret": ("a secret", rf"secret{_SAID}"),
    "token": ("a token", rf"token{_SAID}"),
    "key": ("a key", rf"(?:{_OF_KEY})key{_SAID}"),
}
_BY_WORD = tuple(
    (word, kind, re.compile(pattern, flags))
    for table, flags in ((_TOKENS, re.ASCII), (_KEYED, re.IGNORECASE))
    for word, (kind, pattern) in table.items()
)
_DATE_OR_NUMBER = re.compile(r"[\d./:,%+-]*+")
_MIXED = re.compile(r"(?=.*[A-Za-z])(?=.*[0-9!$%^&*+~?|])", re.DOTALL)
_NO_SECRET = re.compile(
    r"(?i)(?:[\[{(<$%*_.-]|x{3,}|(?:none|null|nil|true|false|yes|no|unknown|required|optional|expired"
    r"|disabled|enabled|changed|rotated|removed|redacted|hidden|masked|secret|password|token|vault"
    r"|sso|tbc|todo|n/a|https?://.*|see|in|kept|held|not|never|the|a|an)(?![A-Za-z0-9]))"
)
_SHORTEST = 6
_REST_BARE = re.compile(r"""(?:[^\s"'\\;]|\\[^\s"'])*+""")
_REST_QUOTED = re.compile(r"""[^"'\n\\]*+""")
# What holds a document together stays, so that the rest of it can still be read.
_VISIBLE = re.compile(r"""[^\s"',]""")


def secrets_in(text: str) -> tuple[Secret, ...]:
    """Return what looks like a secret in a text, by place; none lies inside another."""
    lower = text.lower()
    if len(lower) != len(text):
        # A few letters become two when made small, and then no place would fit.
        lower = "".join(letter.lower() if letter.isascii() else letter for letter in text)
    found = list(_private_keys(text)) if "key" in lower else []
    for word, kind, pattern in _BY_WORD:
        if word in lower:
            found.extend(_at_word(text, lower, word, kind, pattern))
    found.sort(key=lambda secret: (secret.start, -secret.end))
    return tuple(_apart(found))


def _private_keys(text: str) -> Iterator[Secret]:
    at = 0
    while begin := _BEGIN.search(text, at):
        at = begin.end()
        end = text.find("-----END ", at, at + _LONGEST_KEY)
        body = _BODY.match(text, at)
        if end >= 0 and not _STATEMENT.search(text, at, end):
            at = end
        elif body is not None:
            at = body.end()
        yield Secret("a private key", begin.start(), at)


def _at_word(
    text: str, lower: str, word: str, kind: str, pattern: re.Pattern[str]
) -> Iterator[Secret]:
    at = lower.find(word)
    while at >= 0:
        match = pattern.match(text, at)
        at += len(word)
        if match is not None:
            span = _span_of(match)
            if span is not None:
                yield Secret(kind, *span)
                at = max(at, span[1])
        at = lower.find(word, at)


def _span_of(match: re.Match[str]) -> tuple[int, int] | None:
    """Return where the secret itself stands; None for what is no secret after all."""
    parts = match.groupdict()
    if "it" in parts:
        return (
            None if _NO_SECRET.match(parts["it"]) and "://" in match.group() else match.span("it")
        )
    group = "bare" if parts["bare"] is not None else "quoted"
    said = parts[group]
    if len(said) < _SHORTEST or _NO_SECRET.match(said) or _DATE_OR_NUMBER.fullmatch(said):
        return None
    # In a sentence a colon or "is" may be followed by any word: only a mixture is taken for one.
    if parts["sign"] != "=" and (" " in said or not _MIXED.match(said)):
        return None
    start, end = match.span(group)
    rest = (_REST_BARE if group == "bare" else _REST_QUOTED).match(match.string, end)
    return start, rest.end() if rest else end


def _apart(found: list[Secret]) -> Iterator[Secret]:
    end = 0
    for secret in found:
        if secret.start >= end:
            yield secret
            end = secret.end


def masked(text: str, secrets: tuple[Secret, ...]) -> str:
    """Return a text of the same length and lines with asterisks where the secrets are."""
    if not secrets:
        return text
    parts, at = [], 0
    for secret in secrets:
        parts.append(text[at : secret.start])
        parts.append(_VISIBLE.sub("*", text[secret.start : secret.end]))
        at = secret.end
    return "".join([*parts, text[at:]])


def secret_findings(path: str, text: str, secrets: tuple[Secret, ...]) -> Iterator[Finding]:
    """Yield a finding for each secret of a file, which tells its kind and never what it says."""
    for secret in islice(secrets, MOST_SECRETS):
        line, column = line_and_column(text, secret.start)
        end = (line, column + secret.end - secret.start)
        one_line = "\n" not in text[secret.start : secret.end]
        span = Span(path, line, column, end if one_line else None)
        message = f"this looks like {secret.kind}, which should not be in this file at all"
        hint = "change it where it is used, take it out of the file and of git's history"
        yield Finding("EST030", Severity.ERROR, message, span, hint)
    beyond = len(secrets) - MOST_SECRETS
    if beyond > 0:
        message = f"{beyond} more places in this file look like secrets"
        yield Finding("EST030", Severity.ERROR, message, Span(path, 1, 1))
