"""Councils' codes in the national register of areas.

The codes of Scotland's 32 council areas, and those that were replaced when boundaries were set anew
in 2018 and 2019: Office for National Statistics, Code History Database.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import Fact

COUNCILS = MappingProxyType(
    {
        "S12000005": "Clackmannanshire",
        "S12000006": "Dumfries and Galloway",
        "S12000008": "East Ayrshire",
        "S12000010": "East Lothian",
        "S12000011": "East Renfrewshire",
        "S12000013": "Na h-Eileanan Siar",
        "S12000014": "Falkirk",
        "S12000017": "Highland",
        "S12000018": "Inverclyde",
        "S12000019": "Midlothian",
        "S12000020": "Moray",
        "S12000021": "North Ayrshire",
        "S12000023": "Orkney Islands",
        "S12000026": "Scottish Borders",
        "S12000027": "Shetland Islands",
        "S12000028": "South Ayrshire",
        "S12000029": "South Lanarkshire",
        "S12000030": "Stirling",
        "S12000033": "Aberdeen City",
        "S12000034": "Aberdeenshire",
        "S12000035": "Argyll and Bute",
        "S12000036": "City of Edinburgh",
        "S12000038": "Renfrewshire",
        "S12000039": "West Dunbartonshire",
        "S12000040": "West Lothian",
        "S12000041": "Angus",
        "S12000042": "Dundee City",
        "S12000045": "East Dunbartonshire",
        "S12000047": "Fife",
        "S12000048": "Perth and Kinross",
        "S12000049": "Glasgow City",
        "S12000050": "North Lanarkshire",
    }
)
"""The code of each council area, and its name."""

REPLACED = MappingProxyType(
    {
        "S12000015": "S12000047",
        "S12000024": "S12000048",
        "S12000044": "S12000050",
        "S12000046": "S12000049",
    }
)
"""Codes that were replaced, and by which."""


def replaced_code(view: View) -> Iterator[Issue]:
    """EST110: a council's code that has been replaced."""
    for council, code in _codes(view):
        new = REPLACED.get(code)
        if new is not None:
            message = f"{code} was replaced by {new} ({COUNCILS[new]})"
            yield Issue(_place(council), message, f'write gss_code = "{new}"')


def no_councils_code(view: View) -> Iterator[Issue]:
    """EST111: a code that is no council's."""
    for council, code in _codes(view):
        if code not in COUNCILS and code not in REPLACED:
            message = f"{code} is not the code of a Scottish council"
            hint = view.nearest(code, COUNCILS) or "leave it out where there is none"
            yield Issue(_place(council), message, hint)


def shared_code(view: View) -> Iterator[Issue]:
    """EST112: one code for two councils, a replaced one counted as the new one."""
    first: dict[str, str] = {}
    for council, code in _codes(view):
        owner = first.setdefault(REPLACED.get(code, code), council)
        if owner != council:
            message = f"{council} and {owner} have one code, {REPLACED.get(code, code)}"
            yield Issue(_place(council), message, "one of them is another council's")


def _codes(view: View) -> Iterator[tuple[str, str]]:
    for council, inventory in view.councils:
        if inventory.council.gss_code is not None:
            yield council, inventory.council.gss_code


def _place(council: str) -> Fact:
    return Fact(council, ("council", "gss_code"))
