"""A page for each shared platform: who is on it, who joins and why, and at what price."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from estate.portfolio import CATALOGUE, Fact, SystemRef
from estate.rendering.briefings.steps import planned_words
from estate.rendering.canvas.blocks import Block, Link, Points, Section, Terms, Text, said
from estate.rendering.canvas.page_model import Cell, Head, Ref, Table
from estate.rendering.kit.words import day, listing, month, plural, pounds, visible
from estate.rendering.plan.why_platform import outsider_words, platform_words
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target, page_path
from estate.rendering.site.pages.system.rows import (
    NOT_RECORDED,
    crumbs_name,
    systems_of,
    systems_table,
)
from estate.rendering.site.pages.system.words import product_words

if TYPE_CHECKING:
    from estate.planning import Reason
    from estate.planning.roadmap import PlatformPlan
    from estate.portfolio import Platform, Portfolio
    from estate.rendering.briefings.material import Material


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield the page of each platform of the catalogue."""
    for key in sorted(material.portfolio.catalogue.platforms):
        ref = Ref("platform", key)
        yield ref, Target(page_path(ref))


def platform_facts(it: Platform, portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """Yield what a platform's product, supplier and standards are called; "" where unknown."""
    catalogue = portfolio.catalogue
    supplier = catalogue.suppliers.get(it.supplier or "")
    known = catalogue.standards
    yield "product", product_words(it.product, portfolio) if it.product else ""
    yield "supplier", supplier.name if supplier else it.supplier or ""
    yield "standards", ", ".join(known[key].name if key in known else key for key in it.standards)


def pages(material: Material) -> Iterator[Page]:
    """Yield the pages."""
    planned = planned_words(material.plan)
    plans = {each.id: each.plan for each in material.plan.platforms} if material.plan else {}
    for key, platform in sorted(material.portfolio.catalogue.platforms.items()):
        about = _About(material, key, platform, plans.get(key), planned)
        shown = (section for section in about.sections() if section.blocks)
        yield Page(
            page_path(Ref("platform", key)),
            "platform",
            visible(platform.name),
            tuple(shown),
            f"Shared platform, {platform.status or 'status not recorded'}",
            (Link("Overview", Ref("page", "index")),),
        )


class _About:
    def __init__(
        self,
        material: Material,
        key: str,
        platform: Platform,
        plan: PlatformPlan | None,
        planned: dict[str, str],
    ) -> None:
        self._material, self._key, self._platform = material, key, platform
        self._plan, self._planned = plan, planned

    def sections(self) -> Iterator[Section]:
        yield Section("record", "What is recorded", tuple(self._record()))
        yield Section("price", "What it costs its members", tuple(self._prices()))
        yield Section("members", "Who is on it", tuple(self._members()))
        yield Section("plan", "In the plan", tuple(self._in_plan()))
        yield Section("joins", "Who joins, and why", tuple(self._joiners()))
        yield Section("others", "Who could join and does not", tuple(self._others()))

    def _text(self, words: str, *path: str) -> Text:
        place = self._material.where(Fact(CATALOGUE, ("platforms", self._key, *path)))
        if not place:
            return (visible(words),)
        return (f"{visible(words)} ", Link(f"[{visible(place)}]", Ref("source", place)))

    def _record(self) -> Iterator[Block]:
        it = self._platform
        opens = day(it.available_from) if it.available_from else ""
        names = dict(platform_facts(it, self._material.portfolio))
        facts = (
            ("Run by", it.host or "", "host"),
            ("Sponsor", it.sponsor or "", "sponsor"),
            ("Product", names["product"], "product"),
            ("Supplier", names["supplier"], "supplier"),
            ("Standards", names["standards"], "standards"),
            ("Open to join from", opens, "available_from"),
            ("Fewest members to set it up", _number(it.minimum_members), "minimum_members"),
            (
                "Councils that can join in a quarter",
                _number(it.onboarding_per_quarter),
                "onboarding_per_quarter",
            ),
            ("Setting it up", _once(it), "set_up"),
            ("What stands in its way", "; ".join(it.barriers), "barriers"),
            ("Published", it.source or "", "source"),
        )
        yield Terms(tuple((name, self._text(value, key)) for name, value, key in facts if value))
        missing = [name.lower() for name, value, _ in facts[:8] if not value]
        if missing:
            yield said(f"Not recorded: {', '.join(missing)}.")
        known = self._material.portfolio.catalogue.capabilities
        if it.capabilities:
            yield said("It provides:")
            yield Points(
                tuple(
                    (
                        Link(
                            visible(known[key].name if key in known else key),
                            Ref("capability", key),
                        ),
                    )
                    for key in it.capabilities
                )
            )

    def _prices(self) -> Iterator[Block]:
        if not self._platform.tiers:
            yield said("No price is recorded.")
            return
        rows = tuple(
            (
                Cell(f"{tier.members:,} and more"),
                Cell(pounds(tier.annual_price), key=str(tier.annual_price)),
            )
            for tier in sorted(self._platform.tiers, key=lambda tier: tier.members)
        )
        heads = (Head("Members"), Head("Price a year for each", number=True))
        yield Table("Price by number of members", heads, rows, wide=False)

    def _members(self) -> Iterator[Block]:
        names: list[Text] = [
            (Link(crumbs_name(self._material, council), Ref("council", council)),)
            for council in self._platform.members
        ]
        if names:
            yield said(f"{plural(len(names), 'council')}:")
            yield Points(tuple(names))
        else:
            yield said("No member is recorded.")
        on_it = [
            ref
            for ref in systems_of(self._material)
            if self._material.portfolio.system(ref).platform == self._key
        ]
        if on_it:
            yield systems_table(
                self._material, "Systems on it today", on_it, self._planned, councils=True
            )

    def _in_plan(self) -> Iterator[Block]:
        if self._plan is not None:
            yield said(platform_words(self._plan))
            if self._plan.lacks is not None:
                yield said("What it lacks to be worth opening:")
                yield Points(self._reasons(self._plan.lacks.reasons))
        elif self._material.plan is not None:
            yield said("No system that is planned for could join it.")

    def _joiners(self) -> Iterator[Block]:
        if self._plan is None or not self._plan.joiners:
            return
        rows = tuple(
            (
                Cell(self._name(one.system), ref=Ref("system", one.system)),
                Cell(month(one.live), key=one.live.isoformat()),
                Cell(pounds(one.price_with), key=str(one.price_with)),
                Cell(NOT_RECORDED if one.price_without is None else pounds(one.price_without))
                if len(self._plan.joiners) > 1
                else Cell("nobody else joins"),
                Cell(pounds(one.better), key=str(one.better)),
            )
            for one in self._plan.joiners
        )
        heads = (
            Head("System"),
            Head("Live"),
            Head("Price a year", number=True),
            Head("Others pay without it", number=True),
            Head("Better than keeping it", number=True),
        )
        yield Table("Systems that join, in today's money", heads, rows)
        for one in self._plan.joiners:
            yield said(f"{self._name(one.system)}:")
            yield Points(self._reasons(one.reasons))

    def _others(self) -> Iterator[Block]:
        for one in self._plan.others if self._plan else ():
            link = Link(self._name(one.system), Ref("system", one.system))
            reasons = one.reasons if one.start is None else (*one.reasons, *one.blockers)
            yield Points(((link, f", {outsider_words(one)}."), *self._reasons(reasons)))

    def _name(self, system: str) -> str:
        ref = SystemRef.parse(system)
        name = self._material.portfolio.system(ref).name
        return f"{visible(name)}, {crumbs_name(self._material, ref.council)}"

    def _reasons(self, reasons: Iterable[Reason]) -> tuple[Text, ...]:
        return tuple(self._reason(each) for each in reasons if each.words)

    def _reason(self, reason: Reason) -> Text:
        where = self._material.where
        place = next((found for fact in reason.facts if (found := where(fact))), None)
        if not place:
            return (visible(reason.words),)
        return (f"{visible(reason.words)} ", Link(f"[{visible(place)}]", Ref("source", place)))


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _once(platform: Platform) -> str:
    if platform.set_up is None:
        return ""
    parts = (
        f"{pounds(amount)} {name}"
        for amount, name in (
            (platform.set_up.capital, "capital"),
            (platform.set_up.revenue, "revenue"),
        )
        if amount
    )
    return listing(list(parts)) or pounds(0)
