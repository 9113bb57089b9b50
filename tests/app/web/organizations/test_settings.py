"""The settings and the logo of an organization."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from app.people.logos import MOST_BYTES, read_logo
from app.storage.accounts import User
from app.storage.organizations import OrganizationRow
from practices_catalog.faults import InputError
from tests.support.northfield import Northfield
from tests.support.page_client import PageClient

SignIn = Callable[[User], PageClient]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(form: str = "PNG", size: tuple[int, int] = (300, 100), **rest: object) -> bytes:
    """Return the bytes of an image."""
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, form, **rest)
    return out.getvalue()


def bomb() -> bytes:
    """Return a small PNG that claims to be 30,000 pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def upload(northfield: Northfield, content: bytes, name: str = "logo.png", status: int = 303) -> str:
    """Send a logo and return the page."""
    sent = {"version": northfield.one(OrganizationRow.version), "logo": (io.BytesIO(content), name)}
    return northfield.client.post(f"{northfield.pages}/logo", sent, status).text


def test_settings_based_on_an_older_version_are_refused(northfield: Northfield) -> None:
    """The second of two people who save sees both versions."""
    sent = {"version": "1", "name": "Northfield", "industry": "Health care", "it_staff": ""}

    northfield.client.post(f"{northfield.pages}/settings", sent)
    page = northfield.client.post(f"{northfield.pages}/settings", {**sent, "name": "Southfield"}, 409).text

    assert "Northfield" in page
    assert "Southfield" in page
    assert northfield.one(OrganizationRow.name) == "Northfield"
    assert northfield.one(OrganizationRow.it_staff) is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": ""}, "Fill this in."),
        ({"name": "x" * 301}, "This is 301 characters long; shorten it to 300."),
        ({"it_staff": "-1"}, "Enter a whole number from 1 to 1,000,000."),
        ({"industry": "x" * 201}, "This is 201 characters long; shorten it to 200."),
    ],
)
def test_invalid_settings_are_refused_at_the_field(
    northfield: Northfield, values: dict[str, str], message: str
) -> None:
    """Nothing is saved."""
    sent = {"version": "1", "name": "New", "industry": "New", "it_staff": "3", **values}

    assert message in northfield.client.post(f"{northfield.pages}/settings", sent, 422).text
    assert northfield.one(OrganizationRow.name) == "Northfield Hospitals"


def test_a_long_name_without_spaces_is_saved_unchanged(northfield: Northfield) -> None:
    """FL-025: 300 characters without a space; direction marks become visible."""
    sent = {"version": "1", "name": "W" * 299 + "\u202e", "industry": "", "it_staff": "1"}

    northfield.client.post(f"{northfield.pages}/settings", sent)

    assert northfield.one(OrganizationRow.name) == "W" * 299 + "\ufffd"
    northfield.client.get(northfield.pages)


@pytest.mark.parametrize(("form", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_logo_is_recognized_by_its_content_and_only_shown_to_members(
    northfield: Northfield, sign_in: SignIn, form: str, media_type: str
) -> None:
    """The file name doesn't matter, and a stranger can't tell whether there is a logo."""
    upload(northfield, picture(form), "logo.svg")

    answer = northfield.client.get(f"{northfield.pages}/logo")
    stranger = sign_in(northfield.make.user())

    assert answer.mimetype == media_type
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert Image.open(io.BytesIO(answer.data)).format == form
    assert 'class="logo"' in northfield.client.get(northfield.pages).text
    stranger.get(f"{northfield.pages}/logo", 404)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (b"", "No file was chosen"),
        (SVG, "The file isn&#39;t a PNG or JPEG image, or is damaged"),
        (b"\x89PNG\r\n\x1a\n" + SVG, "The file isn&#39;t a PNG or JPEG image, or is damaged"),
        (picture()[:60], "The file isn&#39;t a PNG or JPEG image, or is damaged"),
        (picture("GIF"), "The file isn&#39;t a PNG or JPEG image, or is damaged"),
        (picture(size=(4001, 1)), "The image is 4001 by 1 pixels"),
        (bomb(), "The image has far too many pixels"),
    ],
    ids=["nothing", "svg", "svg in disguise", "cut", "gif", "wide", "bomb"],
)
def test_an_unusable_logo_is_refused_at_the_field(northfield: Northfield, sent: bytes, message: str) -> None:
    """The old logo stays."""
    upload(northfield, picture())
    before = northfield.client.get(f"{northfield.pages}/logo").data

    assert message in upload(northfield, sent, status=422)
    assert northfield.client.get(f"{northfield.pages}/logo").data == before


