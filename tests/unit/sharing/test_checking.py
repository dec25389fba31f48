"""What is found in packs that were received."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.packs import AS_OF, C1, S1, content_of, pack_of

from estate.sharing.checking import Expected, PackFile, check_packs, findings_in
from estate.sharing.manifest import AgreementTerms
from estate.sharing.pack import (
    Amount,
    Pack,
    PackContract,
    PackCouncil,
    PackCounts,
    PackStep,
    PackSystem,
)

ON = Expected(date(2026, 11, 22))
LATER = AgreementTerms(signed_on=date(2026, 10, 1), expires=date(2028, 1, 1))
GHOST = "s-" + "z" * 20


def codes(pack: Pack, expected: Expected = ON) -> list[str]:
    return [f"{each.severity.value} {each.code}" for each in findings_in(pack, expected)]


def test_a_sound_pack_has_nothing_wrong() -> None:
    assert codes(pack_of()) == []


@pytest.mark.parametrize(
    ("pack", "expected", "found"),
    [
        (pack_of(content_sha256="0" * 64), ON, ["error changed"]),
        (pack_of(council="westmuir", content=content_of("eastmuir")), ON, ["error two-councils"]),
        (pack_of(), Expected(date(2027, 9, 30)), []),
        (pack_of(), Expected(date(2027, 10, 1)), ["error expired"]),
        (pack_of(), Expected(date(2026, 9, 29)), ["warning in-the-future"]),
        (pack_of(), Expected(date(2026, 11, 22), max_age=53), []),
        (pack_of(), Expected(date(2026, 11, 22), max_age=52), ["warning old"]),
        (pack_of(), Expected(date(2026, 11, 22), recipient="scotland excel"), []),
        (pack_of(), Expected(date(2026, 11, 22), recipient="Acme"), ["error not-for-us"]),
        (pack_of(illustrative=True), ON, ["note illustrative"]),
        (
            pack_of(agreement=LATER),
            ON,
            ["error outside-agreement"],
        ),
    ],
)
def test_each_fault(pack: Pack, expected: Expected, found: list[str]) -> None:
    assert codes(pack, expected) == found


def test_a_fact_that_the_manifest_does_not_list_is_too_much() -> None:
    fields = tuple(
        shared.field for shared in pack_of().manifest.fields if "users" not in shared.field
    )
    (found,) = findings_in(pack_of(fields=fields), ON)
    assert found.code == "tells-too-much"
    assert "systems.users" in found.message


def test_a_field_above_its_ceiling_is_too_much() -> None:
    """Users and prices never reach the public, whoever writes so into a manifest."""
    messages = [each.message for each in findings_in(pack_of(level="public"), ON)]
    assert messages == [
        "Contract.annual_value may never be told at level public",
        "System.annual_cost may never be told at level public",
        "System.users may never be told at level public",
    ]


def test_counts_are_too_much_for_the_public() -> None:
    counts = (PackCounts(score="legacy", cells={"yes": 9, "no": 9}),)
    fields = ("Council.name", "System.capabilities", "Capability.name")
    content = content_of(
        systems=(), contracts=(), vocabulary=content_of().vocabulary.model_copy(
            update={"products": {}, "suppliers": {}}
        ),
        council=PackCouncil(id="eastmuir", name="Eastmuir"), counts=counts,
    )  # fmt: skip
    assert codes(pack_of(content=content, level="sector", fields=fields)) == []
    assert codes(pack_of(content=content, level="public", fields=fields)) == [
        "error tells-too-much"
    ]


def test_ids_inside() -> None:
    content = content_of(
        systems=(PackSystem(id=S1), PackSystem(id=S1, users=Amount(low=0, high=9))),
        contracts=(PackContract(id=C1, systems=(GHOST,)),),
        steps=(PackStep(system=GHOST),),
    )
    found = findings_in(pack_of(content=content), ON)
    assert [each.message for each in found] == [
        f"two systems have the id {S1}",
        f"it refers to the system {GHOST}, which it lacks",
    ]


def test_packs_of_one_council_beside_one_another() -> None:
    """The latest is used; the same again is a note; another of the same day is a fault."""
    old = pack_of(as_of=date(2026, 8, 31))
    public = pack_of(level="public", fields=(), content=content_of(
        council=PackCouncil(id="eastmuir"), systems=(), contracts=(),
        vocabulary=type(content_of().vocabulary)(),
    ))  # fmt: skip
    other = pack_of(purpose="Another purpose")
    files = [
        PackFile(name, pack)
        for name, pack in zip("abcde", (pack_of(), pack_of(), old, public, other), strict=True)
    ]
    found = {each.file.path: [one.code for one in each.findings] for each in check_packs(files, ON)}
    assert found == {
        "a": [],
        "b": ["twice"],
        "c": ["replaced"],
        "d": ["replaced"],
        "e": ["contradicts"],
    }
    assert date(2026, 9, 30) == AS_OF
