"""How one page of the site leads to another."""

from __future__ import annotations

import pytest

from estate.rendering.site.links import Target, relative


@pytest.mark.parametrize(
    ("start", "path", "fragment", "link"),
    [
        ("index.html", "board.html", "", "board.html"),
        ("index.html", "systems/a/b.html", "risk", "systems/a/b.html#risk"),
        ("systems/a/b.html", "systems/a/c.html", "", "c.html"),
        ("systems/a/b.html", "index.html", "", "../../index.html"),
        ("systems/a/b.html", "systems/a/b.html", "risk", "#risk"),
        ("systems/a/b.html", "systems/a/b.html", "", "b.html"),
        ("index.html", "sources/100% #1 é.toml.html", "L1",
         "sources/100%25%20%231%20%C3%A9.toml.html#L1"),
        ("sources/a?.html", "sources/a?.html", "", "a%3F.html"),
    ],
)  # fmt: skip
def test_a_link_names_a_file_by_its_way_from_the_page(
    start: str, path: str, fragment: str, link: str
) -> None:
    assert relative(start, Target(path, fragment)) == link
