"""Leaks planted one at a time: each is caught by the canaries or by non-interference.

A leak that is planted and not caught fails: then the proof is too weak, whatever else passes.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from tests.support import leaving
from tests.support.leaving import estate_of, everything
from tests.support.searching import found

from estate.portfolio import Inventory, Portfolio, System
from estate.portfolio.agreement import ShareLevel
from estate.rendering.comparing.files import compared_files
from estate.rendering.comparing.section import Compared, Section
from estate.rendering.kit.artifact import Artifact
from estate.rendering.sharing.files import pack_files
from estate.rendering.sharing.preview import preview_text
from estate.sharing import classes, counting, ids, project, project_systems, ruling, telling
from estate.sharing.classes import FieldClass, Kind, class_of
from estate.sharing.coarsen import exactly
from estate.sharing.pack import Days, Pack, PackSystem
from estate.sharing.places import PLACES, Place
from estate.sharing.project import Request

SCORES = ("legacy", "red-rated")
LEVELS: tuple[ShareLevel, ...] = ("sector", "public")
ESTATES = 30
"""Estates that are tried before a leak counts as not caught; of the first, a comparison as well."""
Leak = Callable[[pytest.MonkeyPatch, "Spy"], None]
LEAKS: dict[str, Leak] = {}


@dataclass
class Spy:
    """What a leaky renderer could reach for: the record of which a pack is made."""

    portfolios: list[Portfolio] = field(default_factory=list)

    @property
    def inventory(self) -> Inventory:
        """The council's record, as last seen."""
        return self.portfolios[-1].councils["examplebury"]

    @property
    def secret(self) -> str:
        """A private text."""
        return next(iter(self.inventory.systems.values())).name

    @property
    def risks(self) -> dict[str, int]:
        """How many open vulnerabilities a system has, by its own id."""
        return {
            name: (system.vulnerabilities.critical or 0) if system.vulnerabilities else 0
            for name, system in self.inventory.systems.items()
        }


def leak(name: str) -> Callable[[Leak], Leak]:
    """Plant a leak under a name."""

    def planted(plant: Leak) -> Leak:
        LEAKS[name] = plant
        return plant

    return planted


def caught(estates: int = ESTATES) -> Iterator[str]:
    """Yield what the two proofs say against the program as it stands."""
    for seed in range(estates):
        pair = [estate_of(seed, secret, LEVELS[seed % 2], SCORES) for secret in (1, 2)]
        ours, theirs = (
            everything(each.portfolio(), each.shared, comparing=seed == 0) for each in pair
        )
        yield from found(ours, pair[0].canaries)
        for name in sorted({*ours, *theirs}):
            if ours.get(name) != theirs.get(name):
                yield f"{name} differs"


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Spy:
    seen = Spy()
    real = project.project

    def watched(portfolio: Portfolio, request: Request, key: ids.Key, as_of: date) -> Pack:
        seen.portfolios.append(portfolio)
        return real(portfolio, request, key, as_of)

    monkeypatch.setattr(leaving, "project", watched)
    return seen


def test_nothing_is_caught_where_nothing_is_planted(spy: Spy) -> None:
    assert list(caught(8)) == []
    assert sum(len(each.councils["examplebury"].systems) for each in spy.portfolios) > 30


def test_at_least_a_dozen_leaks_are_planted() -> None:
    assert len(LEAKS) >= 12


def changed(monkeypatch: pytest.MonkeyPatch, suffix: str, change: Callable[[bytes], bytes]) -> None:
    """Change the files of a comparison whose names end so."""

    def leaky(made: Compared, parts: Sequence[Section], title: str) -> tuple[Artifact, ...]:
        return tuple(
            replace(each, content=change(each.content)) if each.name.endswith(suffix) else each
            for each in compared_files(made, parts, title)
        )

    monkeypatch.setattr(leaving, "compared_files", leaky)


