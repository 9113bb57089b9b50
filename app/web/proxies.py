"""Reverse proxies: the scheme, host and path that people use, and a clear error for requests to another address.

Proxies send these in headers, but many setups leave one out. WAYFINDER_ADDRESS then fills the gap.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, urlsplit

from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from app.running.settings import Config
from app.web.services import config

log = logging.getLogger(__name__)

USUAL_PORTS = {"http": 80, "https": 443}
FILES = ("static", "styles")
HEADERS = "Host (or X-Forwarded-Host), X-Forwarded-For and X-Forwarded-Proto"


class Misdirected(HTTPException):
    """A request for a host or scheme other than the one in WAYFINDER_ADDRESS."""

    code = HTTPStatus.MISDIRECTED_REQUEST


def install(app: Flask, config: Config) -> None:
    """Make an application see the address that people use; if WAYFINDER_ADDRESS is set, refuse any other address."""
    if config.public_url:
        app.wsgi_app = PublicAddress(app.wsgi_app, config)  # type: ignore[method-assign]
        app.before_request(_refuse_misdirected)
    if config.proxies:
        forwarded = dict.fromkeys(("x_for", "x_proto", "x_host", "x_prefix"), config.proxies)
        app.wsgi_app = ProxyFix(app.wsgi_app, **forwarded)  # type: ignore[method-assign]


class PublicAddress:
    """Adds to a request the parts of WAYFINDER_ADDRESS that the proxies left out.

    Only a request that came through a proxy is changed, so that the error can name what a direct request lacks.
    """

    def __init__(self, app: Any, config: Config) -> None:
        self.app, self.address, self.proxies = app, urlsplit(config.public_url), config.proxies

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass the request on."""
        if self.proxies and "HTTP_X_FORWARDED_FOR" in environ:
            if "HTTP_X_FORWARDED_HOST" not in environ:
                environ["HTTP_HOST"] = self.address.netloc
            if "HTTP_X_FORWARDED_PROTO" not in environ:
                environ["wsgi.url_scheme"] = self.address.scheme
        path = self.address.path
        if path and not environ.get("SCRIPT_NAME"):
            environ["SCRIPT_NAME"] = path
            inner = environ.get("PATH_INFO", "")
            if inner == path or inner.startswith(f"{path}/"):  # a proxy may keep or remove the path
                environ["PATH_INFO"] = inner.removeprefix(path)
        found: Iterable[bytes] = self.app(environ, start_response)
        return found


def misdirection() -> Mapping[str, str]:
    """Return the message about a misdirected request: what is wrong and what to do."""
    here, there = f"{request.scheme}://{request.host}", config().public_url
    return {
        "wrong": f"Open Wayfinder at {there}",
        "mend": f"This request was for {here}, but WAYFINDER_ADDRESS is {there}. If you did open {there}, the proxy "
        f"must send the headers {HEADERS}, and WAYFINDER_PROXIES must be the number of proxies (it is "
        f"{config().proxies}).",
    }


def _refuse_misdirected() -> None:
    """Refuse other addresses, because forms sent there would fail without explanation."""
    if request.endpoint in FILES or _host(urlsplit(request.host_url)) == _host(urlsplit(config().public_url)):
        return
    log.warning("%s", misdirection()["mend"])
    raise Misdirected


def _host(url: SplitResult) -> tuple[str, str | None, int | None]:
    return url.scheme, url.hostname, url.port or USUAL_PORTS.get(url.scheme)
