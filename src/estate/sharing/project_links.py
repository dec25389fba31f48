"""What passes between sorts of systems, and what is done with them, as a pack tells it."""

from __future__ import annotations

from estate.portfolio import Interface, SystemRef, platform_of
from estate.sharing.pack import PackInterface, PackStep
from estate.sharing.telling import Telling


def interfaces(telling: Telling) -> tuple[PackInterface, ...]:
    """Return between which sorts of systems data passes, each once; never between which systems.

    One is told where each end is told, or is another council's, of which nothing is told.
    """
    if not (telling.ruling.tells("Interface.from_") and telling.ruling.tells("Interface.to")):
        return ()
    found = {
        shown.model_dump_json(): shown
        for interface in telling.inventory.interfaces
        if telling.shares(interface) and (shown := _interface(telling, interface)) is not None
    }
    return tuple(found[key] for key in sorted(found))


def _interface(telling: Telling, interface: Interface) -> PackInterface | None:
    sends = _capabilities(telling, interface.from_)
    receives = _capabilities(telling, interface.to)
    if sends is None or receives is None:
        return None
    catalogue = telling.portfolio.catalogue
    carries = (each for each in interface.carries if telling.known(catalogue.data_classes, each))
    standards = (each for each in interface.standards if telling.known(catalogue.standards, each))
    return PackInterface(
        from_capabilities=sends,
        to_capabilities=receives,
        status=telling.plain("Interface.status", interface.status),
        carries=telling.several("Interface.carries", carries),
        standards=telling.several("Interface.standards", standards),
    )


def _capabilities(telling: Telling, end: str) -> tuple[str, ...] | None:
    """Return what an end is used for; nothing for another council's; None where it is held back."""
    platform = platform_of(end)
    if platform is not None:
        found = telling.portfolio.catalogue.platforms.get(platform)
        if found is None or not telling.shares(found):
            return None
        return telling.capabilities("Platform.capabilities", found.capabilities)
    ref = SystemRef.parse(end, telling.council)
    if ref.council != telling.council:
        return ()
    if ref.system not in telling.systems:
        return None
    return telling.capabilities(
        "System.capabilities", telling.inventory.systems[ref.system].capabilities
    )


def steps(telling: Telling) -> tuple[PackStep, ...]:
    """Return what is done with the systems that are told, in order of their ids."""
    if not telling.ruling.tells("Step.option"):
        return ()
    shown = []
    for step in telling.inventory.steps.values():
        ref = SystemRef.parse(step.system, telling.council)
        if ref.council != telling.council or ref.system not in telling.systems:
            continue
        if not telling.shares(step):
            continue
        platforms = telling.portfolio.catalogue.platforms
        shown.append(
            PackStep(
                system=telling.systems[ref.system],
                option=step.option,
                platform=telling.plain("Step.platform", telling.known(platforms, step.platform)),
                status=telling.plain("Step.status", step.status),
                finishes=telling.day("Step.finishes", step.finishes),
            )
        )
    return tuple(sorted(shown, key=lambda each: (each.system, each.model_dump_json())))
