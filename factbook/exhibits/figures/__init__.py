"""Figures, named for what they show: an analysis' result in, a Figure out; nothing is computed here."""

from factbook.exhibits.figures.actors import actors_by_theme, sides_compared, who_with_whom
from factbook.exhibits.figures.claims import claims_by_standing, counts_compared
from factbook.exhibits.figures.commitments import promises_and_deliveries
from factbook.exhibits.figures.context import counts_by_subject, ranking, side_by_side, single_figures
from factbook.exhibits.figures.meeting import fields_before, said_by_delivery
from factbook.exhibits.figures.method import source_coverage, sources_by_year, whose_sources
from factbook.exhibits.figures.themes import delivery_by_theme, theme_shifts, themes_by_period
from factbook.exhibits.figures.timeline import lanes, pace

__all__ = [
    "actors_by_theme",
    "claims_by_standing",
    "counts_by_subject",
    "counts_compared",
    "delivery_by_theme",
    "fields_before",
    "lanes",
    "pace",
    "promises_and_deliveries",
    "ranking",
    "said_by_delivery",
    "side_by_side",
    "sides_compared",
    "single_figures",
    "source_coverage",
    "sources_by_year",
    "theme_shifts",
    "themes_by_period",
    "who_with_whom",
    "whose_sources",
]
