"""What python-docx leaves to its user: language, page numbers, rows that repeat, turned pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Book
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

LANGUAGE = "en-GB"
FONT = "Arial"
CAPTION_ROOM = 1_100_000
"""English metric units that a picture leaves to its caption."""
QUIET = "Quiet"
TONES = (("Lead", 13, "1A1A1A"), ("Inset", 10.5, "1A1A1A"), (QUIET, 8.5, "4D545C"))
"""Styles of paragraphs: name, points, colour."""
GREY, RULE, SHADE = "4D545C", "9AA3AD", "E6EAEE"


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of a row look."""

    small: bool
    bold: bool
    head: bool


def prepare(book: Book, title: str) -> None:
    """Set the paper, the language, the styles, and a footer with the number of each page."""
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415  # heavy

    _without_thumbnail(book)
    section = book.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    _language(book)
    for name, size in (("Normal", 10.5), ("Title", 24), ("Heading 1", 16), ("Heading 2", 13)):
        _font(book.styles[name], size)
    for name in ("Heading 3", "Caption", "List Bullet", "List Number"):
        _font(book.styles[name], None)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        book.styles[name].font.color.rgb = RGBColor(0x00, 0x2D, 0x54)
    book.styles["Caption"].font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
    for name, size, colour in TONES:
        style = book.styles.add_style(name, 1)
        style.base_style = book.styles["Normal"]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(colour)
    book.styles["Inset"].paragraph_format.left_indent = Mm(6)
    _rule_beside(book.styles["Inset"])
    _footer(section, title)


def _rule_beside(style: ParagraphStyle) -> None:
    """Draw a rule to the left of what stands apart."""
    rule = _element("pBdr")
    rule.append(_element("left", val="single", sz="24", space="8", color=GREY))
    about = style.element.get_or_add_pPr()
    about.insert_element_before(
        rule, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _element(name: str, **about: str) -> BaseOxmlElement:
    """Return an element of the format with attributes."""
    from docx.oxml import OxmlElement  # noqa: PLC0415  # heavy
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = OxmlElement(f"w:{name}")
    for key, value in about.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _without_thumbnail(book: Book) -> None:
    """Drop the picture of an empty page that every new document has."""
    relations = book.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        relations.pop(key)


def _font(style: ParagraphStyle, size: float | None) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415  # heavy
    from docx.shared import Pt  # noqa: PLC0415

    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
    if size is not None:
        style.font.size = Pt(size)


def _language(book: Book) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415  # heavy

    for found in book.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), LANGUAGE)


def _footer(section: Section, title: str) -> None:
    line = section.footer.paragraphs[0]
    line.style = QUIET
    line.add_run(f"{title}    Page ")
    _field(line, "PAGE")
    line.add_run(" of ")
    _field(line, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    field, run, shown = _element("fldSimple", instr=code), _element("r"), _element("t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  # fields have no other way in


def turned_section(book: Book) -> None:
    """Begin a section whose pages lie the other way."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415  # heavy

    section = book.add_section()
    was = section.orientation
    section.page_width, section.page_height = section.page_height, section.page_width
    section.orientation = WD_ORIENT.PORTRAIT if was == WD_ORIENT.LANDSCAPE else WD_ORIENT.LANDSCAPE


def room(book: Book) -> tuple[int, int]:
    """Return how wide and high a picture can be on the present page."""
    page = book.sections[-1]
    beside = (page.left_margin or 0) + (page.right_margin or 0)
    above = (page.top_margin or 0) + (page.bottom_margin or 0)
    return (page.page_width or 0) - beside, (page.page_height or 0) - above - CAPTION_ROOM


def ruled(table: Table, caption: str) -> None:
    """Give a table thin rules between rows, columns as wide as said, and its title."""
    table.autofit = False
    about = table._tbl.tblPr  # noqa: SLF001  # python-docx has no other way to say it
    rules = _element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        rules.append(_element(side, val="single", sz="4", space="0", color=RULE))
    # The format wants them in this order.
    about.insert_element_before(rules, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    margins = _element("tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(side, w="60", type="dxa"))
    about.insert_element_before(margins, "w:tblLook")
    if caption:
        about.append(_element("tblCaption", val=caption))


def whole_row(row: _Row, *, heads: bool) -> None:
    """Keep a row on one page; have the heading row repeat on each."""
    about = row._tr.get_or_add_trPr()  # noqa: SLF001  # as above
    about.append(_element("cantSplit"))
    if heads:
        about.append(_element("tblHeader"))


def fill(cell: _Cell, lines: Sequence[str], look: Look, *, right: bool) -> None:
    """Write lines into a cell."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  # heavy
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if look.head:
        cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", fill=SHADE))  # noqa: SLF001
    for number, line in enumerate(lines):
        run = paragraph.add_run(line)
        run.font.size = Pt(7.5 if look.small else 9)
        run.bold = look.bold or None
        if number < len(lines) - 1:
            run.add_break()


def numbered_anew(book: Book, lines: Sequence[Paragraph]) -> None:
    """Have the lines of a list be numbered from 1, whatever lists came before."""
    numbering = book.part.numbering_part.element
    styled = book.styles["List Number"].element.pPr.numPr.numId.val
    (kind,) = [one for one in numbering.num_lst if one.numId == styled]
    new = numbering.add_num(kind.abstractNumId.val)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    for line in lines:
        about = line._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  # as above
        about.get_or_add_ilvl().val = 0
        about.get_or_add_numId().val = new.numId
