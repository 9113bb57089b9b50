"""The catalogue's closed sets in words."""

from __future__ import annotations

from practices_catalog.model import (
    ContributionDegree,
    Direction,
    OrganizationSize,
    Relation,
    Strength,
    ValueChainActivity,
)

ACTIVITIES = {
    ValueChainActivity.PLAN: "Plan",
    ValueChainActivity.IMPROVE: "Improve",
    ValueChainActivity.ENGAGE: "Engage",
    ValueChainActivity.DESIGN_AND_TRANSITION: "Design and transition",
    ValueChainActivity.OBTAIN_BUILD: "Obtain and build",
    ValueChainActivity.DELIVER_AND_SUPPORT: "Deliver and support",
}
DEGREES = {
    ContributionDegree.HIGH: "high",
    ContributionDegree.MEDIUM: "medium",
    ContributionDegree.LOW: "low",
    ContributionDegree.NONE: "none",
}
DIRECTIONS = {
    Direction.UP: "higher is better",
    Direction.DOWN: "lower is better",
    Direction.RANGE: "best within its range",
}
SIZES = {
    OrganizationSize.SMALL: "Small, under 20 in IT",
    OrganizationSize.MEDIUM: "Medium, 20 to 200",
    OrganizationSize.LARGE: "Large, over 200",
}
RELATIONS = {
    Relation.EQUAL: "the two ask for the same",
    Relation.SUBSET: "the practice is a part of what is required",
    Relation.SUPERSET: "the practice covers all that is required, and more",
    Relation.INTERSECTS: "the two overlap, and each has a part of its own",
}
STRENGTHS = {
    Strength.PRIMARY: "mainly met here",
    Strength.SUPPORTING: "helped by this",
}
