"""Hand-worked organizations: what a consultant would conclude, and nothing that the answers don't say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from questionnaires.model import Rating
from reports.findings.choosing import chosen
from reports.findings.findings import findings_of
from reports.findings.model import FindingKind
from reports.views.first_glimpse import NOTHING_ASSESSED
from reports.views.milestones import raised_first
from reports.views.roadmap import RoadmapView, roadmap_view
from reports.views.subject import Subject
from reports.views.summary import summary_view
from reports.views.verdict import verdict_view
from roadmaps.model import Aim, ChosenBy

Say = Callable[..., Any]
LOG = "Deployment log of one week in May: 26 of 52 changes had no record."


def test_change_trouble_beside_good_incident_handling(clinic: Any, voice: Say) -> None:
    """Weekly failed changes, half of the changes unrecorded: the cause is shown, and incident management is sound."""
    found = clinic.findings(
        voice(
            {"change-enablement": "FNNNN", "incident-management": "FFFLN"},
            default="FLPNN",
            evidence={
                "change-enablement.2": LOG,
                "incident-management.3": "Major incidents: 11 of 11 had one leader within 15 minutes.",
            },
            symptoms={"failed-changes": 3, "surprise-changes": 2},
        ),
        planned=True,
    )

    assert found.headline == (
        "Changes break what had been working, because production changes go unrecorded; incident management is strong"
    )
    first = found.findings[0]
    assert (first.kind, first.practice) == (FindingKind.GAP, "change-enablement")
    assert first.headline == "Changes break what had been working; change enablement is at level 1"
    assert first.hurts == (
        "Reported: \u201cChanges that break things\u201d (every week or worse) and \u201cUnannounced changes\u201d "
        "(about once a month)."
    )
    assert first.evidence == f"Evidence: \u201c{LOG.rstrip('.')}\u201d."
    assert first.plan.startswith("The roadmap raises the practice to level 2 in phase ")
    [action] = (s.action for s in clinic.questionnaire.statements if s.id == "change-enablement.2")
    assert first.first.casefold() == f"first: {action}".casefold()
    assert [each.practice for each in found.strengths] == ["incident-management"]


def test_a_cause_without_evidence_stands_beside_the_symptom(clinic: Any, voice: Say) -> None:
    """The same answers, but nobody shows a log, and nobody gives evidence for what is good either."""
    found = clinic.findings(
        voice({"change-enablement": "FNNNN"}, default="FFFNN", symptoms={"failed-changes": 3, "surprise-changes": 2})
    )

    assert found.headline == (
        "Changes break what had been working, and production changes go unrecorded; "
        "the other 33 practices are at level 2 or above"
    )
    assert found.strengths == ()


def test_a_hole_that_no_symptom_speaks_of(clinic: Any, voice: Say) -> None:
    """Continuity is missing while everything else is at level 3: the hole is named without a reported symptom."""
    found = clinic.findings(
        voice(
            {"service-continuity-management": "NNNNN"},
            default="FFFNN",
            comments={"service-continuity-management.1": "The backups lie in the same room as the servers."},
        ),
        planned=True,
    )

    [first] = found.findings
    assert found.headline == (
        "No restore from a separate copy has been shown; the other 33 practices are at level 2 or above"
    )
    assert first.headline == ("No restore from a separate copy has been shown (service continuity management, level 0)")
    assert first.hurts == ""
    assert "The backups lie in the same room as the servers" in first.evidence
    assert "The roadmap raises the practice to level 1 in phase 1" in first.plan


def test_supplier_trouble_leads_to_supplier_management(clinic: Any, voice: Say) -> None:
    """Suppliers point at each other every week; the evidence is about level 2, which level 1 holds up too."""
    found = clinic.findings(
        voice(
            {"supplier-management": "PNNNN"},
            default="FFPNN",
            evidence={"supplier-management.2": "Of 17 suppliers paid, 6 have a contract that we could find."},
            symptoms={"supplier-disputes": 3},
        ),
        planned=True,
    )

    [first, *_] = found.findings
    assert first.headline == (
        "Problems stay open while suppliers point at each other or at IT; supplier management is at level 1"
    )
    assert first.cause.startswith(
        "Supplier management has reached level 1 only in part. This statement of level 1 is only partially met"
    )
    assert "6 have a contract" in first.evidence
    assert "The roadmap raises the practice to level 2" in first.plan


def test_what_is_not_done_at_all_comes_before_what_is_done_in_part(clinic: Any, voice: Say) -> None:
    """No symptoms: continuity at 0 holds back less of the frameworks than what is at 1, and is still a finding."""
    found = clinic.findings(
        voice(
            {
                "service-continuity-management": "NNNNN",
                "continual-improvement": "LPNNN",
                "service-level-management": "PNNNN",
                "risk-management": "PNNNN",
                "relationship-management": "LPNNN",
            },
            default="FFPNN",
        ),
        planned=True,
    )

    assert found.findings[0].practice == "service-continuity-management"


def test_an_excellent_team_with_one_missing_evidence(clinic: Any, voice: Say, questionnaire: Any) -> None:
    """Everything is F and shown, but one practice has evidence for level 2 alone; nobody is accused of more."""
    shown = {s.id: "Trial of March: 4 of 40 failed." for s in questionnaire.statements}
    shown = {s: words for s, words in shown.items() if not s.startswith("problem-management.")}

    found = clinic.findings(
        voice(default="FFFFF", evidence=shown | {"problem-management.2": "12 of 12 major incidents have a record."})
    )

    [only] = found.findings
    assert found.headline == (
        "All 34 assessed practices are at level 5, but the evidence for problem management supports level 2, not 5"
    )
    assert (only.kind, only.practice) == (FindingKind.EVIDENCE, "problem-management")
    assert only.headline == "Problem management is rated level 5, and the evidence supports level 2"
    assert "claim" not in only.body
    assert len(found.strengths) == 3


def test_without_evidence_in_earnest_nobody_is_singled_out(clinic: Any, voice: Say) -> None:
    """All good, one statement shown: the conclusion says how little the levels rest on."""
    found = clinic.findings(voice(default="FFFFF", evidence={"service-desk.1": "Roster."}))

    assert found.findings == ()
    assert found.headline == (
        "All 34 assessed practices are at level 5, but evidence backs only 1% of the favorable ratings (L or F)"
    )


def test_thin_data_are_a_first_glimpse(clinic: Any, voice: Say) -> None:
    """Six of 170 statements: few findings, and the advice to go on answering."""
    found = clinic.findings(
        voice({"incident-management": "FPNNN", "service-desk": "N...."}, symptoms={"chased-calls": 3})
    )

    assert found.headline == (
        "A first glimpse: users have to chase IT for answers, and they have no single place to turn to"
    )
    assert found.glimpse == (
        "This is a first glimpse: only 6 of the 170 statements in scope are answered. "
        "Answer more statements before you plan."
    )
    assert [each.practice for each in found.findings] == ["service-desk", "incident-management"]


def test_one_practice_alone(clinic: Any, voice: Say) -> None:
    """Its level and what stopped it."""
    partly = clinic.questionnaire.statement["incident-management.2"].partly

    assert clinic.findings(voice({"incident-management": "FPNNN"})).headline == (
        f"A first glimpse: incident management is at level 1 because {partly}"
    )


def test_where_nothing_works(clinic: Any, voice: Say) -> None:
    """All N: said once, then the practices whose lack costs the most; no strengths."""
    found = clinic.findings(voice(default="NNNNN"))

    assert found.headline == "Nothing that was assessed works yet: all 34 practices are at level 0"
    assert 3 <= len(found.findings) <= 5
    assert found.strengths == ()


def test_a_disagreement_that_decides_a_level_is_no_fact(clinic: Any, voice: Say) -> None:
    """F against N on level 2: the finding quotes both sides and doesn't say which is true."""
    found = clinic.findings(
        voice(default="FFFNN", evidence={"change-enablement.2": "Sample: 36 of 36 had a record."}),
        voice(
            {"change-enablement": "FNNNN"},
            default="FFFNN",
            comments={"change-enablement.2": "At night 14 of 28 changes had no record."},
        ),
    )

    [only] = found.findings
    assert only.kind is FindingKind.DISPUTE
    assert found.headline.startswith(
        "Ratings of change enablement contradict each other, and its level depends on who is right"
    )
    who = "Head of IT says F and Head of IT 2 says N"
    assert f"{who}, and the level is 1 or 2, depending on which is right" in only.cause
    assert "14 of 28" in only.evidence
    assert "36 of 36" in only.evidence
    assert "go unrecorded" not in only.body


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Logs of one week: 14 of 52 had no record.", False),
        ("None of 22 sessions was seen.", False),
        ("Many have no record.", True),
    ],
)
def test_a_count_is_not_put_to_a_vote(clinic: Any, voice: Say, words: str, *, asks: bool) -> None:
    """If it settles the disagreement, the finding says so, and there is nothing to decide."""
    subject = clinic.subject(
        voice(default="FFFNN"),
        voice({"change-enablement": "FNFNN"}, default="FFFNN", evidence={"change-enablement.2": words}),
    )

    said = verdict_view(subject, summary_view(subject)).decisions

    assert any(each.startswith("Have those who rated differently settle") for each in said) == asks


