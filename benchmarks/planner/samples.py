"""Fifty planning problems with the shipped catalogue, each generated from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from random import Random

from practices_catalog.faults import InputError
from practices_catalog.loading import load_catalogue
from practices_catalog.model import Approach, Catalogue, OrganizationSize
from questionnaires.answers.model import Answer, Assessment, Organization, Respondent, Response
from questionnaires.loading import load_questionnaires, load_triage
from questionnaires.model import SCALE, Questionnaire, Rating, Triage
from questionnaires.scoring.model import Scores
from questionnaires.scoring.score import score
from roadmaps.draft import Draft
from roadmaps.model import RoadmapSettings
from roadmaps.planner import drafted
from roadmaps.settings import MOST_PHASES, default_capacity
from roadmaps.targets import own_practices

START = date(2026, 1, 5)
LARGE_SEED = 203
LARGE_TARGETS = 27


@dataclass(frozen=True)
class PlanningSample:
    """The input of a plan."""

    seed: int
    triage: Triage
    scores: Scores
    approach: Approach
    settings: RoadmapSettings


def samples(count: int) -> Iterator[tuple[Catalogue, PlanningSample]]:
    """Yield the catalogue with each sample; seeds with impossible settings or nothing to plan are skipped."""
    catalogue = load_catalogue()
    questionnaire, triage = load_questionnaires(catalogue)[0], load_triage(catalogue)
    made = seed = 0
    while made < count:
        sample = _sample(seed, catalogue, questionnaire, triage)
        seed += 1
        if _has_steps(catalogue, sample):
            made += 1
            yield catalogue, sample


def large_sample(catalogue: Catalogue) -> PlanningSample:
    """Return a sample of about 50 steps to targets in as many phases as a roadmap can have."""
    questionnaire, triage = load_questionnaires(catalogue)[0], load_triage(catalogue)
    sample = _sample(LARGE_SEED, catalogue, questionnaire, triage)
    targets = {practice.id: 3 for practice in catalogue.practices[:LARGE_TARGETS]}
    targets = {p: max(level, sample.scores.practice[p].level or 0) for p, level in targets.items()}
    settings = replace(
        sample.settings,
        phases=MOST_PHASES,
        capacity=default_capacity(sample.settings.size, 13),
        targets=targets,
        pins={},
        excluded=frozenset(),
        leave_free=True,
    )
    return replace(sample, settings=settings)


def draft_of(catalogue: Catalogue, sample: PlanningSample) -> Draft:
    """Return the sample's draft."""
    return drafted(catalogue, sample.triage, sample.scores, sample.approach, sample.settings)


def _has_steps(catalogue: Catalogue, sample: PlanningSample) -> bool:
    try:
        return bool(draft_of(catalogue, sample).steps)
    except InputError:
        return False


def _sample(seed: int, catalogue: Catalogue, questionnaire: Questionnaire, triage: Triage) -> PlanningSample:
    random = Random(seed)  # noqa: S311 - a sample must be the same each time
    ratings = {
        statement.id: Answer(rating)
        for practice, statements in questionnaire.by_practice.items()
        for statement, rating in zip(statements, _ladder(random), strict=True)
        if rating
    }
    response = Response(questionnaire.id, Respondent("r1"), answers=ratings)
    assessment = Assessment(questionnaire.id, Organization(), "", (response,), {})
    scores = score(catalogue, questionnaire, triage, assessment)
    approach = catalogue.approaches[seed % len(catalogue.approaches)]
    return PlanningSample(seed, triage, scores, approach, _settings(random, catalogue, scores, approach, seed))


def _ladder(random: Random) -> list[Rating | None]:
    """Return the ratings of levels 1 to 5: F up to a rung, N or P above it; one practice in eight is not assessed."""
    if random.random() < 1 / 8:
        return [None] * 5
    rung = random.choice((0, 0, 1, 1, 1, 2, 2, 3, 4))
    at_rung = [random.choice(SCALE)]
    above = [random.choice((Rating.N, Rating.N, Rating.P)) for _ in range(4 - rung)]
    below: list[Rating | None] = [Rating.F] * rung
    return [*below, *at_rung, *above]


def _settings(random: Random, catalogue: Catalogue, scores: Scores, approach: Approach, seed: int) -> RoadmapSettings:
    size = tuple(OrganizationSize)[seed // len(catalogue.approaches) % 3]
    phases = random.choice((2, 3, 4, 4, 4, 6, 8, 12))
    share = random.choice((Fraction(1, 2), Fraction(3, 4), Fraction(1), Fraction(1), Fraction(3, 2), Fraction(2)))
    more = random.sample([p.id for p in catalogue.practices], random.choice((0, 0, 3, 6, 12, 20)))
    targets = {practice: max(scores.practice[practice].level or 1, random.choice((2, 3, 3, 4, 5))) for practice in more}
    own = own_practices(approach)
    pins = {random.choice(own): random.randint(1, phases)} if random.random() < 1 / 3 else {}
    loose = [p.id for p in catalogue.practices if p.id not in {*own, *targets, *pins}]
    excluded = frozenset(random.sample(loose, 3)) if random.random() < 1 / 4 else frozenset[str]()
    capacity = default_capacity(size, 13) * share
    return RoadmapSettings(START, size, phases, 13, capacity, targets, pins, excluded=excluded)
