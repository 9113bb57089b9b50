"""Splits and draws each line of text only once: half of a report's texts and all letters of a chart's labels recur.

A split depends only on the text, the style and the available width. A text that fits on one line is split the same
way wherever it fits.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

from reports.engine.replacing import replace_everywhere

STYLING = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)


def keep_splits() -> None:
    """Cache the lines that `split_first_line` makes for as long as the document's fonts exist."""
    split = line_break.split_first_line

    def kept(  # noqa: PLR0913, PLR0917 - as the engine calls it
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: Any = True,  # noqa: FBT002
        minimum: Any = False,  # noqa: FBT002
    ) -> Any:
        known = style.font_config.__dict__.setdefault("split_lines", {})
        whole = (_styling(style), text, justification_spacing)
        exact = (whole, max_width, is_line_start, minimum)
        found = known.get(whole)
        if found is None or not _fits(found, max_width):
            found = known.get(exact)
        if found is None:
            found = split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
            layout, _, resume_at, *_ = found
            layout.drawn = []
            is_whole = resume_at is None and layout.text == text and _fits(found, max_width)
            known[whole if is_whole else exact] = found
        return _copied(found[0], max_width), *found[1:]

    replace_everywhere(split, kept)


def keep_drawings() -> None:
    """Cache the operators that draw a line. The engine draws lines with an ellipsis or emoji each time."""
    draw, activate = drawing.draw_first_line, Layout.reactivate

    def kept(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
        layout = textbox.pango_layout
        is_plain = text_overflow != "ellipsis" and block_ellipsis == "none"
        drawn = layout.__dict__.get("drawn")
        if drawn and is_plain:
            stream.set_text_matrix(*matrix.values)
            for name, arguments in drawn:
                getattr(stream, name)(*arguments)
            return []
        if drawn:
            activate(layout, textbox.style)
        recorder = _Recorder(stream)
        emojis = draw(recorder, textbox, text_overflow, block_ellipsis, matrix)
        if drawn is not None and is_plain and not emojis:
            drawn.extend(recorder.calls)
        return emojis

    def reactivate(layout: Any, style: Any) -> None:
        if not layout.__dict__.get("drawn"):
            activate(layout, style)

    replace_everywhere(draw, kept)
    Layout.reactivate = reactivate
    Layout.deactivate = _deactivate


def keep_struts() -> None:
    """Cache the minimum height of a line with its style; the engine looks it up by a long description of the font."""
    strut = line_break.strut

    def kept(style: Any) -> Any:
        if "least_height" not in style.__dict__:
            style.least_height = strut(style)
        return style.least_height

    replace_everywhere(strut, kept)


class _Recorder:
    """Passes calls on to a stream, and notes those that draw text."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def show_text(self, *arguments: Any) -> None:
        self._note("show_text", arguments)

    def set_font_size(self, *arguments: Any) -> None:
        self._note("set_font_size", arguments)

    def set_text_rise(self, *arguments: Any) -> None:
        self._note("set_text_rise", arguments)

    def _note(self, name: str, arguments: tuple[Any, ...]) -> None:
        self.calls.append((name, arguments))
        getattr(self._stream, name)(*arguments)


def _styling(style: Any) -> str:
    """Return the part of a style that matters for a line; styles no longer change once lines are split."""
    if "line_styling" not in style.__dict__:
        style.line_styling = repr([style[name] for name in STYLING])
    return style.line_styling  # type: ignore[no-any-return]


def _fits(found: Any, max_width: float | None) -> bool:
    width: float = found[3]
    return max_width is None or width <= max_width


def _copied(layout: Any, max_width: float | None) -> Any:
    """Return a layout for another box with the same text; only an ellipsis needs the original width."""
    copy = Layout.__new__(Layout)
    copy.__dict__.update(layout.__dict__, max_width=max_width)
    return copy


def _deactivate(layout: Any) -> None:
    for name in ("layout", "language", "style"):
        layout.__dict__.pop(name, None)
