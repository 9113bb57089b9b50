"""The blueprint of this area."""

from flask import Blueprint

blueprint = Blueprint("workshop", __name__)
