"""The page as a person meets it, in a browser without a network; and the judgement of axe-core and the Nu HTML checker."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("name", ["book", "chapter", "much", "hostile"])
def test_it_asks_nothing_of_the_network_and_complains_of_nothing(opened: Open, name: str) -> None:
    page = opened(name)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.size") > 0


@pytest.mark.parametrize("width", [320, 390, 1280, 2560])
@pytest.mark.parametrize("name", ["book", "chapter", "hostile"])
def test_the_page_never_scrolls_sideways(opened: Open, name: str, width: int) -> None:
    page = opened(name, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["book", "chapter"])
def test_axe_finds_nothing(opened: Open, axe: str, name: str, width: int, scheme: str) -> None:
    page = opened(name, width=width, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    assert [(one["id"], node["html"], node["failureSummary"]) for one in found["violations"] for node in one["nodes"]] == []


def test_axe_finds_nothing_in_the_evidence_shown_in_place(opened: Open, axe: str) -> None:
    page = opened(bypass_csp=True)
    page.locator("sup > a").first.focus()
    page.locator("#peek").wait_for()
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    assert [(one["id"], node["html"]) for one in found["violations"] for node in one["nodes"]] == []


def test_the_nu_checker_finds_no_error(pages: dict[str, Path], nu: list[str]) -> None:
    told = subprocess.run(
        [*nu, *(str(pages[name]) for name in ("book", "chapter", "much"))], capture_output=True, text=True, check=False, timeout=120
    )
    assert told.stderr.strip() == ""
    assert told.returncode == 0


def test_focusing_a_citation_shows_its_evidence_and_escape_closes_it(opened: Open) -> None:
    page = opened()
    cite = page.locator("sup > a").first
    cite.focus()
    card = page.locator("#peek")
    assert "Freedonia and Sylvania signed an accord." in card.inner_text()
    assert cite.get_attribute("aria-describedby") == "peek"
    page.keyboard.press("Escape")
    assert card.count() == 0
    assert page.evaluate("document.activeElement.matches('sup > a')")


def test_hovering_a_citation_shows_its_evidence_and_the_pointer_may_move_onto_it(opened: Open) -> None:
    page = opened()
    page.locator("sup > a").first.hover()
    page.locator("#peek").wait_for()
    page.locator("#peek").hover()
    page.wait_for_timeout(400)
    assert page.locator("#peek").count() == 1
    page.mouse.move(5, 5)
    page.locator("#peek").wait_for(state="detached")


def test_the_number_of_a_tied_entry_shows_it_too(opened: Open) -> None:
    page = opened()
    tie = page.locator("#fact-visit > p > a", has_text=re.compile(r"^\d+$")).first
    tie.focus()
    assert "Freedonia promised a soup laboratory." in page.locator("#peek").inner_text()
    page.keyboard.press("Escape")
    page.locator("#fact-visit > p > a", has_text="§").first.focus()
    assert page.locator("#peek").count() == 0


def test_a_tap_opens_a_sheet_that_can_be_closed(opened: Open) -> None:
    page = opened(width=390, has_touch=True, is_mobile=True)
    page.locator("sup > a").first.tap()
    sheet = page.locator("#peek.sheet")
    assert "Freedonia and Sylvania signed an accord." in sheet.inner_text()
    sheet.get_by_role("button", name="Close").tap()
    assert page.locator("#peek").count() == 0


def test_following_a_citation_leads_to_its_entry(opened: Open) -> None:
    page = opened()
    cite = page.locator("sup > a").first
    cite.click()
    assert page.evaluate("location.hash") == cite.get_attribute("href")


def test_the_filter_narrows_the_list_says_so_and_stays_in_the_address(opened: Open) -> None:
    page = opened()
    everything = page.locator(".entry:visible").count()
    page.get_by_label("Words").fill("SOUP laboratory")
    page.get_by_label("Standing", exact=True).select_option("disputed")
    assert 0 < page.locator(".entry:visible").count() < everything
    assert page.get_by_role("status").inner_text() == f"{page.locator('.entry:visible').count()} of {everything} entries"
    query = page.evaluate("location.search")
    again = opened(query=query)
    assert again.get_by_role("status").inner_text() == page.get_by_role("status").inner_text()
    again.get_by_role("button", name="Show all").click()
    again.wait_for_function("location.search === ''")
    assert again.locator(".entry:visible").count() == everything


def test_many_citations_fold_into_a_button_that_lists_their_entries_alone(opened: Open) -> None:
    page = opened("much")
    assert page.locator("main sup > a:visible").count() == 3
    page.get_by_role("button", name="Show all 20 entries of evidence").click()
    assert page.locator(".entry:visible").count() == 20
    assert page.get_by_role("status").inner_text() == "20 of 40 entries, of those that one statement rests on"
    query = page.evaluate("location.search")
    assert opened("much", query=query).locator(".entry:visible").count() == 20


def test_the_list_can_be_sorted(opened: Open) -> None:
    page = opened(query="?sort=newest")
    dates = page.evaluate("[...document.querySelector('.entries').children].map((entry) => entry.dataset.date)")
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(("name", "value"), [("Theme", "duck-soup"), ("Actor", "sylvania")])
def test_themes_and_actors_narrow_the_list(opened: Open, name: str, value: str) -> None:
    page = opened()
    choice = page.get_by_label(name, exact=True)
    choice.select_option(value)
    words = choice.locator("option:checked").inner_text()
    assert page.evaluate("location.search") == f"?{name.lower()}={value}"
    shown = page.locator(".entry:visible")
    assert 0 < shown.count() < page.locator(".entry").count()
    if name == "Theme":
        assert all(words in entry.inner_text() for entry in shown.all())
    else:
        assert shown.evaluate_all("found => found.map((entry) => entry.id)") == ["fact-accord", "fact-visit", "fact-rival"]


def test_a_list_that_nothing_is_left_of_takes_its_heading_with_it(opened: Open) -> None:
    page = opened(query="?words=accord")
    heading = page.get_by_role("heading", name="Also cited")
    assert heading.count() == 0
    page.get_by_role("button", name="Show all").click()
    heading.wait_for()


def test_a_citation_of_a_hidden_entry_brings_it_back(opened: Open) -> None:
    page = opened(query="?words=accord")
    hidden = page.locator(".entry[hidden]").first.get_attribute("id")
    page.evaluate("id => { location.hash = id; }", hidden)
    page.locator(f"#{hidden}").wait_for()


def test_an_address_with_nonsense_filters_shows_everything(opened: Open) -> None:
    page = opened(query="?theme=none&standing=%3Cscript%3E&sort=x#%E0%A4%A")
    assert page.locator(".entry[hidden]").count() == 0


def test_the_contents_follow_the_reading(opened: Open) -> None:
    page = opened("chapter")
    last = page.locator("main h2").last
    last.evaluate("heading => heading.scrollIntoView({behavior: 'instant'})")
    link = page.locator(f'.side a[href="#{last.get_attribute("id")}"][aria-current]')
    link.wait_for()
    assert page.locator(".side [aria-current]").count() == 1


def test_a_figure_offers_its_data_and_its_picture(opened: Open) -> None:
    page = opened()
    for name, start in (("data", b"Year,Facts\r\n1999,1\r\n"), ("picture", b"<svg ")):
        with page.expect_download() as download:
            page.locator("figure.exhibit .tools").get_by_text(f"Download the {name}").first.click()
        assert Path(download.value.path()).read_bytes().startswith(start)
        assert download.value.suggested_filename.startswith("figure-1-years.")


def test_without_scripts_everything_is_there_to_read(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator(".entry").first.is_visible()
    assert not page.locator("form.filter").is_visible()
    assert page.locator("sup > a").first.get_attribute("href").startswith("#fact-")


def test_a_link_leads_there_at_once_without_running_past_all_between(opened: Open) -> None:
    page = opened(height=300)
    page.locator("sup > a").first.click()
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 100
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert page.evaluate("document.getAnimations().length") == 0


def test_every_stop_of_the_keyboard_can_be_seen(opened: Open) -> None:
    page = opened()
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate("(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))")
        assert style == ["solid", "3px"]


def test_printed_it_has_the_text_and_no_controls(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    assert page.locator(".entry").first.is_visible()
    for control in (".side", ".filter", ".tools", ".anchor", ".skip"):
        assert not page.locator(control).first.is_visible()
