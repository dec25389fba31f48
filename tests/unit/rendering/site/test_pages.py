"""Pages of one thing each: a council, system, platform, capability, its workings, its sources."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.support.documents import ROOT
from tests.unit.rendering.briefings.small import shown
from tests.unit.rendering.gold import same
from tests.unit.rendering.sample import HOSTILE
from tests.unit.rendering.site.two_councils import AS_OF, material, pages
from tests.unit.rendering.test_landscape import LAID_OUT

from estate.portfolio import SystemRef
from estate.portfolio.catalogue import Product, Standard, Supplier
from estate.reading.plan_file import parse_plan
from estate.rendering.briefings import source_parts
from estate.rendering.canvas.blocks import (
    Block,
    Briefing,
    Cards,
    Figure,
    Link,
    Listing,
    Points,
    Terms,
    Tiles,
)
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.terminal import Terminal
from estate.rendering.plan.plan_json import roadmap_json
from estate.rendering.showing.system import system_text
from estate.rendering.showing.view import SystemView
from estate.rendering.site.pages import capability, sources
from estate.rendering.site.pages.platform import platform_facts
from estate.rendering.site.pages.system import shared as system_shared
from estate.rendering.site.pages.system.content import _fact
from estate.rendering.site.pages.system.shared import Shared
from estate.rendering.site.pages.system.words import product_words

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material
    from estate.rendering.canvas.page_model import Card, Tile

TAGS = re.compile(r"<[^>]*>")
TEMPLATES = ROOT / "src" / "estate" / "rendering" / "templates"
WIDE = Terminal(width=10_000)


def _found(given: Material | None = None) -> dict[str, str]:
    return {page.path: html for page, html in pages(given or material())}


def _in_words(block: Block) -> Block:
    """Return names with what is said of them, tiles and lines as a list: a line each."""
    match block:
        case Terms():
            return Points(tuple((f"{name}: ", *text) for name, text in block.items))
        case Tiles():
            return Points(tuple((_led(f"{one.figure} {one.words}", one),) for one in block.items))
        case Cards():
            return Points(tuple((_led(f"{one.name}: {one.words}", one),) for one in block.items))
        case Listing():
            return Points(tuple((line,) for line in block.lines[:3]))
        case _:
            return block


def _led(words: str, one: Tile | Card) -> str | Link:
    return words if one.ref is None else Link(words, one.ref)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("council", "councils/east.html"),
        ("system", "systems/east/tax.html"),
        ("platform", "platforms/hub.html"),
        ("capability", "capabilities/revenues.council-tax.html"),
        ("working", "workings/east.html"),
        ("source", "sources/councils/west.toml.html"),
    ],
)
def test_a_page_of_each_kind_is_as_it_was_kept(name: str, path: str) -> None:
    found = {page.path: page for page, _ in pages(material())}
    page = found[path]
    assert page.kind == name
    sections = tuple(
        replace(one, blocks=tuple(map(_in_words, one.blocks))) for one in page.sections
    )
    same(f"site-{name}.txt", shown(Briefing(path, page.title, page.subtitle, sections)))


def test_every_link_leads_to_a_page_and_a_place_that_are_there() -> None:
    found = _found()
    places = {path: set(re.findall(r' id="([^"]+)"', html)) for path, html in found.items()}
    count = 0
    for path, html in found.items():
        for href in re.findall(r'<a [^>]*href="([^"]*)"', html):
            target, _, fragment = href.partition("#")
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            goal = whole if target else path
            assert goal in found, f"{path} leads to {href}"
            assert not fragment or fragment in places[goal], f"{path} leads to {href}"
            count += 1
    assert count > 100


def test_every_fact_of_a_system_leads_to_its_line() -> None:
    html = _found()["systems/east/tax.html"]
    assert "../../sources/councils/east.toml.html#L" in html
    assert "64 (licence count; 1 May 2026)" in html


def test_what_a_system_names_is_called_by_name() -> None:
    given = material()
    catalogue = given.portfolio.catalogue
    page = TAGS.sub("", _found(given)["systems/east/tax.html"])
    facts = page.partition("What is recorded")[2].partition("Legacy risk")[0]
    assert catalogue.capabilities["revenues.council-tax"].name in facts
    assert "revenues.council-tax" not in facts
    view = Shared(given).view(SystemRef("east", "tax"))
    assert view.system.product
    assert view.system.product not in facts
    assert product_words(view.system.product, given.portfolio) in facts


def test_what_is_made_for_a_council_leads_to_the_line_that_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = material()
    places: list[tuple[str | int, ...]] = []
    tax = given.portfolio.councils["east"].systems["tax"]
    made = tax.model_copy(update={"product": None, "bespoke": True})
    view = Shared(given).view(SystemRef("east", "tax"))
    monkeypatch.setattr(system_shared.SharedView, "system", made)
    monkeypatch.setattr(system_shared.SharedView, "place", lambda _, *path: places.append(path))
    assert "".join(map(str, _fact(view, "product", "made for it"))) == "made for it"
    assert places == [("bespoke",)]


def test_a_product_is_called_by_name_and_version() -> None:
    portfolio = material().portfolio
    product = Product.model_validate({"name": "RevMaster"})
    known = portfolio.catalogue.model_copy(update={"products": {"revmaster": product}})
    portfolio = replace(portfolio, catalogue=known)
    assert product_words("revmaster@8", portfolio) == "RevMaster 8"
    assert product_words("revmaster@service", portfolio) == "RevMaster, as a service"
    assert product_words("revmaster", portfolio) == "RevMaster"
    assert product_words("nowhere@2", portfolio) == "nowhere 2"


def test_a_platform_s_product_supplier_and_standards_are_called_by_name() -> None:
    given = material()
    catalogue = given.portfolio.catalogue
    hub = catalogue.platforms["hub"].model_copy(
        update={"product": "revmaster@8", "supplier": "acme", "standards": ("uprn",)}
    )
    named = catalogue.model_copy(
        update={
            "platforms": {"hub": hub},
            "products": {"revmaster": Product.model_validate({"name": "RevMaster"})},
            "suppliers": {"acme": Supplier.model_validate({"name": "Acme Ltd"})},
            "standards": {"uprn": Standard.model_validate({"name": "Property numbers"})},
        }
    )
    portfolio = replace(given.portfolio, catalogue=named)
    found = dict(platform_facts(hub, portfolio))
    assert found["product"] == "RevMaster 8"
    assert found["supplier"] == "Acme Ltd"
    assert found["standards"] == "Property numbers"


def test_a_council_s_page_shows_its_landscape_from_the_file_that_architects_have() -> None:
    given = replace(material(), layout=lambda _: LAID_OUT)
    found = {page.path: page for page, _ in pages(given)}
    own = next(one for one in found["councils/east.html"].sections if one.id == "landscape")
    html = _found(given)["councils/east.html"]
    assert isinstance(own.blocks[0], Figure)
    assert own.blocks[0].picture.file == "landscape-now-east.svg"
    assert 'src="../pictures/landscape-now-east.svg"' in html
    way = own.blocks[1]
    assert isinstance(way, Points)
    table = "The same as a table, at each plateau and after the plan"
    assert way.items[0][0] == Link(table, Ref("page", "east/architects"))


def test_a_council_s_landscape_fits_on_a_printed_page_with_its_heading() -> None:
    style = (TEMPLATES / "site.css").read_text(encoding="utf-8")
    found = re.search(r"body\.council figure \.scroll img\{max-height:(\d+)mm\}", style)
    assert found
    # A4 is 297 mm high; both margins are 12 mm, and heading, caption and link take some 40 mm.
    assert int(found[1]) <= 297 - 2 * 12 - 40


def test_hostile_names_are_shown_and_not_obeyed() -> None:
    for path, html in _found().items():
        assert "<script>alert" not in html, path
        assert "\u202e" not in html, path
        assert "\x07" not in html, path
    assert "&lt;script&gt;alert" in _found()["systems/east/lairs.html"]
    assert HOSTILE not in "".join(_found().values())


def test_the_same_record_in_another_order_gives_the_same_bytes() -> None:
    assert _found(material(turned=True)) == _found()


def test_a_page_says_of_a_system_what_the_screen_says() -> None:
    given = material()
    assert given.roadmap is not None
    assert given.plan is not None
    document = roadmap_json(given.roadmap, given.portfolio, AS_OF, given.where)
    planned = parse_plan(to_text(document).encode())
    shared = Shared(given)
    for ref, _ in given.portfolio.systems():
        findings = tuple(one for one in given.findings if one.subject == str(ref))
        alone = SystemView(given.graph, ref, AS_OF, given.where, findings, planned)
        assert system_text(shared.view(ref), WIDE) == system_text(alone, WIDE)


def test_the_sentences_of_the_screen_stand_on_the_page() -> None:
    given = material()
    view = Shared(given).view(SystemRef("east", "tax"))
    page = " ".join(TAGS.sub("", _found()["systems/east/tax.html"]).split())
    step = next(one for one in given.plan.steps if one.system == "east/tax")  # type: ignore[union-attr]
    for reason in (*step.why, *step.not_earlier):
        assert reason.words.replace("'", "&#39;") in page
    for criterion in view.score.criteria:
        assert criterion.name in page


def test_without_a_plan_pages_say_nothing_of_one() -> None:
    found = _found(material(planned=False))
    for path, html in found.items():
        assert "In the plan" not in html, path
    assert "Who joins, and why" not in found["platforms/hub.html"]
    assert "Red-rated systems" in found["workings/east.html"]


def test_what_is_not_recorded_is_said() -> None:
    found = _found()
    assert "No member is recorded." in found["platforms/hub.html"]
    burials = found["capabilities/community.burials.html"]
    assert "No system in use is recorded for it at these councils." in burials
    assert "Nobody has recorded what any of these systems costs a year." in burials
    lairs = TAGS.sub("", found["systems/east/lairs.html"])
    assert "Not recorded: users, criticality, product" in lairs
    assert "No contract that names it is recorded." in lairs


def test_a_capability_tells_the_spread_of_what_is_paid() -> None:
    html = TAGS.sub("", _found()["capabilities/revenues.council-tax.html"])
    # £80,000 and £120,000: the middle is £100,000.
    assert (
        "Recorded of 2 of 2 systems: £80,000 to £120,000 a year, the middle one £100,000." in html
    )


def test_of_very_many_systems_those_most_at_risk_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capability, "MOST_ROWS", 1)
    html = _found()["capabilities/revenues.council-tax.html"]
    assert "the 1 most at risk of 2" in html
    # Both have the same range of impact; East's contract is a known likelihood, so it is above.
    assert 'href="../systems/east/tax.html">Tax billing</a></th>' in html
    assert 'href="../systems/west/tax.html">Tax billing</a></th>' not in html


def test_a_large_estate_has_short_pages_that_name_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = _found()["systems/east/tax.html"]
    monkeypatch.setattr(system_shared, "MOST_SYSTEMS", 0)
    short = _found()["systems/east/tax.html"]
    assert len(short) < len(whole) / 2
    assert "<svg" not in short
    assert "The rest: `estate show east/tax`." in short


def test_a_long_file_is_cut_into_parts_that_lead_to_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(source_parts, "MOST_IN_A_PAGE", 100)
    text = "".join(f"line {n}\n" for n in range(1, 11))
    # 30 or 31 characters a line with its mark-up: three fit.
    assert source_parts.source_parts([("a.toml", text)]) == {"a.toml": (4, 7, 10)}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb\n", ("a", "b")),
        ("a\r\nb", ("a", "b")),
        ("", ()),
        ("\n\n", ("", "")),
        ("a\x0cb\u2028c\n", ("a\x0cb\u2028c",)),
    ],
)
def test_lines_are_counted_as_toml_counts_them(text: str, lines: tuple[str, ...]) -> None:
    assert source_parts.lines_of(text) == lines


def test_files_that_are_together_too_large_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_parts, "MOST_IN_ALL", 10)
    assert source_parts.source_parts([("a", "12345"), ("b", "123456")]) == {}
    assert source_parts.source_parts([("a", "12345"), ("b", None)]) == {"a": ()}


def test_lines_of_a_source_can_be_led_to() -> None:
    html = _found()["sources/councils/east.toml.html"]
    assert '<ol class="source" start="1">' in html
    assert '<li id="L7"># line 7 of east &lt;script&gt;' in html
    assert not list(sources.targets(material()))
