"""A page for each thing that a council must be able to do: who runs what for it, how it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.briefings.market import opportunity_ref
from estate.rendering.briefings.steps import planned_words
from estate.rendering.canvas.blocks import Block, Link, Points, Section, Terms, Text, Tiles, said
from estate.rendering.canvas.page_model import Ref, Tile
from estate.rendering.kit.words import day, listing, plural, pounds, visible
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target, page_path
from estate.rendering.site.pages.system.rows import (
    cost_of,
    crumbs_name,
    ends_of,
    systems_of,
    systems_table,
)
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from estate.portfolio import Capability
    from estate.rendering.briefings.material import Material


MOST_ROWS = 150
"""As many systems are told; the search page has all."""
_YES = {True: "yes", False: "no", None: "not recorded"}


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield the page of each capability of the catalogue, and of each that a system names."""
    for key in _held(material):
        ref = Ref("capability", key)
        yield ref, Target(page_path(ref))


def pages(material: Material) -> Iterator[Page]:
    """Yield the pages."""
    planned = planned_words(material.plan)
    known = material.portfolio.catalogue.capabilities
    for key, refs in _held(material).items():
        about = _About(material, key, known.get(key), refs, planned)
        shown = (section for section in about.sections() if section.blocks)
        yield Page(
            page_path(Ref("capability", key)),
            "capability",
            about.name,
            tuple(shown),
            f"Capability {key}",
            (Link("Overview", Ref("page", "index")),),
        )


def _held(material: Material) -> Mapping[str, list[SystemRef]]:
    """Return the systems in use that serve each capability, those that none serves among them."""
    found: dict[str, list[SystemRef]] = {
        key: [] for key in material.portfolio.catalogue.capabilities
    }
    for ref in systems_of(material):
        system = material.portfolio.system(ref)
        for key in dict.fromkeys(system.capabilities):
            found.setdefault(key, [])
            if system.in_use:
                found[key].append(ref)
    return dict(sorted(found.items()))


