"""No recipe and no agreement raises a field above its ceiling; bands hold what they are made of."""

from __future__ import annotations

import typing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from estate.portfolio.agreement import Agreement, Bands, DaysShown, Recipe, ShareLevel
from estate.sharing.classes import CLASSES, class_of, reaches
from estate.sharing.coarsen import banded, period, years_before
from estate.sharing.counting import safe_cells
from estate.sharing.pack import Amount, Content, Days
from estate.sharing.places import PLACES, THROUGH
from estate.sharing.ruling import Ruling

LEVELS: tuple[ShareLevel, ...] = ("sector", "public")
fields = st.lists(st.sampled_from(sorted(CLASSES)), max_size=40).map(tuple)
levels = st.sampled_from(LEVELS)


@st.composite
def rulings(draw: st.DrawFn) -> Ruling:
    agreement = Agreement(
        council="a",
        recipients=("b",),
        level=draw(levels),
        signed_off_by="c",
        signed_on=date(2026, 1, 1),
        expires=date(2026, 12, 31),
        fields=draw(fields),
        exact=draw(fields),
    )
    recipe = Recipe(purpose="d", fields=draw(fields), leave_out=draw(fields), exact=draw(fields))
    return Ruling(draw(levels), recipe, agreement)


@given(rulings())
def test_nothing_rises_above_its_ceiling_or_its_agreement(ruling: Ruling) -> None:
    for field in CLASSES:
        if ruling.tells(field):
            assert reaches(class_of(field).ceiling, ruling.level)
            assert reaches(ruling.agreement.level, ruling.level)
            assert field in PLACES
            raised = field in ruling.recipe.fields and field in ruling.agreement.fields
            assert raised or reaches(class_of(field).default, ruling.level)
            assert field not in ruling.recipe.leave_out


@given(rulings())
def test_everything_is_told_or_counted_as_withheld(ruling: Ruling) -> None:
    withheld = sum(each.fields for each in ruling.withheld())
    told = sum(ruling.tells(THROUGH.get(field, field)) for field in CLASSES)
    assert withheld + told == len(CLASSES)
    assert len(ruling.shared()) == sum(ruling.tells(field) for field in PLACES)


def test_the_most_that_can_be_asked_and_agreed_leaves_the_ceilings_where_they_are() -> None:
    everything = tuple(sorted(CLASSES))
    agreement = Agreement(
        council="a",
        recipients=("b",),
        level="public",
        signed_off_by="c",
        signed_on=date(2026, 1, 1),
        expires=date(2026, 12, 31),
        fields=everything,
        exact=everything,
        scores=("legacy", "red-rated"),
    )
    recipe = Recipe(
        purpose="d", fields=everything, exact=everything, scores=("legacy", "red-rated")
    )
    public = Ruling("public", recipe, agreement)
    kinds = {class_of(field).kind.value for field in PLACES if public.tells(field)}
    assert kinds == {"service", "product", "contract"}
    assert public.scores == ()
    sector = Ruling("sector", recipe, agreement)
    assert not sector.exact("System.adopted")  # never closer than a band of years
    assert sector.how("Step.finishes") == "by-financial-year"


def test_every_place_has_a_field_and_stands_in_the_pack() -> None:
    assert PLACES.keys() <= CLASSES.keys()
    assert THROUGH.keys() <= CLASSES.keys()
    assert set(THROUGH.values()) <= PLACES.keys()
    assert not THROUGH.keys() & PLACES.keys()
    for place in PLACES.values():
        if place.path != "vocabulary.capabilities.name":  # a plain name by id
            assert _stands(Content, place.path.split(".")), place.path


def _stands(model: type[BaseModel], path: list[str]) -> bool:
    if not path:
        return True
    if path[0] not in model.model_fields:
        return False
    inner = [each for each in _parts(model.model_fields[path[0]].annotation) if _is_model(each)]
    return _stands(inner[0] if inner else model, path[1:])


