"""What records call themselves steers no reader of a comparison; totals say whom they count."""

from __future__ import annotations

from pathlib import Path

from tests.support.documents import run_estate

HOSTILE = r"<script>alert(1)</script>\u202Egnp"
"""As TOML writes it: markup, and a sign that turns the reading order round."""
CATALOGUE = f"""
[capabilities."revenues.council-tax"]
name = "{HOSTILE}"
[suppliers.one]
name = "One {HOSTILE}"
[products.tax]
name = "Tax {HOSTILE}"
supplier = "one"
"""
COUNCIL = """
[council]
name = "NAME HOSTILE"
population = 50_000
[systems.tax]
name = "Tax HOSTILE"
capabilities = ["revenues.council-tax"]
product = "tax"
users = 40
[contracts.tax]
systems = ["tax"]
supplier = "one"
starts = 2024-04-01
TERM
renewal = "none"
notice_months = 6
annual_value = 120_000
"""


def workspace(folder: Path) -> Path:
    (folder / "councils").mkdir(parents=True)
    (folder / "catalogue").mkdir()
    (folder / "estate.toml").write_text("[estate]\nas_of = 2026-09-30\n")
    (folder / "catalogue" / "all.toml").write_text(CATALOGUE)
    extended = 'ends = 2029-03-31\nextensions = [{ months = 24, by = "agreement" }]'
    for name, term in (("ardmore", "ends = 2030-03-31"), ("corran", extended)):
        text = COUNCIL.replace("NAME", name).replace("HOSTILE", HOSTILE)
        (folder / "councils" / f"{name}.toml").write_text(text.replace("TERM", term))
    return folder


def test_nothing_that_turns_the_reading_order_is_obeyed(tmp_path: Path) -> None:
    workspace(tmp_path / "w")
    done = run_estate(["compare", "w", "--out", "out"], tmp_path)
    assert done.returncode == 0, done.stderr
    told = {"terminal": done.stdout}
    for path in sorted((tmp_path / "out").iterdir()):
        if path.suffix in {".html", ".svg", ".csv", ".md"}:
            told[path.name] = path.read_text(encoding="utf-8")
    assert len(told) > 10
    assert [name for name, text in told.items() if "\u202e" in text] == []
    pages = [name for name in told if name.endswith(("html", "svg"))]
    assert [name for name in pages if "<script>a" in told[name]] == []
    assert r"\u202egnp" in told["index.html"]


def test_a_total_says_what_those_pay_who_leave_only_by_agreement(tmp_path: Path) -> None:
    """On 31 March 2030 Ardmore is free; Corran would have to take 24 months and use 12 of them."""
    workspace(tmp_path / "w")
    done = run_estate(["compare", "w", "--windows", "revenues.council-tax"], tmp_path)
    on = done.stdout.partition("To leave on 31 Mar 2030")[2].partition("To leave on")[0]
    assert "only by agreement, £120,000." in on
    assert "In all £0 to pay; £120,000 more where it is agreed." in " ".join(on.split())
