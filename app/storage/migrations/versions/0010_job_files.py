"""Uploaded files that jobs read, in a table of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the table. Jobs for files that haven't been read yet are canceled; people have to upload the files again."""
    op.create_table(
        "job_file",
        sa.Column("job_id", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name="fk_job_file_job_id_job", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", name="pk_job_file"),
    )
    op.execute(
        "UPDATE job SET state = 'cancelled', request = '{}', claim = NULL, lease_until = NULL, "
        "finished_at = CURRENT_TIMESTAMP WHERE kind = 'file' AND state IN ('queued', 'running')"
    )
