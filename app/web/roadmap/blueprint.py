"""The blueprint of this area."""

from flask import Blueprint

blueprint = Blueprint("roadmap", __name__)
