"""The scripts that plan public benchmark files: readers, and whole runs on tiny files."""

from __future__ import annotations

import importlib
import subprocess
import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"

STARS = "*" * 72


def project(
    capacities: list[int],
    activities: list[tuple[list[int], list[list[int]]]],
    nonrenewable: int = 0,
) -> str:
    """A PSPLIB file: for each job its successors and its modes [duration, requests...]."""
    renewable = len(capacities) - nonrenewable
    lines = [
        STARS,
        "file with basedata            : ours.bas",
        "initial value random generator: 1",
        STARS,
        "projects                      :  1",
        f"jobs (incl. supersource/sink ):  {len(activities)}",
        "horizon                       :  99",
        "RESOURCES",
        f"  - renewable                 :  {renewable}   R",
        f"  - nonrenewable              :  {nonrenewable}   N",
        "  - doubly constrained        :  0   D",
        STARS,
        "PROJECT INFORMATION:",
        "pronr.  #jobs rel.date duedate tardcost  MPM-Time",
        "    1      5      0       9        9       9",
        STARS,
        "PRECEDENCE RELATIONS:",
        "jobnr.    #modes  #successors   successors",
    ]
    for number, (after, modes) in enumerate(activities, start=1):
        lines.append("  ".join(map(str, [number, len(modes), len(after), *after])))
    names = [f"R {k}" for k in range(1, renewable + 1)]
    names += [f"N {k}" for k in range(1, nonrenewable + 1)]
    lines += [STARS, "REQUESTS/DURATIONS:", "jobnr. mode duration  " + "  ".join(names), "-" * 72]
    for number, (_, modes) in enumerate(activities, start=1):
        for m, mode in enumerate(modes, start=1):
            lead = [number, m] if m == 1 else [m]
            lines.append("  ".join(map(str, [*lead, *mode])))
    lines += [STARS, "RESOURCEAVAILABILITIES:", "  ".join(names), "  ".join(map(str, capacities))]
    return "\n".join([*lines, STARS, ""])


FIVE = project(
    [4],
    # One resource of 4. B (3 periods, 2) before E (4, 1): 7 periods already. F (1, 4) can run with
    # neither, so 8 at least. 8 it is: B 0-3 with D (2, 2) 0-2, E 3-7 with C (2, 3) 3-5, F 7-8.
    [
        ([2, 3, 4], [[0, 0]]),
        ([5], [[3, 2]]),
        ([6], [[2, 3]]),
        ([7], [[2, 2]]),
        ([7], [[4, 1]]),
        ([7], [[1, 4]]),
        ([], [[0, 0]]),
    ],
)


def two_modes(capacity: int, others: int = 0) -> str:
    """Two jobs in a row, each in 1 period for 3 of a resource, or in 3 periods for 1 of it.

    With 6 of it both are quick, 2 periods; with 4 or 5 one is, 1 + 3 = 4; with 2 or 3 none, 6; with
    less there is no plan. `others` are further resources before it that nobody needs.
    """
    nothing = [0] * others
    modes = [[1, 1, *nothing, 3], [3, 1, *nothing, 1]]
    last = [[0, 0, *nothing, 0]]
    return project(
        [1, *([5] * others), capacity],
        [([2], last), ([3], modes), ([4], modes), ([], last)],
        1 + others,
    )


LOCATION = """ 3 4
 58268 6.
 capacity 7.
 0 20.
 10
 1.00000 5.00000
 0.5
 10
 2 6 0.5
 10 7 1 0.5
 10 8.
 2 .5
"""
"""Opening 1 and 2 costs 6 + 7 and serves for 1 + 2 + 1 + 2: 19. Alone 1 comes to 6 + 18 = 24, 2 to
7 + 14 = 21, 3 to 20 + 4 x 0.5 = 22; 1 or 2 with 3, and all three, to 26 + 2 at least."""


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def words(output: str) -> list[list[str]]:
    return [line.split() for line in output.splitlines()]


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


