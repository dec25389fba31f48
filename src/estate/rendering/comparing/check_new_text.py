"""What is known before something is bought, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.comparing.text import compared_text

if TYPE_CHECKING:
    from estate.comparison.check_new import Prospect
    from estate.rendering.comparing.section import Section
    from estate.rendering.kit.terminal import Terminal


def check_new_text(found: Prospect, section: Section, terminal: Terminal) -> str:
    """Return the section in short, then each question whole: a table would cut them."""
    lines = [compared_text((section,), terminal)]
    if found.queries:
        lines += [terminal.heading("What to ask whom"), ""]
        for one in found.queries:
            lines += terminal.wrap(f"{one.whom}: {one.what}", "  ", "- ")
        lines.append("")
    for note in section.notes:
        lines += terminal.wrap(note)
    return "\n".join(lines) + "\n"
