"""The two databases that pages are measured on: the sample organization, and 200 organizations."""

from __future__ import annotations

import hashlib
import inspect
import json
import tempfile
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import create_engine, select

from app.assessments.frozen_questionnaires import frozen
from app.demo.assessments import load_demo
from app.running.content import Content
from app.storage.accounts import User
from app.storage.database import Database
from app.storage.migrating import newest, upgrade
from app.storage.organizations import OrganizationRow
from benchmarks.web import furnishing, seeding
from benchmarks.web.furnishing import BenchmarkWorld, furnish


def demo_world(folder: Path, content: Content) -> BenchmarkWorld:
    """Return a new database with the sample organization."""
    url = f"sqlite:///{folder / 'demo.db'}"
    upgrade(url)
    with closing(Database(url)) as database, database.writing() as session:
        lead = load_demo(session, content)
        return furnish(session, content, lead, session.scalars(select(OrganizationRow)).one(), url)


def seeded_world(content: Content, seed: int) -> BenchmarkWorld:
    """Return the database of 200 organizations; one that is already in the temporary folder is reused."""
    path = Path(tempfile.gettempdir(), f"wayfinder-benchmark-{seed}-{_fingerprint(content)}.db")
    description = path.with_suffix(".json")  # written last, so that a half-made database is never used
    if not description.exists():
        for earlier in path.parent.glob(f"wayfinder-benchmark-{seed}-*"):
            earlier.unlink()
        description.write_text(json.dumps(asdict(_seed(f"sqlite:///{path}", content, seed))), encoding="utf-8")
    return BenchmarkWorld(**json.loads(description.read_text(encoding="utf-8")))


def _fingerprint(content: Content) -> str:
    """Return a hash that changes whenever the data would be different."""
    sources = [inspect.getsource(module) for module in (furnishing, seeding)]
    parts = [newest(), json.dumps(frozen(content.questionnaires[0])), *sources]
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:12]


def _seed(url: str, content: Content, seed: int) -> BenchmarkWorld:
    upgrade(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous=OFF")  # anything lost in a crash is generated again
        seeded = seeding.Seeding(connection, content, seed)
        seeded.run()
        connection.commit()
    engine.dispose()
    with closing(Database(url)) as database, database.writing() as session:
        lead = session.get_one(User, seeded.lead_id)
        middle = session.get_one(OrganizationRow, seeded.organizations[seeding.ORGANIZATIONS // 2])
        return furnish(session, content, lead, middle, url)
