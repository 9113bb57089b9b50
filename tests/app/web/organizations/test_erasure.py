"""FL-020, 4: erasing a person's data, after showing what each choice does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import class_mapper

from app.answering.uploads import FileReading
from app.assessments.scores import scores_of
from app.people.invitations import make_invitation
from app.storage.accounts import SignIn, User
from app.storage.assessments import AnswerRow, AssessmentRow, ConsensusRow, Invitation, RespondentRow
from app.storage.attachments import Attachment
from app.storage.database import Database
from app.storage.history import HistoryEntry
from app.storage.jobs import Job, JobState
from app.storage.organizations import Membership, Role
from app.storage.roadmaps import RoadmapRow, TrackedStep
from app.storage.uploads import Upload
from questionnaires.answers.model import Respondent, Response
from tests.support.factories import Make
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient

NAME = "Erik Olsen"
EMAIL = "erik.olsen@example.org"


@pytest.fixture
def erik(northfield: Northfield) -> RespondentRow:
    """Erik, a respondent without an account, who rates a statement P that Mia rates F."""
    mia = northfield.make.respondent(northfield.assessment, name="Mia")
    northfield.answers(mia, service_desk_1="F", incident_management_1="L")
    erik = RespondentRow(
        assessment_id=northfield.assessment.id,
        name=NAME,
        role="Head of IT",
        email=EMAIL,
        email_key=EMAIL,
    )
    northfield.make.add(erik)
    northfield.answers(erik, service_desk_1="P")
    northfield.make.add(
        Attachment(
            assessment_id=erik.assessment_id,
            respondent_id=erik.id,
            statement_id="service-desk.1",
            name="minutes.txt",
            media_type="text/plain",
            size=2,
            content=b"hi",
        )
    )
    return erik


def page_of(northfield: Northfield, person_id: str) -> str:
    """Return the path of an erasure page."""
    return f"{northfield.pages}/people/{person_id}/erase"


def figures(northfield: Northfield) -> dict[str, tuple[object, ...]]:
    """Return the level and index of each practice that has them."""
    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        scores = scores_of(session, northfield.make.content, row)
    return {each.practice: (each.level, each.index) for each in scores.practices if each.level is not None}


def whole_text(database: Database) -> str:
    """Return every row of the organization's tables as text."""
    tables = (RespondentRow, HistoryEntry, Membership, TrackedStep, ConsensusRow, AnswerRow, Invitation, Job)
    with database.reading() as session:
        return "\n".join(
            str([getattr(row, column.key) for column in class_mapper(table).column_attrs if column.key != "result"])
            for table in tables
            for row in session.query(table)
        )


def test_the_page_shows_how_each_choice_affects_the_scores(northfield: Northfield, erik: RespondentRow) -> None:
    """Service desk 1 is rated F and P. The lower median is P, so level 0; without Erik, it is F: level 1."""
    page = northfield.client.get(page_of(northfield, erik.id)).text

    row = page.partition('<th scope="row">Service desk</th>')[2].partition("</tr>")[0]
    # level 1 is P now (1/3) and F after; the other four are open, so N at the lower end and F at the upper
    assert re.findall(">([^<]+)</td>", row) == ["0", "1 to 5", "0.3 to 4.3", "1.0 to 5.0"]
    assert "Incident management" not in page
    assert "no figures change" in page
    assert "1 answer" in page


def test_nothing_is_erased_without_a_choice(northfield: Northfield, erik: RespondentRow) -> None:
    """Neither opening the page nor sending it without a choice erases anything."""
    northfield.client.get(page_of(northfield, erik.id))
    page = northfield.client.post(page_of(northfield, erik.id), {}, 422).text

    assert "Choose one of these." in page
    assert NAME in northfield.all(RespondentRow.name)


def test_kept_answers_still_count_and_show_no_name(northfield: Northfield, erik: RespondentRow) -> None:
    """Ratings, files and history stay; the name, role and address are gone everywhere."""
    before = figures(northfield)

    northfield.client.post(page_of(northfield, erik.id), {"answers": "keep"})

    assert figures(northfield) == before
    text = whole_text(northfield.database)
    assert NAME not in text
    assert EMAIL not in text
    assert "Head of IT" not in text
    assert len(northfield.all(Attachment.id)) == 1
    assert sorted(northfield.all(HistoryEntry.who)) == ["Erased person", "Mia", "Mia"]
    assert len(northfield.all(HistoryEntry.after, who="Erased person")[0]) > 0