def _is_model(found: type) -> bool:
    return issubclass(found, BaseModel)


def _parts(annotation: object) -> list[type]:
    found = [annotation] if isinstance(annotation, type) else []
    for part in typing.get_args(annotation):
        found += _parts(part)
    return found


def test_every_field_of_a_pack_has_a_source() -> None:
    """A field of the pack that no field of the inventory leads to would be one without a class."""
    made_here = {"id", "withheld", "system"}
    places = {place.path for place in PLACES.values()}
    for part in ("council", "systems", "contracts", "interfaces", "steps"):
        annotation = Content.model_fields[part].annotation
        (model,) = [each for each in _parts(annotation) if issubclass(each, BaseModel)]
        for field in model.model_fields.keys() - made_here:
            assert f"{part}.{field}" in places


BOUNDS = (10, 50, 250)


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, Amount(low=0, high=9)),
        (9, Amount(low=0, high=9)),
        (10, Amount(low=10, high=49)),
        (249, Amount(low=50, high=249)),
        (250, Amount(low=250)),
    ],
)
def test_a_bound_begins_a_band(value: int, band: Amount) -> None:
    assert banded(value, BOUNDS) == band


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**9), min_size=1, unique=True).map(sorted))
def test_a_band_holds_its_number_and_no_bound_lies_inside(value: int, bounds: list[int]) -> None:
    band = banded(value, bounds)
    assert band.low <= value
    assert band.high is None or value <= band.high
    top = 10**10 if band.high is None else band.high
    assert not [each for each in bounds if band.low < each <= top]


@pytest.mark.parametrize(
    ("shown", "first", "last"),
    [
        ("as-recorded", date(2027, 2, 10), date(2027, 2, 10)),
        ("by-quarter", date(2027, 1, 1), date(2027, 3, 31)),
        ("by-half-year", date(2027, 1, 1), date(2027, 6, 30)),
        ("by-financial-year", date(2026, 4, 1), date(2027, 3, 31)),
    ],
)
def test_a_day_becomes_its_period(shown: DaysShown, first: date, last: date) -> None:
    assert period(date(2027, 2, 10), shown) == Days(first=first, last=last)


@given(st.dates(), st.sampled_from(["by-quarter", "by-half-year", "by-financial-year"]))
def test_all_days_of_a_period_become_the_same(day: date, shown: DaysShown) -> None:
    whole = period(day, shown)
    assert whole.first <= day <= whole.last
    if date(2, 1, 1) < day < date(9999, 1, 1):
        assert period(whole.first, shown) == period(whole.last, shown) == whole


def test_years_are_whole() -> None:
    assert years_before(date(2021, 10, 1), date(2026, 9, 30)) == 4
    assert years_before(date(2021, 9, 30), date(2026, 9, 30)) == 5
    assert years_before(date(2030, 1, 1), date(2026, 9, 30)) == 0


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"yes": 5, "no": 7, "unknown": 0}, {"no": 7, "yes": 5}),
        ({"yes": 3, "no": 17}, {"no": 17, "yes": 3}),  # 17 of 20 are 85%, not more
        ({"yes": 3, "no": 18}, None),  # 18 of 21 are 85.7%
        ({"yes": 2, "no": 7}, None),
        ({"yes": 9}, None),  # all in one class tells of each
        ({}, None),
    ],
)
def test_counts_that_tell_of_single_systems_are_held_back_whole(
    cells: dict[str, int], told: dict[str, int] | None
) -> None:
    assert safe_cells(cells) == told


@pytest.mark.parametrize(
    "bands",
    [
        {"money": (1_000,)},
        {"money": (10_000, 19_999)},
        {"people": (9, 20)},
        {"people": (10, 15)},
        {"years": (2,)},
        {"years": (5, 7)},
    ],
)
def test_bands_cannot_be_so_narrow_that_they_are_exact(bands: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(ValidationError):
        Bands.model_validate(bands)
