"""The ArchiMate model, read back with another reader and held against rules of its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.archimate_rules import AN_ID, NS, TYPE, every, faults, parsed
from tests.unit.rendering.exchange.exchange_sample import (
    material_of,
    sample,
    small,
    small_planned,
)
from tests.unit.rendering.gold import same
from tests.unit.rendering.sample import GLENMORE, HOSTILE, STRATHALLAN, portfolio

from estate.rendering.exchange.archimate import archimate
from estate.rendering.exchange.archimate.model import ident
from estate.rendering.exchange.archimate.rules import LAYERS, allowed
from estate.rendering.exchange.material import Material
from estate.rendering.kit.words import visible

SHOWN = visible(HOSTILE)


def model(material: Material) -> ET.Element:
    """Return the model as another program reads it."""
    return parsed(archimate(material).files[0].content)


@cache
def sample_file() -> bytes:
    return archimate(sample()).files[0].content


@cache
def sample_root() -> ET.Element:
    return parsed(sample_file())


def by_id(root: ET.Element, tag: str = "element") -> dict[str, ET.Element]:
    return {str(each.get("identifier")): each for each in every(root, tag)}


def names(root: ET.Element) -> dict[str, str]:
    """Return what each property is called, with its type."""
    return {
        str(each.get("identifier")): f"{each.findtext(f'{NS}name')} [{each.get('type')}]"
        for each in every(root, "propertyDefinition")
    }


def facts(root: ET.Element | dict[str, str], element: ET.Element) -> dict[str, str]:
    """Return an element's properties by the name and type of their definition."""
    named = root if isinstance(root, dict) else names(root)
    return {
        named[str(each.get("propertyDefinitionRef"))]: each.findtext(f"{NS}value") or ""
        for each in every(element, "property")
    }


def related(root: ET.Element, source: str) -> set[tuple[str, str]]:
    """Return the type and target of each relation that leads from an element."""
    return {
        (str(each.get(TYPE)), str(each.get("target")))
        for each in every(root, "relationship")
        if each.get("source") == source
    }


def test_no_rule_of_the_format_is_broken() -> None:
    assert faults(archimate(small()).files[0].content) == []
    assert faults(archimate(small_planned()).files[0].content) == []
    assert faults(sample_file()) == []


def test_the_small_estate_and_its_plan_are_written_as_they_were_looked_at() -> None:
    same("archimate.xml", archimate(small_planned()).files[0].content.decode())


def test_every_system_contract_and_working_interface_of_the_sample_is_there_once() -> None:
    made, root = sample(), sample_root()
    found = by_id(root)
    systems = {ident("system", ref.council, ref.system) for ref, _ in made.systems()}
    assert systems == {name for name in found if name.startswith("system-")}
    contracts = sum(len(inventory.contracts) for _, inventory in made.inventories())
    assert sum(name.startswith("contract-") for name in found) == contracts
    flows = [each for each in every(root, "relationship") if each.get(TYPE) == "Flow"]
    assert len(flows) == sum(link.interface.works for link in made.links())
    resting = [name for name in by_id(root, "relationship") if name.startswith("not-working-")]
    assert len(resting) == sum(not link.interface.works for link in made.links())


def test_facts_of_each_system_of_the_sample_are_read_back() -> None:
    made, root = sample(), sample_root()
    found, named, from_ = by_id(root), names(root), defaultdict(list)
    for each in every(root, "relationship"):
        from_[str(each.get("source"))].append(each)
    for ref, system in made.systems():
        element = found[ident("system", ref.council, ref.system)]
        own = facts(named, element)
        assert element.findtext(f"{NS}name") == system.name
        assert own["Id [string]"] == str(ref)
        assert own.get("Owner [string]") == system.owner
        assert own.get("Lifecycle [string]") == system.lifecycle
        assert own.get("Adopted [date]") == (system.adopted and system.adopted.isoformat())
        cost = system.annual_cost
        licence = None if cost is None or cost.licence is None else str(cost.licence)
        assert own.get("Annual cost: licence (£) [currency]") == licence
        place = own["Recorded in [string]"]
        assert re.fullmatch(r".+\.toml:\d+", place)
        provided = {
            each.get("target")
            for each in from_[str(element.get("identifier"))]
            if str(each.get("identifier")).startswith("provides-")
        }
        assert provided == {ident("capability", name) for name in system.capabilities}


def test_what_is_not_recorded_is_said_to_be_so_and_is_no_nought() -> None:
    root = model(small())
    own = facts(root, by_id(root)["system-strathallan.benefits"])
    assert own["Running cost a year [string]"] == "not recorded"
    assert not any(value == "0" for value in own.values())


def test_a_score_that_is_a_range_is_text_and_its_two_ends_are_numbers() -> None:
    root = model(small())
    own = facts(root, by_id(root)["system-strathallan.odd"])
    least, most = own["Legacy risk: least [number]"], own["Legacy risk: most [number]"]
    assert float(least) < float(most)
    assert own["Legacy risk (0 to 30) [string]"] == f"{least} to {most}"


