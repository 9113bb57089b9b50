"""The planned and the actual effort of steps."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the columns; planned days come from the saved roadmap, for steps still in it."""
    with op.batch_alter_table("tracked_step") as table:
        table.add_column(sa.Column("planned_days", sa.Double(), nullable=True))
        table.add_column(sa.Column("effort_factor", sa.Double(), server_default="1", nullable=False))
        table.add_column(sa.Column("spent_days", sa.Double(), nullable=True))
    connection = op.get_bind()
    roadmap = sa.table("roadmap", sa.column("id", sa.String()), sa.column("plan", sa.JSON()))
    names = ("roadmap_id", "practice_id", "to_level", "planned_days", "effort_factor")
    step = sa.table("tracked_step", *(sa.column(name) for name in names))
    for key, plan in connection.execute(sa.select(roadmap.c.id, roadmap.c.plan)).all():
        days: dict[tuple[str, int], float] = defaultdict(float)
        for each in (each for phase in plan.get("phases", ()) for each in phase["steps"]):
            days[each["practice"], each["to_level"]] += each["effort"]
        factor = plan.get("settings", {}).get("effort_factor", 1)
        for (practice, level), planned in days.items():
            mine = (step.c.roadmap_id == key, step.c.practice_id == practice, step.c.to_level == level)
            connection.execute(
                sa.update(step).where(*mine).values(planned_days=round(planned, 6), effort_factor=factor)
            )
