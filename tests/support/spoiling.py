"""What people, browsers and attackers put into fields, each with a name for test reports."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from urllib.parse import quote_from_bytes

from tests.support.form_finder import Control

ARABIC_THREE = "\u0663"
MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7191191}}${7*7191191}'
DRAWN = ("<script>alert(1)", "<img src=x", str(7 * 7191191))
"""What a page contains if markup or template code was interpreted as our own."""

ANY: dict[str, list[bytes]] = {
    "missing": [],
    "blank": [b" \t "],
    "twice": [b"first", b"second"],
    "100 kB": [b"x" * 100_000],
    "control characters": ["a\0b\x1b[31mc\u202ed\ufffee".encode()],
    "half a character": [b"a\xed\xa0\x80b"],
    "not UTF-8": [b"a\xff\xfeb"],
    "markup": [MARKUP.encode()],
    "nested": [b"[" * 50_000],
    "an unknown word": [b"never-offered"],
}
FIGURES: dict[str, list[bytes]] = {
    "negative": [b"-1"],
    "400 digits": [b"9" * 400],
    "a large number": [b"999999999"],
    "a fraction": [b"1.5"],
    "not a number": [b"NaN"],
    "other digits": [ARABIC_THREE.encode()],
    "not a date": [b"9999-99-99"],
    "year 0": [b"0000-01-01"],
    "the first day": [b"0001-01-01"],
    "the last day": [b"9999-12-31"],
}
IDS = ("membership_id", "respondent_id")
IN_ADDRESSES = ("%00", "%1B%0D%0A", "%ED%A0%80", "%FF", "%2E%2E%2F", "%3Cscript%3Ealert(1)", "%E2%80%AE", "x" * 5000)

Values = list[tuple[str, bytes]]
File = tuple[str, str, bytes]
"""The name of a field, the name of a file, and the file's content."""


def packed_void() -> bytes:
    """Return a small workbook that unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            with archive.open(name, "w") as part:
                for _ in range(100):
                    part.write(bytes(MEGABYTE))
    return out.getvalue()


MEGABYTE = 1024 * 1024
BOUNDARY = b"----fuzz"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY.decode()}"
PART = b'--%b\r\nContent-Disposition: form-data; name="name"' % BOUNDARY
BODIES: dict[str, tuple[str | None, bytes]] = {
    "JSON": ("application/json", b'{"name": ["Typed"]}'),
    "invalid JSON": ("application/json", b"[" * 50_000),
    "plain": ("text/plain", b"name=Typed"),
    "no media type": (None, b"name=Typed"),
    "an invalid media type": ("\xff;;=", b"name=Typed"),
    "another encoding": ("application/x-www-form-urlencoded; charset=utf-7", b"name=+ADw-script+AD4-"),
    "only separators": ("application/x-www-form-urlencoded", b"&&==&%=%&%zz&" * 20),
    "5,000 fields": ("application/x-www-form-urlencoded", b"name=Typed&" * 5_000),
    "no boundary": ("multipart/form-data", PART),
    "cut off in a header": (MULTIPART, PART),
    "cut off in a text": (MULTIPART, PART + b"\r\n\r\nTyped"),
    "nothing between": (MULTIPART, b"--%b--\r\n" % BOUNDARY),
    "2,000 parts": (MULTIPART, (PART + b"\r\n\r\nTyped\r\n") * 2_000 + b"--%b--\r\n" % BOUNDARY),
    "an invalid header": (MULTIPART, b"--%b\r\n\xff\0: x\r\n\r\nTyped\r\n--%b--\r\n" % (BOUNDARY, BOUNDARY)),
}
UPLOADS: dict[str, tuple[str, bytes]] = {
    "no name": ("", b"content"),
    "empty": ("minutes.csv", b""),
    "an invalid picture": ("logo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
    "an invalid workbook": ("answers.xlsx", b"PK\x03\x04" + b"\xff" * 400),
    "a page": ("minutes.html", b"<script>alert(1)</script>"),
    "a drawing": ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "another extension": ("answers.exe", b"MZ" + b"\0" * 100),
    "no extension": ("answers", b"\0\1\2"),
    "500 characters": ("n" * 500 + ".csv", b"statement,rating\n"),
    "a path": ("../../..\\etc/pass\u202ewd\x1b.csv", b"statement,rating\nincident-management.1,X\n"),
    "nested": ("answers.json", b"[" * 100_000),
    "aliases": ("answers.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"),
    "a zip bomb": ("answers.xlsx", packed_void()),
    "not UTF-8": ("answers.csv", b"\xff\xfe\0\xd8"),
    "half a character": ("answers.json", b'{"wayfinder": "answers/1", "questionnaire": "\\ud800"}'),
}


def urlencoded(values: Values) -> bytes:
    """Return values as a form sends them, whatever their bytes."""
    return b"&".join(f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}".encode() for name, value in values)


def multipart(values: Values, files: list[File]) -> bytes:
    """Return values and files as a form with files sends them."""
    parts = [(f'name="{name}"'.encode(), value) for name, value in values]
    parts += [(f'name="{name}"; filename="{quoted(file)}"'.encode(), content) for name, file, content in files]
    lines = [b"--%b\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n" % (BOUNDARY, *part) for part in parts]
    return b"".join(lines) + b"--%b--\r\n" % BOUNDARY


def quoted(name: str) -> str:
    """Return a file's name as browsers write it into the header of a part."""
    return name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def spoils(control: Control, others: Mapping[str, str]) -> dict[str, list[bytes]]:
    """Return the invalid values for a control, by name."""
    if control.kind in {"textarea", "email", "password"} or (control.kind == "text" and not control.value.isdigit()):
        return ANY
    return {**ANY, **FIGURES, **{f"another organization's {name}": [others[name].encode()] for name in IDS}}