def test_names_that_do_harm_elsewhere_are_plain_text() -> None:
    root = model(small())
    assert by_id(root)["system-strathallan.odd"].findtext(f"{NS}name") == SHOWN
    steps = by_id(model(small_planned()))
    assert steps["work-strathallan.ledger"].findtext(f"{NS}name", "").startswith(f"Buy {SHOWN}")


NAMES = {
    "control": "a\x00b\x1b[31m",
    "markup": "]]> &amp; &#0; <!--",
    "emoji": "\U0001f600 \u05e9\u05dc\u05d5\u05dd",
    "very long": "x" * 60_000,
    "no letter": "\ufffe",
}


@pytest.mark.parametrize("kind", NAMES)
def test_any_name_can_be_written(kind: str) -> None:
    content = with_name(NAMES[kind])
    assert faults(content) == []
    assert by_id(parsed(content))["system-odd.one"].findtext(f"{NS}name") == visible(NAMES[kind])


def test_a_name_of_blanks_is_said_to_be_one() -> None:
    content = with_name(" \n ")
    assert faults(content) == []
    assert by_id(parsed(content))["system-odd.one"].findtext(f"{NS}name") == "(blank)"


def with_name(name: str) -> bytes:
    estate = portfolio({"odd": {"council": {"name": "Odd"}, "systems": {"one": {"name": name}}}})
    return archimate(material_of(estate)).files[0].content


def test_steps_carry_their_days_money_and_reasons() -> None:
    made = small_planned()
    root = model(made)
    found = by_id(root)
    assert made.plan is not None
    assert len(made.plan.steps) == 3
    for step in made.plan.steps:
        element = found[ident("work", *step.system.split("/"))]
        own = facts(root, element)
        assert own["Start [date]"] == step.start.isoformat()
        assert own["Live [date]"] == step.live.isoformat()
        assert int(own["Capital, once (£) [currency]"]) == step.capital
        assert int(own["Revenue, once (£) [currency]"]) == step.revenue
        assert f"Why: {visible(step.why[0].words)}" in element.findtext(f"{NS}documentation", "")


def test_a_plateau_holds_what_stands_then() -> None:
    root = model(small_planned())
    stands = [
        {target for kind, target in related(root, f"plateau-{number}") if kind == "Aggregation"}
        for number in (0, 1, 2)
    ]
    gone = {"system-strathallan.benefits", "system-strathallan.pupils"}
    assert gone | {"system-strathallan.ledger", "platform-pupil-hub"} <= stands[0]
    assert stands[1] == stands[0] - gone
    assert stands[2] == stands[1] - {"system-strathallan.ledger"} | {"after-strathallan.ledger"}


def test_gaps_lie_between_plateaus_and_say_what_changes() -> None:
    root = model(small_planned())
    last = {target for _, target in related(root, "gap-2")}
    assert last == {
        "plateau-1",
        "plateau-2",
        "system-strathallan.ledger",
        "after-strathallan.ledger",
    }
    assert ("Triggering", "plateau-2") in related(root, "plateau-1")


def test_work_leads_to_its_result_its_milestones_and_the_work_that_waits_for_it() -> None:
    root = model(small_planned())
    retired = related(root, "work-strathallan.benefits")
    assert ("Triggering", "work-strathallan.ledger") in retired
    replaced = related(root, "work-strathallan.ledger")
    assert ("Triggering", "milestone-strathallan.ledger.1") in replaced
    assert ("Realization", "plateau-2") in replaced
    signed = facts(root, by_id(root)["milestone-strathallan.ledger.1"])
    assert signed == {"Due [date]": "2027-06-01"}
    assert facts(root, by_id(root)["milestone-strathallan.ledger.2"]) == {
        "Due [string]": "not recorded"
    }


def test_what_becomes_part_of_another_or_ends_has_no_system_of_its_own_afterwards() -> None:
    root = model(small_planned())
    after = [name for name in by_id(root) if name.startswith("after-")]
    assert after == ["after-strathallan.ledger"]
    assert ("Association", "platform-pupil-hub") in related(root, "result-strathallan.pupils")


def test_one_council_is_written_without_the_others_and_says_what_it_leaves_out() -> None:
    alone = material_of(portfolio(), councils=("strathallan",))
    export = archimate(alone)
    assert faults(export.files[0].content) == []
    found = by_id(parsed(export.files[0].content))
    assert "system-glenmore.payroll" not in found
    lost = {entry.kind: entry.records for entry in export.loss.entries}
    assert lost["interface: to what is not written"] == ("strathallan: interfaces.2",)


def test_a_plateau_says_whose_figures_it_shows_where_others_count_too() -> None:
    made = small_planned()
    assert made.plan is not None
    plan = replace(made.plan, councils={**made.plan.councils, "elsewhere": made.plan.estate})
    root = model(replace(made, plan=plan))
    words = by_id(root)["plateau-1"].findtext(f"{NS}documentation", "")
    assert words.endswith("Its figures are those of the whole plan: of elsewhere too.")
    alone = model(replace(made, plan=plan, councils=("strathallan",)))
    assert "whole plan" not in by_id(alone)["plateau-1"].findtext(f"{NS}documentation", "")


