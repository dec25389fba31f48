"""The draft of an answer: by class, with exemptions to confirm, and nothing of what is recorded."""

from __future__ import annotations

from typing import get_args

from tests.support.documents import ROOT
from tests.support.packs import content_of, pack_of

from estate.rendering.sharing.foi_answer import foi_markdown
from estate.sharing.classes import KINDS, Kind
from estate.sharing.foi import EXEMPTIONS, withheld_kinds
from estate.sharing.manifest import Because, WithheldKind
from estate.sharing.pack import Pack, PackCouncil, Vocabulary

NEVER = WithheldKind(kind="vulnerability", because="never-leaves", fields=9)
PRICES = WithheldKind(kind="price", because="not-at-this-level", fields=4)
ASKED = WithheldKind(kind="product", because="not-asked", fields=2)
FIELDS = ("Council.name", "System.capabilities", "Capability.name")


def public(*withheld: WithheldKind) -> Pack:
    content = content_of(
        council=PackCouncil(id="eastmuir", name="East|muir <b>"),
        contracts=(),
        systems=tuple(
            each.model_copy(update={"users": None, "annual_cost": None, "product": None})
            for each in content_of().systems
        ),
        vocabulary=Vocabulary(capabilities=content_of().vocabulary.capabilities),
    )
    return pack_of(content=content, level="public", fields=FIELDS, withheld=withheld)


def test_the_draft_is_this() -> None:
    expected = (ROOT / "tests" / "gold" / "foi" / "eastmuir.public.foi.md").read_text("utf-8")
    assert foi_markdown(public(NEVER, PRICES, ASKED)) == expected


def test_what_no_published_decision_names_is_to_be_confirmed() -> None:
    """Sections 31, 33 and 38 are not confirmed; 30(c) and 35(1)(a) have a source."""
    sections = {each.section: bool(each.sources) for found in EXEMPTIONS.values() for each in found}
    assert sections == {"30(c)": True, "31": False, "33": False, "35(1)(a)": True, "38": False}


def test_what_could_be_released_has_no_exemption_named_for_it() -> None:
    (product,) = withheld_kinds(public(ASKED).manifest)
    assert product.open_to_ask
    assert not product.exemptions
    (price,) = withheld_kinds(
        public(WithheldKind(kind="price", because="left-out", fields=1)).manifest
    )
    assert not price.exemptions


def test_every_class_and_reason_is_answered() -> None:
    for kind in (*KINDS, Kind.UNCLASSIFIED):
        for because in get_args(Because):
            withheld = WithheldKind(kind=kind.value, because=because, fields=1)
            draft = foi_markdown(public(withheld))
            assert f"| {kind.value} |" in draft


def test_how_many_fields_are_withheld_is_not_told() -> None:
    more = NEVER.model_copy(update={"fields": 7_777})
    assert foi_markdown(public(more)) == foi_markdown(public(NEVER))
