"""Answers recorded by an assessor, and files that a job reads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns. Files that were uploaded but not applied have to be uploaded again."""
    for table in ("answer", "symptom"):
        with op.batch_alter_table(table) as changed:
            changed.add_column(sa.Column("recorded_by", sa.String(length=32), nullable=True))
            changed.add_column(sa.Column("recorded_name", sa.String(length=200), server_default="", nullable=False))
            changed.create_foreign_key(
                f"fk_{table}_recorded_by_user", "user", ["recorded_by"], ["id"], ondelete="SET NULL"
            )
    op.add_column("history", sa.Column("recorded_for", sa.String(length=200), server_default="", nullable=False))
    op.add_column("job", sa.Column("owner", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_job_owner"), "job", ["owner"])
    op.drop_table("upload")
    op.create_table(
        "upload",
        sa.Column("assessment_id", sa.String(length=32), nullable=False),
        sa.Column("respondent_id", sa.String(length=32), nullable=True),
        sa.Column("uploaded_by", sa.String(length=32), nullable=True),
        sa.Column("job_id", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_upload_assessment_id_assessment", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name="fk_upload_job_id_job", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["respondent.id"], name="fk_upload_respondent_id_respondent", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["uploaded_by"], ["user.id"], name="fk_upload_uploaded_by_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
    )
    for column in ("assessment_id", "job_id", "respondent_id", "uploaded_by"):
        op.create_index(op.f(f"ix_upload_{column}"), "upload", [column])