def test_what_names_nothing_is_told_and_not_written() -> None:
    council = {
        "council": {"name": "Odd"},
        "systems": {
            "one": {"name": "One", "product": "nothing@1", "depends_on": ["two"], "data": ["none"]},
        },
        "contracts": {"one": {"systems": ["one"], "supplier": "nobody"}},
    }
    export = archimate(material_of(portfolio({"odd": council})))
    assert faults(export.files[0].content) == []
    lost = {entry.kind: entry.records for entry in export.loss.entries if "relation" in entry.kind}
    assert lost == {
        "relation: needed-by": ("odd/one",),
        "relation: party": ("odd: contracts.one",),
        "relation: serves": ("catalogue: platforms.pupil-hub",),
        "relation: supports": ("odd/one",),
        "relation: uses-data": ("odd/one",),
    }


def test_the_same_estate_gives_the_same_bytes_in_any_order() -> None:
    turned = portfolio({"strathallan": STRATHALLAN, "glenmore": GLENMORE})
    assert archimate(material_of(turned)).files == archimate(material_of(portfolio())).files


def test_notes_never_leave() -> None:
    council = {
        "council": {"name": "Odd", "notes": "SECRET"},
        "systems": {
            "one": {
                "name": "One",
                "notes": "SECRET",
                "users": 3,
                "evidence": {"users": {"source": "a count", "note": "SECRET"}},
            }
        },
        "interfaces": [{"from": "one", "to": "one", "notes": "SECRET"}],
        "contracts": {"one": {"systems": ["one"], "notes": "SECRET"}},
        "risks": {"one": {"name": "Risk", "notes": "SECRET"}},
    }
    export = archimate(material_of(portfolio({"odd": council})))
    assert b"SECRET" not in export.files[0].content
    assert b"users: a count" in export.files[0].content
    lost = {entry.kind: entry.records for entry in export.loss.entries}
    assert lost["system: notes"] == ("odd/one",)
    assert lost["system: remarks on evidence"] == ("odd/one",)
    assert lost["contract: notes"] == ("odd: contracts.one",)


def test_every_word_of_the_samples_systems_is_in_the_file_or_in_the_loss_report() -> None:
    made = sample()
    text = sample_file().decode()
    skipped = {"options", "notes", "allow", "sharing"}
    for _, system in made.systems():
        for word in _words(system.model_dump(exclude=skipped, exclude_none=True)):
            assert word in text


def _words(value: object) -> set[str]:
    """Return the texts in a record that XML leaves as they are, ids and remarks aside."""
    if isinstance(value, dict):
        return {word for key, own in value.items() if key != "note" for word in _words(own)}
    if isinstance(value, list | tuple):
        return {word for own in value for word in _words(own)}
    plain = isinstance(value, str) and not set(value) & set("&<>@\n")
    return {str(value)} if plain else set()


@given(st.lists(st.text(), min_size=1, max_size=3), st.lists(st.text(), min_size=1, max_size=3))
def test_an_id_is_an_xs_id_and_is_never_anothers(one: list[str], other: list[str]) -> None:
    plain = [[part.replace(".", "") for part in parts] for parts in (one, other)]
    made = [ident("kind", *parts) for parts in plain]
    assert all(AN_ID.fullmatch(name) for name in made)
    assert (made[0] == made[1]) is (plain[0] == plain[1])


def test_types_that_are_written_have_a_layer_and_no_relation_is_allowed_by_mistake() -> None:
    from tests.support.archimate_rules import LETTERS
    from tests.support.archimate_rules import allowed as by_the_book

    types = [type_ for types in LAYERS.values() for type_ in types]
    assert max(Counter(types).values()) == 1
    book = by_the_book()
    for source in types:
        for target in types:
            for relation, letter in LETTERS.items():
                if allowed(source, relation, target):
                    assert letter in book[source, target], (source, relation, target)


SLIPS = {
    "order": (b"<elements>", b"<views></views><elements>"),
    "id": (b'identifier="council-glenmore"', b'identifier="1council"'),
    "twice": (b'identifier="council-glenmore"', b'identifier="council-strathallan"'),
    "reference": (b'target="council-glenmore"', b'target="nobody"'),
    "matrix": (b'xsi:type="Composition"', b'xsi:type="Realization"'),
    "property": (b'type="currency"', b'type="date"'),
    "definition": (
        b'propertyDefinition identifier="property-',
        b'propertyDefinition identifier="x-',
    ),
    "folder": (b'<item identifierRef="council-glenmore"/>', b""),
    "name": (b'<name xml:lang="en">Glenmore Council</name>', b""),
    "box": (b'y="54"', b'y="5"'),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_rules_find_what_is_wrong(slip: str) -> None:
    right, wrong = SLIPS[slip]
    content = archimate(small()).files[0].content
    assert right in content
    assert faults(content.replace(right, wrong, 1))
