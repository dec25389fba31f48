"""The report: plain pages that anybody can open, with nothing fetched and nothing sent."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from estate import __version__
from estate.diagnostics import EnvironmentFault
from estate.portfolio import Portfolio
from estate.rendering.briefings import outlook as page_outlook
from estate.rendering.briefings import people as page_people
from estate.rendering.briefings import plateaus as page_plateaus
from estate.rendering.briefings import risk as page_risk
from estate.rendering.briefings import steps as page_plan
from estate.rendering.briefings.platforms import platform_reasons
from estate.rendering.canvas import fonts
from estate.rendering.canvas.page_model import Card, PageModel, Picture, Where
from estate.rendering.canvas.svg import laid_out, standalone
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.templating import environment
from estate.rendering.kit.words import day, month, plural, short_pounds, visible
from estate.rendering.pictures import landscape
from estate.rendering.pictures.charts import cost_svg, risk_svg
from estate.rendering.pictures.matrix import matrix_svg
from estate.rendering.pictures.people_chart import TITLE as PEOPLE
from estate.rendering.pictures.people_chart import people_svg
from estate.rendering.pictures.timeline import timeline_svg
from estate.rendering.pictures.trend_chart import TITLE, trend_svg
from estate.rendering.plan import moves
from estate.rendering.plan.investment import investment_table, skills_by_year
from estate.rendering.plan.page_words import findings_words, lead, proof, subtitle, tiles
from estate.rendering.plan.plateau_chart import TITLE as PLATEAUS
from estate.rendering.plan.plateau_chart import plateaus_svg
from estate.rendering.plan.sheets import council_sheet, estate_sheet
from estate.rendering.plan.words import over_time
from estate.rendering.scores.questions import first_questions
from estate.scoring.interoperability import Interoperability, interoperability
from estate.scoring.results import Answer
from estate.scoring.trend import trend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate.diagnostics import Finding
    from estate.graph import EstateGraph
    from estate.rendering.canvas.diagram import Diagram
    from estate.rendering.canvas.svg import Layout
    from estate.rendering.plan.view import PlanView
    from estate.scoring.results import Scores

HTML = "text/html; charset=utf-8"
SVG = "image/svg+xml"
INDEX = "index.html"
NOW_AND_AFTER = ("landscape-now-", "landscape-after-")
AT_PLATEAU = "landscape-plateau-"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A landscape sheet: laid out, or why it could not be."""

    sheet: Diagram
    svg: str | None = None
    fault: str = ""


@dataclass(frozen=True)
class Report:
    """Everything that the pages are made from."""

    graph: EstateGraph
    scores: Scores
    findings: Sequence[Finding]
    where: Where
    layout: Layout
    plan: PlanView | None = None

    @cached_property
    def relations(self) -> Interoperability:
        """How well systems work together, assessed once."""
        return interoperability(self.graph, self.scores.as_of)

    def artifacts(self) -> tuple[Artifact, ...]:
        """Return `index.html`, a page a council where there are several, and each picture."""
        made = dict(self._made())
        return tuple(made[name] for name in sorted(made))

    @property
    def not_drawn(self) -> tuple[str, ...]:
        """Return what could not be drawn, and why; the pages say so too."""
        return tuple(drawn.fault for drawn in self._landscapes if drawn.fault)

    def _made(self) -> Iterator[tuple[str, Artifact]]:
        landscapes = self._landscapes
        for drawn in landscapes:
            if drawn.svg is not None:
                yield _svg_file(drawn.sheet.name, drawn.svg)
        councils = tuple(sorted(self.scores.by_council))
        only = councils[0] if len(councils) == 1 else None
        for council in (None, *councils) if only is None else (only,):
            page = _Page(self, council, [one for one in landscapes if one.sheet.council == council])
            for name, svg in page.pictures.items():
                yield _svg_file(name, svg)
            name = INDEX if council is None or only else f"council-{council}.html"
            text = _html(page.model(home=None if name == INDEX else INDEX))
            yield name, Artifact.text(name, HTML, text)

    @cached_property
    def _landscapes(self) -> tuple[Drawn, ...]:
        sheets = [*landscape.now(self.graph, self.scores)]
        if self.plan is not None:
            sheets += landscape.after(self.graph, self.scores, _changes(self.plan), _end(self.plan))
            sheets += self._at_plateaus(self.plan)
        return tuple(self._drawn(sheet) for sheet in sheets)

    def _at_plateaus(self, plan: PlanView) -> Iterator[Diagram]:
        """Yield each council's landscape at each of its plateaus; of a large one the overview."""
        most = max((len(own) for own in plan.moments.values()), default=0)
        for number in range(most):
            at = {name: own[number] for name, own in plan.moments.items() if number < len(own)}
            yield from landscape.then(self.graph, self.scores, at, first_only=True)

    def _drawn(self, sheet: Diagram) -> Drawn:
        try:
            return Drawn(sheet, laid_out(sheet, self.layout))
        except EnvironmentFault as fault:
            return Drawn(sheet, fault=f"{sheet.title} is not drawn: {fault}")


