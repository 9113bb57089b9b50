"""What PDF/UA requires and WeasyPrint leaves out, and two caches that make writing the file faster.

Header cells get their scope, running heads and footers become artifacts, and every glyph maps to a character: a glyph
that is only part of a letter (as in Devanagari) maps to a zero-width space. WeasyPrint declares only one standard for a
file, here PDF/A, so a declaration of PDF/UA is added.

WeasyPrint has no public API for any of this, so the module changes its internal objects and pins its version; see
docs/decisions/0010-patches-of-weasyprint.md.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pydyf

SILENT = re.compile(rb"^(<[0-9a-f]{4}> )<>$")
UA_CLAIM = (Path(__file__).parent / "pdf-ua.xml").read_bytes()
SCOPES = {"row": "/Row", "col": "/Column", "colgroup": "/Column", "rowgroup": "/Row"}


def cache_page_references() -> None:
    """Cache the list of page references, which pydyf rebuilds for every tag; tags come after the last page."""

    def references(pdf: Any) -> tuple[bytes, ...]:
        return tuple(f"{number} 0 R".encode("ascii") for number in pdf.pages["Kids"][::3])

    kept = cached_property(references)
    kept.__set_name__(pydyf.PDF, "page_references")
    pydyf.PDF.page_references = kept


def finish(document: Any, pdf: Any) -> None:
    """Finish a PDF before it is written."""
    for page in document.pages:
        _scope(page._page_box)  # noqa: SLF001 - no public attribute leads to the boxes
    elements = {element.reference: element for element in pdf.objects if _is(element, "/StructElem")}
    _artifacts(pdf, elements)
    _name_silent_glyphs(pdf)
    _claim_ua(pdf)
    for each in pdf.objects:
        if getattr(each, "extra", {}).get("Subtype") == "/Image":
            each.extra["Interpolate"] = "false"  # as PDF/A requires
    if "AF" in pdf.catalog:  # the engine lists each attached file twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    _serialize_once()


def _serialize_once() -> None:
    """Cache each object's bytes, which are needed twice: for the file, and for the checksum in its identifier."""
    as_written = pydyf.Dictionary.data
    if not isinstance(as_written, property) or as_written.fget is None:
        return
    for kind, made in ((pydyf.Dictionary, as_written.fget), (pydyf.Stream, _stream_bytes)):
        kept = cached_property(made)
        kept.__set_name__(kind, "data")
        kind.data = kept


def _stream_bytes(stream: Any) -> bytes:
    """Return a stream as pydyf writes it, but at zlib's default level: 5% larger in a fifth of the time."""
    content = b"\n".join(map(pydyf._to_bytes, stream.stream))  # noqa: SLF001 - how pydyf itself writes a value
    extra = pydyf.Dictionary(stream.extra)
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        content = zlib.compress(content)
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


def _is(thing: Any, kind: str) -> bool:
    return isinstance(thing, dict) and thing.get("Type") == kind


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _scope(box: Any) -> None:
    for each in _boxes(box):
        mark = getattr(each, "mark", None)
        if mark is not None and each.element_tag == "th":
            mark["A"]["Scope"] = SCOPES[each.element.attrib.get("scope", "col")]


def _artifacts(pdf: Any, elements: dict[bytes, Any]) -> None:
    """Turn marked content without an element in the structure tree (running heads and footers) into artifacts."""
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    reached = _reached(root, elements)
    parents = pdf.objects[int(root["ParentTree"].split()[0])]["Nums"]
    streams = [pdf.objects[int(page["Contents"].split()[0])] for page in pdf.objects if _is(page, "/Page")]
    for number, stream in enumerate(streams):
        references = parents[2 * number + 1]
        loose = {mcid for mcid, reference in enumerate(references) if reference not in reached}
        if not loose:
            continue
        for mcid in loose:
            references[mcid] = "null"
        _rewrite(stream, loose)


def _reached(root: Any, elements: dict[bytes, Any]) -> set[bytes]:
    reached: set[bytes] = set()
    waiting = list(root["K"])
    while waiting:
        reference = waiting.pop()
        if reference in elements and reference not in reached:
            reached.add(reference)
            waiting.extend(kid for kid in elements[reference]["K"] if isinstance(kid, bytes))
    return reached


def _rewrite(stream: Any, loose: set[int]) -> None:
    items = stream.stream
    for place, item in enumerate(items):
        if item == b"BDC" and items[place - 1].get("MCID") in loose:
            items[place - 2 : place] = [b"/Artifact", b"<</Type /Pagination>>"]


def _name_silent_glyphs(pdf: Any) -> None:
    for each in pdf.objects:
        lines = getattr(each, "stream", ())
        if b"begincmap" in lines:
            each.stream = [SILENT.sub(rb"\1<200b>", line) if isinstance(line, bytes) else line for line in lines]


def _claim_ua(pdf: Any) -> None:
    """Add PDF/UA-1 to the metadata, with the description of its property that PDF/A requires."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", UA_CLAIM + b"</rdf:RDF>") for part in metadata.stream]
    metadata.compress = False  # archives read it without a PDF library
