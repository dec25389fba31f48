"""JSON Schemas of the inventory's files, for editors that complete and explain keys.

TOML has no null, so a key that may be absent is simply not required: the schemas never say `null`.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from pydantic.json_schema import GenerateJsonSchema

from estate.portfolio import Catalogue, CouncilFile, WorkspaceFile
from estate.portfolio.agreement import AgreementFile, RecipeFile
from estate.portfolio.describing import descriptions
from estate.portfolio.examples import example_of
from estate.portfolio.scenario import ScenarioFile

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

    from estate.portfolio.base import Noun

DIALECT = "https://json-schema.org/draft/2020-12/schema"

KINDS: dict[str, tuple[type[Noun], str]] = {
    "agreement": (AgreementFile, "An agreement: what a council lets others see, and until when"),
    "catalogue": (Catalogue, "A file of the catalogue: what councils have in common"),
    "council": (CouncilFile, "A file of one council: its systems, interfaces, contracts and means"),
    "estate": (WorkspaceFile, "estate.toml: the workspace and the policy of its plan"),
    "recipe": (RecipeFile, "The recipe of share packs: what for, which fields, how coarse"),
    "scenario": (ScenarioFile, "A scenario: what would be otherwise, for a plan beside the plan"),
}
"""The kinds of file that people write, with the type that each is read into."""
PACK = "pack"
"""The kind of file that programs write and read: a share pack."""


class _WithoutNull(GenerateJsonSchema):
    """The schema of what may be written in TOML."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        described = super().model_schema(schema)
        texts = descriptions(cast("type[BaseModel]", schema["cls"]))
        for key, field in schema["cls"].model_fields.items():
            found = described.get("properties", {}).get(field.alias or key)
            if found is not None and key in texts:
                found["description"] = texts[key]
            if found is not None and _is_plain(found):
                found |= _examples(schema["cls"].__name__, field.alias or key)
        return described

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        described = super().dict_schema(schema)
        if "patternProperties" in described:
            # An editor is to mark an id that is not in the right form, as reading does.
            described["additionalProperties"] = False
        return described

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        if described.get("default", ...) in (None, [], {}):
            described.pop("default", None)
        return described


def _is_plain(found: JsonSchemaValue) -> bool:
    """Whether a key takes a text, number or date that is not one of a few, or an array of such."""
    if found.get("type") == "array":
        return _is_plain(found["items"])
    return found.get("type") in {"string", "integer", "number"} and not found.keys() & {
        "enum",
        "const",
    }


def _examples(owner: str, key: str) -> JsonSchemaValue:
    example = example_of(owner, key)
    if example is None:
        return {}
    plain = example.isoformat() if isinstance(example, date) else example
    return {"examples": [list(plain) if isinstance(plain, tuple) else plain]}


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file: one of `KINDS`, or `pack`.

    Raises:
        KeyError: when there is no such kind.
    """
    model, title = _pack() if kind == PACK else KINDS[kind]
    schema = model.model_json_schema(schema_generator=_WithoutNull)
    return {"$schema": DIALECT, **_untitled(schema), "title": title}


def schema_of_type(model: type[BaseModel], title: str) -> dict[str, Any]:
    """Return the JSON Schema of what a type is written as, null where a value may be missing."""
    schema = model.model_json_schema(mode="serialization")
    return {"$schema": DIALECT, **_untitled(schema), "title": title}


def _pack() -> tuple[type[Noun], str]:
    from estate.sharing.pack import Pack  # noqa: PLC0415  # seldom asked for

    return Pack, "A share pack: what one council lets others see"


def schema_text(kind: str) -> str:
    """Return the schema as the text of its file, keys in a fixed order."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _untitled(node: Any) -> Any:  # noqa: ANN401  # any JSON
    """Drop the titles that only repeat a key; they crowd what an editor shows."""
    if isinstance(node, list):
        return [_untitled(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _untitled(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
    }
