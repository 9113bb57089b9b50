"""All views of this area, by journey."""

from __future__ import annotations

from app.web.assessments import (
    deleting,
    history,
    invitations,
    links,
    making,
    respondents,
    settings,
    symptoms,
)
from app.web.assessments.blueprint import blueprint

__all__ = ["blueprint", "deleting", "history", "invitations", "links", "making", "respondents", "settings", "symptoms"]
