"""The only files that the PDF engine may read: the ones that the report gives it in memory."""

from __future__ import annotations

from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

MIME = {"svg": "image/svg+xml", "ttf": "font/ttf", "png": "image/png", "jpg": "image/jpeg", "json": "application/json"}

__all__ = ["Assets", "FatalURLFetchingError"]


class Assets(URLFetcher):  # type: ignore[misc] # the engine has no types
    """Serves `asset:` URLs. Any other URL fails the report, so typed text can't make it fetch anything."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=["asset"], allow_redirects=False, fail_on_errors=True)
        self.files = files

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return a file by its URL."""
        del headers
        if url not in self.files:
            raise ValueError(f"the report may not read {url}")
        return URLFetcherResponse(url, self.files[url], {"Content-Type": MIME[url.rsplit(".", 1)[-1]]})
