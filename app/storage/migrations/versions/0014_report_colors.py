"""An organization's own two colors for reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the columns."""
    for name in ("main_color", "second_color"):
        op.add_column("organization", sa.Column(name, sa.String(length=7), nullable=False, server_default=""))
