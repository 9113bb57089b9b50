"""Labels for the catalogue's enumerations."""

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
    Direction.RANGE: "best within a range",
}
SIZES = {
    OrganizationSize.SMALL: "Small, under 20 in IT",
    OrganizationSize.MEDIUM: "Medium, 20 to 200",
    OrganizationSize.LARGE: "Large, over 200",
}
RELATIONS = {
    Relation.EQUAL: "both require the same",
    Relation.SUBSET: "the practice covers part of the requirement",
    Relation.SUPERSET: "the practice covers the whole requirement and more",
    Relation.INTERSECTS: "they overlap, and each covers something the other doesn't",
}
STRENGTHS = {
    Strength.PRIMARY: "mainly met by this practice",
    Strength.SUPPORTING: "supported by this practice",
}
