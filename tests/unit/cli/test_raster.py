"""How large a PNG may become, and what is said where none can be made."""

from __future__ import annotations

import sys

import pytest

from estate.cli.raster import LEAST_SCALE, MOST_DOTS, MOST_SIDE, SCALE, _zoom, raster
from estate.diagnostics import EnvironmentFault


def picture(width: float, height: float) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"></svg>'


@pytest.mark.parametrize(
    ("width", "height", "zoom"),
    [
        (760, 500, SCALE),
        (6_000, 100, 2.0),  # 12,000 dots wide, and no more
        (8_000, 100, 1.5),
        (5_000, 5_000, (40_000_000 / 25_000_000) ** 0.5),
    ],
)
def test_a_large_picture_gets_fewer_dots(width: float, height: float, zoom: float) -> None:
    found = _zoom(picture(width, height), "A map")
    assert found == pytest.approx(zoom)
    assert max(width, height) * found <= MOST_SIDE + 0.01
    assert width * height * found**2 <= MOST_DOTS + 1


def test_a_picture_that_could_not_be_read_is_refused_with_advice() -> None:
    side = MOST_SIDE / LEAST_SCALE
    assert _zoom(picture(side, 100), "A map") == pytest.approx(LEAST_SCALE)
    with pytest.raises(EnvironmentFault, match=r"A map is too large .*16001 x 100.*--format svg"):
        _zoom(picture(side + 1, 100), "A map")


def test_a_picture_without_a_size_is_refused() -> None:
    with pytest.raises(EnvironmentFault, match="it has no size"):
        _zoom("<svg></svg>", "A map")


def test_without_its_library_a_png_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(EnvironmentFault, match="PNG needs resvg-py, which is not installed"):
        raster(picture(760, 500), "A map")


def test_what_is_no_picture_is_a_fault_of_the_machine() -> None:
    pytest.importorskip("resvg_py")
    with pytest.raises(EnvironmentFault, match="cannot make a PNG of A map"):
        raster('<svg width="10" height="10"><rect', "A map")
