"""All tables, for migrations and tests."""

from __future__ import annotations

from app.storage import accounts, assessments, attachments, history, jobs, organizations, roadmaps, uploads
from app.storage.base import Base

# Importing a module registers its tables.
MODULES = (accounts, organizations, assessments, attachments, roadmaps, history, jobs, uploads)
metadata = Base.metadata
