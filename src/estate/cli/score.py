"""`estate score`: systems ranked by legacy risk, what becomes of them, and what to find out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status
from estate.diagnostics import UsageFault, did_you_mean

if TYPE_CHECKING:
    from datetime import date

    from estate.cli.load import Loaded
    from estate.rendering.kit.as_json import Json
    from estate.rendering.scores.score_profile import ProfileView
    from estate.scoring import Scores

SHOWN = 20
QUESTIONS = 10
FIND_OUT = "--find-out"


class _NumberMayFollow(click.Command):
    """Lets a number follow `--find-out`, and nothing else: what comes after may be a workspace."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write the number where it is left out."""
        spelt: list[str] = []
        for arg, after in zip(args, (*args, "")[1:], strict=True):
            spelt.append(arg)
            if arg == FIND_OUT and "--" not in spelt and not after.isdecimal():
                spelt.append(str(QUESTIONS))
        return super().parse_args(ctx, spelt)


@dataclass(frozen=True)
class _Asked:
    """What was asked for on the command line."""

    format: str
    everything: bool
    explain: bool
    profile: str | None
    risks: bool

    @property
    def most(self) -> int | None:
        """Return how many systems to show."""
        return None if self.everything else SHOWN


@click.command(name="score", cls=_NumberMayFollow)
@options.workspace
@options.as_of
@options.output_format("table", "json")
@options.councils
@click.option(
    "--system",
    "systems",
    multiple=True,
    metavar="COUNCIL/SYSTEM",
    help="Only this system; may be given more than once.",
)
@click.option("--all", "everything", is_flag=True, help=f"List all systems, not the worst {SHOWN}.")
@click.option("--explain", is_flag=True, help="Every criterion with its rule, reason and place.")
@click.option("--trend", "ahead", is_flag=True, help="By quarter, if nothing is done.")
@click.option(
    FIND_OUT,
    "questions",
    type=click.IntRange(min=1),
    metavar="[N]",
    help=f"The N questions that could settle most; {QUESTIONS} without a number.",
)
@click.option("--profile", metavar="NAME", help="Rank by declared weights, beside the framework.")
@click.option(
    "--risks",
    is_flag=True,
    help="The four risks that councils report: staff, security, interoperability, hardware.",
)
def score_command(
    path: Path,
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    systems: tuple[str, ...],
    everything: bool,
    explain: bool,
    ahead: bool,
    questions: int | None,
    profile: str | None,
    risks: bool,
) -> int:
    """Rank systems by legacy risk, with every figure's reason.

    Scores follow the UK's Legacy IT Risk Assessment Framework: seven likelihood criteria of 1 to 6,
    six impact criteria of 1 to 5, overall up to 30; legacy where any likelihood is 3 or more,
    red-rated from 16. What is not recorded gives a range, and a class only where the range allows.

    \b
        estate score
        estate score inventories --all
        estate score inventories --explain --system strathallan/council-tax
        estate score inventories --trend --council strathallan
        estate score inventories --find-out 5
        estate score inventories --risks
        estate score inventories --profile security
        estate score inventories --format json > scores.json
    """
    from estate.cli.load import load

    asked = _Asked(format_, everything, explain, profile, risks)
    _one_view(ahead=ahead, questions=questions, asked=asked)
    loaded = load(path, as_of)
    scores = _scores(loaded, councils, systems)
    if ahead:
        _say_trend(loaded, scores, asked)
    elif questions is not None:
        _say_questions(loaded, scores, questions, asked)
    elif risks:
        _say_risks(loaded, scores, asked)
    else:
        _say_ranking(loaded, scores, asked)
    return Status.FINDINGS if loaded.errors else Status.SOUND


def _one_view(*, ahead: bool, questions: int | None, asked: _Asked) -> None:
    """Refuse two views at once.

    Raises:
        UsageFault: when options ask for more than one.
    """
    views = {
        "--trend": ahead,
        FIND_OUT: questions is not None,
        "--profile": asked.profile is not None,
        "--explain": asked.explain,
        "--risks": asked.risks,
    }
    named = [name for name, given in views.items() if given]
    if len(named) > 1:
        raise UsageFault(f"{' and '.join(named)} are two views: ask for one at a time")


