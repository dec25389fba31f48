"""ArchiMate models of random records: every text is another, and any key may be filled."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from pydantic import BaseModel
from tests.support.archimate_rules import faults, parsed
from tests.support.canaries import Canaries
from tests.support.shared_estates import AS_OF, Estate, sharing
from tests.unit.rendering.exchange.exchange_sample import material_of
from tests.unit.rendering.exchange.hostile_estate import hostile, hostile_planned

from estate.rendering.exchange.archimate import LEFT, archimate
from estate.rendering.exchange.archimate.model import one_line
from estate.rendering.exchange.fields import records

SEEDS = range(6)
STAYS = {"notes", "allow", "sharing", "options", "note"}
NAMES = {
    "systems": "body capabilities consumers data depends_on extended_support moves_with platform "
    "product standards technology",
    "contracts": "framework successor supplier systems",
    "interfaces": "from_ to",
}
"""Keys that name other records: relations, where those are there, and told as lost where not."""


def estate(seed: int) -> Estate:
    shared = sharing(Random(seed), "sector", Canaries())
    return Estate(shared, Random(seed), Random(seed + 100))


def texts(value: object, skip: set[str]) -> Iterator[str]:
    """Yield every text in a record."""
    if isinstance(value, BaseModel):
        value = {key: getattr(value, key) for key in type(value).model_fields}
    if isinstance(value, dict):
        for key, own in value.items():
            if key not in skip:
                yield from texts(own, skip)
    elif isinstance(value, list | tuple):
        for own in value:
            yield from texts(own, skip)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("seed", SEEDS)
def test_every_text_of_every_record_is_in_the_model_but_for_what_stays(seed: int) -> None:
    made = material_of(estate(seed).portfolio(), day=AS_OF)
    content = archimate(made).files[0].content
    assert faults(content) == []
    read = "\n".join(parsed(content).itertext())
    tried = 0
    for table, address, record in records(made):
        if table not in LEFT:
            for text in texts(record, STAYS | {*NAMES.get(table, "").split()}):
                assert " ".join(one_line(line) for line in text.splitlines()) in read, address
                tried += 1
    assert tried > 50


@pytest.mark.parametrize("seed", SEEDS)
def test_no_notes_and_no_remarks_are_in_the_model(seed: int) -> None:
    made = material_of(estate(seed).portfolio(), day=AS_OF)
    read = archimate(made).files[0].content.decode()
    kept = [
        text
        for _, _, record in records(made)
        for text in (*_of(record, "notes"), *_remarks(record))
    ]
    assert kept
    assert not [text for text in kept if text in read]


def _of(record: BaseModel, key: str) -> list[str]:
    found = getattr(record, key, None)
    return [found] if found else []


def _remarks(record: Any) -> list[str]:  # noqa: ANN401  # of any type
    return [each.note for each in getattr(record, "evidence", {}).values() if each.note]


def test_harmful_names_break_no_rule() -> None:
    assert faults(archimate(hostile()).files[0].content) == []
    assert faults(archimate(hostile_planned()).files[0].content) == []
