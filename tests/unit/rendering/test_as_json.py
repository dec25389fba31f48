"""JSON: the agreed shape, the same bytes in any order of input."""

from __future__ import annotations

import json
from fractions import Fraction

from tests.unit.rendering import gold, sample

from estate.portfolio import SystemRef
from estate.rendering.kit import as_json
from estate.scoring.results import Interval


def test_scores_are_the_kept_document() -> None:
    document = as_json.scores_json(sample.scores(), sample.portfolio(), sample.where)
    gold.same("scores.json", as_json.to_text(document))


def test_the_order_of_the_input_does_not_matter() -> None:
    one, other = (
        as_json.to_text(as_json.scores_json(scores, sample.portfolio(), sample.where))
        for scores in (sample.scores(), sample.scores(reverse=True))
    )
    assert one == other


def test_the_worst_comes_first_and_carries_its_figures() -> None:
    document = as_json.scores_json(sample.scores(), sample.portfolio(), sample.where)
    by_id = {system["id"]: system for system in document["systems"]}
    # L: (38/7 + 6)/2 = 40/7 = 5.7143; C: (26/6 + 5)/2 = 14/3 = 4.6667; product 560/21 = 26.6667
    assert by_id["strathallan/council-tax"]["likelihood"] == {"low": 5.7143, "high": 5.7143}
    assert by_id["strathallan/council-tax"]["impact"] == {"low": 4.6667, "high": 4.6667}
    assert by_id["strathallan/council-tax"]["overall"] == {"low": 26.6667, "high": 26.6667}
    assert list(by_id)[:3] == ["strathallan/council-tax", "glenmore/pupils", "strathallan/odd"]
    first = by_id["strathallan/council-tax"]["criteria"][0]
    assert first["where"] == "councils/strathallan.toml:30"
    assert by_id["strathallan/odd"]["criteria"][0]["where"] is None


def test_every_answer_is_counted_even_where_there_is_none() -> None:
    totals = as_json.scores_json(sample.scores(), sample.portfolio(), sample.where)["councils"]
    assert totals["glenmore"]["red_rated"] == {"yes": 1, "no": 1, "unknown": 0}


def test_text_is_sorted_ends_with_a_newline_and_reads_back() -> None:
    text = as_json.to_text({"b": 1, "a": sample.HOSTILE})
    assert text.endswith("}\n")
    assert text.index('"a"') < text.index('"b"')
    assert json.loads(text) == {"a": sample.HOSTILE, "b": 1}


def test_figures_are_rounded_to_four_decimals() -> None:
    assert as_json.interval_json(Interval(Fraction(1, 3), Fraction(2))) == {
        "low": 0.3333,
        "high": 2.0,
    }


def test_findings_come_by_place_with_counts() -> None:
    document = as_json.findings_json(sample.findings())
    assert document["counts"] == {"error": 1, "warning": 1, "note": 1}
    assert [finding["code"] for finding in document["findings"]] == ["EST301", "EST013", "EST204"]
    assert document["findings"][0]["path"] is None
    assert document["findings"][2]["line"] == 40


def test_a_system_shows_its_record_contract_and_interfaces() -> None:
    score = sample.scores().systems[SystemRef("strathallan", "council-tax")]
    document = as_json.system_json(sample.portfolio(), score, sample.where)
    assert document["record"]["product"] == "revmaster@8"
    assert document["contracts"]["council-tax"]["windows"] == {
        "current_end": "2027-03-31",
        "end_by_right": "2028-03-31",
        "last_end": "2029-03-31",
    }
    assert [interface["to"] for interface in document["interfaces"]] == ["ledger"]
    json.dumps(document)


def test_interfaces_from_elsewhere_are_found() -> None:
    touching = as_json.touching(sample.portfolio(), SystemRef("glenmore", "payroll"))
    assert [owner for owner, _ in touching] == ["strathallan"]


def test_letters_that_steer_a_screen_are_written_out_and_come_back() -> None:
    """A right-to-left override, a line separator, a byte order mark, a tag; Gaelic stays."""
    words = "Sìth \u202egnp.stnuocca\u2028 \ufeff \x9b \U000e0041 \U0001f6d2 \\u202e"
    text = as_json.to_text({words: words})
    assert json.loads(text) == {words: words}
    assert "Sìth \\u202egnp.stnuocca\\u2028 \\ufeff \\u009b \\udb40\\udc41 \U0001f6d2" in text
    assert not any(letter in text for letter in "\u202e\u2028\ufeff\x9b\U000e0041")
