"""A partial answer to a request for information, for an officer to confirm and send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.findings.markdown import text
from estate.rendering.kit.words import day, plural
from estate.rendering.sharing.words import HOW, covers
from estate.sharing.foi import PARTLY, withheld_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.sharing.foi import Answer, Exemption
    from estate.sharing.pack import Pack

_CHECKS = (
    "Confirm, change or strike out the exemption of each class: each is a suggestion.",
    "Weigh the public interest where the exemption asks for it, and write down how.",
    "Where no exemption is named, release what was asked for, or name the one that applies.",
    "Read the files once more for what one could put together: an answer is read beside others.",
    "Say by when and how a review can be asked for, as the council always does.",
)
_DRAFT = (
    "Under the Freedom of Information (Scotland) Act 2002 (FOISA). A draft: an officer confirms "
    "it before it is sent."
)
_NOT_SAID = (
    "That a class is withheld says nothing of what is recorded in it, or whether anything is: the "
    "list follows from what was asked for and agreed to, whatever the council holds."
)


def foi_markdown(pack: Pack) -> str:
    """Return the answer: what is released, what is withheld by class, what is to be confirmed."""
    manifest, content = pack.manifest, pack.content
    name = f"{manifest.council}.{manifest.level}"
    whose = content.council.name or manifest.council
    held = f"{plural(len(content.systems), 'system')}, {plural(len(content.contracts), 'contract')}"
    files = f"{name}.systems.csv, {name}.contracts.csv and {name}.pack.json"
    kinds = withheld_kinds(manifest)
    sources = _sources(kinds)
    parts = (
        [f"# {text(f'Draft answer to a request for information: {whose}')}"],
        [_DRAFT],
        ["The council is fictional."] if manifest.illustrative else [],
        ["## What is released"],
        [text(f"{held}, as of {day(manifest.as_of)}, in {files}.")],
        _table(("fact", "how"), [(each.field, HOW[each.how]) for each in manifest.fields])
        if manifest.fields
        else ["No facts of them."],
        ["## What is withheld"],
        [f"{_NOT_SAID} {text(PARTLY)}"],
        _table(
            ("class", "covers", "exemption", "what is to be done"),
            [_row(each, sources) for each in kinds],
        ),
        [f"{number}. {text(source)}" for number, source in enumerate(sources, 1)],
        ["## Before it is sent"],
        [f"{number}. {check}" for number, check in enumerate(_CHECKS, 1)],
    )
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _sources(kinds: Sequence[Answer]) -> tuple[str, ...]:
    """Return the sources that are named, each once, in order of first use."""
    named = (each for kind in kinds for exemption in kind.exemptions for each in exemption.sources)
    return tuple(dict.fromkeys(named))


def _row(answer: Answer, sources: Sequence[str]) -> tuple[str, str, str, str]:
    said = "; ".join(_exemption(each, sources) for each in answer.exemptions)
    return (
        answer.kind,
        covers(answer.kind),
        said or "none is known to the program",
        _what_next(answer),
    )


def _exemption(exemption: Exemption, sources: Sequence[str]) -> str:
    named = f"FOISA s. {exemption.section} ({exemption.about})"
    if not exemption.sources:
        return f"to be confirmed: {named}"
    numbers = ", ".join(str(sources.index(each) + 1) for each in exemption.sources)
    return f"for the officer to confirm: {named}; see {numbers} below"


def _what_next(answer: Answer) -> str:
    if answer.open_to_ask:
        return "more of it may be told at this level: ask for it in the recipe if the request does"
    if answer.never:
        return "no pack tells it: search the record by hand if it was asked for"
    return "search the record by hand for what was asked for and is not exempt"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [heads, ["---"] * len(heads), *[[text(cell) for cell in row] for row in rows]]
    return ["| " + " | ".join(cells) + " |" for cells in lines]
