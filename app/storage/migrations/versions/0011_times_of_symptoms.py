"""When each symptom was reported, which determines whether the answer is anonymous; sealed answers carried over."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column, and seal anonymous answers that were carried over into an anonymous assessment.

    In assessments that were ever anonymous, a symptom that the history doesn't show with the respondent's name counts
    as anonymous. In other assessments, the exact time doesn't matter.
    """
    op.add_column("symptom", sa.Column("saved_at", sa.DateTime(), nullable=True))
    symptom = sa.table("symptom", sa.column("saved_at", sa.DateTime()))
    op.get_bind().execute(sa.update(symptom).values(saved_at=datetime.now(UTC).replace(tzinfo=None)))
    op.execute(
        "UPDATE symptom SET saved_at = period.start FROM (SELECT assessment_id, max(at) AS start FROM history "
        "WHERE kind = 'anonymity' AND after = 'anonymous' GROUP BY assessment_id) AS period "
        "WHERE period.assessment_id = symptom.assessment_id"
    )
    op.execute(
        "UPDATE symptom SET saved_at = named.at FROM (SELECT respondent_id, subject, after, max(at) AS at FROM history "
        "WHERE kind = 'symptom' AND respondent_id IS NOT NULL GROUP BY respondent_id, subject, after) AS named "
        "WHERE named.respondent_id = symptom.respondent_id AND named.subject = symptom.symptom_id "
        "AND named.after = CAST(symptom.value AS VARCHAR)"
    )
    ever_anonymous = (
        "assessment_id IN (SELECT id FROM assessment WHERE anonymous) OR assessment_id IN "
        "(SELECT assessment_id FROM history WHERE kind = 'anonymity' AND after = 'anonymous')"
    )
    op.execute(f"UPDATE answer SET is_sealed = true WHERE carried IS NOT NULL AND ({ever_anonymous})")  # noqa: S608
    op.execute(
        "UPDATE respondent SET sealed_at = created_at WHERE sealed_at IS NULL AND id IN "
        "(SELECT respondent_id FROM answer WHERE is_sealed AND carried IS NOT NULL)"
    )
    with op.batch_alter_table("symptom") as table:
        table.alter_column("saved_at", nullable=False)
