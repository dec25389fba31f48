"""The whole site: complete, closed to the network, and safe whatever the record says."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.support.links import faults_of_site
from tests.unit.rendering import sample, sample_plan
from tests.unit.rendering.test_landscape import LAID_OUT

from estate.diagnostics import EnvironmentFault
from estate.graph import build
from estate.rendering.briefings.material import Material, Trail
from estate.rendering.site.build import site
from estate.rendering.site.frame import POLICY
from estate.scoring import score

if TYPE_CHECKING:
    from pathlib import Path

    from estate.graph import EstateGraph
    from estate.rendering.kit.artifact import Artifact
    from estate.scoring.results import Scores

VOID = {"meta", "link", "br", "img", "input", "hr"}
TRAIL = Trail("1.2.3", "ab" * 32)


class Outline(HTMLParser):
    """Reads a page and keeps what the tests ask about."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.unclosed: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.stack and self.stack[-1] == tag:
            self.stack.pop()
        else:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def material(*, plan: bool = True, fails: bool = False) -> Material:
    def layout(_: str) -> bytes:
        if fails:
            raise EnvironmentFault("graphviz-pure is not installed")
        return LAID_OUT

    return Material(
        build(sample.portfolio()),
        sample.scores(),
        sample.findings(),
        sample.where,
        layout,
        TRAIL,
        sample_plan.plan() if plan else None,
    )


def made(given: Material) -> dict[str, Artifact]:
    artifacts = list(site(given))
    assert len({one.name for one in artifacts}) == len(artifacts), "each file is made once"
    return {one.name: one for one in artifacts}


def pages_of(given: Material) -> dict[str, str]:
    found = made(given)
    return {name: found[name].content.decode() for name in found if name.endswith(".html")}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(material())


def test_there_is_a_page_for_every_reader_and_every_record(pages: dict[str, str]) -> None:
    ways = ("members", "board", "architects", "procurement")
    assert {f"{way}.html" for way in ways} <= set(pages)
    assert {f"councils/glenmore-{way}.html" for way in ways} <= set(pages)
    assert {f"councils/{council}.html" for council in ("glenmore", "strathallan")} <= set(pages)
    assert {"systems/strathallan/council-tax.html", "platforms/pupil-hub.html"} <= set(pages)
    assert {"capabilities/revenues.benefits.html", "index.html", "about.html"} <= set(pages)


def test_every_page_is_whole_and_its_ids_are_its_own(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        outline = Outline(text)
        assert (outline.stack, outline.unclosed) == ([], []), name
        ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), name


