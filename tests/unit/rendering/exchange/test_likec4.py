"""LikeC4 source, read back by a reader of its own."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from tests.support import likec4_reader
from tests.support.likec4_reader import KEYWORDS, Source
from tests.unit.rendering.exchange.exchange_sample import (
    material_of,
    sample,
    small,
    small_planned,
)
from tests.unit.rendering.exchange.hostile_estate import HARM, NAMES, hostile, turned_round
from tests.unit.rendering.gold import same
from tests.unit.rendering.sample import STRATHALLAN, portfolio

from estate.portfolio import Contract, Council, Interface, Platform, Supplier, System
from estate.rendering.exchange.likec4 import likec4
from estate.rendering.exchange.likec4.text import KEYWORDS as AVOIDED
from estate.rendering.exchange.likec4.text import key as key_of
from estate.rendering.exchange.likec4.text import name, quoted
from estate.rendering.exchange.material import Material
from estate.rendering.kit.words import visible


def text(material: Material) -> str:
    return likec4(material).files[0].content.decode()


def source(material: Material) -> Source:
    return likec4_reader.read(text(material))


@cache
def whole() -> Source:
    return source(sample())


def by_id(found: Source, kind: str) -> dict[str, likec4_reader.Element]:
    every = found.elements.values()
    return {each.metadata["id"]: each for each in every if each.kind == kind}


def test_every_system_of_the_sample_comes_back_with_its_name_owner_money_and_dates() -> None:
    systems = by_id(whole(), "system")
    record = {str(ref): system for ref, system in sample().systems()}

    assert systems.keys() == record.keys()
    assert {key: each.title for key, each in systems.items()} == {
        key: system.name for key, system in record.items()
    }
    for key, system in record.items():
        data = systems[key].metadata
        assert data.get("owner") == system.owner
        assert systems[key].said.get("description") == system.description
        days = system.must_change_by, system.adopted
        assert (data.get("must_change_by"), data.get("adopted")) == tuple(
            day.isoformat() if day else None for day in days
        )
        sums = [int(value) for at, value in data.items() if at.startswith("annual_cost-")]
        total = system.annual_cost.total if system.annual_cost else None
        part = system.annual_cost.capital_part if system.annual_cost else None
        assert sum(sums) == (total or 0) + (part or 0)


def test_every_contract_comes_back_with_its_days_its_price_and_what_it_covers() -> None:
    found = whole()
    for council, inventory in sample().inventories():
        place = name("c-", council)
        for key, contract in inventory.contracts.items():
            own = found.elements[f"{place}.{name('k-', key)}"]
            assert own.title == (contract.name or key)
            assert own.metadata.get("annual_value") == (
                None if contract.annual_value is None else str(contract.annual_value)
            )
            for word in ("ends", "starts", "current_end"):
                day = getattr(contract, word)
                assert own.metadata.get(word) == (day.isoformat() if day else None)
            covered = {
                found.elements[each.source].metadata["id"].partition("/")[2]
                for each in found.relations
                if each.target == own.place and each.kind == "covered-by"
            }
            assert covered == set(contract.systems)


def test_every_interface_comes_back_between_its_two_ends() -> None:
    found = whole()
    flows = [each for each in found.relations if "id" in each.metadata]
    ends = {
        place: element.metadata["id"]
        if element.kind == "system"
        else f"platform:{element.metadata['id']}"
        for place, element in found.elements.items()
        if element.kind in {"system", "platform"}
    }
    told = {each.metadata["id"]: (ends[each.source], ends[each.target]) for each in flows}
    assert told == {
        f"{link.council}: interfaces.{link.index}": (link.sender, link.receiver)
        for link in sample().links()
    }
    assert len(flows) == len(told) == 440


def test_every_name_that_is_used_is_declared_and_no_view_is_too_full() -> None:
    for found in (whole(), source(small_planned()), source(hostile())):
        assert {each.kind for each in found.elements.values()} <= found.kinds
        assert {each.kind for each in found.relations} <= found.arrows
        assert {tag for each in found.elements.values() for tag in each.tags} <= found.tags
        ends = {end for each in found.relations for end in (each.source, each.target)}
        assert ends <= found.elements.keys()
        for title, shown in found.views.values():
            assert set(shown) <= found.elements.keys(), title
            assert len(shown) == len(set(shown)) <= 50, title
        assert "index" in found.views


def test_every_system_is_in_a_view_of_its_council() -> None:
    found = whole()
    for place, element in found.elements.items():
        if element.kind == "system":
            council = element.metadata["id"].partition("/")[0]
            homes = [key for key in found.views if key.startswith(f"council_{council}_")]
            assert any(place in found.views[key][1] for key in homes), place


def test_the_roadmap_is_there_as_days_sums_tags_and_a_view_for_each_plateau() -> None:
    material = small_planned()
    found = source(material)
    systems = by_id(found, "system")
    assert material.plan is not None
    assert len(material.plan.steps) >= 2
    for step in material.plan.steps:
        data = systems[step.system].metadata
        assert data["plan-live"] == step.live.isoformat()
        assert data["plan-capital"] == str(step.capital)
        assert f"plateau-{data['plan-plateau']}" in systems[step.system].tags
    for plateau in material.plateaus()[1:]:
        shown = found.views[f"plateau_{plateau.number}"][1]
        assert {systems[system].place for system in plateau.steps} <= set(shown)
    joined = [each for each in found.relations if each.kind == "becomes"]
    assert [each.target for each in joined] == ["p-pupil-hub"]


def test_an_interface_that_does_not_work_says_so_and_is_drawn_otherwise() -> None:
    titles = {
        each.metadata.get("id"): (each.kind, each.title) for each in source(small()).relations
    }
    assert titles["strathallan: interfaces.0"] == ("flow", "scheduled-file, csv")
    assert titles["strathallan: interfaces.1"] == ("missing", "missing: way not recorded")


def test_harmful_names_come_back_as_they_are_and_make_nothing_else() -> None:
    found = source(hostile())
    systems = by_id(found, "system")

    assert [systems[f"harm/s{at}-"].title for at in range(len(NAMES))] == list(NAMES)
    assert [systems[f"harm/s{at}-"].metadata["owner"] for at in range(len(NAMES))] == list(NAMES)
    assert found.views["index"][1] == ["c-harm", "p-pupil-hub"]
    assert {each.title for each in found.relations if each.kind == "flow"} == {NAMES[1]}


def test_what_steers_a_screen_is_written_out() -> None:
    assert quoted("a\u202eb\x07c\td") == '"a\\\\u202eb\\\\x07c\\\\x09d"'
    assert "\u202e" not in text(small())


@given(st.text())
def test_any_text_is_one_string_that_reads_as_what_is_shown_of_it(words: str) -> None:
    (token,) = likec4_reader.tokens(quoted(words))
    shown = [visible(line) for line in words.replace("\r\n", "\n").split("\n")]
    assert likec4_reader.string(token) == "\n".join(shown)


def test_a_name_that_ends_in_a_hyphen_can_be_followed_by_a_dot() -> None:
    assert name("s-", "a-") == "s-a-_"
    assert "c-harm.g-corporate-services.s-s0-_ -[flow]-> " in text(hostile())


def test_no_key_of_a_record_is_a_word_of_the_language() -> None:
    models = (System, Contract, Platform, Supplier, Council, Interface)
    clash = {key.rstrip("_") for model in models for key in model.model_fields} & KEYWORDS
    assert {"technology", "source"} <= clash <= AVOIDED <= KEYWORDS
    assert [key_of(word) for word in ("technology", "annual_cost.licence")] == [
        "technology_",
        "annual_cost-licence",
    ]


def test_the_loss_report_counts_what_is_not_there() -> None:
    lost = {entry.kind: entry for entry in likec4(hostile()).loss.entries}

    assert lost["interface: from a system to itself"].records == ("harm: interfaces.2",)
    assert lost["interface: to what is not written"].records == ("harm: interfaces.4",)
    assert lost["contract: supplier"].records == ("harm: contracts.k1",)
    assert lost["option: name"].count == len(NAMES)
    assert "system: name" not in lost
    assert "interface: rework_cost" not in lost


def test_notes_never_leave() -> None:
    systems = {**STRATHALLAN["systems"], "ledger": {"name": "Ledger", "notes": "SECRET"}}
    material = material_of(portfolio({"strathallan": {**STRATHALLAN, "systems": systems}}))

    assert "SECRET" not in text(material)
    (entry,) = (each for each in likec4(material).loss.entries if each.kind == "system: notes")
    assert entry.records == ("strathallan/ledger",)


def test_the_same_estate_gives_the_same_bytes_whatever_the_order_of_its_record() -> None:
    assert text(turned_round()) == text(small_planned())


def test_the_whole_file_is_as_it_was_looked_at() -> None:
    same("export.c4", text(small_planned()))


def test_the_estate_says_that_it_is_made_up() -> None:
    assert "// Illustrative: " in text(small())
    assert "// Illustrative: " not in text(material_of(portfolio(illustrative=False)))
    assert HARM["council"]["kind"] == "body"
