"""Estates for what leaves a council: what others may see from one stream of chance, the rest from
another.

Two estates with the same public stream differ in private facts alone: in their values, in which
of them are recorded, in private records, and in the order in which everything is written.
Whether a field is told is decided here once more, from the classes and the places of a pack, apart
from the code that makes packs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from pydantic import BaseModel
from tests.support.canaries import Canaries, Special, Values

from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace
from estate.portfolio.agreement import Agreement, Bands, Recipe, ShareLevel
from estate.portfolio.base import SharingLevel
from estate.portfolio.catalogue import (
    Capability,
    DataClass,
    Framework,
    Platform,
    Product,
    Standard,
    Supplier,
    Version,
)
from estate.portfolio.contracts import Contract
from estate.portfolio.council import Council
from estate.portfolio.interfaces import Interface
from estate.portfolio.steps import Step
from estate.portfolio.systems import System
from estate.sharing.classes import CLASSES, LEVELS, class_of, rank
from estate.sharing.places import PLACES

AS_OF = date(2026, 11, 22)
KEY = bytes(range(32))
Table = dict[str, Any]

RAISED = tuple(
    sorted(name for name in PLACES if class_of(name).ceiling != "council" and name in CLASSES)
)
"""Fields that a recipe and an agreement can raise at all."""
_PEOPLE = "System.users System.transactions_per_year Council.ict_staff Contract.units"
_MONEY = (
    "System.annual_cost Council.net_revenue_budget Contract.annual_value Contract.early_exit_cost"
)
_BANDED: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys(_PEOPLE.split(), Bands().people),
    **dict.fromkeys(_MONEY.split(), Bands().money),
}
DAYS_SHOWN = ("as-recorded", "by-quarter", "by-half-year", "by-financial-year")
DAYS = "awarded starts ends irrevocable_until"
_NEVER_EXACT = {"Council.net_revenue_budget"}


@dataclass(frozen=True)
class Sharing:
    """At which level, by which recipe and under which agreement a pack is made."""

    level: ShareLevel
    recipe: Recipe
    agreement: Agreement

    def tells(self, name: str) -> bool:
        """Whether a field is told: by its class, or raised by recipe and agreement together."""
        name = "Contract.extensions" if name.startswith("Extension.") else name
        found = class_of(name)
        ceiling = min(rank(found.ceiling), rank(self.agreement.level))
        raised = name in self.recipe.fields and name in self.agreement.fields
        reach = ceiling if raised else min(rank(found.default), ceiling)
        return name in PLACES and name not in self.recipe.leave_out and reach >= rank(self.level)

    def exactly(self, name: str) -> bool:
        """Whether a number is told as it is."""
        named = name in self.recipe.exact and name in self.agreement.exact
        return named and name not in _NEVER_EXACT


def sharing(
    rng: Random, level: ShareLevel, canaries: Canaries, scores: Sequence[str] = ()
) -> Sharing:
    """Return a level, recipe and agreement; who signed it is private."""
    chosen = [name for name in RAISED if rng.random() < 0.6]
    agreed = [name for name in RAISED if rng.random() < 0.7]
    bands = [name for name in _BANDED if name not in _NEVER_EXACT]
    exact = [name for name in bands if name in chosen and rng.random() < 0.4]
    recipe: Table = {
        "purpose": "Joint procurement of business applications",
        "fields": chosen,
        "leave_out": [name for name in RAISED if rng.random() < 0.05],
        "exact": exact,
        "scores": list(scores),
        "bands": {"days": rng.choice(DAYS_SHOWN)},
    }
    agreement: Table = {
        "council": "examplebury",
        "recipients": ["Scotland Excel"],
        "level": level if rng.random() < 0.5 else "public",
        "signed_off_by": canaries.text(rng),
        # By the clock too: these estates are not fictional.
        "signed_on": date(2000, 4, 1),
        "expires": date(2088, 3, 31),
        "fields": agreed,
        "exact": [name for name in bands if name in agreed and rng.random() < 0.5],
        "scores": list(scores),
    }
    return Sharing(level, Recipe.model_validate(recipe), Agreement.model_validate(agreement))


@dataclass
class Estate:
    """One council and its catalogue, as tables that can be written as TOML or validated."""

    shared: Sharing
    public: Random
    secret: Random
    canaries: Canaries = field(default_factory=Canaries)
    council: str = "examplebury"
    titles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        level = rank(self.shared.level)
        self.enough = [each for each in LEVELS if rank(each) >= level]
        self.short = [each for each in LEVELS if rank(each) < level]
        self.default: SharingLevel = self.public.choice(LEVELS)
        self.pools: dict[str, tuple[list[str], list[str]]] = {}
        self.versions: dict[str, tuple[list[str], list[str]]] = {}
        # Ids under which others know records, keyed, stay while private facts change.
        self.open = [self.canaries.slug() for _ in range(self.public.randrange(5))]
        self.open_contracts = [self.canaries.slug() for _ in range(self.public.randrange(4))]
        self.open_steps = [self.canaries.slug() for _ in range(self.public.randrange(3))]
        self.values = Values(
            self.public,
            self.secret,
            self.canaries,
            self.shared.tells,
            self._specials(),
            self.titles,
        )
        self.catalogue = self._catalogue()
        self.tables = self._council()

    def portfolio(self) -> Portfolio:
        """Return what reading the tables would give."""
        return Portfolio(
            Workspace.model_validate(self.workspace),
            Catalogue.model_validate(self.catalogue),
            {self.council: Inventory.model_validate(self.tables)},
        )

    @property
    def workspace(self) -> Table:
        """The table `[estate]`."""
        name = self.canaries.text(self.secret)
        return {"name": name, "sharing": {"level": self.default}, "as_of": AS_OF}

    # Records

    def record(self, model: type[BaseModel], *, hidden: bool, loud: bool = False) -> Table:
        """Return a record; `loud` says itself how far it may travel."""
        rng = self.values.rng(hidden)
        made = self.values.table(model, hidden=hidden)
        levels: list[SharingLevel | None] = [*(self.short if hidden else self.enough)]
        if (self.default in levels) and not loud:
            levels.append(None)
        level = rng.choice(levels)
        made.pop("sharing", None)
        return made if level is None else {**made, "sharing": level}

    def mixed(self, records: Mapping[str, Table]) -> dict[str, Table]:
        """Return records in an order that tells nothing."""
        names = list(records)
        self.secret.shuffle(names)
        return {name: records[name] for name in names}

    def _catalogue(self) -> Table:
        capabilities = [f"service.capability-{number}" for number in range(4)]
        self.pools["capabilities"] = capabilities, [f"{self.canaries.slug()}.kept"]
        found: Table = {
            "capabilities": {name: self.record(Capability, hidden=False) for name in capabilities}
        }
        kinds: tuple[tuple[str, type[BaseModel]], ...] = (
            ("suppliers", Supplier),
            ("products", Product),
            ("platforms", Platform),
            ("frameworks", Framework),
            ("standards", Standard),
            ("data_classes", DataClass),
        )
        for name, _ in kinds:  # names first: records refer to one another
            self.pools[name] = [f"{name[:-1]}-{n}".replace("_", "-") for n in range(3)], []
        for name, model in kinds:
            found[name] = self._records(name, model)
        return {name: self.mixed(table) for name, table in found.items()}

    def _records(self, name: str, model: type[BaseModel]) -> dict[str, Table]:
        told, hidden = self.pools[name]
        hidden += [self.canaries.slug() for _ in range(2)]
        made = {}
        for each in (*told, *hidden):
            self._making = each
            made[each] = self.record(model, hidden=each in hidden)
        return made

    def _council(self) -> Table:
        self.closed = [self.canaries.slug() for _ in range(1 + self.secret.randrange(3))]
        self.pools["systems"] = self.open, self.closed
        open_council = bool(self.public.randrange(4))
        made: Table = {"council": self.record(Council, hidden=not open_council)}
        made["council"].setdefault("name", self.canaries.text(self.secret))
        systems = {name: self.record(System, hidden=False) for name in self.open}
        systems |= {name: self.record(System, hidden=True) for name in self.closed}
        made["systems"] = self.mixed(systems)
        made["contracts"] = self.mixed(self._contracts())
        made["interfaces"] = self._interfaces()
        made["steps"] = self.mixed(self._steps())
        for name in ("skills", "budgets", "freezes", "aims", "barriers", "risks", "needs"):
            info = Inventory.model_fields[name]
            made[name] = self.values.value(info.annotation, tuple(info.metadata), hidden=True)
        return made

    def _contracts(self) -> dict[str, Table]:
        made = {
            name: self.record(Contract, hidden=False, loud=True) for name in self.open_contracts
        }
        for _ in range(self.secret.randrange(3)):
            hidden = self.record(Contract, hidden=True)
            if self.default in self.enough and self.secret.random() < 0.5:
                hidden.pop("sharing")  # it would travel, but covers only what is held back
            made[self.canaries.slug()] = hidden
        return made

    def _interfaces(self) -> list[Table]:
        told = self.public.randrange(4) if self.open else 0
        made = [self.record(Interface, hidden=False) for _ in range(told)]
        for _ in range(self.secret.randrange(3)):
            made.append(self.record(Interface, hidden=True))
            if self.secret.random() < 0.5:  # itself it may travel; an end may not
                made[-1]["sharing"] = self.secret.choice(self.enough)
        self.secret.shuffle(made)
        return made

    def _steps(self) -> dict[str, Table]:
        told = self.open_steps if self.open and self.shared.tells("Step.option") else ()
        made = {name: self.record(Step, hidden=False) for name in told}
        hidden = {
            self.canaries.slug(): self.record(Step, hidden=True)
            for _ in range(self.secret.randrange(3))
        }
        return made | hidden

    # Fields of which the type alone does not tell what is valid, or what may differ

    def _specials(self) -> dict[str, Special]:
        found: dict[str, Special] = {
            name: partial(self._amount, name) for name in _BANDED if name != "System.annual_cost"
        }
        one, several = self._one, self._several
        found |= {
            "System.annual_cost": self._cost,
            "System.adopted": self._years_ago,
            "System.lifecycle": self._lifecycle,
            "System.product": self._product_use,
            "System.technology": self._uses,
            "Product.versions": self._versions,
            "Step.finishes": self._finish,
            **{f"Contract.{name}": self._day for name in DAYS.split()},
            "Step.system": lambda hidden: one("systems", hidden),
            "Interface.from_": lambda hidden: one("systems", hidden),
            "Interface.to": lambda hidden: one("systems", hidden),
            "Interface.carries": lambda hidden: several("data_classes", hidden),
            "Interface.standards": lambda hidden: several("standards", hidden),
            "Contract.systems": self._covered,
            "Record.sharing": lambda hidden: self.secret.choice(LEVELS) if hidden else None,
            "Freeze.from_": lambda hidden: "01-20",
            "Freeze.to": lambda hidden: "03-31",
            "Supplier.parent": self._parent,
        }
        singles = {
            "suppliers": "Contract.supplier Product.supplier Platform.supplier",
            "platforms": "System.platform Step.platform",
            "products": "Platform.product",
            "frameworks": "Contract.framework",
        }
        lists = {
            "capabilities": "System.capabilities Platform.capabilities Product.capabilities",
            "standards": "System.standards",
            "data_classes": "System.data",
        }
        for pool, names in singles.items():
            found |= {name: partial(one, pool) for name in names.split()}
        for pool, names in lists.items():
            found |= {name: partial(several, pool) for name in names.split()}
        return found

    def _one(self, pool: str, hidden: bool) -> str | None:
        told, kept = self.pools[pool]
        # Of what is held back, others may learn that it is; which it is, they may not.
        behind = hidden or (pool not in {"systems", "capabilities"} and self.public.random() < 0.2)
        behind = behind and bool(kept)
        chosen = kept if behind else told
        return (self.secret if behind else self.public).choice(chosen) if chosen else None

    def _several(self, pool: str, hidden: bool) -> list[str]:
        rng = self.values.rng(hidden)
        found = [self._one(pool, hidden) for _ in range(rng.randrange(3))]
        return [each for each in found if each is not None]

    def _parent(self, hidden: bool) -> str | None:
        told, kept = self.pools["suppliers"]
        return self.secret.choice(kept) if hidden and kept else self.public.choice(told)

    def _covered(self, hidden: bool) -> list[str]:
        rng = self.values.rng(hidden)
        told = [] if hidden else [each for each in self.open if rng.random() < 0.5]
        found = told + [each for each in self.closed if self.secret.random() < 0.4]
        self.secret.shuffle(found)
        return found

    def _amount(self, name: str, hidden: bool) -> int:
        high = 1_000_000_000 if name.split(".")[1] in {"users", "ict_staff", "units"} else 10**10
        high = 1_000_000_000 if name == "System.transactions_per_year" else high
        if hidden:
            return self.canaries.number(self.secret, 0, high)
        if self.shared.exactly(name):
            return self.public.randrange(1, 1_000_000)
        bounds = (0, *_BANDED[name], high)
        place = self.public.randrange(len(bounds) - 1)
        if place == len(bounds) - 2:
            return self.canaries.number(self.secret, 0, high)
        return self.secret.randrange(bounds[place], bounds[place + 1])

    def _cost(self, hidden: bool) -> Table:
        whole = self._amount("System.annual_cost", hidden)
        part = 0 if self.shared.exactly("System.annual_cost") else self.secret.randrange(whole + 1)
        return {"licence": whole - part, "support": part}

    def _years_ago(self, hidden: bool) -> date:
        if hidden:
            return date(2099, 1, 1) + timedelta(days=self.secret.randrange(365))
        years = self.public.choice((2, 7, 12, 25))
        return AS_OF - timedelta(days=years * 365 + self.secret.randrange(300))

    def _lifecycle(self, hidden: bool) -> str:
        use = self.values.rng(hidden).choice(("planned", "live", "retired"))
        return self.secret.choice(("phase-in", "live", "phase-out")) if use == "live" else use

    def _product_use(self, hidden: bool) -> str | None:
        product = self._one("products", hidden)
        if product is None:
            return None
        rng = self.secret if hidden or product in self.pools["products"][1] else self.public
        names = self.versions.get(product, ([], []))[rng.randrange(2)] or [self.canaries.slug()]
        return f"{product}@{self.secret.choice(names)}"

    def _uses(self, hidden: bool) -> list[str]:
        names = self._several("products", hidden)
        return [f"{name}@{self.canaries.slug()}" for name in names]

    def _versions(self, hidden: bool) -> Table:
        """Versions in two bands of age, two of each, so that which of them it is can differ."""
        years = [self.values.rng(hidden).choice((1, 6, 11, 20)) for _ in range(2)]
        bands = ([self.canaries.slug() for _ in range(2)], [self.canaries.slug() for _ in range(2)])
        made = {}
        for age, names in zip(years, bands, strict=True):
            for name in names:
                released = AS_OF - timedelta(days=age * 366 + self.secret.randrange(300))
                made[name] = {**self.values.table(Version, hidden=True), "released": released}
        self.versions[self._making] = bands
        return made

    def _finish(self, hidden: bool) -> date:
        if hidden:
            return date(2099, 1, 1) + timedelta(days=self.secret.randrange(90))
        year = self.public.randrange(2024, 2031)
        return date(year, 4, 1) + timedelta(days=self.secret.randrange(360))

    def _day(self, hidden: bool) -> date:
        """A day; where it is told by the quarter or coarser, any day of a quarter."""
        if hidden:
            return date(2099, 1, 1) + timedelta(days=self.secret.randrange(365))
        first = date(self.public.randrange(2018, 2034), self.public.choice((1, 4, 7, 10)), 1)
        coarse = self.shared.recipe.bands.days != "as-recorded"
        return first + timedelta(days=(self.secret if coarse else self.public).randrange(90))
