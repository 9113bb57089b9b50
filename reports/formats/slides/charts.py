"""Native charts, which people can edit: bars with their figures next to them, so that no value axis is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from reports.formats.slides.box import Box
from reports.formats.slides.deck import describe
from reports.formats.slides.saving import timeless
from reports.formats.slides.text import LANGUAGE
from reports.printable_text import printable
from reports.tokens import tokens

SIZE = 12
PALE = 0.65
"""How much lighter than the accent color a bar behind another is."""
THICKEST, LEGEND = 46.0, 30.0
"""In points: the maximum height of a row with its bar, and the height of a legend and the margins."""
GAP_WIDTH = 45
"""The space between two bars, as a percentage of a bar."""


@dataclass(frozen=True, slots=True)
class Series:
    """A row of bars; None draws no bar. `inside` puts the figures into the bars, at their base."""

    name: str
    values: tuple[int | None, ...]
    color: MSO_THEME_COLOR = MSO_THEME_COLOR.ACCENT_1
    brightness: float = 0.0
    inside: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """A bar chart.

    Attributes:
        alt: what it shows, for people who can't see it.
        most: the end of the scale.
        sideways: horizontal bars, the first one at the top; otherwise columns.
        tokens: color tokens for individual bars, by number, instead of the series' color.
    """

    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    most: int
    sideways: bool = True
    tokens: Mapping[int, str] = field(default_factory=dict)


def add_chart(slide: Any, box: Box, chart: BarChart, day: date) -> Any:
    """Add a chart to a slide; several series are drawn over each other, the last one in front, and have a legend."""
    data = CategoryChartData(number_format="0")
    data.categories = [printable(each) for each in chart.categories]
    for series in chart.series:
        data.add_series(series.name, series.values)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if chart.sideways else XL_CHART_TYPE.COLUMN_CLUSTERED
    if chart.sideways:  # a few bars don't fill the height
        box = replace(box, height=min(box.height, len(chart.categories) * THICKEST + LEGEND))
    frame = slide.shapes.add_chart(kind, *box.emu, data)
    describe(frame, chart.alt)
    made = frame.chart
    _set_look(made, chart)
    _set_axes(made, chart)
    for number, series in enumerate(chart.series):
        _set_series(made.plots[0].series[number], series, chart)
    _set_language(made)
    book = made.part.chart_workbook
    book.update_from_xlsx_blob(timeless(book.xlsx_part.blob, day))
    return frame


def _set_look(made: Any, chart: BarChart) -> None:
    made.font.size = Pt(SIZE)
    made.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    made.has_title = False
    made.has_legend = len(chart.series) > 1
    if made.has_legend:
        made.legend.position = XL_LEGEND_POSITION.TOP
        made.legend.include_in_layout = False
        made.legend.font.size = Pt(SIZE)
    plot = made.plots[0]
    plot.gap_width, plot.overlap = GAP_WIDTH, 100 if len(chart.series) > 1 else 0
    plot.vary_by_categories = False


def _set_axes(made: Any, chart: BarChart) -> None:
    values, names = made.value_axis, made.category_axis
    values.minimum_scale, values.maximum_scale = 0, chart.most
    values.has_major_gridlines = values.visible = False
    names.reverse_order = chart.sideways
    names.major_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_2
    names.tick_labels.font.size = Pt(SIZE)
    # Without this, PowerPoint leaves out every other name if space is tight.
    every = etree.Element(qn("c:tickLblSkip"), val="1")
    axis = next(made.element.iter(qn("c:catAx")))
    axis.find(qn("c:noMultiLvlLbl")).addprevious(every)


def _set_series(made: Any, series: Series, chart: BarChart) -> None:
    made.invert_if_negative = False
    made.format.fill.solid()
    made.format.fill.fore_color.theme_color = series.color
    made.format.fill.fore_color.brightness = series.brightness
    labels = made.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, "0", False
    labels.position = XL_LABEL_POSITION.INSIDE_BASE if series.inside else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = Pt(SIZE), True
    labels.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if series.inside else MSO_THEME_COLOR.TEXT_1
    for number, value in enumerate(series.values):
        if series.inside and not value:  # there is no bar behind the figure
            label = made.points[number].data_label
            label.font.size, label.font.bold = Pt(SIZE), True
            label.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
            label.position = XL_LABEL_POSITION.INSIDE_BASE
    for number, token in chart.tokens.items():
        fill = made.points[number].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(tokens()[token][1:].upper())


def _set_language(made: Any) -> None:
    for look in made.element.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
        look.set("lang", LANGUAGE)
    first = made.element.find(qn("c:date1904"))
    first.addnext(etree.Element(qn("c:lang"), val=LANGUAGE))
