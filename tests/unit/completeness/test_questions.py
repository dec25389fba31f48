"""What to find out first: each question by hand, and the sums against the scores' own."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from tests.support.documents import ROOT
from tests.unit.completeness.cases import AS_OF, BARE, WHOLE, asked, loaded

from estate.completeness import QUESTIONS, Item, questions
from estate.completeness.kinds import asked as ask_about
from estate.completeness.looking import Look
from estate.completeness.questions import outcome
from estate.graph import EstateGraph, build
from estate.portfolio import SystemRef
from estate.reading import read
from estate.scoring import Answer, Scores, score, what_to_find_out_everywhere
from estate.scoring.framework import is_red_rated, overall_interval


def test_there_is_nothing_to_ask_of_a_fully_recorded_council(tmp_path: Path) -> None:
    found = asked(tmp_path, whole=WHOLE)
    assert (found.kinds, found.offices, found.single, found.undecided) == ((), (), (), ())


def asked_of(folder: Path, code: str, text: str) -> tuple[str, tuple[Item, ...]]:
    """Return what is asked about a criterion of the system `a`."""
    graph, scores = loaded(folder, c='[council]\nname = "C"\n' + text)
    ref = SystemRef("c", "a")
    score_ = scores.systems[ref]
    assert not score_.criterion(code).known
    return ask_about(code, Look(graph, ref, graph.portfolio.system(ref), score_, AS_OF))


A = '[systems.a]\nname = "A"\n'
ITSELF = (Item("c", "systems", "a"),)


@pytest.mark.parametrize(
    ("code", "text", "kind", "items"),
    [
        ("L1", A, "product", ITSELF),
        ("L1", A + 'product = "revmaster"', "product", ITSELF),
        (
            "L1",
            A + 'product = "revmaster@9"',
            "support-date",
            (Item("catalogue", "products", "revmaster@9"),),
        ),
        # Of two, only the one without a date; of two unknown, the version comes first.
        (
            "L1",
            A + 'product = "revmaster@8"\ntechnology = ["revmaster@9"]',
            "support-date",
            (Item("catalogue", "products", "revmaster@9"),),
        ),
        ("L1", A + 'product = "revmaster@9"\ntechnology = ["postgres"]', "product", ITSELF),
        ("L2", A, "contract", ITSELF),
        (
            "L2",
            A + '[contracts.k]\nsystems = ["a"]\n[contracts.l]\nsystems = ["a"]\nends = 2030-03-31',
            "contract-end",
            (Item("c", "contracts", "k"),),
        ),
        # The contract is over; what follows it does not name the system, and has no end.
        (
            "L2",
            A + '[contracts.k]\nsystems = ["a"]\nends = 2025-03-31\nsuccessor = "l"\n[contracts.l]',
            "contract-end",
            (Item("c", "contracts", "l"),),
        ),
        ("C3", A, "loss", ITSELF),
        ("C3", A + "impact.financial = { amount = 5 }", "budget", (Item("c", "council", ""),)),
        ("C6", A, "interfaces", ITSELF),
        (
            "C6",
            A + 'interfaces_complete = true\n[systems.b]\nname = "B"\ndepends_on = ["a"]\n'
            '[systems.d]\nname = "D"\ndepends_on = ["b"]\ninterfaces_complete = true',
            "interfaces",
            (Item("c", "systems", "b"),),
        ),
    ],
)
def test_what_is_asked_for_is_what_is_missing(
    tmp_path: Path, code: str, text: str, kind: str, items: tuple[Item, ...]
) -> None:
    assert asked_of(tmp_path, code, text) == (kind, items)


def test_one_answer_counts_for_every_system_it_serves(tmp_path: Path) -> None:
    two = '[systems.b]\nname = "B"\n[contracts.k]\nsystems = ["a", "b"]\n'
    found = asked(tmp_path, c='[council]\nname = "C"\n' + A + two)
    ends = next(ask for ask in found.kinds if ask.key == "contract-end")
    assert ends.items == (Item("c", "contracts", "k"),)
    assert ends.systems == (SystemRef("c", "a"), SystemRef("c", "b"))


def test_all_of_an_office_together_can_settle_what_no_answer_can_alone(tmp_path: Path) -> None:
    # All is recorded but L4 and five impact criteria; likelihoods are 2, 2, 4, ?, 1, 1, 1; C6 is 1.
    text = (
        WHOLE.replace("support = { people = 3 }", "support = { people = 2, supplier = false }")
        .replace(
            "incidents = { ongoing = false, severe = 0, major = 0, moderate = 1, minor = 2 }",
            "incidents = { ongoing = false, severe = 0, major = 0, moderate = 0, minor = 0 }",
        )
        .replace("business_need = 2, ", "")
    )
    head, _, rest = text.partition("[systems.tax.impact]")
    text = head + rest[rest.index("[systems.tax.options") :]
    found = asked(tmp_path, whole=text)
    # With L4 = 6 likelihood is (17/7 + 6)/2 = 59/14; impact is at most (26/6 + 5)/2 = 14/3: up to
    # 19.7, open. With L4 = 1 it is (12/7 + 4)/2 = 20/7, times 14/3 = 13.3: never red.
    business = next(ask for ask in found.kinds if ask.key == "business-need")
    assert len(business.could_settle) == 1
    # One impact criterion at its best leaves (22/6 + 5)/2 = 13/3, times 59/14 = 18.3; at its worst
    # at least 20/7 x (10/6 + 5)/2 = 9.5: open both ways.
    safety = next(ask for ask in found.kinds if ask.key == "safety")
    assert safety.could_settle == ()
    # All their owner knows at its best, but for the loss (C3): likelihood 20/7: not red.
    owners = next(ask for ask in found.offices if ask.key == "System owners")
    assert len(owners.could_settle) == 1
    assert owners.narrows_by > business.narrows_by


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ("", "support-people"),
        ("support = { in_house = true }", "support-people"),
        ("support = { people = 1 }", "support-supplier"),
    ],
)
def test_few_people_make_the_supplier_the_question(facts: str, key: str, tmp_path: Path) -> None:
    found = asked(tmp_path, c=f'[council]\nname = "C"\n{A}{facts}\n')
    assert {ask.key for ask in found.kinds if ask.key.startswith("support-p")} <= {key}
    assert key in {ask.key for ask in found.kinds}


def test_a_clean_assessment_leaves_only_the_support_dates_to_ask_for(tmp_path: Path) -> None:
    clean = "vulnerabilities = { critical = 0, high = 0, other = 0, assessed = 2026-08-31 }\n"
    found = asked(tmp_path, c=f'[council]\nname = "C"\n{A}technology = ["odd@1"]\n{clean}')
    keys = {ask.key for ask in found.kinds}
    assert "vulnerabilities" not in keys
    assert "support-date" in keys


def samples() -> tuple[EstateGraph, Scores]:
    portfolio = read(ROOT / "inventories").portfolio
    assert portfolio is not None
    graph = build(portfolio)
    return graph, score(graph, AS_OF)


def test_what_kinds_narrow_adds_up_to_what_the_criteria_do() -> None:
    graph, scores = samples()
    used = [s for ref, s in scores.systems.items() if graph.portfolio.system(ref).in_use]
    by_code = {gap.criterion.code: gap for gap in what_to_find_out_everywhere(used)}
    kinds = {ask.key: ask for ask in questions(graph, scores).kinds}
    of: dict[str, tuple[str, ...]] = {
        "L2": ("contract", "contract-end"),
    }
    of |= {
        "L3": ("support-people", "support-supplier"),
        "L7": ("incidents",),
        "C3": ("loss", "budget"),
        "C6": ("interfaces",),
    }
    for code, keys in of.items():
        asks = [kinds[key] for key in keys if key in kinds]
        assert sum((ask.narrows_by for ask in asks), Fraction(0)) == by_code[code].narrows_by
        assert {ref for ask in asks for ref in ask.systems} == set(by_code[code].systems)
    # Support dates tell of open vulnerabilities too, so they narrow no less than L1 alone.
    dates = [kinds[key] for key in ("product", "support-date")]
    assert sum((ask.narrows_by for ask in dates), Fraction(0)) >= by_code["L1"].narrows_by
    assert {ref for ask in dates for ref in ask.systems} == set(by_code["L1"].systems)


def test_offices_hold_all_their_kinds_and_the_most_telling_comes_first() -> None:
    graph, scores = samples()
    found = questions(graph, scores)
    for office in found.offices:
        own = [ask for ask in found.kinds if QUESTIONS[ask.key].office == office.key]
        assert office.number == sum(ask.number for ask in own)
        assert set(office.systems) == {ref for ask in own for ref in ask.systems}
        assert set(office.could_settle) >= {ref for ask in own for ref in ask.could_settle}
    for asks in (found.kinds, found.offices, tuple(ask for _, ask in found.single)):
        order = [(-len(ask.could_settle), -ask.narrows_by) for ask in asks]
        assert order == sorted(order)
    assert len(found.undecided) == sum(
        one.red_rated is Answer.UNKNOWN
        for ref, one in scores.systems.items()
        if graph.portfolio.system(ref).in_use
    )


def test_an_outcome_is_what_trying_every_answer_gives() -> None:
    graph, scores = samples()
    tried = 0
    for ref in sorted(scores.systems)[::7]:
        one = scores.systems[ref]
        places = [n for n, criterion in enumerate(one.criteria) if not criterion.known][:3]
        if not places or not graph.portfolio.system(ref).in_use:
            continue
        low = [criterion.low for criterion in one.criteria]
        high = [criterion.high for criterion in one.criteria]
        decided = False
        for answers in product(*(range(low[p], high[p] + 1) for p in places)):
            for place, answer in zip(places, answers, strict=True):
                low[place] = high[place] = answer
            decided |= is_red_rated(overall_interval(low, high)) is not Answer.UNKNOWN
            for place in places:
                low[place], high[place] = one.criteria[place].low, one.criteria[place].high
        assert outcome(one, places)[0] == (decided and one.red_rated is Answer.UNKNOWN)
        tried += 1
    assert tried > 20


def test_a_bare_council_is_asked_about_every_criterion(tmp_path: Path) -> None:
    found = asked(tmp_path, bare=BARE)
    assert sum(ask.number for ask in found.kinds) == 13
    assert {ask.key for ask in found.kinds} == set(QUESTIONS) - {
        "support-date",
        "support-supplier",
        "contract-end",
        "budget",
    }
