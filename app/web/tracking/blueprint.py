"""The blueprint of this area."""

from flask import Blueprint

blueprint = Blueprint("tracking", __name__)
