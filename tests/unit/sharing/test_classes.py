"""Every field has a class, and nothing that is read raises a ceiling."""

from __future__ import annotations

import typing
from collections.abc import Iterator

from pydantic import BaseModel

from estate.portfolio import Catalogue, Inventory, WorkspaceFile
from estate.sharing.classes import CLASSES, KINDS, NARROWED, Kind, class_of, lowest, rank


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _models_in(part)


def _all_models() -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = [Inventory, Catalogue, WorkspaceFile]
    while waiting:
        model = waiting.pop()
        if model in found:
            continue
        found.add(model)
        waiting += [base for base in model.__mro__ if _is_own(base)]
        for field in model.model_fields.values():
            waiting += _models_in(field.annotation)
    return found


def _is_own(base: type) -> bool:
    return issubclass(base, BaseModel) and base.__module__.startswith("estate.portfolio")


def _declared() -> set[str]:
    return {
        f"{model.__name__}.{name}"
        for model in _all_models()
        for name in model.model_fields
        if name in model.__annotations__
    }


def test_every_field_of_the_inventory_has_a_class() -> None:
    missing = _declared() - CLASSES.keys()
    assert not missing, f"fields that nobody classified: {sorted(missing)}"


def test_every_class_has_a_field() -> None:
    assert CLASSES.keys() <= _declared()
    assert len(_declared()) > 400  # the walk finds what there is


def test_a_field_stands_in_one_class_only() -> None:
    from estate.sharing.fields import FIELDS

    names = [
        f"{owner}.{name}"
        for owner, kinds in FIELDS.items()
        for several in kinds.values()
        for name in several.split()
    ]
    assert len(names) == len(set(names))


def test_what_is_not_classified_never_leaves() -> None:
    assert class_of("System.invented_tomorrow").ceiling == "council"
    assert class_of("").kind is Kind.UNCLASSIFIED


def test_no_default_is_above_its_ceiling_and_no_field_above_its_class() -> None:
    for field, found in CLASSES.items():
        rule = KINDS[found.kind]
        assert rank(found.default) <= rank(found.ceiling) <= rank(rule.ceiling), field
        assert rank(found.default) <= rank(rule.default), field
    assert NARROWED.keys() <= CLASSES.keys()


def test_what_must_never_leave_has_the_council_as_its_ceiling() -> None:
    """Reliability: location, risk, vulnerability, person, free text and trace stay."""
    kept = {"location", "risk", "vulnerability", "person", "free-text", "trace", "unclassified"}
    assert {kind.value for kind, rule in KINDS.items() if rule.ceiling == "council"} == kept
    for field in ("Record.notes", "System.name", "Vulnerabilities.critical", "System.hosting"):
        assert class_of(field).ceiling == "council"


def test_the_lowest_level_reaches_the_fewest() -> None:
    assert lowest("public", "sector", "council") == "council"
    assert lowest("public", "sector") == "sector"