def _scores(loaded: Loaded, councils: tuple[str, ...], systems: tuple[str, ...]) -> Scores:
    """Return the scores of what was asked for."""
    from dataclasses import replace

    from estate.scoring import score, totals

    refs = {options.known_system(system, loaded.portfolio) for system in systems}
    chosen = options.known_councils(councils, loaded.portfolio)
    if refs and not councils:
        chosen = tuple(sorted({ref.council for ref in refs}))
    scores = score(loaded.graph, loaded.as_of, chosen)
    if not refs:
        return scores
    kept = {ref: one for ref, one in scores.systems.items() if ref in refs}
    by_council = {
        council: totals(loaded.graph, [one for ref, one in kept.items() if ref.council == council])
        for council in scores.by_council
    }
    return replace(
        scores, systems=kept, totals=totals(loaded.graph, kept.values()), by_council=by_council
    )


def _say_ranking(loaded: Loaded, scores: Scores, asked: _Asked) -> None:
    view = _profile(loaded, scores, asked.profile) if asked.profile else None
    if asked.format == "json":
        from estate.rendering.kit.as_json import scores_json
        from estate.rendering.scores.score_json import profile_json

        if view is not None:
            _say_json(profile_json(view, loaded.portfolio, loaded.where))
        else:
            _say_json(scores_json(scores, loaded.portfolio, loaded.where))
    elif view is not None:
        from estate.rendering.scores.score_profile import profile_text

        say(profile_text(view, terminal(), loaded.where, asked.most))
    elif asked.explain:
        from estate.rendering.kit.words import worst_first
        from estate.rendering.scores.explain import explained_text

        shown = worst_first(scores)[: asked.most]
        say(explained_text(shown, loaded.portfolio, terminal(), loaded.where))
    else:
        _say_table(loaded, scores, asked)


def _say_table(loaded: Loaded, scores: Scores, asked: _Asked) -> None:
    from estate.rendering.kit.tables import scores_text
    from estate.rendering.scores.questions import best_kinds
    from estate.rendering.scores.words import best_questions
    from estate.scoring import Answer

    undecided = scores.totals.red_rated[Answer.UNKNOWN]
    ask = best_questions(best_kinds(loaded.graph, scores), undecided)
    more = f"{ask} More: {FIND_OUT}." if ask else ""
    say(scores_text(scores, terminal(), asked.most, more))


def _say_trend(loaded: Loaded, scores: Scores, asked: _Asked) -> None:
    from estate.scoring import trend

    found = trend(loaded.graph, scores)
    if asked.format == "json":
        from estate.rendering.scores.score_json import trend_json

        _say_json(trend_json(found, loaded.where))
    else:
        from estate.rendering.scores import trend as score_trend

        most = None if asked.everything else score_trend.SHOWN
        say(score_trend.trend_text(found, terminal(), loaded.where, most))


def _say_questions(loaded: Loaded, scores: Scores, most: int, asked: _Asked) -> None:
    from estate.rendering.scores.questions import find_out

    found = find_out(loaded.graph, scores, most)
    if asked.format == "json":
        from estate.rendering.scores.score_json import find_out_json

        _say_json(find_out_json(found))
    else:
        from estate.rendering.scores.find_out import find_out_text

        say(find_out_text(found, terminal()))


def _say_risks(loaded: Loaded, scores: Scores, asked: _Asked) -> None:
    from estate.rendering.scores.risks import risks_json, risks_text
    from estate.scoring import risks_of_all

    found = risks_of_all(loaded.graph, scores)
    if asked.format == "json":
        _say_json(risks_json(found, loaded.as_of))
    else:
        say(risks_text(found, loaded.as_of, terminal(), asked.most))


def _say_json(document: Json) -> None:
    from estate.rendering.kit.as_json import to_text

    say(to_text(document))


def _profile(loaded: Loaded, scores: Scores, name: str) -> ProfileView:
    """Return the ranking by a profile of the workspace.

    Raises:
        UsageFault: when there is no such profile.
    """
    from estate.rendering.scores.score_profile import ProfileView
    from estate.scoring import ranked_by

    profiles = loaded.portfolio.workspace.profiles
    if name not in profiles:
        there = f"There are: {', '.join(sorted(profiles))}." if profiles else "None is declared."
        asked = did_you_mean(name, profiles)
        hint = asked[0].upper() + asked[1:] if asked else there
        raise UsageFault(f"there is no profile '{name}' in estate.toml. {hint}")
    profile = profiles[name]
    return ProfileView(name, profile, ranked_by(scores.systems.values(), profile), scores)
