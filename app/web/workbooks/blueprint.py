"""The blueprint of this area."""

from flask import Blueprint

blueprint = Blueprint("workbooks", __name__)
