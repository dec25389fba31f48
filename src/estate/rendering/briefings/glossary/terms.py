"""The words that pages use, each in a sentence or two of plain English."""

from __future__ import annotations

from collections.abc import Mapping

TERMS: Mapping[str, tuple[str, str]] = {
    "adapter": (
        "Adapter",
        (
            "A temporary piece of software that lets an old system and a new one pass data to "
            "each other. It is thrown away when both ends have changed."
        ),
    ),
    "as-of": (
        "As of",
        (
            "The day on which the record was looked at. Everything is judged as it stood on that "
            "day."
        ),
    ),
    "assumption": (
        "Assumption",
        (
            "Something that was taken for granted because nobody had recorded it. If it is wrong, "
            "the figures that rest on it change."
        ),
    ),
    "baseline": (
        "Baseline",
        ("How things are before a change. Without it nobody can tell later if the change helped."),
    ),
    "benefit": (
        "Benefit",
        (
            "What somebody gains from a change: money, time, a better service. A benefit has a "
            "[baseline], a [target] and a date, so that it can be checked."
        ),
    ),
    "budget": (
        "Budget for change",
        (
            "Money set aside for changing systems. It comes as [capital] and as [one-off "
            "revenue], and the two may not be mixed. It does not pay for [running "
            "costs|running-cost]."
        ),
    ),
    "cannot-tell": (
        "Cannot tell",
        (
            "Too few facts are recorded to say whether a system is [red-rated]. It may be, or it "
            "may not be."
        ),
    ),
    "capital": (
        "Capital",
        "Money for things that last for years, such as a new system.",
    ),
    "ceiling": (
        "Ceiling",
        (
            "The most that [running costs|running-cost] should come to in a year, where the "
            "council has recorded one."
        ),
    ),
    "choice": (
        "Option",
        (
            "One thing that could be done with a system, such as replacing it, with its cost and "
            "how long it takes. The council records options; the plan chooses among them."
        ),
    ),
    "consolidate": (
        "Fold in",
        (
            "To move the work of one system into another that is already there, here or at "
            "another council, and switch the first one off."
        ),
    ),
    "contract": (
        "Contract",
        (
            "An agreement with a [supplier]. It says what is paid, when it ends, and when the "
            "council must say that it wants to leave or to stay."
        ),
    ),
    "deadline": (
        "Deadline",
        ("A day by which a system must have changed, such as the day on which a law takes effect."),
    ),
    "do-nothing": (
        "Doing nothing",
        (
            "Keeping every system as it is. It is not standing still: support ends, contracts end "
            "and machines grow old, so risk and cost go up."
        ),
    ),
    "dual-running": (
        "Dual running",
        (
            "Running the old system and the new one side by side for a time, to be safe. Both are "
            "paid for."
        ),
    ),
    "estate": (
        "Estate",
        "All the systems that a council, or a group of councils, runs.",
    ),
    "extension": (
        "Extension",
        (
            "A longer time that a [contract] allows. Some the council may take by itself; others "
            "both sides must agree. Each has a last day."
        ),
    ),
    "financial-year": (
        "Financial year",
        "From 1 April to 31 March. 2027-28 begins on 1 April 2027.",
    ),
    "freeze": (
        "Freeze",
        (
            "A time of year in which nothing new may start, because the service is at its "
            "busiest. Annual billing is one."
        ),
    ),
    "gap": (
        "How much better a plan could be",
        (
            "The most by which a better plan could beat this one. The program proves that no plan "
            "can do better than a certain figure, and measures this plan against it."
        ),
    ),
    "go-live": (
        "Live",
        "A change is live from the day on which people use it in their work.",
    ),
    "holding-over": (
        "Holding over",
        (
            "Going on with a [contract] after its last end, because nothing has replaced it. It "
            "often costs more."
        ),
    ),
    "impact": (
        "Impact",
        (
            "How bad trouble with a system would be, from 1 to 5: for people's safety, for money, "
            "for the council's name, for its work."
        ),
    ),
    "interface": (
        "Interface",
        "A way in which two systems pass data to each other, so that nobody types it twice.",
    ),
    "join": (
        "Join",
        "To move to a [shared platform] instead of running a system of one's own.",
    ),
    "legacy": (
        "Legacy",
        (
            "A system that is past its time: its maker's support or its [contract] has ended, too "
            "few people know it, or it no longer does what is needed."
        ),
    ),
    "likelihood": (
        "Likelihood",
        (
            "How likely trouble with a system is, from 1 to 6. Seven questions decide it, such as "
            "whether the software is still supported."
        ),
    ),
    "milestone": (
        "Milestone",
        "A point on the way of a change, with a date.",
    ),
    "not-recorded": (
        "Not recorded",
        (
            "Nobody has written the fact down. It is not counted as good, and not as bad. It is a "
            "question that somebody can answer."
        ),
    ),
    "notice": (
        "Notice",
        (
            "Telling a [supplier] in time that a [contract] is to end. Miss the day, and many "
            "contracts go on by themselves, and have to be paid."
        ),
    ),
    "one-off-revenue": (
        "One-off revenue",
        "Money for the work of a change that does not count as [capital], such as training.",
    ),
    "owner": (
        "Owner",
        "The role that answers for a system or a change. Reports name roles and not people.",
    ),
    "person-day": (
        "Person-day",
        "The work of one person in one working day.",
    ),
    "plan": (
        "Plan",
        (
            "Which systems are changed, how and when. The program works it out so that cost and "
            "risk are as low as they can be within the budgets, people and dates that are "
            "recorded. People decide; the plan is advice."
        ),
    ),
    "plateau": (
        "Plateau",
        (
            "A quiet time between two [waves|wave] of change: a good moment to pause, look back "
            "and decide again."
        ),
    ),
    "procurement": (
        "Buying",
        (
            "Choosing a [supplier] by the rules for public money. It is also called procurement, "
            "and can take months."
        ),
    ),
    "range": (
        "Range",
        (
            "Two figures with the true one between them, such as 8 to 20. It is given where facts "
            "are missing, instead of a guess."
        ),
    ),
    "red-rated": (
        "Red-rated",
        (
            "The worst class of risk: a [risk score] of 16 or more of 30. Trouble is likely, and "
            "it would do serious harm."
        ),
    ),
    "retire": (
        "Retire",
        "To switch a system off for good, because nobody needs it any more.",
    ),
    "risk-score": (
        "Risk score",
        (
            "[Likelihood] times [impact], at most 30. The method is the United Kingdom "
            "government's Legacy IT Risk Assessment Framework."
        ),
    ),
    "roadmap": (
        "Roadmap",
        "The [plan] drawn over time: what starts when, and when it is [live|go-live].",
    ),
    "running-cost": (
        "Running cost",
        ("What it costs to keep a system going, every year: licences, support, machines, staff."),
    ),
    "shared-platform": (
        "Shared platform",
        "One system that several councils use together, instead of one each.",
    ),
    "sponsor": (
        "Sponsor",
        "The senior role that stands behind a change and clears its way.",
    ),
    "step": (
        "Change",
        "What the plan does to one system, such as replacing it. Also called a step.",
    ),
    "supplier": (
        "Supplier",
        "A company or public body that sells or provides something to a council.",
    ),
    "system": (
        "System",
        (
            "A computer program, or a set of them, that people at a council work with; for "
            "example the one that sends out council tax bills."
        ),
    ),
    "target": (
        "Target",
        "How things should be after a change, as a figure that can be checked.",
    ),
    "todays-money": (
        "Today's money",
        (
            "A pound that is paid later counts a little less than a pound paid now. Sums over "
            "many years are compared in this way."
        ),
    ),
    "unfunded": (
        "Money that no budget covers",
        (
            "Costs of the plan that no recorded budget is meant for: leaving contracts early, "
            "building [interfaces|interface] again, [adapters|adapter], and setting up [shared "
            "platforms|shared-platform] that none of these councils hosts. Somebody has to find "
            "this money."
        ),
    ),
    "wave": (
        "Wave",
        "A group of changes that become [live|go-live] close to one another.",
    ),
}
"""By id: what it is called, and what it means. Marks are those of `glossary_links.told`."""
