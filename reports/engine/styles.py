"""Elements and pseudo-elements with the same style share it, so that each style is cascaded and computed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Any

from weasyprint.css import StyleFor, declaration_precedence, find_style_attributes, preprocess_declarations
from weasyprint.logger import PROGRESS_LOGGER

STYLING = ("style", "lang", "id", "name", "width", "height")

Cascade = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class _Alone:
    """An element without its children, for a function that walks a tree."""

    element: Any

    def iter(self) -> tuple[Any]:
        return (self.element,)


def share_styles() -> None:
    """Match the rules of an element first, and cascade and compute them only for a new combination."""
    StyleFor.__init__ = _set_styles


def _set_styles(  # noqa: PLR0913, PLR0917 - as the engine calls it
    style_for: Any, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, target_collector: Any
) -> None:
    style_for._cascaded_styles, style_for._computed_styles = {}, {}
    style_for.initial_page_sizes = {"box": None, "area": None}
    style_for._sheets, style_for.font_config = sheets, font_config
    PROGRESS_LOGGER.info("Step 3 - Applying CSS")
    known: dict[Any, dict[str | None, Any]] = {}
    computed = style_for._computed_styles
    for wrapped in html.wrapper_element.iter_subtree():
        element = wrapped.etree_element
        parent = wrapped.parent.etree_element if wrapped.parent else None
        above = computed[parent, None] if wrapped.parent else None
        matches = [
            (sheet, origin, fixed or specificity, pseudo, payload)
            for sheet, origin, fixed in sheets
            for specificity, _, pseudo, payload in sheet.matcher.match(wrapped)
        ]
        rules = tuple((specificity, pseudo, id(payload)) for _, _, specificity, pseudo, payload in matches)
        key = (id(above), _attributes(element, presentational_hints), rules)
        if (styles := known.get(key)) is None:
            for pseudo, cascade in _cascades(element, html.base_url, presentational_hints, matches).items():
                style_for._cascaded_styles[element, pseudo] = cascade
                style_for.set_computed_styles(
                    element,
                    parent=element if pseudo else parent,
                    root=html.etree_element,
                    pseudo_type=pseudo,
                    base_url=html.base_url,
                    target_collector=target_collector,
                )
            known[key] = {pseudo: computed[element, pseudo] for pseudo in _pseudos(matches)}
        else:
            computed.update({(element, pseudo): style for pseudo, style in styles.items()})
    style_for._cascaded_styles.clear()


def _attributes(element: Any, presentational_hints: Any) -> Any:
    """Return what an element's attributes may add to its style; with hints, any attribute may, so nothing is shared."""
    if presentational_hints:
        return id(element)
    return (element.tag, *map(element.get, STYLING)) if any(map(element.get, STYLING)) else None


def _pseudos(matches: Iterable[Any]) -> set[str | None]:
    return {None, *(pseudo for _, _, _, pseudo, _ in matches)}


def _cascades(
    element: Any, base_url: str, presentational_hints: Any, matches: Iterable[Any]
) -> dict[str | None, Cascade]:
    """Return the cascaded properties of an element (None) and its pseudo-elements, the element's first."""
    cascades: dict[str | None, Cascade] = defaultdict(dict)
    own = cascades[None]
    for specificity, _, declarations, url in find_style_attributes(_Alone(element), presentational_hints, base_url):
        _add(own, preprocess_declarations(url, declarations), "author", inf, specificity)
    for sheet, origin, specificity, pseudo, (declarations, layer) in matches:
        _add(cascades[pseudo], declarations, origin, inf if layer is None else sheet.layers.index(layer), specificity)
    return cascades


def _add(cascade: Cascade, declarations: Iterable[Any], origin: str, layer: float, specificity: Any) -> None:
    for name, values, importance in declarations:
        weight = (declaration_precedence(origin, importance), layer, specificity)
        if name not in cascade or cascade[name][1] <= weight:
            cascade[name] = values, weight