ALONE = ("--without", "PyJobShop", "--without", "HiGHS")


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """The scripts' modules; they find one another as they do when they are run."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    names = ("malformed", "psplib_file", "uflp_file", "rivals")
    found = {name: importlib.import_module(name) for name in names}
    # A package of others has the name of this one: it is loaded by its path.
    spec = spec_from_file_location("psplib_script", BENCHMARKS / "psplib.py")
    assert spec is not None
    assert spec.loader is not None
    found["psplib"] = module_from_spec(spec)
    spec.loader.exec_module(found["psplib"])
    return found


def test_single_mode_project(tmp_path: Path) -> None:
    done = run("psplib.py", written(tmp_path, "five.sm", FIVE), *ALONE)
    assert (done.returncode, done.stderr) == (0, "")
    assert words(done.stdout)[1][:5] == ["five.sm", "estate", "8", "8", "optimal"]


@pytest.mark.parametrize(
    ("capacity", "others", "answer"),
    [
        (6, 0, ["2", "2", "optimal"]),
        (5, 0, ["4", "4", "optimal"]),
        (4, 1, ["4", "4", "optimal"]),
        (3, 2, ["6", "6", "optimal"]),  # a third nonrenewable resource is bought ahead
        (4, 3, ["4", "4", "optimal"]),
        (1, 0, ["-", "-", "infeasible"]),
        (1, 2, ["-", "-", "infeasible"]),
    ],
)
def test_multi_mode_project(
    benchmark: dict[str, ModuleType],
    tmp_path: Path,
    capacity: int,
    others: int,
    answer: list[str],
) -> None:
    path = Path(written(tmp_path, "two.mm", two_modes(capacity, others)))
    found = benchmark["psplib"].ours(path, 10.0)
    numbers = ["-" if n is None else str(n) for n in (found.value, found.bound)]
    assert [*numbers, found.status] == answer


def test_facility_location(tmp_path: Path) -> None:
    path = written(tmp_path, "three.txt", LOCATION)
    best = written(tmp_path, "best.txt", "three.txt 19.0\n")
    done = run("uflp.py", path, "--alone", "--best", best)
    assert (done.returncode, done.stderr) == (0, "")
    row = words(done.stdout)[1]
    assert row[:5] == ["three.txt", "estate", "19.000", "19.000", "optimal"]
    assert row[6] == "+0.000000%"


@pytest.mark.slow
@pytest.mark.skipif(find_spec("highspy") is None, reason="HiGHS is not installed")
def test_highs_finds_the_same(tmp_path: Path) -> None:
    given = ("--without", "PyJobShop", "--seconds", "20")
    done = run("psplib.py", written(tmp_path, "five.sm", FIVE), *given)
    assert done.returncode == 0
    assert words(done.stdout)[2][:4] == ["HiGHS", "8", "8", "optimal"]
    assert words(done.stdout)[2][-1] == "equal"
    done = run("uflp.py", written(tmp_path, "three.txt", LOCATION))
    assert done.returncode == 0
    assert words(done.stdout)[2][:4] == ["HiGHS", "19.000", "19.000", "optimal"]


@pytest.mark.slow
@pytest.mark.skipif(find_spec("pyjobshop") is None, reason="PyJobShop is not installed")
def test_pyjobshop_finds_the_same(tmp_path: Path) -> None:
    done = run("psplib.py", written(tmp_path, "two.mm", two_modes(5)), "--without", "HiGHS")
    assert done.returncode == 0
    row = words(done.stdout)[2]
    assert [row[0], row[3], row[-1]] == ["PyJobShop", "optimal", "equal"]
    assert float(row[1]) == float(row[2]) == 4


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("2  1  1  5", "2  1  2  5", 20, "a job's line is"),
        ("2  1  1  5", "2  1  1  9", 20, "there is no job 9"),
        ("2  1  1  5", "2  0  1  5", 20, "job 2 has no mode"),
        ("2  1  1  5", "1  1  1  5", 20, "job 1 has a second line"),
        ("2  1  1  5\n", "", 6, "7 jobs are announced, 6 have a line"),
        ("5  1  1  7", "5  1  1  2", 1, "wait for each other in a circle"),
        ("2  1  3  2", "2  1  3  2  2", 31, "a mode's line is"),
        ("2  1  3  2", "2  1  x  2", 31, "whole numbers are expected here"),
        ("2  1  3  2", "2  1  3  -2", 31, "a number below zero"),
        ("3  1  2  3\n", "", 35, "job 3 has 0 of its 1 modes"),
        ("R 1\n4\n", "R 1\n4  4\n", 40, "2 amounts for 1 resources"),
        ("RESOURCEAVAILABILITIES:", "", 41, "there is no section RESOURCEAVAILABILITIES"),
        ("renewable                 :  1", "renewable :", 41, "there is no line 'renewable"),
        ("doubly constrained        :  0", "doubly constrained : 1", 11, "are not read"),
    ],
)
def test_malformed_project(
    benchmark: dict[str, ModuleType], tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in FIVE
    path = Path(written(tmp_path, "bad.sm", FIVE.replace(old, new, 1)))
    with pytest.raises(ValueError, match=message) as caught:
        benchmark["psplib_file"].read_project(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_layout_of_a_project_may_vary(benchmark: dict[str, ModuleType], tmp_path: Path) -> None:
    read = benchmark["psplib_file"].read_project
    plain = read(Path(written(tmp_path, "five.sm", FIVE)))
    varied = FIVE.replace("\n", " \r\n").replace("  ", "\t").replace("R\t1", "R 1") + "\x1a"
    spread = FIVE.replace("\n", "\n\n")
    assert read(Path(written(tmp_path, "five.sm", varied))) == plain
    assert read(Path(written(tmp_path, "five.sm", spread))) == plain


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("3 4", "3.5 4", 1, "the number of facilities is 3.5"),
        ("3 4", "3 0", 1, "the number of customers is 0"),
        ("7.", "seven", 3, "'seven' is no number: the fixed cost of facility 2"),
        ("20.", "-20", 4, "the fixed cost of facility 3 is -20"),
        ("20.", "nan", 4, "the fixed cost of facility 3 is nan"),
        ("2 .5", "2", 12, "the file ends before a cost of customer 4"),
        ("2 .5", "2 .5 9", 12, "there is more in the file"),
    ],
)
def test_malformed_location(
    benchmark: dict[str, ModuleType], tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    path = Path(written(tmp_path, "bad.txt", LOCATION.replace(old, new, 1)))
    with pytest.raises(ValueError, match=message) as caught:
        benchmark["uflp_file"].read_location(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for script in ("psplib.py", "uflp.py"):
        done = run(script, str(tmp_path / "none.sm"))
        assert done.returncode == 1
        assert "none.sm" in done.stderr
        assert "Traceback" not in done.stderr


def test_who_is_better_and_what_is_wrong(benchmark: dict[str, ModuleType]) -> None:
    rivals = benchmark["rivals"]

    def answer(value: float | None, bound: float | None, status: str) -> object:
        return rivals.Answer("x", value, bound, status, 0.0)

    ten = answer(10, 10, "optimal")
    cases = [
        (ten, answer(10, 8, "feasible"), "equal", False),
        (answer(11, 8, "feasible"), ten, "theirs better", True),
        (answer(11, 8, "feasible"), answer(10, 8, "feasible"), "theirs better", False),
        (ten, answer(12, 8, "feasible"), "ours better", False),
        (ten, answer(9, 8, "feasible"), "theirs better", True),  # below what is said to be proven
        (ten, answer(None, None, "infeasible"), "ours better", True),
        (answer(None, None, "infeasible"), ten, "theirs better", True),
        (answer(None, None, "infeasible"), answer(None, None, "infeasible"), "equal", False),
        (answer(None, None, "unknown"), ten, "theirs better", True),
        (ten, answer(None, None, "No module named 'x'"), "-", False),
    ]
    for own, other, verdict, wrong in cases:
        assert (rivals.verdict(own, other), rivals.contradicted(own, other)) == (verdict, wrong)


def test_best_known_values(benchmark: dict[str, ModuleType], tmp_path: Path) -> None:
    known = benchmark["rivals"].best_known
    text = "problem,optimum\na.sm,43\nb.sm,97..100\nc.sm,..200\n"
    found = known(Path(written(tmp_path, "best.csv", text)))
    assert found == {"a.sm": (43, 43), "b.sm": (97, 100), "c.sm": (None, 200)}
    with pytest.raises(ValueError, match=r"best.csv:2: a line is NAME,VALUE"):
        known(Path(written(tmp_path, "best.csv", "a.sm,43\nb.sm 1 2\n")))
