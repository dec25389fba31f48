"""Made-up planning problems of any size, for measuring the planner. Nothing in them is real."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from estate.planning.problem.calendar import calendar_for
from estate.planning.problem.cases import (
    Budget,
    ChangeLimit,
    Kind,
    Option,
    PlanningProblem,
    PlatformCase,
    Purse,
    Requirement,
    Rework,
    SkillLimit,
    SystemCase,
)
from estate.portfolio import PlanningPolicy

if TYPE_CHECKING:
    from collections.abc import Sequence

SKILLS = ("developer", "integration", "data", "business-analyst")
AS_OF = date(2026, 11, 22)
_Tier: TypeAlias = tuple[float, tuple[int, int], tuple[int, int], tuple[int, int]]
_TIERS: tuple[_Tier, ...] = (  # share, users' running cost, capital of a replacement, months
    (0.6, (8_000, 60_000), (20_000, 150_000), (3, 9)),
    (0.3, (50_000, 250_000), (120_000, 700_000), (8, 16)),
    (0.1, (200_000, 900_000), (600_000, 3_000_000), (14, 26)),
)


def instance(sizes: Sequence[int], seed: int = 1, platforms: int = 0) -> PlanningProblem:
    """Return a problem with a council of each size, and platforms they may join.

    Half of the systems are legacy; money and skills suffice for about two fifths of what could
    be replaced; a third of the systems wait for another; two or three in a hundred have a deadline.
    """
    policy = PlanningPolicy(risk_price=5_000)
    calendar = calendar_for(AS_OF, policy.horizon_months, policy.tail_months)
    chance = random.Random(seed)
    shared = tuple(_platform(chance, f"platform-{k:02}") for k in range(platforms))
    systems: list[SystemCase] = []
    rework: list[Rework] = []
    budgets: list[Budget] = []
    skills: list[SkillLimit] = []
    changes: list[ChangeLimit] = []
    for c, size in enumerate(sizes):
        council = f"council-{c:02}"
        own = _systems(chance, council, size, [p.id for p in shared], policy)
        systems += own
        rework += _rework(chance, [case.id for case in own])
        budgets += _budgets(council, own, calendar.planned_years)
        skills += _skills(council, own, calendar.quarters)
        changes.append(ChangeLimit(council, max(3, size // 7)))
    return PlanningProblem(
        calendar=calendar,
        policy=policy,
        systems=tuple(sorted(systems, key=lambda case: case.id)),
        rework=tuple(rework),
        budgets=tuple(budgets),
        skills=tuple(skills),
        changes=tuple(changes),
        platforms=shared,
    )


def _systems(
    chance: random.Random, council: str, size: int, platforms: list[str], policy: PlanningPolicy
) -> list[SystemCase]:
    depth: dict[str, int] = {}
    made: list[SystemCase] = []
    joiners = dict(
        zip(chance.sample(range(size), min(size, len(platforms))), platforms, strict=False)
    )
    for k in range(size):
        name = f"{council}/system-{k:03}"
        requires: tuple[Requirement, ...] = ()
        if made and chance.random() < 0.35:
            other = chance.choice(made).id
            if depth[other] < 4:
                requires = (Requirement(other, chance.choice((0, 0, 3))),)
        depth[name] = 1 + depth[requires[0].system] if requires else 0
        made.append(_system(chance, name, requires, joiners.get(k), policy))
    return made


def _system(
    chance: random.Random,
    name: str,
    requires: tuple[Requirement, ...],
    platform: str | None,
    policy: PlanningPolicy,
) -> SystemCase:
    tier = chance.choices(_TIERS, [t[0] for t in _TIERS])[0]
    running = chance.randrange(*tier[1]) // 100 * 100
    legacy = chance.random() < 0.5
    options = _options(chance, tier, running, requires, platform)
    months = policy.horizon_months + policy.tail_months
    ends = chance.randrange(6, 48)
    rate = running // 24
    impact = Fraction(chance.randrange(40, 100), 20)
    grows = chance.randrange(0, 24)
    base, slow = (3, 6) if legacy else (1, 12)
    risk = tuple(
        impact * min(Fraction(6), base + max(Fraction(0), Fraction(q - grows, slow)))
        for q in range(months // 3)
    )
    hurried = chance.random() < 0.05 and tier is _TIERS[0] and not requires
    frozen = {12 * y + m for y in range(7) for m in (2, 3)} if chance.random() < 0.3 else set()
    return SystemCase(
        id=name,
        council=name.split("/", maxsplit=1)[0],
        options=options,
        running=running,
        risk=risk,
        exit_cost=tuple(min(ends - m, 12) * rate for m in range(ends)),
        premium=tuple(0 if m < ends + 12 else running // 60 for m in range(months)),
        frozen=frozenset(frozen),
        deadline=chance.randrange(30, 54) if hurried else None,
    )


def _options(
    chance: random.Random,
    tier: _Tier,
    running: int,
    requires: tuple[Requirement, ...],
    platform: str | None,
) -> tuple[Option, ...]:
    capital = chance.randrange(*tier[2])
    months = chance.randrange(*tier[3]) // 2 * 2
    days = capital // 2_500 + 5
    skills = tuple((s, chance.randrange(days // 4, days)) for s in chance.sample(SKILLS, 2))
    upgrade = Option(
        "upgrade", Kind.UPGRADE, max(2, months // 2), capital // 4, capital // 20, 0, 0,
        running, (Fraction(chance.randrange(60, 120), 20),), skills[:1],
    )  # fmt: skip
    replace = Option(
        "replace", Kind.REPLACE, months, capital, capital // 10, 3, chance.choice((0, 0, 1, 3)),
        running * chance.randrange(35, 95) // 100, (Fraction(chance.randrange(40, 80), 20),),
        skills, requires,
    )  # fmt: skip
    found = [replace, upgrade]
    if chance.random() < 0.15:
        found.append(Option("retire", Kind.RETIRE, 3, 0, capital // 8, requires=requires))
    if platform:
        join = Option(
            "join", Kind.JOIN, max(3, months * 2 // 3), capital // 3, capital // 20, 0, 0,
            running // 3, (Fraction(40, 20),), skills[:1], (), 6, platform,
        )  # fmt: skip
        found.append(join)
    return tuple(sorted(found, key=lambda option: option.id))


def _platform(chance: random.Random, name: str) -> PlatformCase:
    price = chance.randrange(40, 90) * 1_000
    return PlatformCase(
        id=name,
        available=chance.choice((6, 9, 12)),
        minimum=chance.choice((2, 3, 4)),
        setup=chance.randrange(100, 600) * 1_000,
        onboarding=chance.choice((1, 2)),
        tiers=((0, price), (3, price * 8 // 10), (6, price * 6 // 10)),
    )


def _rework(chance: random.Random, names: list[str]) -> list[Rework]:
    pairs = set()
    for _ in range(len(names) * 12 // 10):
        one, other = sorted(chance.sample(names, 2)) if len(names) > 1 else (names[0], names[0])
        pairs.add((one, other))
    return [Rework(a, b, chance.randrange(4, 60) * 500) for a, b in sorted(pairs) if a != b]


def _replacing(own: list[SystemCase]) -> list[Option]:
    return [case.option("replace") for case in own]


def _budgets(council: str, own: list[SystemCase], years: int) -> list[Budget]:
    capital = sum(option.capital for option in _replacing(own)) * 42 // 100 // years
    revenue = sum(option.revenue for option in _replacing(own)) * 42 // 100 // years
    largest = max(option.capital * 12 // max(12, option.months) for option in _replacing(own))
    return [
        Budget(council, purse, year, max(pounds, low))
        for year in range(years)
        for purse, pounds, low in (
            (Purse.CAPITAL, capital, largest),
            (Purse.REVENUE, revenue, largest // 10),
        )
    ]


def _skills(council: str, own: list[SystemCase], quarters: int) -> list[SkillLimit]:
    found = []
    for skill in SKILLS:
        total = sum(dict(option.skills).get(skill, 0) for option in _replacing(own))
        needs = [dict(o.skills).get(skill, 0) * 3 // o.months + 3 for o in _replacing(own)]
        days = max([*needs, total * 45 // 100 // quarters])
        found += [SkillLimit(council, skill, quarter, days) for quarter in range(quarters)]
    return found
