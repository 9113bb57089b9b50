"""Turns records from any file format into a response: finds ids, reads values, checks rules across values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath

from practices_catalog.faults import InputError, Place, refuse
from practices_catalog.nearest import write_nearest
from questionnaires.answers.fields import Fields
from questionnaires.answers.ladders import LadderMark, climb, has_no_effect, keep_reason, prevail
from questionnaires.answers.model import Answer, Consensus, Organization, Respondent, Response
from questionnaires.answers.raw_values import MOST_RECORDS, RawValue, Record
from questionnaires.answers.text import fold, printable, shown, slug
from questionnaires.answers.vocabulary import ABOUT, CONSENSUS, FORMAT, NO_MEND, TRIAGE, Subjects, Vocabulary
from questionnaires.model import Questionnaire, Rating, Statement

# Finding the nearest id is slow, and a file with more unknown ids than this isn't a questionnaire at all.
MOST_MENDS = 200


def assemble(records: Iterable[Record], file: str, vocabulary: Vocabulary, fields: Fields | None = None) -> Response:
    """Build a response from the records of a file.

    Args:
        file: the path as the user typed it.
        fields: contains the faults found so far in the file.

    Raises:
        InputError: lists every error in the file.
    """
    fields = fields or Fields()
    listed = list(islice(records, MOST_RECORDS + 1))
    if len(listed) > MOST_RECORDS:
        wrong = f"has more than {MOST_RECORDS:,} entries"
        raise refuse(wrong, "use a file with only the filled-in questionnaire", Place(file))
    questionnaire = _questionnaire(listed, vocabulary, fields)
    subjects = Subjects(vocabulary, questionnaire)
    by_subject = _by_subject(listed, subjects, fields)
    read = [subjects.name_read(record.subject) for record in by_subject.values() if not record.blank]
    assembler = Assembler(vocabulary, questionnaire, by_subject, fields, tuple(dict.fromkeys(filter(None, read))))
    response = assembler.response(file)
    if fields.faults:
        raise InputError(sorted(fields.faults, key=lambda fault: (fault.place.sheet, fault.place.line or 0)))
    return response


def _questionnaire(records: Iterable[Record], vocabulary: Vocabulary, fields: Fields) -> Questionnaire:
    raws = [r.fields["value"] for r in records if fold(r.subject) == "questionnaire" and "value" in r.fields]
    named = fields.line(raws[0]) if raws else ""
    if not named:
        return vocabulary.questionnaire_of(record.subject for record in records)
    by_id = {fold(each.id): each for each in vocabulary.questionnaires}
    if fold(named) not in by_id:
        mend = write_nearest(named, by_id, f"use one of {', '.join(by_id)}")
        fields.wrong(raws[0].place, f"no questionnaire has the id {shown(named)}", mend)
    return by_id.get(fold(named)) or vocabulary.questionnaire_of(record.subject for record in records)


def _by_subject(records: Iterable[Record], subjects: Subjects, fields: Fields) -> dict[str, Record]:
    """Return the records by the id of their subject; unknown and duplicate subjects are faults."""
    found: dict[str, Record] = {}
    unknown = 0
    for record in records:
        subject = subjects.find(record.subject)
        if subject is None:
            value = next((f" (value {shown(raw.text)})" for raw in record.fields.values() if not raw.blank), "")
            wanted = shown(record.subject)
            wrong = f"nothing in the questionnaire {subjects.questionnaire.id!r} has the id or name {wanted}"
            unknown += 1
            mend = subjects.mend(record.subject) if unknown <= MOST_MENDS else NO_MEND
            fields.wrong(record.place, wrong + value, mend)
        elif subject in found and not record.blank and not found[subject].blank:
            first = found[subject].place
            where = f"{'row' if first.sheet else 'line'} {first.line}" if first.line else first.key
            same = fold(record.subject) == fold(subject)
            named = repr(subject) if same else f"{shown(record.subject)} means {subject!r}, which"
            wrong = f"{named} appears twice, first in {where}"
            fields.wrong(record.place, wrong, "remove one of the two")
        elif subject not in found or found[subject].blank:
            found[subject] = record
    return found


@dataclass
class Assembler:
    """Reads the records of one file, by subject."""

    vocabulary: Vocabulary
    questionnaire: Questionnaire
    records: dict[str, Record]
    fields: Fields
    names_read: tuple[tuple[str, str], ...] = ()
    hidden: set[str] = field(default_factory=set)
    overridden: list[str] = field(default_factory=list)

    def response(self, file: str) -> Response:
        """Return the response; faults are kept in `fields`."""
        version = self._value("wayfinder")
        if version is not None and not version.blank and fold(version.text) != FORMAT:
            self.fields.wrong(version.place, f"the format {shown(version.text)} isn't supported", f"write {FORMAT!r}")
        answers = self._answers()
        named_id = self.fields.line(self._value("respondent.id"))
        return Response(
            questionnaire=self.questionnaire.id,
            respondent=Respondent(
                named_id or slug(PurePath(file).stem),
                self.fields.line(self._value("respondent.name")),
                self.fields.line(self._value("respondent.role")),
            ),
            organization=Organization(
                self.fields.line(self._value("organization.name")),
                self.fields.line(self._value("organization.industry")),
                self.fields.staff(self._value("organization.it_staff")),
            ),
            source=printable(PurePath(file).name),
            assessed_on=self.fields.day(self._value("assessed_on")),
            answers=answers,
            triage=self._triage(),
            consensus=self._consensus(),
            hidden_answers=len(self.hidden),
            notes=sum(record.notes for record in self.records.values()) - self._notes_left(),
            notes_left=self._notes_left(),
            has_id=bool(named_id),
            overridden_rungs=tuple(self.overridden),
            names_read=self.names_read,
        )

    def _notes_left(self) -> int:
        """Return how many notes are on rows that have no comment."""
        about = [record for subject, record in self.records.items() if subject in ABOUT or subject.startswith(TRIAGE)]
        return sum(record.notes for record in about)

    def _value(self, subject: str) -> RawValue | None:
        record = self.records.get(subject)
        given = [record.fields[name] for name in ("value", "rating", "rung") if name in record.fields] if record else []
        return next((raw for raw in given if not raw.blank), given[0] if given else None)

    def _answers(self) -> dict[str, Answer]:
        """Return the answers in the questionnaire's order, including those given by a rung."""
        answers: dict[str, Answer] = {}
        for practice, statements in self.questionnaire.by_practice.items():
            marked = self._marked(practice, statements)
            given: dict[str, Answer] = {}
            ratings: dict[str, Rating | None] = {}
            for statement in statements:
                record = self.records.get(statement.id)
                single = self._single(record) if record else Answer(None)
                ratings[statement.id] = single.rating
                answer = prevail(single, marked.get(statement.id))
                if answer != Answer(None):
                    given[statement.id] = answer
                if record:
                    self._require_reason(record, answer, single.rating)
                if record and record.hidden and single.rating:
                    self.hidden.add(statement.id)
            answers |= keep_reason(given, marked)
            if has_no_effect(ratings, marked):
                self.overridden.append(practice)
        return answers

    def _single(self, record: Record) -> Answer:
        if (rung := record.fields.get("rung")) and not rung.blank:
            self.fields.wrong(
                rung.place,
                f"the rung {shown(rung.text)} is given for a single statement",
                "give the rung for the practice instead",
            )
        return Answer(
            self.fields.rating(self._either(record, "rating")),
            self.fields.text(record.fields.get("evidence")),
            self.fields.text(record.fields.get("comment")),
            self.fields.text(record.fields.get("reason")),
        )

    def _require_reason(self, record: Record, answer: Answer, own: Rating | None) -> None:
        if own is Rating.NA and not answer.reason and not self._spoilt(record, "reason"):
            self.fields.wrong(
                (self._either(record, "rating") or RawValue("", record.place)).place,
                f"{record.subject} is rated NA without a reason",
                "give the reason why it doesn't apply; outsourced work counts as applicable",
            )

    @staticmethod
    def _spoilt(record: Record, name: str) -> bool:
        return name in record.fields and not record.fields[name].blank

    @staticmethod
    def _either(record: Record, name: str) -> RawValue | None:
        """Return the field with this name, or `value` if the file doesn't distinguish ratings from rungs."""
        named = record.fields.get(name)
        return record.fields.get("value", named) if named is None or named.blank else named

    def _marked(self, practice: str, statements: tuple[Statement, ...]) -> dict[str, Answer]:
        record = self.records.get(practice)
        if record is None or record.blank:
            return {}
        mark = self._mark(record)
        ladder = self.questionnaire.ladders.get(practice)
        if ladder is None and mark.rung is not None:
            raw = self._either(record, "rung")
            wrong = f"{practice!r} has no rungs: it has several statements per level"
            self.fields.wrong(raw.place if raw else record.place, wrong, "rate its statements individually")
        if ladder is None:
            return climb({1: statements[0]}, LadderMark(None, mark.evidence, mark.comment, mark.reason))
        if record.hidden and mark.rung is not None:
            self.hidden.update(statement.id for statement in statements)
        return climb(ladder, mark)

    def _mark(self, record: Record) -> LadderMark:
        if (rating := record.fields.get("rating")) and not rating.blank:
            self.fields.wrong(
                rating.place,
                f"the rating {shown(rating.text)} is given for a whole practice",
                "rate the statements, or give the highest rung that is true under 'rung'",
            )
        mark = LadderMark(
            self.fields.rung(self._either(record, "rung")),
            self.fields.text(record.fields.get("evidence")),
            self.fields.text(record.fields.get("comment")),
            self.fields.text(record.fields.get("reason")),
        )
        raw = self._either(record, "rung")
        self._require_reason_of_mark(record, mark, raw.place if raw else record.place)
        return mark

    def _require_reason_of_mark(self, record: Record, mark: LadderMark, place: Place) -> None:
        if mark.rung is Rating.NA and not mark.reason and not self._spoilt(record, "reason"):
            self.fields.wrong(
                place, f"{record.subject} is marked NA without a reason", "give the reason why it doesn't apply"
            )

    def _triage(self) -> dict[str, int]:
        read = {
            symptom: self.fields.symptom(self._value(TRIAGE + symptom), self.vocabulary.triage.scale(symptom))
            for symptom in self.vocabulary.triage.symptom
        }
        return {symptom: answer for symptom, answer in read.items() if answer is not None}

    def _consensus(self) -> dict[str, Consensus]:
        read = {
            statement: self._agreed(statement, self.records[CONSENSUS + statement])
            for statement in self.questionnaire.statement
            if CONSENSUS + statement in self.records
        }
        return {statement: agreed for statement, agreed in read.items() if agreed is not None}

    def _agreed(self, statement: str, record: Record) -> Consensus | None:
        if record.blank:
            return None
        before = len(self.fields.faults)
        raw = self._either(record, "rating")
        rating = self.fields.rating(raw)
        note = self.fields.text(record.fields.get("note") or record.fields.get("comment"))
        evidence = self.fields.text(record.fields.get("evidence"))
        if len(self.fields.faults) > before:
            return None
        place = raw.place if raw else record.place
        if rating is None or rating is Rating.DK:
            self.fields.wrong(
                place,
                f"the consensus on {statement} has no rating" if rating is None else "a consensus can't be DK",
                "write N, P, L, F or NA, or clear the whole row",
            )
            return None
        if not note:
            self.fields.wrong(place, f"the consensus on {statement} has no note", "say when and why it was agreed")
            return None
        return Consensus(rating, note, evidence)