def test_nothing_can_be_fetched_from_outside_or_run_inline(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        for tag, attributes in Outline(text).tags:
            assert not any(key.startswith("on") or key == "style" for key in attributes), name
            for key in ("href", "src"):
                target = attributes.get(key) or ""
                assert ":" not in target, (name, tag)
                assert not target.startswith("//"), (name, tag)
        assert "<style" not in text, name
        assert not re.search(r"<script(?![^>]* src=)", text), name


def test_every_page_has_the_policy_that_allows_the_site_alone(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        policies = [
            attributes["content"]
            for attributes in Outline(text).all("meta")
            if attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policies == [POLICY], name
    assert POLICY.startswith("default-src 'none'; ")
    assert not re.search(r"unsafe|https?:|\*", POLICY)


def test_every_page_can_be_read_without_seeing_it(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        outline = Outline(text)
        assert outline.all("html")[0]["lang"] == "en-GB", name
        assert outline.all("a")[0]["href"] == "#main", name
        assert all(head.get("scope") in {"col", "row"} for head in outline.all("th")), name
        levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1, name
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), name
        assert len(outline.all("caption")) == len(outline.all("table")), name


def test_no_link_is_dead_and_no_page_is_lost(tmp_path: Path) -> None:
    for name, artifact in made(material()).items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    assert faults_of_site(tmp_path) == []


def test_hostile_names_are_shown_and_do_nothing(pages: dict[str, str]) -> None:
    text = pages["systems/strathallan/odd.html"]
    assert "<script>alert" not in text
    assert "\u202e" not in text
    assert "<script>alert('é & \"x\"')</script> \\u202eevil\\x07 \\" in Outline(text).text


def test_the_estate_in_short(pages: dict[str, str]) -> None:
    text = Outline(pages["index.html"]).text
    assert "7 systems in 2 councils. " in text
    assert "2 are red-rated: trouble is likely, and would do serious harm." in text
    assert "Of 2 more nobody can tell, because facts are not recorded." in text
    assert "It makes 3 changes, from Jan 2027 to Oct 2029, within every recorded budget" in text
    assert "Of the 2 that are red-rated today it changes 1." in text
    # 525,000 + 43,000 from the years' budgets, and 9,000 that none bears
    assert "£568k once, from budgets for change, and £9,000 more that no recorded" in text
    assert "one-off money from budgets, and £9,000 more that no budget bears" in text
    # 2 x (200,000 - 190,000), in the last year of twelve months
    assert "£20k lower running cost in 2027-28 than if nothing is done" in text
    # 400,000 of 410,000 is 97.56 %: rounded down
    assert "at least 97% of what any plan could save" in text
    assert "No plan whatever can cost less than £990,000: that is proven." in text
    assert "Doing nothing would also miss 4 deadlines." in text
    assert "Illustrative." in text


def test_each_page_says_where_it_comes_from(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        foot = Outline(text).text
        assert f"estate 1.2.3 · as of 1 Nov 2026 · input {'ab' * 6}" in foot, name


def test_each_picture_as_a_file_says_where_it_comes_from() -> None:
    found = made(material())
    drawn = [name for name in found if name.startswith("pictures/")]
    assert "pictures/timeline-strathallan.svg" in drawn
    for name in drawn:
        text = found[name].content.decode()
        assert f"input SHA-256 {'ab' * 32}</metadata>" in text, name
        assert text.count("<title") >= 1, name


def test_without_a_plan_there_is_still_a_site() -> None:
    found = made(material(plan=False))
    text = Outline(found["index.html"].content.decode()).text
    assert "What is at risk" in text
    assert "What to do first" not in text
    assert "pictures/timeline-estate.svg" not in found
    assert {"members.html", "board.html", "architects.html", "procurement.html"} <= set(found)


def test_a_landscape_that_cannot_be_drawn_is_named() -> None:
    found = made(material(fails=True))
    assert not [name for name in found if name.startswith("pictures/landscape")]
    text = Outline(found["councils/glenmore-architects.html"].content.decode()).text
    assert "Landscape now: Glenmore Council is not drawn: graphviz-pure is not installed" in text


def test_the_same_input_gives_the_same_bytes() -> None:
    other = replace(
        material(),
        scores=sample.scores(reverse=True),
        findings=tuple(reversed(sample.findings())),
    )
    assert made(material()) == made(other)


def small(graph: EstateGraph) -> tuple[Scores, Material]:
    scores = score(graph, sample.AS_OF)
    return scores, Material(graph, scores, (), sample.where, lambda _: LAID_OUT, TRAIL)


def test_a_council_shows_its_own_landscape_only() -> None:
    councils: dict[str, dict[str, object]] = {
        "a": {"council": {"name": "A"}},
        "a-b": {"council": {"name": "A B"}},
    }
    for council in councils.values():
        council["systems"] = {"x": {"name": "X"}}
    _, given = small(build(sample.portfolio(councils)))
    text = pages_of(given)["councils/a-architects.html"]
    assert "landscape-now-a-b" not in text
    assert "landscape-now-a" in text


def test_an_estate_without_systems_has_a_site() -> None:
    graph = build(sample.portfolio({"a": {"council": {"name": "Empty Council"}}}))
    _, given = small(graph)
    plan = replace(sample_plan.plan(steps=()), councils={})
    text = Outline(pages_of(replace(given, plan=plan))["index.html"]).text
    assert "0 systems: 0 red-rated, 0 cannot tell." in text
    assert "lower running cost" not in text


def test_a_council_alone_has_each_way_in_once() -> None:
    """Its pages are those of the whole: nothing is written twice."""
    graph = build(sample.portfolio({"strathallan": sample.STRATHALLAN}))
    _, given = small(graph)
    found = set(pages_of(given))
    assert {"members.html", "councils/strathallan.html"} <= found
    assert not [name for name in found if name.startswith("councils/strathallan-")]


def test_names_that_windows_keeps_for_itself_are_changed() -> None:
    councils = {"nul": {"council": {"name": "N"}, "systems": {"con": {"name": "C"}}}}
    _, given = small(build(sample.portfolio(councils)))
    stems = {part.partition(".")[0] for name in pages_of(given) for part in name.split("/")}
    assert not {"nul", "con"} & stems
    assert {"nul-", "con-"} <= stems
