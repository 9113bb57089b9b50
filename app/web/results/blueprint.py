"""The blueprint of this area, and the roles that may read its pages."""

from flask import Blueprint

from app.storage.organizations import Role

blueprint = Blueprint("results", __name__)
READERS = (Role.LEAD, Role.ASSESSOR, Role.VIEWER)