def member(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an archive with one member changed, or made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        held = {each.filename: old.read(each) for each in old.infolist()}
        held[name] = change(held.get(name, b""))
        for each, inside in held.items():
            new.writestr(zipfile.ZipInfo(each), inside, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@leak("a tooltip in a picture")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    said = "".join
    changed(
        monkeypatch,
        ".svg",
        lambda svg: svg.replace(
            b"</svg>", f"<title>{said(f'&#{ord(x)};' for x in spy.secret)}</title></svg>".encode()
        ),
    )


@leak("the id of a shape in a picture")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    changed(
        monkeypatch,
        ".svg",
        lambda svg: svg.replace(
            b"</svg>", f'<g id="{next(iter(spy.inventory.systems))}"/></svg>'.encode()
        ),
    )


@leak("the size of a node by its risk")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    changed(
        monkeypatch,
        ".svg",
        lambda svg: svg.replace(
            b"</svg>", f'<circle r="{1 + sum(spy.risks.values()) % 97}"/></svg>'.encode()
        ),
    )


@leak("the author of a workbook")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    changed(
        monkeypatch,
        ".xlsx",
        lambda book: member(
            book,
            "docProps/core.xml",
            lambda old: old + f"<dc:creator>{html(spy.secret)}</dc:creator>".encode(),
        ),
    )


def html(text: str) -> str:
    """Return a text with its tags made harmless."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


@leak("a hidden sheet of a workbook, in two bytes a letter")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    changed(
        monkeypatch,
        ".xlsx",
        lambda book: member(
            book, "xl/worksheets/sheet99.xml", lambda _: spy.secret.encode("utf-16")
        ),
    )


@leak("the title of a page")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    changed(
        monkeypatch,
        ".html",
        lambda page: page.replace(
            b"</title>", f" {html(str(spy.portfolios[-1].workspace.name))}</title>".encode()
        ),
    )


@leak("an island of JSON in a page, in base64")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    def island(page: bytes) -> bytes:
        held = json.dumps({"systems": list(spy.inventory.systems)}).encode()
        return page + b"<script type=json>" + base64.b64encode(held) + b"</script>"

    changed(monkeypatch, ".html", island)


@leak("the order of rows by risk")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    real = project_systems.systems

    def by_risk(told: telling.Telling) -> tuple[PackSystem, ...]:
        risk = {shown: spy.risks[name] for name, shown in told.systems.items()}
        return tuple(sorted(real(told), key=lambda each: (-risk[each.id], each.id)))

    monkeypatch.setattr(project, "systems", by_risk)


@leak("the order of rows as they are written")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    def as_written(told: telling.Telling) -> tuple[PackSystem, ...]:
        return tuple(
            project_systems._system(told, shown, told.inventory.systems[name])
            for name, shown in told.systems.items()
        )

    monkeypatch.setattr(project, "systems", as_written)


@leak("a count of fewer than three")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    def every_cell(cells: Mapping[str, int]) -> dict[str, int]:
        return {name: cells[name] for name in sorted(cells)}

    monkeypatch.setattr(counting, "safe_cells", every_cell)


@leak("the name of a file")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    def named(pack: Pack) -> tuple[Artifact, ...]:
        more = Artifact.text(f"{next(iter(spy.inventory.systems))}.csv", "text/csv", "")
        return (*pack_files(pack), more)

    monkeypatch.setattr(leaving, "pack_files", named)


def said_besides(monkeypatch: pytest.MonkeyPatch, words: Callable[[], str]) -> None:
    """Say something besides the preview."""
    monkeypatch.setattr(
        leaving, "preview_text", lambda pack, shown: preview_text(pack, shown) + words()
    )


@leak("the words of a warning")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    said_besides(monkeypatch, lambda: f"warning: {spy.secret} is out of support\n")


@leak("a total from which a cell can be derived")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    def total() -> str:
        costs = (each.annual_cost for each in spy.inventory.systems.values())
        return f"All systems: {sum(cost.total or 0 for cost in costs if cost)} pounds a year\n"

    said_besides(monkeypatch, total)


@leak("how many records are held back")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    said_besides(monkeypatch, lambda: f"{len(spy.inventory.systems)} systems in all\n")


@leak("a plain hash for an id")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    def plain(self: ids.Key, council: str, level: str, kind: str, name: str) -> str:
        digest = hashlib.sha256(name.encode()).digest()
        return f"{kind}-{base64.b32encode(digest).decode().lower()[:20]}"

    monkeypatch.setattr(ids.Key, "opaque", plain)


@leak("an id by place in the file")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    def by_place(self: ids.Key, council: str, level: str, kind: str, name: str) -> str:
        inventory = spy.inventory
        names = list(inventory.systems if kind == "s" else inventory.contracts)
        return f"{kind}-{'a' * 18}{chr(97 + names.index(name) % 26)}a"

    monkeypatch.setattr(ids.Key, "opaque", by_place)


@leak("a new field that nobody classified, told by whoever fails open")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    def open_to_all(name: str) -> FieldClass:
        new = name in {"System.owner", "Contract.subject"}
        return FieldClass(Kind.UNCLASSIFIED, "public", "public") if new else class_of(name)

    monkeypatch.setattr("estate.sharing.ruling.class_of", open_to_all)
    places = {**PLACES, "System.owner": Place("council.name")}
    monkeypatch.setattr("estate.sharing.ruling.PLACES", places)
    real_system = project_systems._system

    def with_owner(told: telling.Telling, shown: str, system: System) -> PackSystem:
        made = real_system(told, shown, system)
        owner = told.name("System.owner", system.owner)
        return made.model_copy(update={"withheld": (owner,)}) if owner else made

    monkeypatch.setattr(project_systems, "_system", with_owner)


@leak("the start of a note as the title of a contract")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    real = telling.Telling.name

    def noted(self: telling.Telling, name: str, value: str | None) -> str | None:
        told = real(self, name, value)
        return told if name != "Council.name" else f"{told} ({spy.secret[:24]})"

    monkeypatch.setattr(telling.Telling, "name", noted)


@leak("a sum as it is in place of its band")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    monkeypatch.setattr(telling, "banded", lambda value, _: exactly(value))


@leak("a day as it is in place of its year")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    monkeypatch.setattr(telling, "period", lambda day, _: Days(first=day, last=day))


@leak("that a system is being phased out")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    def phased(system: System) -> str | None:
        return "retired" if system.lifecycle == "phase-out" else "in-use"

    monkeypatch.setattr(project_systems, "_use", phased)


@leak("the record of a system that is held back")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    monkeypatch.setattr(telling.Telling, "shares", lambda self, record: record is not None)


@leak("who signed the agreement")
def _(monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    def signed(portfolio: Portfolio, request: Request, key: ids.Key, as_of: date) -> Pack:
        pack = project.project(portfolio, request, key, as_of)
        assert request.agreement is not None
        names = (*pack.manifest.recipients, request.agreement.signed_off_by)
        return pack.model_copy(
            update={"manifest": pack.manifest.model_copy(update={"recipients": names})}
        )

    monkeypatch.setattr(leaving, "project", signed)


@pytest.mark.parametrize("name", LEAKS)
def test_a_planted_leak_is_caught(name: str, monkeypatch: pytest.MonkeyPatch, spy: Spy) -> None:
    LEAKS[name](monkeypatch, spy)
    assert next(caught(), None) is not None, f"nothing catches {name}"


def test_a_new_field_without_a_class_does_not_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same field as above, without the fault: what is not classified stays."""
    left = {name: each for name, each in classes.CLASSES.items() if name != "Contract.starts"}
    monkeypatch.setattr(classes, "CLASSES", left)
    assert "Contract.starts" in PLACES
    estate = estate_of(5, 1, "sector")
    told = ruling.Ruling("sector", estate.shared.recipe, estate.shared.agreement)
    assert not told.tells("Contract.starts")
    assert told.because("Contract.starts") == "never-leaves"
