"""The blueprint that the modules of this area share."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("start", __name__)
