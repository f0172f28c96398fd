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


@pytest.mark.parametrize("touch", [False, True])  # what can hover is offered more
@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280, 2560])
@pytest.mark.parametrize("name", ["book", "chapter", "hostile", "lengths"])
def test_the_page_never_scrolls_sideways(opened: Open, name: str, width: int, touch: bool) -> None:
    page = opened(name, width=width, has_touch=touch, is_mobile=touch)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("matchMedia('(hover: hover)').matches") is not touch
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
    page.wait_for_url("**words=SOUP**")
    assert 0 < page.locator(".entry:visible").count() < everything
    told = f"{page.locator('.entry:visible').count()} of {everything} entries: Disputed, “SOUP laboratory”"
    assert page.get_by_role("status").inner_text() == told
    query = page.evaluate("location.search")
    again = opened(query=query)
    assert again.get_by_role("status").inner_text() == page.get_by_role("status").inner_text()
    again.get_by_role("button", name="Show all").click()
    again.wait_for_function("location.search === ''")
    assert again.locator(".entry:visible").count() == everything


def test_what_is_chosen_and_the_first_entry_that_fits_are_parted_by_one_line(opened: Open) -> None:
    page = opened("much", query="?words=thing+7", width=1920)
    tally, entry = (page.locator(name).first.bounding_box() for name in (".tally.chosen", ".entry:visible"))
    assert (tally["x"], tally["width"]) == (entry["x"], entry["width"])
    assert abs(tally["y"] + tally["height"] - 1 - entry["y"]) < 0.5


def test_numbers_that_are_easy_to_tap_stand_as_close_to_their_commas_as_others(opened: Open) -> None:
    gap = """() => {
        const comma = [...document.querySelectorAll("main sup")].flatMap((cite) => [...cite.childNodes]).find((part) => part.data === ", ");
        const digits = document.createRange(), after = document.createRange();
        digits.selectNodeContents(comma.previousSibling);
        after.selectNode(comma);
        return after.getBoundingClientRect().left - digits.getBoundingClientRect().right;
    }"""
    wide = opened("much").evaluate(gap)
    assert opened("much", has_touch=True, is_mobile=True).evaluate(gap) == pytest.approx(wide, abs=0.3)


def test_what_the_legend_tells_begins_in_one_line_with_a_mark_or_without(opened: Open) -> None:
    told = opened().locator(".legend li > span:last-child")
    assert told.count() > 3
    left = told.evaluate_all("all => all.map((one) => one.getBoundingClientRect().left)")
    assert max(left) - min(left) < 0.5


def test_what_scrolls_sideways_says_so_without_a_direction_since_a_line_of_time_opens_at_its_end(opened: Open) -> None:
    page = opened(width=390)
    page.locator(".plate.cut").first.wait_for()
    told = page.locator(".exhibit:has(> .plate.cut) > figcaption").first
    assert told.evaluate("caption => getComputedStyle(caption, '::after').content") == '"Scroll sideways to see the rest"'


def test_a_card_longer_than_its_room_shows_that_it_goes_on(opened: Open) -> None:
    page = opened(height=300)
    page.locator("sup > a").first.hover()
    page.locator("#peek").wait_for()
    assert page.locator("#peek").evaluate("card => getComputedStyle(card).backgroundAttachment") == "local, scroll, scroll"


def test_many_citations_fold_into_a_button_that_lists_their_entries_alone(opened: Open) -> None:
    page = opened("much")
    assert page.locator("main sup > a:visible").count() == 3
    page.get_by_role("button", name="Show all 20 entries of evidence").click()
    assert page.locator(".entry:visible").count() == 20
    assert page.get_by_role("status").inner_text() == "20 of 40 entries: evidence for “Half of it matters.”"
    assert page.evaluate("document.activeElement.matches('.tally')")
    query = page.evaluate("location.search")
    assert opened("much", query=query).locator(".entry:visible").count() == 20


def test_back_undoes_the_step_to_the_entries_of_a_statement_and_a_link_leads_back_to_it(opened: Open) -> None:
    page = opened("much", height=300)
    page.get_by_role("button", name="Show all 20 entries of evidence").click()
    page.get_by_role("link", name="Back to it").click()
    assert page.locator(":target").inner_text().startswith("Half of it matters.")
    page.go_back()
    page.go_back()
    assert page.evaluate("location.search") == ""
    assert page.locator(".entry[hidden]").count() == 0


def test_an_address_with_a_filter_leads_to_the_list(opened: Open) -> None:
    page = opened("much", query="?words=thing+7", height=300)
    page.evaluate("document.fonts.ready")
    assert page.locator("form.filter").evaluate("form => form.getBoundingClientRect().top < innerHeight")


