"""The page of a comparison in a browser: what its script sorts and filters, by its own buttons."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from typing import TYPE_CHECKING

import pytest
from tests.support.documents import ROOT, follow, run_estate

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
PAGE = ROOT / "docs" / "compare.md"
ACTIONS = """
const said = {};
const box = [...document.querySelectorAll("[data-table]")]
  .find((each) => each.querySelector("h3").id === "table-systems");
const table = box.querySelector("table");
const heads = [...table.tHead.rows[0].cells];
const place = (words) => heads.findIndex((head) => head.textContent === words);
const column = (words) => [...table.tBodies[0].rows]
  .filter((row) => !row.hidden).map((row) => row.cells[place(words)].textContent);
const press = (words) => heads[place(words)].querySelector("button").click();
press("Cost a year"); said.up = column("Cost a year");
said.sort = heads[place("Cost a year")].getAttribute("aria-sort");
press("Cost a year"); said.down = column("Cost a year");
press("Contract end"); said.days = column("Contract end");
const selects = [...box.querySelectorAll("label")].map((label) => label.firstChild.textContent);
const council = box.querySelectorAll("select")[selects.indexOf("Council") - 1];
council.value = "Balgray"; council.dispatchEvent(new Event("change"));
said.filtered = column("Council"); said.count = box.querySelector("[data-count]").textContent;
box.querySelector("[data-filters] button").click(); said.all = column("Council").length;
said.hidden = box.querySelector("[data-filters]").hidden;
document.title = JSON.stringify(said);
"""


@pytest.mark.a11y
@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no browser is installed here")
def test_tables_sort_and_filter_by_buttons_that_a_keyboard_reaches(tmp_path: Path) -> None:
    follow(PAGE.read_text(encoding="utf-8").partition("```console")[0], tmp_path)
    run_estate(["compare", "--part", "matrix", "--out", "out"], tmp_path)
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    # The page's policy lets no other script run, so this copy goes without it.
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    tried = tmp_path / "tried.html"
    tried.write_text(page.replace("</body>", f"<script>{ACTIONS}</script></body>"), "utf-8")
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    command += ["--disable-background-networking", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run(
        [*command, "--dump-dom", tried.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    said = json.loads(unescape(re.search("<title>(.*?)</title>", done.stdout)[1]))  # type: ignore[index]
    # What is missing comes last, whichever way it is sorted.
    assert said["up"] == ["£45,000", "£77,000", "£101,000", "", "unknown", ""]
    assert said["down"] == ["£101,000", "£77,000", "£45,000", "", "unknown", ""]
    assert said["sort"] == "ascending"
    assert said["days"][:2] == ["31 Dec 2026", "31 Mar 2027"]
    assert said["filtered"] == ["Balgray", "Balgray"]
    assert said["count"] == "2 of 6 rows are shown."
    assert (said["all"], said["hidden"]) == (6, False)