def test_a_fact_against_the_claim_decides_whoever_wrote_it(clinic: Any, voice: Say) -> None:
    """The higher rating comes with words that disprove it."""
    proof = "List of 12 requests refused; by time records all 12 begun within three months"
    found = clinic.findings(
        voice(default="FFFNN", name="F. Brandau", evidence={"portfolio-management.1": proof}),
        voice({"portfolio-management": "NNNNN"}, default="FFFNN", name="F. Brandau"),
    )

    [only] = (each for each in found.findings if each.practice == "portfolio-management")
    assert only.kind is FindingKind.GAP
    assert "disagree" not in only.headline
    assert proof in only.evidence
    assert "; the figures given support the lower rating." in only.cause


def test_a_count_against_a_claim_decides(clinic: Any, voice: Say) -> None:
    """Beside a count, the other side's records prove nothing; both are still named."""
    found = clinic.findings(
        voice(default="FFFNN", evidence={"change-enablement.2": "2,310 change records in 2025."}),
        voice(
            {"change-enablement": "FNNNN"},
            default="FFFNN",
            evidence={"change-enablement.2": "Logs of one week: 14 of 52 had no record."},
            symptoms={"failed-changes": 3},
        ),
    )

    assert found.headline.startswith("Changes break what had been working, because production changes go unrecorded")
    assert "Head of IT says F and Head of IT 2 says N" in found.findings[0].cause


