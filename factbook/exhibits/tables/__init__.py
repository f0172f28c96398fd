"""Tables: an analysis' result in, a Table out; nothing is computed here."""

from factbook.exhibits.tables.changes import facts_added, judgements_moved, promises_moved, sources_appeared, standings_moved
from factbook.exhibits.tables.claims import claims_examined, claims_in_brief, figures_in_contest
from factbook.exhibits.tables.commitments import agreements_followed, promises_kept, promises_open
from factbook.exhibits.tables.context import per_head
from factbook.exhibits.tables.evidence import weightiest_sources
from factbook.exhibits.tables.meeting import readings, still_to_come
from factbook.exhibits.tables.method import corrections, searched_in_vain, standing_rules
from factbook.exhibits.tables.named import facts_named
from factbook.exhibits.tables.themes import themes_together
from factbook.exhibits.tables.timeline import happenings

__all__ = [
    "agreements_followed",
    "claims_examined",
    "claims_in_brief",
    "corrections",
    "facts_added",
    "facts_named",
    "figures_in_contest",
    "happenings",
    "judgements_moved",
    "per_head",
    "promises_kept",
    "promises_moved",
    "promises_open",
    "readings",
    "searched_in_vain",
    "sources_appeared",
    "standing_rules",
    "standings_moved",
    "still_to_come",
    "themes_together",
    "weightiest_sources",
]