def test_a_link_to_an_entry_that_the_filter_hides_shows_it_even_twice_and_at_the_start(opened: Open) -> None:
    page = opened("much", query="?words=thing+39#fact-f7", height=300)
    seven = page.locator("#fact-f7")
    assert seven.is_visible() and seven.evaluate("entry => entry.getBoundingClientRect().top < 100")
    page.locator('sup > a[href="#fact-f1"]').click()
    page.get_by_label("Words").fill("thing 39")
    page.wait_for_url("**#evidence")
    page.locator('sup > a[href="#fact-f1"]').click()
    page.locator("#fact-f1").wait_for()
    assert page.evaluate("location.search") == ""


def test_the_counts_of_an_entry_unfold_into_links_to_the_statements(opened: Open) -> None:
    page = opened("much")
    page.locator("#fact-f3").get_by_role("button", name="1 count").click()
    assert page.locator("#fact-f3 .places a").inner_text() == "Half of it matters."


def test_of_a_series_only_the_figures_that_are_cited_stay(opened: Open) -> None:
    page = opened("series", query="?cited=2")
    assert page.get_by_role("status").inner_text() == "1 of 4 entries: numbers 2"
    assert page.locator(".figures > li:visible").all_inner_texts() == ["2 2001: 21"]
    page.locator("sup > a").first.focus()
    assert "Freedonia: soups cooked (bowls), 2001: 21" in page.locator("#peek").inner_text()


def test_the_card_is_read_by_keyboard_and_left_to_its_citation(opened: Open) -> None:
    page = opened()
    page.locator("sup > a").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "peek"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#peek a')")
    page.wait_for_timeout(400)
    assert page.locator("#peek").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#peek").count() == 0 and page.evaluate("document.activeElement.matches('main sup > a')")


def test_the_card_is_never_taller_than_the_room_it_has(opened: Open) -> None:
    page = opened(width=640, height=300)
    page.locator("sup > a").first.focus()
    assert page.locator("#peek").evaluate("({offsetHeight}) => offsetHeight") <= 300


def test_a_copied_sentence_has_its_citations_in_brackets(opened: Open) -> None:
    page = opened("much")
    copied = page.evaluate(
        """() => {
            getSelection().selectAllChildren(document.querySelector('[id^="finding-"]').parentElement);
            const event = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
            document.dispatchEvent(event);
            return event.clipboardData.getData("text/plain");
        }"""
    )
    assert re.fullmatch(r"Half of it matters\. +\[1, 3, 5, 7, .*37, 39\]", copied.strip())


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
    for name, start in (("data", "\ufeffYear,Facts,Evidence\r\n1999,1,fact-accord\r\n".encode()), ("picture", b"<svg ")):
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
    assert page.locator(".side a").first.is_visible() and not page.locator(".side li li").first.is_visible()
    for control in (".folded-nav", ".filter", ".tools", ".anchor", ".skip"):
        assert not page.locator(control).first.is_visible()


def test_printed_a_filtered_list_says_so_and_every_citation_is_there(opened: Open) -> None:
    page = opened("much", query="?words=thing+7")
    page.emulate_media(media="print")
    assert page.get_by_role("status").inner_text() == "4 of 40 entries: “thing 7”"
    assert not page.locator(".more").first.is_visible()
    assert page.locator("main sup").first.inner_text().endswith("37, 39")


def test_where_the_contents_are_folded_their_bar_stays_names_the_section_and_closes_on_a_choice(opened: Open) -> None:
    page = opened("chapter", width=390)
    page.locator("main h2").last.evaluate("heading => heading.scrollIntoView()")
    bar = page.locator(".folded summary")
    bar.get_by_text("Sources").wait_for()
    assert bar.evaluate("bar => bar.getBoundingClientRect().top") < 5
    bar.click()
    page.locator(".folded a").first.click()
    assert not page.locator(".folded").evaluate("folded => folded.open")


def test_printed_the_question_of_a_chapter_is_not_parted_from_its_answer(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    page.evaluate("document.querySelector('main h2').insertAdjacentHTML('afterend', '<blockquote><p>How?</p></blockquote>')")
    assert page.locator("h2 + blockquote").first.evaluate("question => getComputedStyle(question).breakAfter") == "avoid"


def test_printed_the_head_of_a_table_is_not_parted_from_its_rows(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    looks = page.locator("main table:has(thead)").first.evaluate(
        "table => [getComputedStyle(table.tHead).breakAfter, getComputedStyle(table.tBodies[0]).breakBefore]"
    )
    assert looks == ["avoid", "avoid"]


def test_forced_colours_keep_the_ground_of_figures(opened: Open) -> None:
    page = opened(color_scheme="dark", forced_colors="active")
    assert page.locator(".plate").first.evaluate("plate => getComputedStyle(plate).backgroundColor") == "rgb(255, 255, 255)"
