"""A plan of any size, made by rule: what a picture of many councils or systems has to bear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tests.unit.rendering import sample
from tests.unit.rendering.sample_plan import PLAIN, plan

from estate.portfolio.dates import add_months

if TYPE_CHECKING:
    from estate.portfolio import Portfolio
    from estate.rendering.plan.view import PlanView, StepView

GROUPS = ("revenues", "finance", "people", "social", "housing", "roads", "customer")
KINDS = ("replace", "join", "upgrade", "consolidate", "retire")
SHARED = 4


def _step(council: str, number: int) -> StepView:
    """Return a step that starts later the higher its number, and takes from 3 to 20 months."""
    start = add_months(date(2027, 1, 1), 3 * (number * 7 % 20))
    delivery = add_months(start, number % 5)
    live = add_months(delivery, 3 + number * 5 % 17)
    kind = KINDS[number % len(KINDS)]
    return replace(
        PLAIN,
        system=f"{council}/s{number}",
        name=f"System number {number}",
        council=council,
        option=kind,
        kind=kind,
        words=kind.capitalize(),
        onto=f"platform:p{number % SHARED}" if kind == "join" else None,
        start=start,
        delivery=delivery,
        live=live,
        old_until=add_months(live, number % 4) if number % 4 else None,
        capital=10_000 * number,
    )


def large_plan(councils: int, steps: int) -> tuple[PlanView, Portfolio]:
    """Return a plan of some councils with as many steps each, and the record it is drawn with."""
    names = [f"council-{number:02d}" for number in range(councils)]
    made = tuple(_step(council, number) for council in names for number in range(steps))
    inventories = {
        council: {
            "council": {"name": f"Council {council.removeprefix('council-')}"},
            "systems": {
                f"s{n}": {
                    "name": f"System number {n}",
                    "capabilities": [f"{GROUPS[n % len(GROUPS)]}.c{n}"],
                    "options": {"upgrade": {"requires": [{"system": f"s{n - 1}"}]}} if n else {},
                }
                for n in range(steps)
            },
        }
        for council in names
    }
    return plan(steps=made), sample.portfolio(inventories)
