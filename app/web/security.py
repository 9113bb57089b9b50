"""Checks before a request is read, and headers for every response, including errors and downloads."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, abort, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
A_YEAR = "public, max-age=31536000, immutable"
STATIC = ("static", "styles")


def install(app: Flask) -> None:
    """Check every request of an application before anything else does, and add the headers to every response."""
    app.before_request(_refuse_null_characters)
    app.before_request(_limit_forms)
    app.after_request(_add_headers)


def _refuse_null_characters() -> None:
    """Answer 404 for a URL with a null character, which not every database can compare."""
    if "\0" in request.path:
        abort(HTTPStatus.NOT_FOUND)


def _limit_forms() -> None:
    """Allow only forms with files to be large, because all others are read into memory."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = request.max_form_memory_size


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint not in STATIC:
        headers["Cache-Control"] = "private, no-store"
    elif "v" in request.args and response.status_code == HTTPStatus.OK:  # 304 and 404 responses keep their own header
        headers["Cache-Control"] = A_YEAR
    else:
        headers.setdefault("Cache-Control", "no-cache")
    return response
