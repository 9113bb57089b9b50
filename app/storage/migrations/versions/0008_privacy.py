"""Names in reports, who created a link, sealed answers, and answers held back until enough others have changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns. Anonymous answers that figures already contain count as released."""
    op.add_column("job", sa.Column("names", sa.String(length=10), server_default="full", nullable=False))
    op.add_column("respondent", sa.Column("sealed_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("invitation") as table:
        table.add_column(sa.Column("made_by", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("replaces", sa.Boolean(), server_default=sa.false(), nullable=False))
        table.create_foreign_key("fk_invitation_made_by_user", "user", ["made_by"], ["id"], ondelete="SET NULL")
    for name in ("answer", "symptom", "attachment"):
        op.add_column(name, sa.Column("is_sealed", sa.Boolean(), server_default=sa.false(), nullable=False))
    for name in ("answer", "symptom"):
        op.add_column(name, sa.Column("is_held", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("answer", sa.Column("released", sa.JSON(), nullable=True))
    op.add_column("symptom", sa.Column("released", sa.Integer(), nullable=True))
    op.add_column("attachment", sa.Column("is_released", sa.Boolean(), server_default=sa.false(), nullable=False))
    _release(op.get_bind())


def _release(connection: sa.Connection) -> None:
    assessment = sa.table("assessment", sa.column("id"), sa.column("anonymous", sa.Boolean()))
    history = sa.table("history", sa.column("assessment_id"), sa.column("kind"))
    answer = sa.table(
        "answer",
        *map(sa.column, ("id", "assessment_id", "respondent_id", "statement_id")),
        *map(sa.column, ("rating", "evidence", "comment", "reason")),
        sa.column("released", sa.JSON()),
        sa.column("is_held", sa.Boolean()),
    )
    symptom = sa.table(
        "symptom",
        sa.column("assessment_id"),
        sa.column("value"),
        sa.column("released"),
        sa.column("is_held", sa.Boolean()),
    )
    attachment = sa.table(
        "attachment",
        *map(sa.column, ("assessment_id", "respondent_id", "statement_id", "name")),
        sa.column("is_released", sa.Boolean()),
    )
    changed = sa.select(history.c.assessment_id).where(history.c.kind == "anonymity")
    query = sa.select(assessment.c.id).where(sa.or_(assessment.c.anonymous, assessment.c.id.in_(changed)))
    concerned = connection.scalars(query).all()
    files: dict[tuple[str, str], list[str]] = {}
    for row in connection.execute(sa.select(attachment).where(attachment.c.assessment_id.in_(concerned))):
        files.setdefault((row.respondent_id, row.statement_id), []).append(row.name)
    for row in connection.execute(sa.select(answer).where(answer.c.assessment_id.in_(concerned))).all():
        names = files.get((row.respondent_id, row.statement_id))
        evidence = row.evidence or (f"File: {', '.join(sorted(names))}" if names else "")
        released = [row.rating, evidence, row.comment, row.reason]
        connection.execute(sa.update(answer).where(answer.c.id == row.id).values(released=released, is_held=False))
    symptoms = sa.update(symptom).where(symptom.c.assessment_id.in_(concerned))
    connection.execute(symptoms.values(released=symptom.c.value, is_held=False))
    connection.execute(sa.update(attachment).where(attachment.c.assessment_id.in_(concerned)).values(is_released=True))