class _About:
    def __init__(
        self,
        material: Material,
        key: str,
        record: Capability | None,
        refs: Sequence[SystemRef],
        planned: dict[str, str],
    ) -> None:
        self._material, self._key, self._record = material, key, record
        self._refs, self._planned = refs, planned

    @property
    def name(self) -> str:
        return visible(self._record.name if self._record else self._key)

    def sections(self) -> Iterator[Section]:
        yield Section("short", "In short", tuple(self._short()))
        yield Section("systems", "Who runs what", tuple(self._who()))
        yield Section("cost", "What it costs", tuple(self._cost()))
        yield Section("contracts", "When contracts end", tuple(self._ends()))
        yield Section("together", "Sharing and buying together", tuple(self._together()))

    def _short(self) -> Iterator[Block]:
        red = [score for score in self._scores() if score is Answer.YES]
        unknown = [score for score in self._scores() if score is Answer.UNKNOWN]
        councils = {ref.council for ref in self._refs}
        yield Tiles(
            (
                Tile(f"{len(self._refs):,}", "systems in use for it"),
                Tile(f"{len(councils):,}", f"of {plural(len(self._material.councils), 'council')}"),
                Tile(f"{len(red):,}", "red-rated", "bad" if red else ""),
                Tile(
                    f"{len(unknown):,}", "cannot tell: facts are missing", "open" if unknown else ""
                ),
            )
        )
        record = self._record
        facts = (
            ("Citizens meet it themselves", _YES[record.citizen_facing if record else None]),
            ("The law requires it", _YES[record.statutory if record else None]),
            ("Services (LGSL)", ", ".join(map(str, record.lgsl)) if record else ""),
            ("Functions (LGFL)", ", ".join(map(str, record.esd_functions)) if record else ""),
            ("Channels", ", ".join(record.channels) if record else ""),
        )
        yield Terms(tuple((name, (value,)) for name, value in facts if value))

    def _worst(self) -> Sequence[SystemRef]:
        """Return all its systems; of very many those most at risk, so that the page stays small."""
        if len(self._refs) <= MOST_ROWS:
            return self._refs
        scores = self._material.scores.systems
        order = sorted(
            self._refs, key=lambda ref: (-scores[ref].overall.low, -scores[ref].overall.high, ref)
        )
        return order[:MOST_ROWS]

    def _scores(self) -> Iterator[Answer]:
        for ref in self._refs:
            score = self._material.scores.systems.get(ref)
            if score is not None:
                yield score.red_rated

    def _who(self) -> Iterator[Block]:
        if self._refs:
            shown = self._worst()
            caption = f"Systems in use for {self.name.lower()}"
            if len(shown) < len(self._refs):
                caption += f": the {len(shown)} most at risk of {len(self._refs):,}"
            yield systems_table(self._material, caption, shown, self._planned, councils=True)
        held = {ref.council for ref in self._refs}
        without = [name for name in self._material.councils if name not in held]
        if without:
            yield said(
                "No system in use is recorded for it at these councils. That may mean that none "
                "is there, or that nobody has recorded it:"
            )
            names: list[Text] = [
                (Link(crumbs_name(self._material, name), Ref("council", name)),) for name in without
            ]
            yield Points(tuple(names))

    def _cost(self) -> Iterator[Block]:
        if not self._refs:
            return
        known = sorted(
            (cost, ref) for ref in self._refs if (cost := cost_of(self._material, ref)) is not None
        )
        if not known:
            yield said("Nobody has recorded what any of these systems costs a year.")
            return
        least, most = known[0], known[-1]
        middle = median(cost for cost, _ in known)
        yield said(
            f"Recorded of {len(known):,} of {plural(len(self._refs), 'system')}: "
            f"{pounds(least[0])} to {pounds(most[0])} a year, the middle one "
            f"{pounds(round(middle))}."
        )
        if len(known) > 1:
            yield Points((self._at("Least", least), self._at("Most", most)))

    def _at(self, words: str, found: tuple[int, SystemRef]) -> Text:
        cost, ref = found
        name = visible(self._material.portfolio.system(ref).name)
        link = Link(name, Ref("system", str(ref)))
        council = crumbs_name(self._material, ref.council)
        return (f"{words}: ", link, f", {council}, {pounds(cost)} a year.")

    def _ends(self) -> Iterator[Block]:
        ends = sorted((end, ref) for ref in self._refs for end in ends_of(self._material, ref)[:1])
        if ends:
            if len(ends) > MOST_ROWS:
                yield said(f"The first {MOST_ROWS} of {len(ends):,}:")
            yield Terms(
                tuple(
                    (
                        day(end),
                        (
                            Link(
                                visible(self._material.portfolio.system(ref).name),
                                Ref("system", str(ref)),
                            ),
                            f", {crumbs_name(self._material, ref.council)}",
                        ),
                    )
                    for end, ref in ends[:MOST_ROWS]
                )
            )
        left = len(self._refs) - len(ends)
        if left:
            yield said(f"Of {plural(left, 'system')} no end of a contract is recorded.")

    def _together(self) -> Iterator[Block]:
        items: list[Text] = []
        for key, platform in sorted(self._material.portfolio.catalogue.platforms.items()):
            if self._key in platform.capabilities:
                link = Link(visible(platform.name), Ref("platform", key))
                status = platform.status or "status not recorded"
                items.append(("Shared platform: ", link, f", {status}."))
        for one in self._material.market.found:
            if self._key in one.capabilities:
                names = [visible(case.council.name) for case in one.cases]
                words = f"Buying together: {listing(names, 6)}"
                items.append((Link(words, opportunity_ref(one)), "."))
        if items:
            yield Points(tuple(items))
        else:
            yield said("No shared platform provides it, and no joint opportunity is known of.")
