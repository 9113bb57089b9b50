"""FL-020, 4: erasing somebody's data, with what each choice does shown first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import class_mapper

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
from tests.support.factories import Make
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient

NAME = "Erik Olsen"
EMAIL = "erik.olsen@example.org"


@pytest.fixture
def erik(northfield: Northfield) -> RespondentRow:
    """Erik, a respondent without an account, who said F where Mia said N."""
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
    """Return the URL of the page that erases a person."""
    return f"{northfield.pages}/people/{person_id}/erase"


def figures(northfield: Northfield) -> dict[str, tuple[object, ...]]:
    """Return level and index of each practice that has them."""
    with northfield.database.reading() as session:
        row = session.get_one(AssessmentRow, northfield.assessment.id)
        scores = scores_of(session, northfield.make.content, row)
    return {each.practice: (each.level, each.index) for each in scores.practices if each.level is not None}


def whole_text(database: Database) -> str:
    """Return every row of every table of the organization as text."""
    tables = (RespondentRow, HistoryEntry, Membership, TrackedStep, ConsensusRow, AnswerRow, Invitation, Job)
    with database.reading() as session:
        return "\n".join(
            str([getattr(row, column.key) for column in class_mapper(table).column_attrs if column.key != "result"])
            for table in tables
            for row in session.query(table)
        )


def test_what_each_choice_does_to_the_scores_is_shown_first(northfield: Northfield, erik: RespondentRow) -> None:
    """Service desk 1 is F and P, so P by the lower middle one: level 0. Without Erik it is F: level 1."""
    page = northfield.client.get(page_of(northfield, erik.id)).text

    row = page.partition('<th scope="row">Service desk</th>')[2].partition("</tr>")[0]
    # level 1 is P now, so 1/3, and F then; the other four are open, N at the lower and F at the upper end
    assert re.findall(">([^<]+)</td>", row) == ["0", "1 to 5", "0.3 to 4.3", "1.0 to 5.0"]
    assert "Incident management" not in page
    assert "no figure changes" in page
    assert "1 answer" in page


def test_nothing_is_erased_before_a_choice(northfield: Northfield, erik: RespondentRow) -> None:
    """Neither by opening the page nor by sending it without one."""
    northfield.client.get(page_of(northfield, erik.id))
    page = northfield.client.post(page_of(northfield, erik.id), {}, 422).text

    assert "Choose one of these." in page
    assert NAME in northfield.all(RespondentRow.name)


def test_kept_answers_count_as_before_and_name_nobody(northfield: Northfield, erik: RespondentRow) -> None:
    """Ratings, files and history stay; name, role and email address are gone."""
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


def test_a_file_that_was_uploaded_and_not_taken_over_goes(northfield: Northfield, erik: RespondentRow) -> None:
    """What it says of its respondent names him."""
    content = {"answers": {}, "symptoms": {}, "notes": [f"The file names {NAME}"], "is_own": False}
    whose = {"assessment_id": erik.assessment_id, "respondent_id": erik.id}
    northfield.make.add(Upload(**whose, file_name="Erik Olsen.xlsx", content=content, seen={}))

    northfield.client.post(page_of(northfield, erik.id), {"answers": "keep"})

    assert northfield.all(Upload.file_name) == []


def test_deleted_answers_go_with_their_files_and_from_the_history(northfield: Northfield, erik: RespondentRow) -> None:
    """The figures are those that were shown; entries stay, and say neither who nor what."""
    northfield.client.post(page_of(northfield, erik.id), {"answers": "delete"})

    # of Mia alone: level 1 of the service desk is F; 1/5 of the index for each level is not: one achievement of 1
    assert figures(northfield)["service-desk"] == (1, 1)
    assert northfield.all(Attachment.id) == []
    assert sorted(northfield.all(RespondentRow.name)) == ["Mia"]
    assert northfield.all(HistoryEntry.after, who="Erased person") == [""]
    assert NAME not in whole_text(northfield.database)


def test_links_and_open_pages_end_at_once(northfield: Northfield, erik: RespondentRow, app: Flask) -> None:
    """The kept answers cannot be changed any more by whoever has the old link."""
    client = PageClient(app)
    with northfield.database.writing() as session:
        token = make_invitation(session, erik.id)
    client.post(f"/invitations/{token}")

    northfield.client.post(page_of(northfield, erik.id), {"answers": "keep"})

    assert client.get(f"/answer/{erik.id}", None).headers["Location"].startswith("/sign-in")
    client.get(f"/invitations/{token}", 404)
    assert northfield.all(SignIn.id, respondent_id=erik.id) == []


def test_a_member_is_erased_everywhere_in_the_organization(northfield: Northfield) -> None:
    """Membership, consensus, roadmap, owned steps, plan history, and reports that bear the name."""
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
    assert northfield.all(User.name) == ["Dana Fischer", "Zoe Zander"]  # the account is not the organization's


def test_a_former_member_can_be_erased_too(northfield: Northfield) -> None:
    """Found by the traces left."""
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


def test_what_anonymous_answers_change_is_not_shown(northfield: Northfield, erik: RespondentRow) -> None:
    """FL-031: the difference would tell the ratings."""
    with northfield.database.writing() as session:
        session.get_one(AssessmentRow, northfield.assessment.id).anonymous = True

    page = northfield.client.get(page_of(northfield, erik.id)).text

    assert "These answers were given without a name" in page
    assert '<th scope="row">' not in page


def test_people_of_another_organization_are_not_there(
    northfield: Northfield, make: Make, sign_in: Callable[[User], PageClient]
) -> None:
    """Neither accounts nor respondents, whether or not they exist; and nothing of theirs is touched."""
    zoe = make.user("Zoe")
    elsewhere = make.organization("Elsewhere", lead=zoe)
    theirs = make.respondent(make.assessment(elsewhere), name="Theirs")

    for person_id in (zoe.id, theirs.id, "unknown"):
        northfield.client.get(page_of(northfield, person_id), 404)
        northfield.client.post(page_of(northfield, person_id), {"answers": "delete"}, 404)

    assert "Theirs" in sign_in(zoe).get(f"/assessments/{theirs.assessment_id}/respondents").text


def test_the_same_person_elsewhere_stays_there(northfield: Northfield, make: Make) -> None:
    """FL-024: erasing in one organization neither changes nor tells anything of another."""
    zoe = make.user("Zoe Zander")
    make.add(Membership(organization_id=northfield.organization.id, user_id=zoe.id, role=Role.VIEWER))
    elsewhere = make.organization("Elsewhere", lead=zoe)
    theirs = make.respondent(make.assessment(elsewhere), zoe, name="Zoe Zander")
    make.add(HistoryEntry(assessment_id=theirs.assessment_id, user_id=zoe.id, who="Zoe", kind="answer", subject="a.1"))

    page = northfield.client.get(page_of(northfield, zoe.id)).text
    northfield.client.post(page_of(northfield, zoe.id), {"answers": "delete"})

    assert "Elsewhere" not in page
    assert "Zoe Zander answered nothing here" in page
    assert northfield.all(RespondentRow.name) == ["Zoe Zander"]
    assert northfield.all(HistoryEntry.who) == ["Zoe"]
    assert northfield.all(Membership.role, user_id=zoe.id) == [Role.LEAD]


def test_a_name_that_is_a_word_of_the_history_turns_no_switch(northfield: Northfield, make: Make) -> None:
    """Whether answers are anonymous is read from the history, whatever somebody who is erased was called."""
    ids = {"assessment_id": northfield.assessment.id}
    make.add(HistoryEntry(**ids, who="Dana", kind="anonymity", subject="answers", before="named", after="anonymous"))
    person = make.respondent(northfield.assessment, name="anonymous")

    northfield.client.post(page_of(northfield, person.id), {"answers": "keep"})

    assert northfield.one(HistoryEntry.after, kind="anonymity") == "anonymous"
