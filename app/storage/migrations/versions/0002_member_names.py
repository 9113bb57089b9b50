"""Members keep the name and email address that their organization entered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add both columns; "" means the same as in the account."""
    op.add_column("membership", sa.Column("name", sa.String(length=200), server_default="", nullable=False))
    op.add_column("membership", sa.Column("address", sa.String(length=320), server_default="", nullable=False))
