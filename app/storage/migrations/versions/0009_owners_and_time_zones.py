"""Members who own steps, and the time zone of an organization."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add both. Existing owners stay names, because a name doesn't identify a member. Times used to be shown in UTC."""
    op.add_column("organization", sa.Column("time_zone", sa.String(length=64), server_default="UTC", nullable=False))
    with op.batch_alter_table("tracked_step") as table:
        table.add_column(sa.Column("owner_id", sa.String(length=32), nullable=True))
        table.create_foreign_key("fk_tracked_step_owner_id_user", "user", ["owner_id"], ["id"], ondelete="SET NULL")
        table.create_index("ix_tracked_step_owner_id", ["owner_id"])