def _shown(name: str, svg: str, caption: str, wide: bool) -> Picture:  # noqa: FBT001  # a field
    return Picture(svg, caption, f"{name}.svg", wide)


def _captioned(sheet: Diagram) -> str:
    return f"{sheet.title}. {sheet.note}" if sheet.note else sheet.title


def _svg_file(name: str, svg: str) -> tuple[str, Artifact]:
    return f"{name}.svg", Artifact(f"{name}.svg", SVG, standalone(svg))


def _changes(plan: PlanView) -> Mapping[str, landscape.Change]:
    return {
        step.system: landscape.Change(
            f"{step.words}, {step.live.year}", step.kind, step.onto, step.risk_end
        )
        for step in plan.steps
    }


def _end(plan: PlanView) -> landscape.End:
    last = {system: path.last for system, path in plan.risks.items()}
    return landscape.End(month(plan.end), last, plan.point)


class _Page:
    """One page: the whole estate, or one council."""

    def __init__(
        self,
        report: Report,
        council: str | None,
        landscapes: Sequence[Drawn],
    ) -> None:
        self.report, self.council, self.plan = report, council, report.plan
        self.landscapes = landscapes
        whole = report.graph.portfolio
        self.councils = tuple(sorted(report.scores.by_council)) if council is None else (council,)
        inventories = {key: whole.councils[key] for key in self.councils}
        self.portfolio = Portfolio(whole.workspace, whole.catalogue, inventories)
        self.scores = _in_use(report.scores, self.portfolio, council)
        self.trend = trend(report.graph, self.scores)
        self.name = council or "estate"
        self.pictures = dict(self._pictures())

    def _pictures(self) -> Iterator[tuple[str, str]]:
        name, plan = self.name, self.plan
        title = "Risk of every system in use"
        yield (
            f"matrix-{name}",
            matrix_svg(f"matrix-{name}", title, self.scores, self.portfolio),
        )
        yield f"trend-{name}", trend_svg(self.trend, f"trend-{name}")
        if plan is None:
            return
        scope = plan.scope(self.council)
        if plan.steps_of(self.council):
            as_of = self.scores.as_of
            sheet = (
                estate_sheet(plan, self.portfolio, as_of)
                if self.council is None
                else council_sheet(plan, self.portfolio, self.council, as_of)
            )
            yield sheet.name, timeline_svg(sheet)
        if len(plateaus := plan.plateaus_of(self.council)) > 1:
            yield f"plateaus-{name}", plateaus_svg(f"plateaus-{name}", plateaus)
        if scope.years:
            years = [year.cost for year in scope.years]
            yield f"cost-{name}", cost_svg(f"cost-{name}", "Cost by financial year", years)
        if used := [skill for skill in scope.skills if skill.used]:
            yield f"people-{name}", people_svg(f"people-{name}", used)
        if scope.risk:
            marks = [(p.number, p.standing.month / 3) for p in plateaus if p.number]
            yield f"risk-{name}", risk_svg(f"risk-{name}", "Risk by quarter", scope.risk, marks)

    def model(self, home: str | None) -> PageModel:
        """Return everything on the page."""
        plan, council, where = self.plan, self.council, self.report.where
        planned = page_plan.planned_words(plan)
        soon, of = page_plan.first_steps(plan, council) if plan else ([], 0)
        scope = plan.scope(council) if plan else None
        ask, kinds = page_outlook.ask_lead(self.report.graph, self.scores)
        return PageModel(
            title=self._title(),
            subtitle=subtitle(self.scores.as_of, plan),
            illustrative=self.portfolio.workspace.illustrative,
            home=home,
            lead=lead(self.scores, len(self.councils), plan, council),
            tiles=tiles(self.scores.totals, plan, council),
            cards=self._cards(),
            risk_table=page_risk.at_risk(
                self.scores, self.portfolio, self.report.graph, where, planned, plan
            ),
            left=page_risk.left(self.scores, self.portfolio, where, plan),
            kept=page_risk.kept(self.scores, self.portfolio, plan),
            four_risks=page_risk.four_risks(self.scores, self.report.relations),
            trend=self._picture("trend", TITLE),
            trend_table=page_outlook.trend_table(self.trend, where),
            matrix=self._picture("matrix", "Risk matrix: likelihood against impact"),
            register=page_risk.register(self.scores, self.portfolio, planned) if council else None,
            steps=page_plan.step_cards(soon, self.portfolio, where),
            steps_note=_soon_words(len(soon), of),
            steps_table=page_plan.steps_table(plan, council, self.portfolio, where)
            if plan
            else None,
            moves_lead=moves.summary(plan.moves) if plan and plan.moves else "",
            moves_table=moves.moves_table(plan.moves, council, where)
            if plan and plan.moves
            else None,
            timeline=self._picture("timeline", "The roadmap", wide=True),
            plateaus=page_plateaus.plateaus_part(
                plan.plateaus_of(council),
                self.portfolio,
                self.report.graph.portfolio,
                self._picture("plateaus", PLATEAUS),
                self._own_landscapes(AT_PLATEAU),
            )
            if plan
            else None,
            cost_chart=self._picture("cost", "Cost by financial year"),
            cost_table=page_plan.cost_table(scope.years) if scope and scope.years else None,
            people_chart=self._picture("people", PEOPLE),
            skills_by_quarter=page_people.by_quarter(scope.skills) if scope else None,
            investment_table=investment_table(scope.investment) if scope else None,
            skills_by_year=skills_by_year(scope.investment, self.portfolio) if scope else None,
            skills_table=page_people.skills_table(scope.skills) if scope else None,
            scarce_table=page_people.scarce_table(plan, self.portfolio)
            if plan and council is None
            else None,
            platform_reasons=platform_reasons(plan, council, where) if plan else None,
            platforms_table=page_people.platforms_table(plan, self.portfolio, council)
            if plan
            else None,
            risk_chart=self._picture("risk", "Risk by quarter, with the plan and without"),
            risk_by_year=page_plan.risk_by_year(plan, council) if plan else None,
            over_time=over_time(plan, council) if plan else "",
            landscapes=self._own_landscapes(*NOW_AND_AFTER),
            not_drawn=tuple(visible(one.fault) for one in self.landscapes if one.fault),
            unknown_lead=f"{page_risk.unknown_lead(self.scores)} {ask}".rstrip(),
            ask_kinds=page_outlook.kinds_table(kinds),
            asks=page_outlook.asks_table(
                first_questions(self.report.graph, self.scores, page_outlook.ASKS)
            ),
            unknown_by_criterion=page_risk.unknown_by_criterion(self.scores),
            proof=proof(plan) if plan else (),
            comparisons=page_plan.comparisons_table(plan) if plan else None,
            policy=plan.policy if plan else (),
            assumptions=page_plan.assumptions(plan, council) if plan else (),
            not_plannable=page_plan.not_plannable(plan, council) if plan else None,
            findings=findings_words(self._findings()),
            version=__version__,
            as_of=day(self.scores.as_of),
            has_plan=plan is not None,
        )

    def _title(self) -> str:
        if self.council is None:
            return visible(self.portfolio.workspace.name or "The estate")
        return visible(self.portfolio.councils[self.council].council.name)

    def _findings(self) -> list[Finding]:
        """Return what was found of these councils; on the first page, of what they share too."""
        shared = self.council is None or len(self.report.scores.by_council) == 1
        return [
            found
            for found in self.report.findings
            if (found.subject or "").partition("/")[0] in self.councils
            or (shared and "/" not in (found.subject or ""))
        ]

    def _cards(self) -> tuple[Card, ...]:
        if self.council is not None:
            return ()
        return tuple(self._card(council) for council in self.councils)

    def _card(self, council: str) -> Card:
        totals = self.report.scores.by_council[council]
        red = totals.red_rated
        words = (
            f"{plural(totals.systems, 'system')}: {red.get(Answer.YES, 0)} red-rated, "
            f"{red.get(Answer.UNKNOWN, 0)} cannot tell."
        )
        if self.plan is not None:
            steps = self.plan.steps_of(council)
            once = short_pounds(sum(step.capital + step.revenue for step in steps))
            words += f" {plural(len(steps), 'change')} planned for {once} once from its budgets."
        name = self.portfolio.councils[council].council.name
        return Card(visible(name), f"council-{council}.html", words)

    def _picture(self, kind: str, caption: str, *, wide: bool = False) -> Picture | None:
        name = f"{kind}-{self.name}"
        return _shown(name, self.pictures[name], caption, wide) if name in self.pictures else None

    def _own_landscapes(self, *names: str) -> tuple[Picture, ...]:
        """Return the landscapes whose files' names begin with one of some words."""
        return tuple(
            replace(
                _shown(one.sheet.name, one.svg, visible(_captioned(one.sheet)), wide=True),
                title=visible(one.sheet.title),
            )
            for one in self.landscapes
            if one.svg is not None and one.sheet.name.startswith(names)
        )


def _in_use(scores: Scores, portfolio: Portfolio, council: str | None) -> Scores:
    """Return the scores of the systems in use, of one council or of all."""
    systems = {
        ref: score
        for ref, score in scores.systems.items()
        if ref.council in portfolio.councils and portfolio.system(ref).in_use
    }
    totals = scores.totals if council is None else scores.by_council[council]
    return replace(scores, systems=systems, totals=totals)


def _soon_words(shown: int, of: int) -> str:
    if shown == of:
        return f"The {plural(of, 'step')} to begin within {page_plan.SOON_MONTHS} months."
    return (
        f"{of} steps are to begin within {page_plan.SOON_MONTHS} months. These {shown} take away "
        "most risk; the table of every step has them all."
    )


@cache
def _style() -> str:
    sheet = files("estate.rendering").joinpath("templates", "page.css").read_text("utf-8")
    return fonts.face_rules() + sheet


def _html(model: PageModel) -> str:
    """Return a page as HTML. Its policy allows its own style, by hash, and nothing else."""
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    template = environment().get_template("page.html.jinja")
    return template.render(page=model, style=style, digest=digest)
