"""The Flask application: its settings, its services, and the blueprint of each area."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from app.running.content import Content, load_content
from app.running.settings import Config
from app.storage.database import Database
from app.web import access, current, errors, proxies, security, services, sessions, styles
from app.web.areas import BLUEPRINTS
from app.web.assessment_states import answering_notice, current_state
from app.web.templating import FILTERS, NoSuchAttribute


def create_app(config: Config, content: Content | None = None) -> Flask:
    """Return the application for a database that already has its tables."""
    app = Flask("app.web")
    app.config.update(_flask_settings(config))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = NoSuchAttribute
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["assessment_state"] = current_state
    app.jinja_env.globals["answering_notice"] = answering_notice
    services.install(app, services.Services(config, content or load_content(), Database(config.database_url)))
    security.install(app)
    app.session_interface = sessions.FormCookie()
    CSRFProtect(app)
    errors.install(app)
    styles.install(app)
    app.context_processor(lambda: {"user": current.user_or_none()})
    access.public(app.view_functions["static"])
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    proxies.install(app, config)
    return app


def _flask_settings(config: Config) -> dict[str, Any]:
    return {
        "SECRET_KEY": config.secret_key,
        "MAX_CONTENT_LENGTH": config.largest_request,
        "MAX_FORM_MEMORY_SIZE": config.largest_form,
        "SESSION_COOKIE_NAME": "wayfinder-form",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.secure,
        "WTF_CSRF_TIME_LIMIT": None,  # a page may stay open all day; the token expires with the session
    }
