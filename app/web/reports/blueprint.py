"""The blueprint of this area."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__)