def test_an_upload_that_was_never_confirmed_is_deleted(northfield: Northfield, erik: RespondentRow) -> None:
    """It contains the respondent's name, even if the lead uploaded it without saying whose it is."""
    whose = {"assessment_id": erik.assessment_id, "organization_id": northfield.organization.id}
    read = FileReading(Response("quick-scan", Respondent("r7", NAME))).document()
    job = northfield.make.add(Job(**whose, kind="file", key="a", request={}, state=JobState.DONE, result=read))
    by_lead = {"assessment_id": erik.assessment_id, "job_id": job.id, "file_name": "Erik Olsen.xlsx"}
    northfield.make.add(Upload(**by_lead))
    northfield.make.add(Upload(**by_lead, respondent_id=erik.id))

    northfield.client.post(page_of(northfield, erik.id), {"answers": "keep"})

    assert northfield.all(Upload.file_name) == northfield.all(Job.id) == []


def test_deleting_answers_deletes_their_files_and_history_content(northfield: Northfield, erik: RespondentRow) -> None:
    """The figures match those shown before; history entries stay, without name and content."""
    northfield.client.post(page_of(northfield, erik.id), {"answers": "delete"})

    # only Mia's answers: level 1 of the service desk is F, so one achievement of 1 and an index of 1
    assert figures(northfield)["service-desk"] == (1, 1)
    assert northfield.all(Attachment.id) == []
    assert sorted(northfield.all(RespondentRow.name)) == ["Mia"]
    assert northfield.all(HistoryEntry.after, who="Erased person") == [""]
    assert NAME not in whole_text(northfield.database)


def test_links_and_sessions_end_immediately(northfield: Northfield, erik: RespondentRow, app: Flask) -> None:
    """The old link can't be used to change the kept answers."""
    client = PageClient(app)
    with northfield.database.writing() as session:
        token = make_invitation(session, erik.id)
    client.post(f"/invitations/{token}")

    northfield.client.post(page_of(northfield, erik.id), {"answers": "keep"})

    assert "Open your personal link again" in client.get(f"/answer/{erik.id}", 401).text
    client.get(f"/invitations/{token}", 404)
    assert northfield.all(SignIn.id, respondent_id=erik.id) == []


def test_reports_whose_cover_may_name_a_person_are_deleted(northfield: Northfield) -> None:
    """A cover says who closed the assessment, whether or not that person answered anything."""
    zoe = northfield.make.user("Zoe Zander")
    ids = {"assessment_id": northfield.assessment.id}
    other = northfield.make.assessment(northfield.organization, "Other")
    for row in (
        Membership(organization_id=northfield.organization.id, user_id=zoe.id, role=Role.ASSESSOR),
        HistoryEntry(**ids, user_id=zoe.id, who="Zoe Zander", kind="state", subject="state", after="closed"),
        *(
            Job(organization_id=northfield.organization.id, kind="report", key=key, request={}, **where)
            for key, where in (("a", ids), ("b", {"assessment_id": other.id}))
        ),
    ):
        northfield.make.add(row)

    northfield.client.post(page_of(northfield, zoe.id), {"answers": "keep"})

    assert northfield.all(Job.key) == ["b"]


def test_a_member_is_erased_everywhere_in_the_organization(northfield: Northfield) -> None:
    """This covers the membership, consensus, roadmap, owned steps, history, and reports that contain the name."""
    zoe = northfield.make.user("Zoe Zander")
    other = northfield.make.assessment(northfield.organization, "Other")
    ids = {"assessment_id": northfield.assessment.id}
    roadmap = RoadmapRow(**ids, options={}, plan={}, saved_by=zoe.id)
    for row in (
        Membership(organization_id=northfield.organization.id, user_id=zoe.id, role=Role.ASSESSOR),
        ConsensusRow(**ids, statement_id="service-desk.1", rating="F", note="agreed", set_by=zoe.id),
        roadmap,
        HistoryEntry(**ids, user_id=zoe.id, who="Zoe Zander", kind="consensus", subject="service-desk.1"),
        HistoryEntry(**ids, who="Dana", kind="step", subject="service-desk", after="owner: Zoe Zander, due"),
        Job(
            organization_id=northfield.organization.id,
            kind="report",
            key="k",
            request={},
            state=JobState.DONE,
            requested_by=zoe.id,
            **ids,
        ),
        RespondentRow(assessment_id=other.id, user_id=zoe.id, name="Zoe Z."),
        RespondentRow(**ids, name="Zoe", email=zoe.email, email_key=zoe.email_key),
    ):
        northfield.make.add(row)
    for level, owner in enumerate(("Zoe Zander", " zoe  ZANDER", "Zoe Zander, Mia"), 1):
        northfield.make.add(
            TrackedStep(
                roadmap_id=roadmap.id,
                practice_id="service-desk",
                from_level=level - 1,
                to_level=level,
                phase=1,
                planned_start=date(2026, 3, 2),
                planned_end=date(2026, 6, 1),
                owner=owner,
                notes="Zoe Zander asks the supplier",
            )
        )

    northfield.client.post(page_of(northfield, zoe.id), {"answers": "keep"})

    text = whole_text(northfield.database)
    assert "zoe" not in text.casefold()
    assert zoe.id not in text
    assert northfield.all(TrackedStep.owner) == ["", "", "Erased person, Mia"]
    assert set(northfield.all(TrackedStep.notes)) == {"Erased person asks the supplier"}
    assert northfield.all(TrackedStep.version) == [2, 2, 2]
    assert northfield.all(ConsensusRow.note) == ["agreed"]
    assert northfield.one(HistoryEntry.after, kind="step") == "owner: Erased person, due"
    assert northfield.all(User.name) == ["Dana Fischer", "Zoe Zander"]  # accounts don't belong to organizations


