"""What stands when somebody recorded a number and the facts say something too.

| the facts say | a plain number | a number with `by` and `because` |
|---|---|---|
| nothing | stands (`recorded`) | stands (`overridden`) |
| a range that holds it | stands (`recorded`) | stands (`overridden`) |
| exactly that | the derivation, confirmed | stands (`overridden`) |
| something else | set aside (`...:outweighs-recorded`) | stands (`overridden`) |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio.dates import in_words
from estate.scoring.results import CriterionScore
from estate.scoring.rules.derived import UNKNOWN

if TYPE_CHECKING:
    from estate.portfolio import Fact, Judgement
    from estate.scoring.framework import Criterion
    from estate.scoring.rules.derived import Derived

RECORDED = "recorded"
OVERRIDDEN = "overridden"
OUTWEIGHS = ":outweighs-recorded"


def as_derived(criterion: Criterion, derived: Derived) -> CriterionScore:
    """Return the criterion as the facts alone have it."""
    return _score(criterion, derived, derived.rule, derived.because, derived.facts, None)


def settle(
    criterion: Criterion, judgement: Judgement, recorded_at: Fact, derived: Derived
) -> CriterionScore:
    """Return the criterion as it stands after a judgement and a derivation are weighed."""
    number: int | None = getattr(judgement, "score", None)
    if number is None:
        return as_derived(criterion, derived)
    facts = (recorded_at, *derived.facts)
    if judgement.overrides:
        words = _overriding(judgement, number, derived)
        return _exactly(criterion, number, OVERRIDDEN, words, facts)
    if not derived.low <= number <= derived.high:
        because = f"{derived.because} The recorded {number} is set aside: {_why_not(judgement)}."
        return _score(criterion, derived, derived.rule + OUTWEIGHS, because, facts, number)
    if derived.low == derived.high:
        return _score(criterion, derived, derived.rule, derived.because, facts, number)
    return _exactly(criterion, number, RECORDED, _standing(judgement, number, derived), facts)


def _overriding(judgement: Judgement, number: int, derived: Derived) -> str:
    when = f" on {in_words(judgement.on)}" if judgement.on else ""
    words = f"Judged {number} by {judgement.by}{when}: {judgement.because}"
    if derived.rule == UNKNOWN:
        return _sentence(words)
    return f"{_sentence(words)} The facts alone say {derived.span}: {derived.because}"


def _standing(judgement: Judgement, number: int, derived: Derived) -> str:
    words = f"Recorded as {number}"
    words += f" by {judgement.by}" if judgement.by else ""
    words += f" on {in_words(judgement.on)}" if judgement.on else ""
    words += f": {judgement.because}" if judgement.because else ""
    if derived.rule == UNKNOWN:
        return _sentence(words)
    return f"{_sentence(words)} The facts allow {derived.span}: {derived.because}"


def _why_not(judgement: Judgement) -> str:
    missing = [key for key in ("by", "because") if getattr(judgement, key) is None]
    return f"it lacks `{'` and `'.join(missing)}`"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _exactly(
    criterion: Criterion, number: int, rule: str, because: str, facts: tuple[Fact, ...]
) -> CriterionScore:
    return CriterionScore(
        criterion.code,
        criterion.key,
        criterion.name,
        number,
        number,
        rule,
        because,
        facts,
        number,
    )


def _score(
    criterion: Criterion,
    derived: Derived,
    rule: str,
    because: str,
    facts: tuple[Fact, ...],
    recorded: int | None,
) -> CriterionScore:
    return CriterionScore(
        criterion.code,
        criterion.key,
        criterion.name,
        derived.low,
        derived.high,
        rule,
        because,
        facts,
        recorded,
    )
