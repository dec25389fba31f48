"""From the text of a condition to what it is made of, or to a fault that points into it.

The parser is LALR(1): it looks at each character a bounded number of times, and its stack is a
list, so that neither length nor parentheses can bring it down. Importing this imports lark.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, cast

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from estate.query.syntax import (
    DEEPEST,
    LONGEST,
    All,
    AnyOf,
    Bare,
    Compare,
    Condition,
    ConditionFault,
    Day,
    Flag,
    Known,
    Name,
    Number,
    Place,
    Shifted,
    Span,
    Text,
    Value,
    contrary,
    joined,
)
from estate.query.wording import expected_words, how_to_write, instead_of, one_of_a_list, shortened

GRAMMAR = r"""
either: both (OR both)*
both: negation (AND negation)*
?negation: NOT negation -> contrary
    | "(" either ")"
    | WORD -> flag
    | WORD RELATION value -> compare
    | WORD IN values -> among
    | WORD NOT IN values -> not_among
    | WORD IS [NOT] WORD -> known
values: value -> one_value
    | "[" value ("," value)* [","] "]"
?value: WORD -> bare
    | WORD (PLUS | MINUS) NUMBER WORD -> shifted
    | QUOTED -> text
    | DATE -> day
    | SPAN -> span
    | [MINUS] NUMBER -> number
    | [MINUS] MONEY -> money

