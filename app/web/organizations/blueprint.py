"""The blueprint of this area."""

from flask import Blueprint

blueprint = Blueprint("organizations", __name__)
