"""The projection: from a council's record to a pack, which has no place for what is private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from estate import __version__
from estate.diagnostics import EstateError
from estate.portfolio import Portfolio
from estate.portfolio.agreement import Agreement, Recipe, ShareLevel
from estate.sharing.canonical import content_sha256
from estate.sharing.counting import counts
from estate.sharing.ids import Key
from estate.sharing.manifest import AgreementTerms, Manifest
from estate.sharing.pack import FORMAT, VERSION, Content, Pack, PackCouncil
from estate.sharing.project_contracts import contracts
from estate.sharing.project_links import interfaces, steps
from estate.sharing.project_systems import systems
from estate.sharing.project_vocabulary import vocabulary
from estate.sharing.ruling import Ruling, why_not
from estate.sharing.telling import Telling


class NothingLeaves(EstateError):
    """There is no agreement that lets anything leave; the message says why."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be made: whose pack, at which level, by which recipe, under which agreement."""

    council: str
    level: ShareLevel
    recipe: Recipe
    agreement: Agreement | None


def project(portfolio: Portfolio, request: Request, key: Key, as_of: date) -> Pack:
    """Return what a council lets others see at a level.

    The same record, request, key and date give the same pack. No fact that the pack does not tell
    plays any part in it, but for counts of scores that the council agreed to.

    Raises:
        NothingLeaves: when the agreement is missing, is another council's, is not in force at
            `as_of`, or is for a lower level.
        KeyError: when there is no such council.
    """
    agreement = request.agreement
    refused = why_not(agreement, request.council, request.level, as_of)
    if agreement is None or refused is not None:
        raise NothingLeaves(refused or "nothing leaves")
    ruling = Ruling(request.level, request.recipe, agreement)
    telling = Telling(portfolio, request.council, ruling, key, as_of)
    content = _content(telling)
    return Pack(manifest=_manifest(telling, content), content=content)


def _content(telling: Telling) -> Content:
    told_systems = systems(telling)
    told_contracts = contracts(telling)
    told_steps = steps(telling)
    return Content(
        council=_council(telling),
        systems=told_systems,
        contracts=told_contracts,
        interfaces=interfaces(telling),
        steps=told_steps,
        counts=counts(telling),
        vocabulary=vocabulary(telling, told_systems, told_contracts, told_steps),
    )


def _council(telling: Telling) -> PackCouncil:
    council = telling.inventory.council
    if not telling.shares(council):
        return PackCouncil(id=telling.council, withheld=_fields_told(telling, "council"))
    return PackCouncil(
        id=telling.council,
        name=telling.name("Council.name", council.name),
        kind=telling.plain("Council.kind", council.kind),
        gss_code=telling.plain("Council.gss_code", council.gss_code),
        population=telling.plain("Council.population", council.population),
        rurality=telling.plain("Council.rurality", council.rurality),
        net_revenue_budget=telling.amount("Council.net_revenue_budget", council.net_revenue_budget),
        ict_staff=telling.amount("Council.ict_staff", council.ict_staff),
    )


def _fields_told(telling: Telling, part: str) -> tuple[str, ...]:
    """Return the fields of a part of the pack that the ruling lets it tell."""
    places = (field.place.split(".") for field in telling.ruling.shared())
    return tuple(name for head, *_, name in places if head == part)


def _manifest(telling: Telling, content: Content) -> Manifest:
    ruling = telling.ruling
    agreement = ruling.agreement
    return Manifest(
        format=FORMAT,
        version=VERSION,
        tool=f"estate {__version__}",
        council=telling.council,
        level=ruling.level,
        purpose=ruling.recipe.purpose,
        recipients=agreement.recipients,
        agreement=AgreementTerms(signed_on=agreement.signed_on, expires=agreement.expires),
        as_of=telling.as_of,
        illustrative=telling.portfolio.workspace.illustrative,
        fields=ruling.shared(),
        scores=ruling.scores,
        withheld=ruling.withheld(),
        content_sha256=content_sha256(content),
    )