@pytest.mark.parametrize(
    ("backing", "says"),
    [
        ({"evidence": {"change-enablement.2": "2,310 change records in 2025."}}, True),
        ({"comments": {"change-enablement.2": "At night 14 of 28 changes had no record."}}, False),  # it decides
        ({"comments": {"change-enablement.2": "Every change goes through the board."}}, False),
        ({}, False),
    ],
)
def test_a_disagreement_says_which_rating_alone_has_evidence(
    clinic: Any, voice: Say, backing: dict[str, Any], *, says: bool
) -> None:
    """A claim against a count isn't a difference of opinion."""
    found = clinic.findings(
        voice(default="FFFNN"),
        voice({"change-enablement": "FNNNN"}, default="FFFNN", **backing),
    )

    [only] = (each for each in found.findings if each.practice == "change-enablement")
    assert ("Only the rating N has evidence or figures." in only.cause) == says


@pytest.mark.parametrize(("who", "tied"), [("Anonymous", False), ("Head of IT", True)])
def test_no_rating_is_tied_to_the_words_of_anonymous_respondents(
    clinic: Any, voice: Say, who: str, *, tied: bool
) -> None:
    """Three of them rated N, N and F, and only the first wrote evidence: who rated what stays unknown."""
    evidence = {"change-enablement.2": "52 had no record."}
    low = voice({"change-enablement": "FNNNN"}, default="FFFNN", name=who, evidence=evidence)
    same = voice({"change-enablement": "FNNNN"}, default="FFFNN", name=who)
    high = voice({"change-enablement": "FFNNN"}, default="FFFNN", name=who)

    [found] = (e for e in clinic.findings(low, same, high).findings if e.practice == "change-enablement")

    assert "Respondents disagree on" in found.body
    assert ("Only the rating N has evidence or figures" in found.body) == tied


