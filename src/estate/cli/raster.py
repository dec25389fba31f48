"""Turns a picture into dots, with the typeface that the program carries, never the machine's."""

from __future__ import annotations

import re
from contextlib import ExitStack
from importlib.resources import as_file, files
from math import sqrt
from zlib import crc32

from estate.diagnostics import EnvironmentFault

SCALE = 2.0
MOST_SIDE = 12_000
MOST_DOTS = 40_000_000
LEAST_SCALE = 0.75
"""Below this scale the words in a picture can no longer be read."""
_HEAD = 33
"""Bytes of a PNG's signature and its first chunk, which says how large it is."""
_SIZE = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')


def raster(svg: str, title: str, made: str = "") -> bytes:
    """Return a picture as PNG, two dots to a unit, or fewer where it is large.

    `made` says what made it and from what, for those who look into the file. Letters that the
    typeface lacks, such as Chinese ones, are shown as boxes; the text has them.

    Raises:
        EnvironmentFault: when resvg-py is not installed or fails, or the picture is too large.
    """
    try:
        import resvg_py  # type: ignore[import-not-found,unused-ignore]
    except ImportError as fault:
        raise EnvironmentFault(
            "PNG needs resvg-py, which is not installed: take --format svg, or pip install resvg-py"
        ) from fault
    zoom = _zoom(svg, title)
    with ExitStack() as stack:
        folder = files("estate.rendering").joinpath("fonts")
        faces = [
            str(stack.enter_context(as_file(folder.joinpath(f"arimo-latin-{weight}.ttf"))))
            for weight in (400, 700)
        ]
        try:
            dots = bytes(
                resvg_py.svg_to_bytes(
                    svg_string=svg,
                    zoom=zoom,
                    font_files=faces,
                    skip_system_fonts=True,
                    font_family="Arimo",
                    sans_serif_family="Arimo",
                )
            )
        except ValueError as fault:
            raise EnvironmentFault(f"cannot make a PNG of {title}: {fault}") from fault
    return _signed(dots, made) if made else dots


def _signed(png: bytes, made: str) -> bytes:
    """Return a PNG with words in it: a tEXt chunk behind its head (ISO/IEC 15948, 11.3.4.3)."""
    told = b"Comment\x00" + made.encode("latin-1", "replace")
    chunk = len(told).to_bytes(4, "big") + b"tEXt" + told
    chunk += crc32(b"tEXt" + told).to_bytes(4, "big")
    return png[:_HEAD] + chunk + png[_HEAD:]


def _zoom(svg: str, title: str) -> float:
    """Return how many dots a unit gets, so that no side and no picture is too large."""
    found = _SIZE.search(svg)
    if found is None:
        raise EnvironmentFault(f"cannot make a PNG of {title}: it has no size")
    width, height = float(found[1]), float(found[2])
    zoom = min(SCALE, MOST_SIDE / max(width, height), sqrt(MOST_DOTS / (width * height)))
    if zoom < LEAST_SCALE:
        raise EnvironmentFault(
            f"{title} is too large for a PNG that can be read ({width:.0f} x {height:.0f}): take "
            "--format svg, or narrow it"
        )
    return zoom