def test_a_file_that_is_too_large_is_not_opened() -> None:
    """The message gives the size of the file."""
    with pytest.raises(InputError, match=r"the file is 2\.0 MB"):
        read_logo(picture() + b"\0" * MOST_BYTES)


def test_a_request_without_a_file_is_refused(northfield: Northfield) -> None:
    """A text field with the same name isn't a file."""
    page = northfield.client.post(f"{northfield.pages}/logo", {"logo": "text"}, 422).text

    assert "No file was chosen" in page


def test_only_the_image_itself_is_saved() -> None:
    """Metadata about the camera, the program and the user is removed."""
    exif = Image.Exif()
    exif[0x013B] = "Dana Fischer"
    content, _ = read_logo(picture("JPEG", exif=exif) + b"<script>trailing</script>")

    assert b"Dana" not in content
    assert b"script" not in content


def test_a_large_image_is_scaled_down() -> None:
    """The proportions stay."""
    content, _ = read_logo(picture(size=(2400, 800)))

    assert Image.open(io.BytesIO(content)).size == (1200, 400)


def test_a_logo_is_removed(northfield: Northfield) -> None:
    """After that, the page shows no logo."""
    upload(northfield, picture())

    northfield.client.post(f"{northfield.pages}/logo/remove", {"version": northfield.one(OrganizationRow.version)})

    northfield.client.get(f"{northfield.pages}/logo", 404)
    assert 'class="logo"' not in northfield.client.get(northfield.pages).text


def test_logo_changes_based_on_an_older_version_are_refused(northfield: Northfield) -> None:
    """The newer logo stays, and the error page links to the settings, not to the image."""
    upload(northfield, picture())
    before = northfield.client.get(f"{northfield.pages}/logo").data
    settings = f"http://localhost{northfield.pages}/settings"

    other = {"logo": (io.BytesIO(picture("JPEG")), "other.jpg")}
    for path, sent in (("/logo", {"version": "1", **other}), ("/logo/remove", {"version": "1"})):
        page = northfield.client.post(f"{northfield.pages}{path}", sent, 409, headers={"Referer": settings}).text
        assert f'href="{settings}"' in page

    assert northfield.client.get(f"{northfield.pages}/logo").data == before


def test_colors_of_reports_are_saved_as_six_digits_and_can_be_left_out_again(northfield: Northfield) -> None:
    """The page shows what is saved."""

    def save(main: str, second: str) -> tuple[str, str]:
        sent = {"version": northfield.one(OrganizationRow.version), "main_color": main, "second_color": second}
        northfield.client.post(f"{northfield.pages}/colors", sent)
        return northfield.one(OrganizationRow.main_color), northfield.one(OrganizationRow.second_color)

    assert save("8A1538", "#d9730d") == ("#8a1538", "#d9730d")
    assert 'value="#8a1538"' in northfield.client.get(f"{northfield.pages}/settings").text
    assert save("", "") == ("", "")


def test_colors_that_nobody_could_read_are_refused_at_their_fields(northfield: Northfield) -> None:
    """Both at once, and nothing is saved."""
    sent = {"version": northfield.one(OrganizationRow.version), "main_color": "red", "second_color": "#fc0"}

    page = northfield.client.post(f"{northfield.pages}/colors", sent, 422).text

    assert "isn&#39;t a color; give six hexadecimal digits" in page
    assert "#ffcc00 is too light: its contrast with white is 1.51, and it needs at least 3" in page
    assert northfield.one(OrganizationRow.main_color) == ""