def test_a_symptom_that_the_ratings_contradict(clinic: Any, voice: Say) -> None:
    """Weekly failed changes at level 4: either another cause, or ratings that are too high."""
    found = clinic.findings(voice(default="FFFFN", symptoms={"failed-changes": 3}))

    assert found.headline.startswith("Changes break what had been working, although change enablement is rated level 4")
    assert found.findings[0].kind is FindingKind.CONTRADICTION
    assert "Nobody gave evidence for change enablement" in found.findings[0].cause


def test_high_rungs_over_an_empty_low_one(clinic: Any, voice: Say) -> None:
    """N, N, F: the contradiction is the finding, and the empty rung isn't called a fact."""
    found = clinic.findings(voice({"supplier-management": "NNFNN"}, default="FFFNN"))

    assert found.findings[0].kind is FindingKind.ORDER
    assert "Level 3 is rated F, but level 1 below it is rated N." in found.findings[0].cause


def test_symptoms_alone(clinic: Any, voice: Say) -> None:
    """Nothing is assessed: the cause is unknown, and assessing it comes first."""
    found = clinic.findings(voice(symptoms={"failed-changes": 3}))

    assert found.headline == "Changes break what had been working, and no practice has been assessed yet"
    [only] = found.findings
    assert only.kind is FindingKind.UNKNOWN
    assert only.first.startswith(
        "First: assess change enablement, service validation and testing and deployment management"
    )


def test_what_nobody_answered_is_not_called_unmet(clinic: Any, voice: Say) -> None:
    """Level 2 is open and everything else of the practice N: no finding says that level 2 isn't met."""
    for letter in ".?":
        found = clinic.findings(voice({"change-enablement": f"F{letter}NNN"}, default="FFFNN"))

        assert "change-enablement" not in {each.practice for each in found.findings}


def test_nothing_at_all(clinic: Any, voice: Say) -> None:
    """No answers, no findings."""
    found = clinic.findings(voice())

    assert (found.headline, found.findings, found.strengths) == ("No practice has been assessed yet", (), ())


def test_letters_without_figures_carry_no_conclusion(clinic: Any, voice: Say) -> None:
    """`Letter of August` is listed as evidence, but no headline calls the practice sound because of it."""
    found = clinic.findings(
        voice({"change-enablement": "NNNNN"}, default="FFFNN", evidence={"service-desk.3": "Letter of August"})
    )

    assert [each.practice for each in found.strengths] == ["service-desk"]
    assert "sound" not in found.headline


def test_a_symptom_with_its_own_scale_is_told_in_its_own_words(clinic: Any, voice: Say) -> None:
    """Outages that last too long a few times a year are an answer of 2, reported strongly."""
    found = clinic.findings(
        voice({"service-continuity-management": "NNNNN"}, default="FFFNN", symptoms={"long-outages": 2})
    )

    assert found.findings[0].hurts == "Reported: \u201cOutages that last too long\u201d (a few times a year)."


def test_the_triages_order_leads_below_level_2(clinic: Any, voice: Say) -> None:
    """The symptom names service desk before incident management; both are weak, and the second one weaker."""
    found = clinic.findings(
        voice({"service-desk": "FNNNN", "incident-management": "NNNNN"}, default="FFFNN", symptoms={"chased-calls": 3})
    )

    by_practice = {each.practice: each for each in found.findings}
    assert by_practice["service-desk"].headline == ("Users have to chase IT for answers; service desk is at level 1")
    assert by_practice["incident-management"].hurts == ""


