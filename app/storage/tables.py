"""All tables, for migrations and tests."""

from __future__ import annotations

from app.storage import (
    accounts,
    assessments,
    attachments,
    attempts,
    audit,
    history,
    jobs,
    organizations,
    roadmaps,
    second_factors,
    uploads,
)
from app.storage.base import Base

# Importing a module registers its tables.
MODULES = (
    accounts,
    attempts,
    second_factors,
    organizations,
    assessments,
    attachments,
    roadmaps,
    history,
    audit,
    jobs,
    uploads,
)
metadata = Base.metadata