def test_a_former_member_can_be_erased_too(northfield: Northfield) -> None:
    """Former members are found by the traces they left."""
    zoe = northfield.make.user("Zoe")
    northfield.make.add(
        HistoryEntry(
            assessment_id=northfield.assessment.id,
            user_id=zoe.id,
            who="Zoe",
            kind="consensus",
            subject="service-desk.1",
        )
    )
    assert page_of(northfield, zoe.id) in northfield.client.get(f"{northfield.pages}/members").text

    northfield.client.post(page_of(northfield, zoe.id), {"answers": "keep"})

    assert northfield.all(HistoryEntry.who) == ["Erased person"]
    northfield.client.get(page_of(northfield, zoe.id), 404)


def test_changes_from_anonymous_answers_are_not_shown(northfield: Northfield, erik: RespondentRow) -> None:
    """FL-031: the difference would reveal the ratings."""
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).anonymous = True

    page = northfield.client.get(page_of(northfield, erik.id)).text

    assert "These answers are anonymous." in page
    assert '<th scope="row">' not in page


def test_people_of_another_organization_are_not_found(
    northfield: Northfield, make: Make, sign_in: Callable[[User], PageClient]
) -> None:
    """Neither accounts nor respondents are found, and their data doesn't change."""
    zoe = make.user("Zoe")
    elsewhere = make.organization("Elsewhere", lead=zoe)
    theirs = make.respondent(make.assessment(elsewhere), name="Theirs")

    for person_id in (zoe.id, theirs.id, "unknown"):
        northfield.client.get(page_of(northfield, person_id), 404)
        northfield.client.post(page_of(northfield, person_id), {"answers": "delete"}, 404)

    assert "Theirs" in sign_in(zoe).get(f"/assessments/{theirs.assessment_id}/respondents").text


def test_the_same_person_in_another_organization_is_not_erased(northfield: Northfield, make: Make) -> None:
    """FL-024: an erasure neither changes nor reveals anything about another organization."""
    zoe = make.user("Zoe Zander")
    make.add(Membership(organization_id=northfield.organization.id, user_id=zoe.id, role=Role.VIEWER))
    elsewhere = make.organization("Elsewhere", lead=zoe)
    theirs = make.respondent(make.assessment(elsewhere), zoe, name="Zoe Zander")
    make.add(HistoryEntry(assessment_id=theirs.assessment_id, user_id=zoe.id, who="Zoe", kind="answer", subject="a.1"))

    page = northfield.client.get(page_of(northfield, zoe.id)).text
    northfield.client.post(page_of(northfield, zoe.id), {"answers": "delete"})

    assert "Elsewhere" not in page
    assert "answered anything here" in page
    assert northfield.all(RespondentRow.name) == ["Zoe Zander"]
    assert northfield.all(HistoryEntry.who) == ["Zoe"]
    assert northfield.all(Membership.role, user_id=zoe.id) == [Role.LEAD]


def test_a_person_named_like_a_history_value_does_not_change_anonymity(northfield: Northfield, make: Make) -> None:
    """The history decides whether answers are anonymous, even if an erased person was called "anonymous"."""
    ids = {"assessment_id": northfield.assessment.id}
    make.add(HistoryEntry(**ids, who="Dana", kind="anonymity", subject="answers", before="named", after="anonymous"))
    person = make.respondent(northfield.assessment, name="anonymous")

    northfield.client.post(page_of(northfield, person.id), {"answers": "keep"})

    assert northfield.one(HistoryEntry.after, kind="anonymity") == "anonymous"
