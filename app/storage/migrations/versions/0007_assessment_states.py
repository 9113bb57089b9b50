"""Assessments have a state, and may start from an earlier one with answers that need to be confirmed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns. Existing assessments are still collecting answers, and all of their answers are confirmed."""
    with op.batch_alter_table("assessment") as table:
        table.add_column(sa.Column("state", sa.String(length=20), server_default="collecting", nullable=False))
        table.add_column(sa.Column("state_by", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("state_at", sa.DateTime(), nullable=True))
        table.add_column(sa.Column("predecessor_id", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("counts_unconfirmed", sa.Boolean(), server_default=sa.false(), nullable=False))
        table.create_foreign_key("fk_assessment_state_by_user", "user", ["state_by"], ["id"], ondelete="SET NULL")
        table.create_foreign_key(
            "fk_assessment_predecessor_id_assessment", "assessment", ["predecessor_id"], ["id"], ondelete="SET NULL"
        )
    op.add_column("answer", sa.Column("carried", sa.JSON(none_as_null=True), nullable=True))