def test_a_second_suspect_at_level_2_comes_after_one_below(clinic: Any, voice: Say) -> None:
    """The symptom names service desk first, but it is at level 2, and incident management is at level 1."""
    found = clinic.findings(
        voice({"service-desk": "FFNNN", "incident-management": "FNNNN"}, default="FFFNN", symptoms={"chased-calls": 3})
    )

    assert found.findings[0].headline.startswith("Users have to chase IT for answers; incident management")


def test_a_symptom_that_names_another_practice_first_isnt_joined_by_because(clinic: Any, voice: Say) -> None:
    """Change enablement, which failed changes point to first, is fine."""
    weak = voice({"service-validation-and-testing": "FNNNN"}, default="FFFNN", symptoms={"failed-changes": 3})

    said = clinic.findings(weak).headline

    unmet = clinic.questionnaire.statement["service-validation-and-testing.2"].unmet
    assert said.startswith(f"Changes break what had been working; {unmet}; ")
    assert "because" not in said


def test_a_bare_date_makes_nothing_sound(clinic: Any, voice: Say) -> None:
    """The evidence of the strength has a date alone, so the headline doesn't rest on it."""
    ratings = {"change-enablement": "FNNNN"}
    dated, counted = (
        clinic.findings(
            voice(
                ratings,
                default="FFFNN",
                evidence={"incident-management.3": words},
                symptoms={"failed-changes": 3},
            )
        )
        for words in ("Major incidents reviewed on 3 April 2026.", "11 of 11 major incidents had one leader.")
    )

    assert [each.practice for each in dated.strengths] == ["incident-management"]
    assert "sound" not in dated.headline
    assert counted.headline.endswith("; incident management is sound")


def test_doubts_about_evidence_come_after_gaps_at_level_0_or_1(clinic: Any, voice: Say) -> None:
    """Everything is backed but one practice rated level 5, whose doubt alone would count 2 + 5."""
    practices = [practice.id for practice in clinic.catalogue.practices]
    bare, low = "incident-management", "strategy-management"
    evidence = {f"{each}.{level}": "Seen." for each in practices if each != bare for level in (1, 2, 3)}

    found = clinic.findings(voice({bare: "FFFFF", low: "FNNNN"}, default="FFFNN", evidence=evidence))

    assert [(each.kind.value, each.practice) for each in found.findings] == [("gap", low), ("evidence", bare)]


def test_requirements_count_only_with_an_aim(clinic: Any, voice: Say) -> None:
    """Without an aim, nobody asked for a framework; with one, nobody asked for the others."""
    subject = clinic.subject(voice({"change-enablement": "NNNNN"}, default="FFFNN"))
    aimed = replace(
        subject, roadmap=replace(subject.roadmap, settings=replace(subject.roadmap.settings, aim=Aim("iso-20000-1")))
    )
    [framework] = (each for each in subject.scores.frameworks if each.framework == "iso-20000-1")
    held = sum(
        each.lowest == "change-enablement" and each.rating in {Rating.N, Rating.P} for each in framework.requirements
    )

    (without, *_), (with_aim, *_) = chosen(subject, glimpse=False), chosen(aimed, glimpse=False)

    assert held > 1
    assert with_aim.points - without.points == min(Fraction(held, 5), 2)
    assert findings_of(aimed).findings[0].blocks == f"Keeps {held} requirements of ISO/IEC 20000-1 from being met."
    assert findings_of(subject).findings[0].blocks == ""


