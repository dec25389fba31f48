"""Where the rules about a contract's terms begin and end, as of 22 November 2026."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.saying import LEDGER, count, found

K = LEDGER + "[contracts.k]\nsystems = ['ledger']\n"


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("ends = 2030-01-01", {"EST208", "EST209"}),
        ("", {"EST201", "EST209"}),
        ("ends = 2030-01-01\nrenewal = 'none'\nannual_value = 0", set()),
        ("ends = 2030-01-01\nrenewal = 'tacit'\ntotal_value = 1", {"EST207"}),
        ("ends = 2030-01-01\nrenewal = 'tacit'\nnotice_months = 0\ntotal_value = 1", set()),
        ("ends = 2030-01-01\nnotice_months = 3\ntotal_value = 1", set()),
        ("ends = 2026-11-22", {"EST208", "EST209"}),
        ("ends = 2026-11-21", {"EST202"}),  # what is over is not asked for terms
        ("ends = 2020-01-01\nrenewal = 'tacit'", {"EST207", "EST209"}),
        ("starts = 2026-01-01\nterm_months = 36\nrenewal = 'none'\nannual_value = 1", set()),
    ],
)
def test_terms_are_asked_of_contracts_that_run(
    tmp_path: Path, terms: str, expected: set[str]
) -> None:
    codes = ("EST201", "EST202", "EST207", "EST208", "EST209")
    assert {code for code in codes if count(tmp_path, code, f"{K}{terms}\n")} == expected


@pytest.mark.parametrize(
    ("value", "more", "contradicts"),
    [
        # 5 years at 48,000 are 240,000: half is 120,000, twice is 480,000.
        (120_000, "", False),
        (119_999, "", True),
        (480_000, "", False),
        (480_001, "", True),
        # With two years more, 7 years are 336,000, and twice 672,000.
        (672_000, "extensions = [{ months = 24, by = 'council' }]\n", False),
        (672_001, "extensions = [{ months = 24, by = 'council' }]\n", True),
        (119_999, "extensions = [{ months = 24, by = 'council' }]\n", True),
        (9_000_000, "renewal = 'tacit'\n", False),
        (0, "", False),
    ],
)
def test_a_total_may_be_half_to_twice_what_its_years_come_to(
    tmp_path: Path, value: int, more: str, contradicts: bool
) -> None:
    terms = "starts = 2024-04-01\nends = 2029-03-31\nannual_value = 48_000\n"
    text = f"{K}{terms}total_value = {value}\n{more}"
    assert bool(found(tmp_path, "EST211", text)) is contradicts


A = "[contracts.a]\nsystems = ['ledger']\nsupplier = 's'\n"
B = A.replace(".a]", ".b]")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("starts = 2025-01-01\nends = 2027-03-31", "starts = 2027-03-31\nends = 2029-01-01", 1),
        ("starts = 2025-01-01\nends = 2027-03-31", "starts = 2027-04-01\nends = 2029-01-01", 0),
        ("starts = 2025-01-01\nends = 2027-03-31\nsuccessor = 'b'",
         "starts = 2027-01-01\nends = 2029-01-01", 0),
        ("starts = 2025-01-01\nends = 2027-03-31\nsubject = 'Licences'",
         "starts = 2026-01-01\nends = 2029-01-01\nsubject = 'support'", 0),
        ("starts = 2025-01-01\nends = 2027-03-31\nsubject = 'Licences'",
         "starts = 2026-01-01\nends = 2029-01-01\nsubject = 'licences '", 1),
        ("ends = 2027-03-31", "starts = 2026-01-01\nends = 2029-01-01", 0),
        ("starts = 2020-01-01\nends = 2024-03-31", "starts = 2023-01-01\nends = 2029-01-01", 0),
        ("starts = 2020-01-01\nends = 2024-03-31\nextensions = [{months = 36, by = 'council'}]",
         "starts = 2026-01-01\nends = 2029-01-01", 0),
        (("starts = 2020-01-01\nends = 2024-03-31\nextensions = [{months = 36, by = 'council', "
         "taken = true}]"), "starts = 2027-01-01\nends = 2029-01-01", 1),
        ("starts = 2025-01-01\nends = 2027-03-31\nlot = '1'",
         "starts = 2026-01-01\nends = 2029-01-01\nlot = '2'", 0),
    ],
)  # fmt: skip
def test_two_contracts_for_the_same_overlap_by_a_day(
    tmp_path: Path, a: str, b: str, expected: int
) -> None:
    assert count(tmp_path, "EST210", f"{LEDGER}{A}{a}\n{B}{b}\n") == expected


def test_contracts_of_other_systems_or_suppliers_do_not_overlap(tmp_path: Path) -> None:
    terms = "starts = 2025-01-01\nends = 2029-01-01\n"
    other = B.replace("'s'", "'t'")
    assert count(tmp_path, "EST210", f"{LEDGER}{A}{terms}{other}{terms}") == 0
    payroll = LEDGER.replace("ledger", "payroll")
    other = B.replace("ledger", "payroll")
    assert count(tmp_path, "EST210", f"{LEDGER}{payroll}{A}{terms}{other}{terms}") == 0
    both = B.replace("'ledger'", "'ledger', 'payroll'")
    assert count(tmp_path, "EST210", f"{LEDGER}{payroll}{A}{terms}{both}{terms}") == 1


def test_each_contract_is_told_once_however_many_it_overlaps(tmp_path: Path) -> None:
    terms = "starts = 2025-01-01\nends = 2029-01-01\n"
    many = "".join(A.replace(".a]", f".a{n}]") + terms for n in range(50))
    assert count(tmp_path, "EST210", LEDGER + many) == 49


@pytest.mark.parametrize(
    ("systems", "terms", "expected"),
    [
        ("['old']", "ends = 2026-11-22", 1),
        ("['old']", "ends = 2026-11-21", 0),
        ("['old', 'ledger']", "ends = 2030-01-01", 0),
        ("[]", "ends = 2030-01-01", 0),
        ("['old']", "", 0),  # nothing is known of its end
        ("['old']", "starts = 2027-01-01\nends = 2030-01-01", 0),
        ("['old']", "ends = 2020-01-01\nrenewal = 'tacit'", 1),
    ],
)
def test_a_contract_is_idle_when_all_that_it_covers_is_retired(
    tmp_path: Path, systems: str, terms: str, expected: int
) -> None:
    old = "[systems.old]\nname = 'Old'\nlifecycle = 'retired'\n"
    text = f"{LEDGER}{old}[contracts.k]\nsystems = {systems}\n{terms}\n"
    assert count(tmp_path, "EST212", text) == expected


FRAMEWORK = "[frameworks.f]\nname = 'F'\n{}\n[suppliers.s]\nname = 'S'\n[suppliers.t]\nname = 'T'\n"


@pytest.mark.parametrize(
    ("framework", "contract", "words"),
    [
        ("may_call_off = ['c']", "", None),
        ("may_call_off = ['d']", "", "c is not among those who may call off"),
        ("suppliers = ['s']", "supplier = 's'", None),
        ("suppliers = ['s']", "supplier = 't'", "`t` is not among the suppliers"),
        ("suppliers = ['s']", "", None),
        ("starts = 2026-01-01", "awarded = 2026-01-01", None),
        ("starts = 2026-01-01", "awarded = 2025-12-31", "it dates from before"),
        ("value_limit = 100_000", "total_value = 100_000", None),
        ("value_limit = 100_000", "total_value = 100_001", "above the £100,000"),
    ],
)  # fmt: skip
def test_a_call_off_is_held_against_its_framework(
    tmp_path: Path, framework: str, contract: str, words: str | None
) -> None:
    text = f"{K}framework = 'f'\n{contract}\n"
    told = found(tmp_path, "EST213", text, {"catalogue/f.toml": FRAMEWORK.format(framework)})
    assert [words in line for line in told if words] == ([True] if words else [])
    assert bool(told) == bool(words)


@pytest.mark.parametrize(("ends", "expected"), [("2029-03-31", 0), ("2029-04-01", 1)])
def test_the_end_recorded_and_the_end_counted_are_compared(
    tmp_path: Path, ends: str, expected: int
) -> None:
    text = f"{K}starts = 2026-04-01\nterm_months = 36\nends = {ends}\n"
    assert count(tmp_path, "EST214", text) == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        # Three months before 31 March 2027 is 31 December 2026, five weeks ahead.
        ("", "renews itself on 1 April 2027 unless notice is given by 31 December 2026"),
        # Bound: it renews itself to 31 March 2029, and notice for that is two years away.
        ("irrevocable_until = 2028-06-30", None),
        ("irrevocable_until = 2027-03-31", "unless notice is given by 31 December 2026"),
        ("irrevocable_until = 2027-04-01", None),
        ("notice_months = 6", "renews itself until 31 March 2028: the last day for notice was"),
    ],
)
def test_notice_is_due_where_it_can_end_the_contract(
    tmp_path: Path, terms: str, expected: str | None
) -> None:
    usual = "ends = 2027-03-31\nrenewal = 'tacit'\n"
    notice = "" if "notice_months" in terms else "notice_months = 3\n"
    said = found(tmp_path, "EST203", f"{K}{usual}{notice}{terms}\n")
    assert len(said) == (expected is not None)
    assert expected is None or expected in said[0]


@pytest.mark.parametrize(
    ("terms", "hint"),
    [
        ("renewal = 'tacit'\nnotice_months = 3", "decide now: once notice is given, write"),
        ("renewal = 'tacit'\nnotice_months = 6", "too late for this term"),
        ("notice_months = 3", "record whether it renews itself"),
    ],
)
def test_the_hint_on_notice_says_what_can_still_be_done(
    tmp_path: Path, terms: str, hint: str
) -> None:
    from tests.cases.checking import findings, write

    text = f"{K}ends = 2027-03-31\n{terms}\n"
    files = {"councils/c.toml": text}
    told = [one for one in findings(write(tmp_path, files)) if one.code == "EST203"]
    assert [one.hint is not None and one.hint.startswith(hint) for one in told] == [True]


def test_after_the_last_renewal_no_notice_is_due(tmp_path: Path) -> None:
    """From 31 March 2026 it renewed itself once, until 31 March 2027; once more is not allowed."""
    usual = "ends = 2026-03-31\nrenewal = 'tacit'\nnotice_months = 3\nrenewals_at_most = "
    assert count(tmp_path, "EST203", f"{K}{usual}1\n") == 0
    assert count(tmp_path, "EST203", f"{K}{usual}2\n") == 1


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("extensions = [{ months = 1, by = 'council' }]", None),
        ("extensions = [{ months = 1, by = 'council', taken = true }]", None),
        (
            (
                "extensions = [{ months = 1, by = 'council' }, "
                "{ months = 1, by = 'council', taken = true }]"
            ),
            "extension 2 is marked as taken and does not count, since extension 1 before it is not",
        ),
        # 31 March 2027, and at most a month and two renewals of a year more: 30 April 2029.
        ("renewal = 'none'\nirrevocable_until = 2027-03-31", None),
        (
            "renewal = 'none'\nirrevocable_until = 2027-04-01",
            "is irrevocable until 1 April 2027, and can last until 31 March 2027 at most",
        ),
        ("renewal = 'tacit'\nirrevocable_until = 2099-01-01", None),
        (
            (
                "extensions = [{ months = 1, by = 'agreement' }]\nrenewals_at_most = 2\n"
                "renewal = 'tacit'\nirrevocable_until = 2029-05-01"
            ),
            "can last until 30 April 2029 at most",
        ),
        ("irrevocable_until = 2030-01-01", None),  # whether it renews itself is not recorded
    ],
)
def test_terms_that_cannot_be_so(tmp_path: Path, terms: str, expected: str | None) -> None:
    said = found(tmp_path, "EST215", f"{K}ends = 2027-03-31\n{terms}\n")
    assert len(said) == (expected is not None)
    assert expected is None or expected in said[0]
