"""The page on sharing, followed to the letter, with its table of classes."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tests.support.documents import ROOT, Block, follow, rewrite

from estate.sharing.classes import CLASSES, KINDS, NARROWED, class_of
from estate.sharing.places import PLACES

PAGE = ROOT / "docs" / "sharing.md"
_TABLE = re.compile(r"(?<=test_sharing_page` -->\n).*?(?=<!-- end of classes -->)", re.DOTALL)
LEVELS = {"council": "stays", "sector": "sector", "public": "public"}


def classes_table() -> str:
    """Return the classes, how far each travels, and which fields packs have a place for."""
    lines = [
        "| class | what it covers | by default | at most | fields with a place in packs |",
        "|---|---|---|---|---|",
    ]
    for kind, rule in KINDS.items():
        told = [name for name in PLACES if class_of(name).kind is kind]
        fields = ", ".join(f"`{name}`{_narrowed(name)}" for name in told)
        lines.append(
            f"| {kind.value} | {rule.covers} | {LEVELS[rule.default]} | {LEVELS[rule.ceiling]} "
            f"| {fields or 'none'} |"
        )
    return "\n".join(lines) + "\n"


def _narrowed(name: str) -> str:
    if name not in NARROWED:
        return ""
    found = class_of(name)
    return f" (stays by default; at most {found.ceiling})"


Followed = tuple[Path, list[tuple[Block, str]]]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """The folder in which the page was followed, and what its commands printed."""
    folder = tmp_path_factory.mktemp("sharing")
    return folder, follow(PAGE.read_text(encoding="utf-8"), folder)


def test_the_page_prints_what_it_says_it_prints(followed: Followed) -> None:
    """Mend with `python -m tests.support.documents docs/sharing.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    _, played = followed

    assert len(played) == 5
    assert rewrite(markdown, played) == markdown


def test_the_table_of_classes_is_the_programs() -> None:
    """Mend with `python -m tests.docs.test_sharing_page`."""
    found = _TABLE.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found.group() == classes_table()
    assert set(re.findall(r"`([A-Z]\w+\.\w+)`", found.group())) == set(PLACES)


def test_nothing_of_the_example_that_is_private_is_in_its_packs(followed: Followed) -> None:
    folder, _ = followed
    files = sorted((folder / "packs").iterdir())
    assert len(files) >= 10
    for file in files:
        text = file.read_text(encoding="utf-8")
        for secret in ("srv-sql02", "Unpatched", "revmaster@", "Information Risk", "premises"):
            assert secret not in text, file.name
        assert "people.payroll" not in text


def test_no_field_of_a_class_that_never_leaves_has_a_place() -> None:
    for name in PLACES:
        assert name in CLASSES
        assert class_of(name).ceiling != "council", name


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_TABLE.sub(lambda _: classes_table(), page), encoding="utf-8")
    sys.exit(0)
