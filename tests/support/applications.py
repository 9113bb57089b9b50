"""Fast applications: content and templates are read once per process, and unchanged applications are shared."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from app.jobs import startup
from app.running.content import Content, load_content
from app.running.settings import Config
from app.storage.database import Database
from app.web.application import create_app
from app.web.services import Services

SECRET = "of these tests"  # noqa: S105


@cache
def shipped_content() -> Content:
    """Return the shipped content."""
    return load_content()


def content_with(overlays: tuple[Path, ...]) -> Content:
    """Return the shipped content with the user's own folders on top, as `load_content` does."""
    return load_content(overlays) if overlays else shipped_content()


def new_app(config: Config) -> Flask:
    """Return a separate application, which a test may add pages to."""
    app = create_app(config, shipped_content())
    app.jinja_env.bytecode_cache = _COMPILED
    return app


def shared_app(config: Config) -> Flask:
    """Return the application with these settings and their database; earlier tests may have used another database."""
    app = _app_on_any_database(replace(config, database_url=""))
    database = Database(config.database_url)
    app.extensions["wayfinder"] = Services(config, shipped_content(), database)
    startup.install(app, database, shipped_content(), config.retention)
    return app


@cache
def _app_on_any_database(config: Config) -> Flask:
    return new_app(replace(config, database_url="sqlite:///never-opened.db"))


class _Compiled(BytecodeCache):
    """Compiled templates, each kept until its source changes."""

    def __init__(self) -> None:
        self.buckets: dict[str, Bucket] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, if this source was compiled before."""
        known = self.buckets.get(bucket.key)
        if known and known.checksum == bucket.checksum:
            bucket.code = known.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's compiled code."""
        self.buckets[bucket.key] = bucket


_COMPILED = _Compiled()
