from __future__ import annotations

import pytest

from estate.editing.canonical_kind import kind_of
from estate.portfolio import Catalogue, CouncilFile, WorkspaceFile


@pytest.mark.parametrize(
    ("place", "text", "tables", "expected"),
    [
        ("/w/estate.toml", "", "", WorkspaceFile),
        ("/w/catalogue/skills.toml", "", "skills", Catalogue),
        ("/w/councils/ross.toml", "", "skills", CouncilFile),
        ("/w/councils/ross/skills.toml", "", "suppliers", CouncilFile),
        ("/tmp/a.toml", "#:schema ../schemas/catalogue.schema.json\n", "skills", Catalogue),
        ("/tmp/a.toml", "# x\n#:schema catalogue.schema.json\n", "skills", CouncilFile),
        ("/tmp/a.toml", "", "estate", WorkspaceFile),
        ("/tmp/a.toml", "", "freezes suppliers", Catalogue),
        ("", "", "freezes", CouncilFile),
    ],
)
def test_kind(place: str, text: str, tables: str, expected: type) -> None:
    assert kind_of(place.split("/"), text, tables.split()) is expected