def test_the_chapter_on_the_roadmap_calls_thin_data_thin(clinic: Any, voice: Say) -> None:
    """It says both how little is answered and how little the approach rests on; a chosen approach needs no reason."""
    few = clinic.subject(voice({"service-desk": "FPNNN"}, symptoms={"missed-targets": 3}))
    enough = clinic.subject(
        voice(default="FPNNN", symptoms={"missed-targets": 3, "failed-changes": 2, "repeat-incidents": 2})
    )
    by_hand = replace(few, roadmap=replace(few.roadmap, chosen_by=ChosenBy.USER))
    symptoms_alone = clinic.subject(voice(symptoms={"missed-targets": 3}))

    chapter, without, own, nothing = map(_chapter, (few, enough, by_hand, symptoms_alone))

    assert chapter.glimpse.startswith("This is a first glimpse: only 5 of the 170 statements in scope are answered.")
    assert chapter.caution.startswith("This is a guess: it is based on a single symptom")
    assert (without.glimpse, without.caution) == ("", "")
    assert own.caution == ""
    assert nothing.glimpse == NOTHING_ASSESSED


def _chapter(subject: Subject) -> RoadmapView:
    found = roadmap_view(subject)
    assert found is not None
    return found


def _points(subject: Subject) -> dict[str, Fraction]:
    return {each.practice: each.points for each in chosen(subject, glimpse=False)}


def test_a_symptom_that_is_told_gives_its_second_suspect_nothing(clinic: Any, voice: Say) -> None:
    """Chasing points to the desk, then to incident management, which has the points that it has without the symptom."""
    low = {"service-desk": "FNNNN", "incident-management": "FNNNN"}

    quiet = _points(clinic.subject(voice(low, default="FFFNN"), planned=False))
    loud = _points(clinic.subject(voice(low, default="FFFNN", symptoms={"chased-calls": 3}), planned=False))

    assert loud["service-desk"] == quiet["service-desk"] + 6
    assert loud["incident-management"] == quiet["incident-management"]


def test_evidence_of_nothing_done_counts_where_work_begins(clinic: Any, voice: Say) -> None:
    """Both are at level 0 and raised in the first phase; words without a figure count nothing by themselves."""
    low = {"service-desk": "NNNNN", "incident-management": "NNNNN"}
    evidence = {"service-desk.1": "A note on the door."}

    bare = clinic.subject(voice(low, default="FFFNN"))
    shown = clinic.subject(voice(low, default="FFFNN", evidence=evidence))

    assert {"service-desk", "incident-management"} <= set(raised_first(shown.roadmap))
    assert _points(shown)["service-desk"] == _points(bare)["service-desk"] + 1
    assert _points(shown)["incident-management"] == _points(bare)["incident-management"]


def test_what_is_missing_is_the_headline_where_the_symptom_is_rare(clinic: Any, voice: Say) -> None:
    """An outage lasted too long once; nobody has restored the data. The card still names the symptom.

    Where level 1 holds and level 2 does in part, or the symptom is frequent, the symptom is the headline.
    """

    def headline(letters: str, answer: int) -> str:
        subject = clinic.subject(
            voice({"service-continuity-management": letters}, default="FFFNN", symptoms={"long-outages": answer})
        )
        card = verdict_view(subject, summary_view(subject)).cards[0]
        is_headline = card.headline.startswith("Outages last")
        assert ("Reported: \u201cOutages that last too long\u201d" in card.text) == (not is_headline)
        assert card.where.startswith("Service continuity management, level ")
        assert ("reported a few times a year" in card.where) == (is_headline and answer == 2)
        return str(card.headline)

    assert headline("NNNNN", 1) == "No restore from a separate copy has been shown"
    assert headline("FNNNN", 1) == "Vital services have no rehearsed recovery plan"
    assert headline("FPNNN", 1) == "Outages last longer than the business can tolerate (once in the past year)"
    assert headline("NNNNN", 2) == "Outages last longer than the business can tolerate"


def test_a_count_in_evidence_weighs_twice_that_in_a_comment(clinic: Any, voice: Say) -> None:
    """2 points for evidence with a count, 1 for a comment, 0 for words alone."""
    low = {"change-enablement": "FNNNN"}

    def points(**words: Any) -> Fraction:
        return _points(clinic.subject(voice(low, default="FFFNN", **words), planned=False))["change-enablement"]

    bare = points(comments={"change-enablement.2": "Rarely."})

    assert points(evidence={"change-enablement.2": LOG}) == bare + 2
    assert points(comments={"change-enablement.2": LOG}) == bare + 1