QUOTED: /"(?:[^"\\]|\\.)*"|'[^']*'/s
DATE.4: /[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w.\/-])/
SPAN.3: /[0-9]{4}-[0-9]{2}(?![\w.\/-])/
NUMBER.2: /[0-9](?:_?[0-9])*(?:\.[0-9]+)?(?![\w.\/])/
MONEY: /£[0-9](?:[_,]?[0-9])*(?:\.[0-9]+)?[km]?(?![\w.\/])/
WORD: /[A-Za-z*?](?:[A-Za-z0-9_.@\/:*?]|-(?=[A-Za-z0-9_*?]))*/
RELATION: "<=" | ">=" | "!=" | "!~" | "=" | "<" | ">" | "~"
PLUS: "+"
MINUS: "-"
%declare AND OR NOT IN IS
%import common.WS
%ignore WS
"""

KEYWORDS = {"and": "AND", "or": "OR", "not": "NOT", "in": "IN", "is": "IS"}
RELATION_WORDS = ("contains", "has")
UNITS = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
MOST_DIGITS = 18
_GROUPED = re.compile(r"£(?:[0-9_]+|[0-9]{1,3}(?:,[0-9]{3})+)(?![0-9_,])")
"""A sum with no commas, or with one before each three digits."""
_THOUSANDS = {"k": 1_000, "m": 1_000_000}


def parse(text: str) -> Condition:
    """Return the condition that a text says.

    Raises:
        ConditionFault: when it says none; the fault points at the place.
    """
    if len(text) > LONGEST:
        raise ConditionFault(
            f"the condition has {len(text):,} characters; {LONGEST:,} is the most",
            Place(0, 1),
            text=text[:LONGEST],
        )
    try:
        condition = cast("Condition", _parser().parse(text))
    except (UnexpectedCharacters, UnexpectedToken) as fault:
        raise _explained(fault, text) from None
    except ConditionFault as fault:
        raise ConditionFault(fault.message, fault.place, fault.hint, text) from None
    if condition.depth > DEEPEST:
        message = f"the condition is nested more than {DEEPEST} deep"
        raise ConditionFault(message, Place(0, 1), "say it simpler", text)
    return condition


def _word(token: Token) -> Token:
    """Tell the words of the language from names, whatever their case."""
    lower = token.lower()
    kind = "RELATION" if lower in RELATION_WORDS else KEYWORDS.get(lower, token.type)
    return token if kind == token.type else Token.new_borrow_pos(kind, lower, token)


@cache
def _parser() -> Lark:
    return Lark(
        GRAMMAR,
        parser="lalr",
        lexer="basic",
        start="either",
        transformer=_Builder(),
        lexer_callbacks={"WORD": _word},
        maybe_placeholders=True,
        propagate_positions=False,
    )


def _at(first: Token, last: Token | None = None) -> Place:
    start = first.start_pos or 0
    end = (last or first).end_pos or start
    return Place(start, max(end - start, 1))


def _name(token: Token) -> Name:
    return Name(str(token), _at(token))


class _Builder(Transformer[Any, Any]):
    """Builds conditions from the bottom up, while the text is read."""

    def either(self, parts: list[Any]) -> Condition:
        return joined(AnyOf, parts[::2])

    def both(self, parts: list[Any]) -> Condition:
        return joined(All, parts[::2])

    def contrary(self, parts: list[Any]) -> Condition:
        return contrary(parts[1])

    def flag(self, parts: list[Token]) -> Condition:
        return Flag(_name(parts[0]))

    def compare(self, parts: list[Any]) -> Condition:
        name, relation, value = parts
        return _compared(_name(name), str(relation), (value,), _at(relation))

    def among(self, parts: list[Any]) -> Condition:
        return Compare(_name(parts[0]), "in", parts[2], _at(parts[1]))

    def not_among(self, parts: list[Any]) -> Condition:
        return contrary(Compare(_name(parts[0]), "in", parts[3], _at(parts[2])))

    def known(self, parts: list[Any]) -> Condition:
        name, _, negated, state = parts
        if state.lower() not in {"known", "unknown"}:
            raise ConditionFault(
                f"'{state}' cannot follow `is`",
                _at(state),
                "write `is known` or `is unknown`; for a value, =",
            )
        positive = (state.lower() == "known") == (negated is None)
        condition = Known(_name(name))
        return condition if positive else contrary(condition)

    def one_value(self, parts: list[Any]) -> tuple[Value, ...]:
        return (parts[0],)

    def values(self, parts: list[Any]) -> tuple[Value, ...]:
        return tuple(part for part in parts if part is not None)

    def bare(self, parts: list[Token]) -> Value:
        return Bare(str(parts[0]), _at(parts[0]))

    def text(self, parts: list[Token]) -> Value:
        token = parts[0]
        inside = token[1:-1]
        if token.startswith('"'):
            inside = re.sub(r'\\(["\\])', r"\1", inside)
        return Text(inside, _at(token))

    def shifted(self, parts: list[Token]) -> Value:
        word, sign, amount, unit = parts
        if word.lower() != "today":
            raise ConditionFault(
                f"only `today` can be counted from, not '{word}'",
                _at(word),
                "such as today + 18 months",
            )
        plural = UNITS.get(unit.lower().removesuffix("s"))
        if plural is None:
            raise ConditionFault(
                f"'{unit}' is not a unit of time", _at(unit), "write days, weeks, months or years"
            )
        count = _figure(amount)
        if count.denominator != 1:
            raise ConditionFault("only whole units of time can be counted", _at(amount))
        return Shifted(int(count) * (-1 if sign == "-" else 1), plural, _at(word, unit))

    def day(self, parts: list[Token]) -> Value:
        token = parts[0]
        try:
            return Day(date.fromisoformat(token), _at(token))
        except ValueError:
            raise ConditionFault(f"there is no day {token}", _at(token)) from None

    def span(self, parts: list[Token]) -> Value:
        token = parts[0]
        year, part = int(token[:4]), int(token[5:])
        if not (1 <= part <= 12 or part == (year + 1) % 100) or year < 1:  # noqa: PLR2004  # months
            raise ConditionFault(
                f"{token} is neither a month nor a financial year",
                _at(token),
                "such as 2027-04 or 2027-28",
            )
        return Span(str(token), _at(token))

    def number(self, parts: list[Any]) -> Value:
        sign, token = parts
        return Number(_figure(token) * (-1 if sign else 1), place=_at(sign or token, token))

    def money(self, parts: list[Any]) -> Value:
        sign, token = parts
        if not _GROUPED.match(token):
            raise ConditionFault("commas part thousands", _at(token), "such as £1,000 or £1_000")
        return Number(_figure(token) * (-1 if sign else 1), True, _at(sign or token, token))  # noqa: FBT003


def _compared(name: Name, relation: str, values: tuple[Value, ...], place: Place) -> Condition:
    """Read `!=` and `!~` as the contraries of `=` and `~`."""
    if relation.startswith("!"):
        return contrary(Compare(name, relation[1:], values, place))
    return Compare(name, relation, values, place)


def _figure(token: Token) -> Fraction:
    digits = re.sub("[£_,]", "", token)
    scale = _THOUSANDS.get(digits[-1], 1)
    if len(digits) > MOST_DIGITS:
        raise ConditionFault(
            f"a number of {len(digits)} digits; {MOST_DIGITS} is the most", _at(token)
        )
    return Fraction(digits.rstrip("km")) * scale


def _explained(fault: UnexpectedCharacters | UnexpectedToken, text: str) -> ConditionFault:
    """Say of what the parser did not expect what it is, and what could stand there."""
    if isinstance(fault, UnexpectedCharacters):
        start = fault.pos_in_stream or 0
        wrong = re.match(r"[^\s()\[\]]+", text[start:])
        piece = wrong.group() if wrong else text[start]
        message, hint, length = how_to_write(piece, text[start:])
        return ConditionFault(message, Place(start, length), hint, text)
    token = fault.token
    could = expected_words(fault.accepts or fault.expected)
    if token.type == "$END":
        message = "the condition is empty" if not text.strip() else "the condition ends too early"
        return ConditionFault(message, Place(len(text.rstrip()), 1), could, text)
    place = _at(token)
    hint = one_of_a_list(text, place.start, place.length) or instead_of(text, place.start) or could
    return ConditionFault(f"'{shortened(token)}' cannot stand here", place, hint, text)
