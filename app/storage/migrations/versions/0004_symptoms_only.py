"""Respondents who are only asked about symptoms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; existing respondents are still asked about practices."""
    op.add_column("respondent", sa.Column("symptoms_only", sa.Boolean(), server_default=sa.false(), nullable=False))
