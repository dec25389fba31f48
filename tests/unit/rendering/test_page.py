"""The pages: complete, closed to the network, and safe whatever the record says."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tests.unit.rendering import sample, sample_plan
from tests.unit.rendering.test_landscape import LAID_OUT

from estate.diagnostics import EnvironmentFault
from estate.graph import build
from estate.rendering.site.report import Report
from estate.scoring import score

VOID = {"meta", "link", "br", "img", "input", "hr"}


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
        if not self.stack or self.stack[-1] != "style":
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def report(*, plan: bool = True, fails: bool = False) -> Report:
    def layout(_: str) -> bytes:
        if fails:
            raise EnvironmentFault("graphviz-pure is not installed")
        return LAID_OUT

    return Report(
        build(sample.portfolio()),
        sample.scores(),
        sample.findings(),
        sample.where,
        layout,
        sample_plan.plan() if plan else None,
    )


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    made = report().artifacts()
    return {a.name: a.content.decode() for a in made if a.name.endswith(".html")}


PAGES = ["index.html", "council-glenmore.html", "council-strathallan.html"]
each_page = pytest.mark.parametrize("name", PAGES)


def test_what_is_made() -> None:
    names = [artifact.name for artifact in report().artifacts()]
    assert names == sorted(names)
    assert set(PAGES) <= set(names)
    assert {"timeline-estate.svg", "timeline-strathallan.svg", "matrix-estate.svg"} <= set(names)
    assert {"landscape-now-glenmore.svg", "landscape-after-strathallan.svg"} <= set(names)
    assert "timeline-glenmore.svg" not in names  # nothing changes there


@each_page
def test_elements_are_closed_and_ids_are_unique(pages: dict[str, str], name: str) -> None:
    outline = Outline(pages[name])
    assert outline.stack == []
    assert outline.unclosed == []
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


@each_page
def test_nothing_can_be_fetched_or_run(pages: dict[str, str], name: str) -> None:
    outline = Outline(pages[name])
    assert not outline.all("script")
    for _, attributes in outline.tags:
        assert not any(key.startswith("on") or key == "style" for key in attributes)
        assert "src" not in attributes
        target = attributes.get("href") or ""
        assert ":" not in target
        assert not target.startswith("//")
    assert "http://" not in pages[name].replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in pages[name]


@each_page
def test_its_policy_allows_its_own_style_only(pages: dict[str, str], name: str) -> None:
    style = re.search("<style>(.*?)</style>", pages[name], re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = next(
        attributes["content"] or ""
        for attributes in Outline(pages[name]).all("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@each_page
def test_it_can_be_read_without_seeing_it(pages: dict[str, str], name: str) -> None:
    outline = Outline(pages[name])
    assert outline.all("html")[0]["lang"] == "en-GB"
    assert outline.all("a")[0]["href"] == "#main"
    ids = {attributes.get("id") for _, attributes in outline.tags}
    assert all((a["href"] or "")[1:] in ids for a in outline.all("a") if a["href"][:1] == "#")  # type: ignore[index]
    assert all(head.get("scope") in {"col", "row"} for head in outline.all("th"))
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert len(outline.all("caption")) == len(outline.all("table"))


def test_every_link_to_a_file_leads_to_one(pages: dict[str, str]) -> None:
    names = {artifact.name for artifact in report().artifacts()}
    for text in pages.values():
        files = {a["href"] for a in Outline(text).all("a") if (a["href"] or "#")[0] != "#"}
        assert files <= names


def test_hostile_names_are_shown_and_do_nothing(pages: dict[str, str]) -> None:
    text = pages["council-strathallan.html"]
    assert "<script" not in text
    assert "\u202e" not in text
    assert "<script>alert('é & \"x\"')</script> \\u202eevil\\x07 \\" in Outline(text).text


def test_the_estate_in_short(pages: dict[str, str]) -> None:
    text = Outline(pages["index.html"]).text
    assert "7 systems in 2 councils. " in text
    assert "2 are red-rated: trouble is likely, and would do serious harm." in text
    assert "Of 2 more nobody can tell, because facts are not recorded." in text
    assert "It makes 3 changes, from Jan 2027 to Oct 2029, within every recorded budget" in text
    assert "Of the 2 that are red-rated today it changes 1." in text
    # 9,000 x 1 of other one-off money in the estate's years, besides 735,000 + 60,000
    assert "£795k once, from budgets for change, and £9,000 more that no recorded" in text
    assert "one-off money from budgets, and £9,000 more that no budget bears" in text
    # 2 x 90 = 180 at first; (90 - 45) x 2 = 90 with the plan, (90 + 3) x 2 = 186 without
    assert "add up to 180 when the plan starts" in text
    assert "add up to 90 with the plan, and to 186 if nothing is done" in text
    # 2 x (200,000 - 190,000), in the last year of twelve months
    assert "£20k lower running cost in 2027-28 than if nothing is done" in text
    # 400,000 of 410,000 is 97.56 %: rounded down
    assert "at least 97% of what any plan could save" in text
    assert "No plan whatever can cost less than £990,000: that is proven." in text
    assert "Doing nothing would also miss 4 deadlines." in text
    assert "Illustrative." in text
    assert "The check of the record has 1 error, 1 warning and 1 note." in text


@each_page
def test_what_becomes_of_it_and_what_to_find_out(pages: dict[str, str], name: str) -> None:
    text = Outline(pages[name]).text
    assert "Risk if nothing is done, by quarter" in text
    # 25 points: the as-of date and 24 quarters of the policy's 72 months.
    assert text.count("1 Nov 2026") >= 1
    assert "Oct 2032" in text
    assert ("What to find out one by one" in text) == ("odd" in pages[name])


def test_the_trend_is_a_picture_of_each_page() -> None:
    names = {artifact.name for artifact in report(plan=False).artifacts()}
    assert {"trend-estate.svg", "trend-glenmore.svg", "trend-strathallan.svg"} <= names


def test_figures_lead_back_to_the_record(pages: dict[str, str]) -> None:
    assert "councils/strathallan.toml:30" in Outline(pages["council-strathallan.html"]).text


def test_every_reason_is_there_and_many_are_folded(pages: dict[str, str]) -> None:
    text = pages["council-strathallan.html"]
    card, row = text.split('id="roadmap"')
    for part in (card, row):
        assert all(f"Limit {number}." in part for number in range(6))
        assert '<details class="more"><summary>2 more</summary>' in part
    assert "more limit" not in text


def test_columns_that_say_nothing_are_left_out(pages: dict[str, str]) -> None:
    assert "In its way" in pages["index.html"]
    view = sample_plan.plan()
    free = replace(view, platforms=tuple(replace(each, barriers=()) for each in view.platforms))
    made = replace(report(), plan=free).artifacts()
    text = next(a for a in made if a.name == "index.html").content.decode()
    assert "Shared platforms" in text
    assert "In its way" not in text


def test_a_platforms_price_is_said_besides(pages: dict[str, str]) -> None:
    text = Outline(pages["council-strathallan.html"]).text
    assert "Platform's price a year" in text
    assert "£12,000" in text


def test_a_council_without_changes_says_so(pages: dict[str, str]) -> None:
    text = Outline(pages["council-glenmore.html"]).text
    assert "The plan changes nothing here" in text
    assert "lower running cost" not in text


def test_without_a_plan_there_is_still_a_page() -> None:
    artifacts = {a.name: a.content.decode() for a in report(plan=False).artifacts()}
    text = Outline(artifacts["index.html"]).text
    assert "What is at risk" in text
    assert "What to do first" not in text
    assert "timeline-estate.svg" not in artifacts


def test_a_landscape_that_cannot_be_drawn_is_named() -> None:
    artifacts = {a.name: a.content.decode() for a in report(fails=True).artifacts()}
    assert "landscape-now-glenmore.svg" not in artifacts
    text = Outline(artifacts["council-glenmore.html"]).text
    assert "Landscape now: Glenmore Council is not drawn: graphviz-pure is not installed" in text


def test_the_same_input_gives_the_same_bytes() -> None:
    one, other = report(), report()
    object.__setattr__(other, "scores", sample.scores(reverse=True))
    object.__setattr__(other, "findings", tuple(reversed(sample.findings())))
    assert one.artifacts() == other.artifacts()


def test_a_council_shows_its_own_landscape_only() -> None:
    councils: dict[str, dict[str, object]] = {
        "a": {"council": {"name": "A"}},
        "a-b": {"council": {"name": "A B"}},
    }
    for council in councils.values():
        council["systems"] = {"x": {"name": "X"}}
    graph = build(sample.portfolio(councils))
    scores = score(graph, sample.AS_OF)
    made = Report(graph, scores, (), sample.where, lambda _: LAID_OUT).artifacts()
    pages = {a.name: a.content.decode() for a in made}
    assert "landscape-now-a-b.svg" not in pages["council-a.html"]
    assert "landscape-now-a.svg" in pages["council-a.html"]


def test_an_estate_without_systems_has_a_page() -> None:
    graph = build(sample.portfolio({"a": {"council": {"name": "Empty Council"}}}))
    scores = score(graph, sample.AS_OF)
    plan = replace(sample_plan.plan(steps=()), councils={})
    made = Report(graph, scores, (), sample.where, lambda _: LAID_OUT, plan).artifacts()
    text = Outline(next(a for a in made if a.name == "index.html").content.decode()).text
    assert "0 systems: 0 are red-rated" in text
    assert "The plan changes nothing here" in text
    assert "lower running cost" not in text
