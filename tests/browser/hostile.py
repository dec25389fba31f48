"""The sample estate as somebody would write it who wants its report to do harm, or to look broken.

Names, descriptions, owners and sources keep their words, and each gets something of `MALICE`
behind them: what ends an attribute, an element, a script or a section of text, what templates
work out, what turns the reading order round, and what does not fit. Figures, dates and references
stay as they are, so that every kind of page is made.
"""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path

from tests.support.documents import ROOT

HARM = "window.harmed=1"
LONG = "Unbreakable" * 28
MALICE = (
    f'"><script>{HARM}</script>',
    f"' onmouseover='{HARM}' autofocus onfocus='{HARM}",
    "]]>",
    "{{7*7}} {%if 1%} ${7*7}",
    "\u202egnp.stnuocca",
    f"</title></style></textarea></script></svg><img src=x onerror={HARM}>",
    "\U0001f469\U0001f3fd\u200d\U0001f4bb \U0001f6a7",
    f"<svg/onload={HARM}> --><!--",
    f"javascript:{HARM}",
    "&lt;b&gt; &amp; &#x22; %3Cb%3E \\u003c",
    "مجلس المدينة",
    '<base href="https://outside.invalid/">',
    '<meta http-equiv=refresh content="0;url=//outside.invalid">',
    "\u200b\u2066\ufeff",
    LONG,
)
FILE = "it's 100% #1 & {{7*7}}; é.toml"
"""A name of a file that a link has to write otherwise, and that every system can hold."""
_TEXT = re.compile(
    r"\b(name|description|owner|technical_owner|source|note|because|action|sponsor|host|board|"
    r'engagement|disposition|reviewed_by|strategy)( = ")((?:[^"\\\n]|\\.)*)"'
)


def hostile_estate(folder: Path) -> Path:
    """Write the estate into a folder, and return it."""
    shutil.copytree(ROOT / "inventories", folder)
    malice = itertools.cycle(MALICE)
    for path in sorted(folder.rglob("*.toml")):
        text = path.read_text(encoding="utf-8")
        worse = _TEXT.sub(lambda found: _worse(found, next(malice)), text)
        path.write_text(worse, encoding="utf-8", newline="\n")
    council = folder / "councils" / "norrasay.toml"
    (folder / "councils" / "norrasay").mkdir()
    council.rename(folder / "councils" / "norrasay" / FILE)
    return folder


def _worse(found: re.Match[str], malice: str) -> str:
    written = malice.replace("\\", "\\\\").replace('"', '\\"')
    return f'{found[1]}{found[2]}{found[3]} {written}"'
