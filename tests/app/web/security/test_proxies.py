"""Behind Debian's nginx, set up well and badly: everything works, or the page names what the proxy must send."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.support.checkout import WAYFINDER
from tests.support.waiting import until

FORWARDED = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;"
HOST = "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Host $http_host;"
PREFIX = "proxy_set_header X-Forwarded-Prefix /wayfinder;"
CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PASSWORD = "a phrase nobody else would choose"  # noqa: S105 - of this test


@dataclass
class _Browser:
    """Keeps cookies, doesn't follow redirects, and sends what browsers send with a form."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, form: dict[str, str] | None = None) -> http.client.HTTPResponse:
        url = urlsplit(self.base)
        if url.scheme == "https":
            trusting = ssl._create_unverified_context()  # noqa: S323, SLF001 - the certificate is this test's
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(url.netloc, context=trusting)
        else:
            connection = http.client.HTTPConnection(url.netloc)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers |= {"Referer": f"{self.base}{path}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("GET" if form is None else "POST", path, urlencode(form or {}), headers)
        answer = connection.getresponse()
        for each in answer.headers.get_all("Set-Cookie", []):
            is_hidden = "Secure" in each and url.scheme == "http"
            if not is_hidden:
                name, _, value = each.partition(";")[0].partition("=")
                self.cookies[name] = value
        answer.text = answer.read().decode()  # type: ignore[attr-defined] # so that the connection can be closed
        connection.close()
        return answer

    def send(self, path: str, **fields: str) -> http.client.HTTPResponse:
        """Fill in and send the form of a page."""
        token = CSRF.search(self.ask(path).text)  # type: ignore[attr-defined]
        return self.ask(path, {**fields, **({"csrf_token": token[1]} if token else {})})


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@dataclass(frozen=True)
class _Site:
    """The addresses of a site, through nginx and past it, and the key for its first account."""

    outside: str
    inside: str
    key: str


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, dict[str, str]], _Site]]:
    """Start Wayfinder behind nginx."""
    with ExitStack() as running:

        def start(location: str, address_path: str, environment: dict[str, str]) -> _Site:
            inner, outer = _free_port(), _free_port()
            outside = f"https://localhost:{outer}"
            for name, value in {"WAYFINDER_PROXIES": "1", **environment}.items():
                monkeypatch.setenv(name, value.replace("{site}", outside + address_path))
            command = [WAYFINDER, "serve", "--port", str(inner), "--database", str(tmp_path / "wayfinder.db")]
            server = running.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
            running.callback(server.terminate)
            assert server.stdout
            assert "Wayfinder is running" in server.stdout.readline()
            key = server.stdout.readline().strip().rpartition("key=")[2]
            running.callback(_start_nginx(tmp_path, outer, location.replace("{inner}", f"http://127.0.0.1:{inner}")))
            return _Site(outside, f"http://127.0.0.1:{inner}", key)

        yield start


def _start_nginx(folder: Path, port: int, location: str) -> Callable[[], None]:
    certificate = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"]
    subprocess.run(
        [*certificate, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True
    )
    (folder / "nginx.conf").write_text(
        f"""
        daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}
        http {{
          access_log off;
          client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
          uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
          server {{
            listen 127.0.0.1:{port} ssl; ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
            {location}
          }}
        }}
        """
    )
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    assert program, "./dev test installs nginx"
    nginx = subprocess.Popen([program, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    until(lambda: _is_open(port))

    def stop() -> None:
        nginx.terminate()
        nginx.wait()

    return stop


def _is_open(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _create_first_account(browser: _Browser, key: str, prefix: str = "") -> http.client.HTTPResponse:
    fields = {"name": "Dana", "email": "dana@example.org", "password": PASSWORD}
    return browser.send(f"{prefix}/first-account?key={key}", key=key, **fields)


def test_without_the_host_header_everything_works(site: Callable[[str, str, dict[str, str]], _Site]) -> None:
    """By default, nginx sends its internal address; the public one comes from the settings."""
    location = f"location / {{ proxy_pass {{inner}}; {FORWARDED} }}"
    found = site(location, "", {"WAYFINDER_ADDRESS": "{site}"})
    browser = _Browser(found.outside)

    created = _create_first_account(browser, found.key)

    assert created.status == 303
    assert browser.ask("/account").status == 200


def test_past_the_proxy_the_page_names_the_right_address(site: Callable[[str, str, dict[str, str]], _Site]) -> None:
    """Over plain HTTP, cookies would be lost and every form would fail."""
    location = f"location / {{ proxy_pass {{inner}}; {HOST} {FORWARDED} }}"
    both = site(location, "", {"WAYFINDER_ADDRESS": "{site}"})

    answer = _Browser(both.inside).ask("/first-account")

    assert answer.status == 421
    assert f"Open Wayfinder at {both.outside}" in answer.text  # type: ignore[attr-defined]
    assert "X-Forwarded-Proto" in answer.text  # type: ignore[attr-defined]


def test_without_host_and_address_a_form_names_what_is_missing(
    site: Callable[[str, str, dict[str, str]], _Site],
) -> None:
    """Wayfinder then can't know which address people opened."""
    location = f"location / {{ proxy_pass {{inner}}; {FORWARDED} }}"
    found = site(location, "", {})
    browser = _Browser(found.outside)

    answer = _create_first_account(browser, found.key)

    assert answer.status == 400
    assert "must send the headers Host" in answer.text  # type: ignore[attr-defined]


@pytest.mark.parametrize("address_path", ["/wayfinder", ""])
@pytest.mark.parametrize("headers", [HOST + PREFIX, PREFIX])
def test_under_a_path_people_can_sign_in(
    site: Callable[[str, str, dict[str, str]], _Site], address_path: str, headers: str
) -> None:
    """Printed links and links on pages work, whether or not WAYFINDER_ADDRESS includes the path."""
    location = f"location /wayfinder/ {{ proxy_pass {{inner}}/; {headers} {FORWARDED} }}"
    found = site(location, address_path, {"WAYFINDER_ADDRESS": "{site}"})
    browser = _Browser(found.outside)

    created = _create_first_account(browser, found.key, "/wayfinder")
    browser.cookies.clear()
    asked = browser.ask("/wayfinder/account")
    signed_in = browser.send("/wayfinder/sign-in?next=/account", email="dana@example.org", password=PASSWORD)

    assert created.status == 303
    assert urlsplit(asked.headers["Location"]).path == "/wayfinder/sign-in"
    assert (signed_in.status, signed_in.headers["Location"]) == (303, "/wayfinder/account")
    assert browser.ask("/wayfinder/account").status == 200
