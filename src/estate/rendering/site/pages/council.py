"""A page for each council: its estate in short, and the ways to all that is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.portfolio import Fact, SystemRef
from estate.rendering.briefings import risk
from estate.rendering.briefings.architects.landscape import picture_now
from estate.rendering.briefings.contracts_ahead import book_of, days_table, within
from estate.rendering.briefings.steps import planned_words
from estate.rendering.canvas.blocks import Block, Cards, Link, Points, Section, Terms, Text, Tiles
from estate.rendering.canvas.blocks import said as prose
from estate.rendering.canvas.page_model import Card, Cell, Head, Ref, Table
from estate.rendering.kit.words import month, plural, visible
from estate.rendering.plan.page_words import lead, subtitle, tiles
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target, page_path
from estate.rendering.site.pages.system.rows import systems_table
from estate.rendering.site.pages.system.shared import roomy

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material, Scope

MONTHS = 24
DAYS = 12
"""As many days of contracts are told here; the page for procurement has all."""
WAYS = (
    ("members", "Members", "Risks to services, what comes first, cost, what people will notice."),
    ("board", "Digital board", "Decisions by date, roadmap, money, people, risks, benefits."),
    ("architects", "Architects", "Landscape, interfaces, scores with evidence, findings."),
    ("procurement", "Procurement", "Contract calendar, joint windows, opportunities, suppliers."),
)


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield the page of each council."""
    for council in material.councils:
        ref = Ref("council", council)
        yield ref, Target(page_path(ref))


def pages(material: Material) -> Iterator[Page]:
    """Yield the pages."""
    planned = planned_words(material.plan)
    for council in material.councils:
        scope = material.of(council)
        shown = (section for section in _sections(scope, planned) if section.blocks)
        yield Page(
            page_path(Ref("council", council)),
            "council",
            visible(scope.title),
            tuple(shown),
            subtitle(material.as_of, material.plan),
            (Link("Overview", Ref("page", "index")),),
        )


def _sections(scope: Scope, planned: dict[str, str]) -> Iterator[Section]:
    yield Section("summary", "In short", tuple(_short(scope)))
    yield Section("ways", "Four ways in", (_ways(scope),))
    yield Section("risk", "Most at risk", tuple(_risk(scope, planned)))
    yield Section("landscape", "The landscape", tuple(_landscape(scope)))
    yield Section("systems", "Systems", tuple(_systems(scope, planned)))
    yield Section("contracts", "Contracts next", tuple(_contracts(scope)))
    yield Section("platforms", "Shared platforms", tuple(_platforms(scope)))
    yield Section("capabilities", "What it is able to do", tuple(_capabilities(scope)))
    yield Section("trail", "Where this comes from", (_trail(scope),))


def _short(scope: Scope) -> Iterator[Block]:
    plan = scope.material.plan
    yield Tiles(tiles(scope.scores.totals, plan, scope.council))
    told = lead(scope.scores, 1, plan, scope.council)
    yield Terms(tuple((one.title, (one.words,)) for one in told))


def _ways(scope: Scope) -> Cards:
    return Cards(tuple(Card(way[1], "", way[2], _page(scope, way)) for way in WAYS))


def _page(scope: Scope, way: tuple[str, str, str]) -> Ref:
    """Return a way in of a council: that of the whole, where there is but one council."""
    alone = len(scope.material.councils) == 1
    return Ref("page", way[0] if alone else f"{scope.council}/{way[0]}")


def _risk(scope: Scope, planned: dict[str, str]) -> Iterator[Block]:
    if scope.scores.systems:
        material = scope.material
        yield risk.at_risk(
            scope.scores, scope.portfolio, material.graph, material.where, planned, material.plan
        )
    else:
        yield prose("No system in use is recorded.")


def _landscape(scope: Scope) -> Iterator[Block]:
    """Yield the picture that the page for architects has, and the way to its table."""
    figure = picture_now(scope) if scope.scores.systems and roomy(scope.material) else None
    if figure is not None:
        yield figure
        more = Link(
            "The same as a table, at each plateau and after the plan", _page(scope, WAYS[2])
        )
        yield Points(((more, ": the page for architects."),))


def _systems(scope: Scope, planned: dict[str, str]) -> Iterator[Block]:
    refs = [ref for ref, _ in scope.portfolio.systems()]
    if refs:
        caption = f"All {plural(len(refs), 'system')} on record"
        yield systems_table(scope.material, caption, refs, planned, councils=False)


def _contracts(scope: Scope) -> Iterator[Block]:
    book = book_of(scope)
    days = within(book, MONTHS)
    if not days:
        yield prose(f"Nothing to do about a contract within {MONTHS} months is known of.")
        return
    yield days_table("What falls due next", days[:DAYS], book, scope, tools=False)
    if len(days) > DAYS:
        more = Link(f"All {len(days):,} days within {MONTHS} months", _page(scope, WAYS[3]))
        yield Points(((more, ": the page for procurement."),))


def _platforms(scope: Scope) -> Iterator[Block]:
    material, council = scope.material, scope.council or ""
    joining = _joining(material, council)
    rows = tuple(
        (
            Cell(visible(platform.name), ref=Ref("platform", key)),
            Cell(platform.status or "not recorded"),
            Cell("member" if council in platform.members else "not a member"),
            Cell("; ".join(joining.get(key, ()))),
        )
        for key, platform in sorted(material.portfolio.catalogue.platforms.items())
        if council in platform.members or key in joining
    )
    if rows:
        heads = (Head("Platform"), Head("Status"), Head("Today"), Head("In the plan"))
        yield Table("Platforms that it is on, or joins", heads, rows, wide=False)
    else:
        yield prose("It is on no shared platform, as far as is recorded, and joins none.")


def _joining(material: Material, council: str) -> dict[str, list[str]]:
    """Return for each platform that a council's systems join in the plan which do, and when."""
    found: dict[str, list[str]] = {}
    for step in material.plan.steps_of(council) if material.plan else ():
        if step.onto and step.onto.startswith("platform:"):
            words = f"{visible(step.name)} joins, live {month(step.live)}"
            found.setdefault(step.onto.removeprefix("platform:"), []).append(words)
    return found


def _capabilities(scope: Scope) -> Iterator[Block]:
    known = scope.material.portfolio.catalogue.capabilities
    served: dict[str, list[SystemRef]] = {}
    for ref, system in scope.portfolio.systems():
        for key in system.capabilities if system.in_use else ():
            served.setdefault(key, []).append(ref)
    rows = tuple(
        (
            Cell(visible(known[key].name if key in known else key), ref=Ref("capability", key)),
            Cell(f"{len(refs):,}"),
            Cell(", ".join(visible(scope.portfolio.system(ref).name) for ref in refs)),
        )
        for key, refs in sorted(served.items())
    )
    if rows:
        heads = (Head("Capability"), Head("Systems", number=True), Head("Which"))
        yield Table("Capabilities that its systems serve", heads, rows)
    without = [key for key in sorted(known) if key not in served]
    if without:
        yield prose(
            "No system in use is recorded for these. That may mean that none is there, or that "
            "nobody has recorded it:"
        )
        ways = [Link(visible(known[key].name), Ref("capability", key)) for key in without]
        yield Points((tuple(part for way in ways for part in ("; ", way))[1:],))


def _trail(scope: Scope) -> Points:
    place = scope.material.where(Fact(scope.name, ("council",)))
    record: Text = (
        ("Its record: ", Link(visible(place), Ref("source", place)), ".")
        if place
        else ("Its record stands in no file.",)
    )
    worked = Link("How its figures were worked out", Ref("working", scope.name))
    return Points((record, (worked, ".")))
