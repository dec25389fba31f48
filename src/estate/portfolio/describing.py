"""What each key means, in the words that stand under it in the types."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING, cast

from estate.portfolio.base import Noun

if TYPE_CHECKING:
    from pydantic import BaseModel


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return, by attribute, what stands under each in a type and in those it is derived from.

    Read from the source when somebody asks: pydantic would read it at every start of the program.
    """
    texts: dict[str, str] = {}
    for owner in reversed(model.__mro__):
        if issubclass(owner, Noun) and owner is not Noun:
            texts |= _own(owner)
    return texts


def _own(owner: type[Noun]) -> dict[str, str]:
    definition = cast("ast.ClassDef", ast.parse(dedent(inspect.getsource(owner))).body[0])
    return {
        cast("ast.Name", attribute.target).id: inspect.cleandoc(
            cast("str", ast.literal_eval(text.value))
        )
        for attribute, text in pairwise(definition.body)
        if isinstance(attribute, ast.AnnAssign) and isinstance(text, ast.Expr)
    }
