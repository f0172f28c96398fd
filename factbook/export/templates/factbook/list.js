/* The list of evidence filtered and sorted; the address keeps the choice, so that it can be sent to someone, and Back undoes it. */
function list() {
  const form = one("form.filter");
  if (!form) return null;
  const names = ["theme", "actor", "standing", "words", "sort", "cited"];
  const order = ["disputed", "unconfirmed", "single source", "corroborated", ""];
  const tally = one(".tally"), status = one("[role=status]", tally), lists = all("ol.entries"), entries = all("ol.entries > .entry");
  const home = new Map(entries.map((entry) => [entry, entry.parentElement])), heading = form.closest("section")?.firstElementChild;
  const place = new Map([...numbers].reverse().map(([number, part]) => [part.closest(".entry"), number]));
  const texts = new Map();
  const standing = (entry) => one("p > b", entry)?.textContent.toLowerCase() || "";
  const keys = {
    number: (entry) => place.get(entry),
    date: (entry) => entry.dataset.date || "9999",
    newest: (entry) => entry.dataset.date || "",
    standing: (entry) => order.indexOf(standing(entry)),
  };
  const value = (name) => form.elements[name].value.trim();
  const isChosen = () => names.some((name) => value(name) && value(name) !== "number");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const textOf = (entry) => texts.get(entry) || texts.set(entry, plain(entry.textContent)).get(entry);
  /* An entry names its themes and actors by their places among the choices: themes first, then actors. */
  const has = (entry, name) => {
    const place = form.elements[name].selectedIndex;
    const number = place + (name === "actor" ? form.elements.theme.options.length - 1 : 0);
    return !place || (entry.dataset.in || "").split(" ").includes(String(number));
  };
  /* What `cited` names: the entries of these numbers, those that rest on a source, or those that a part of the page cites. */
  const cited = () => {
    const wanted = value("cited"), part = wanted && named(`#${wanted}`);
    if (/^\d[\d–, ]*$/.test(wanted)) return new Set(entriesOf(wanted));
    if (!part) return null;
    if (part.matches(".bibliography > li")) return new Set(entries.filter((entry) => all("ul a", entry).some((link) => link.getAttribute("href") === `#${wanted}`)));
    return new Set((part.matches("sup") ? [part] : all("sup", part)).flatMap((cite) => entriesOf(numbersOf(cite))));
  };
  const figures = (entry) => all(".figures > li", entry);
  const isAmong = (entry, among) => !among || among.has(entry) || figures(entry).some((figure) => among.has(figure));
  const fits = (entry, among) =>
    isAmong(entry, among) && has(entry, "theme") && has(entry, "actor") && (!value("standing") || standing(entry) === value("standing")) &&
    plain(value("words")).split(/\s+/).every((word) => textOf(entry).includes(word));

  let sorted = "number", timer = 0;
  const sort = () => {
    if (value("sort") === sorted) return;
    sorted = value("sort");
    const key = keys[sorted], turn = sorted === "newest" ? -1 : 1;
    [...entries].sort((one, two) => {
      const [a, b] = [key(one), key(two)];
      return a < b ? -turn : a > b ? turn : keys.number(one) - keys.number(two);
    }).forEach((entry) => home.get(entry).append(entry));
  };
  const draw = () => {
    const among = cited();
    sort();
    entries.forEach((entry) => {
      entry.hidden = !fits(entry, among);
      figures(entry).forEach((figure) => { figure.hidden = Boolean(among) && !among.has(entry) && !among.has(figure); });
    });
    lists.slice(1).forEach((list) => {
      const heading = list.previousElementSibling;
      if (heading?.matches("h2, h3, h4, h5, h6")) heading.hidden = all(":scope > .entry", list).every((entry) => entry.hidden);
    });
    tell();
  };

  /* How much is shown and why; with the way back to what is cited, and to the whole. */
  const tell = () => {
    const count = [...numbers.values()].filter((part) => !part.hidden && !part.closest(".entry").hidden).length;
    const part = named(`#${value("cited")}`), terms = ["standing", "theme", "actor"].filter(value).map((name) => form.elements[name].selectedOptions[0].text);
    if (value("words")) terms.push(`“${value("words")}”`);
    if (value("cited")) terms.push(part ? `evidence for “${said(part)}”` : `numbers ${value("cited")}`);
    status.textContent = count === numbers.size ? `${count} entries` : `${count} of ${numbers.size} entries: ${terms.join(", ")}`;
    if (!count) status.textContent = "No entry fits. Take a word or a choice away.";
    tally.replaceChildren(status);
    tally.classList.toggle("chosen", isChosen());
    if (part) tally.append(" ", make("a", { href: `#${value("cited")}`, textContent: "Back to it" }));
    if (isChosen()) tally.append(" ", make("button", { className: "plain", type: "button", textContent: "Show everything", onclick: clear }));
  };

  const written = () => {
    const query = new URLSearchParams(location.search);
    names.forEach((name) => { if (value(name) && value(name) !== "number") query.set(name, value(name)); else query.delete(name); });
    const text = query.toString();
    return `${location.pathname}${text ? `?${text}` : ""}${isChosen() && heading?.id ? `#${heading.id}` : location.hash}`;
  };
  const update = () => { draw(); history.replaceState(null, "", written()); };
  const fill = (query) => names.forEach((name) => {
    const field = form.elements[name], wanted = query.get(name) || "";
    field.value = field.tagName === "INPUT" || [...field.options].some((option) => option.value === wanted) ? wanted : field.options[0].value;
  });
  const clear = () => { fill(new URLSearchParams()); update(); };
  const reveal = () => {
    if (!named()?.closest(".entry[hidden], .figures > [hidden]")) return;
    clear();
    named().scrollIntoView();
  };
  /* Shows the entries that a part of the page cites, as a step that Back undoes. */
  const show = (wanted) => {
    fill(new URLSearchParams({ cited: wanted }));
    history.pushState(null, "", written());
    draw();
    (heading || form).scrollIntoView();
    tally.focus({ preventScroll: true });
  };

  fill(new URLSearchParams(location.search));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => { clearTimeout(timer); timer = setTimeout(update, event.target.name === "words" ? 120 : 0); });
  form.addEventListener("reset", (event) => { event.preventDefault(); clear(); });
  addEventListener("popstate", () => { fill(new URLSearchParams(location.search)); draw(); });
  addEventListener("hashchange", reveal);
  addEventListener("click", (event) => { if (event.target.closest?.('a[href^="#"]')?.hash === location.hash && !event.defaultPrevented) setTimeout(reveal); });
  form.hidden = tally.hidden = false;
  if (isChosen()) draw(); else status.textContent = `${numbers.size} entries`;
  if (isChosen() && !location.hash) document.fonts.ready.then(() => (heading || form).scrollIntoView());
  reveal();
  return { show };
}

/* What a citation stands for, in words: the statement, the row of a table, the caption of an exhibit, the name of a source. */
function said(part) {
  const twin = (part.matches(".exhibit") ? one("figcaption, caption", part) : part.closest('[id^="finding-"], tr, li, p') || part).cloneNode(true);
  all("sup, .anchor, .part, .more, .note, .hidden, i, a[href^='http']", twin).forEach((inner) => inner.remove());
  const text = [...(twin.cells || [twin])].map((cell) => cell.textContent.trim()).filter(Boolean).join(" · ").replace(/\s+/g, " ");
  return text.length > 160 ? `${text.slice(0, text.lastIndexOf(" ", 160))} …` : text;
}

/* Of many citations a few stay; a button shows all their entries, and only these, in the list. So it is with the facts that rest on a source,
   and with an entry's counts, which unfold into links to the statements. */
function fold() {
  if (!evidence) return;
  const button = (looks, words, work) => make("button", { className: looks, type: "button", textContent: words, onclick: work });
  all("main sup > span").forEach((rest) => {
    const cite = rest.parentElement, count = entriesOf(numbersOf(cite)).length;
    const more = button("more", `… all ${count}`, () => evidence.show((cite.closest('[id^="finding-"]') || cite).id));
    more.setAttribute("aria-label", `Show all ${count} entries of evidence`);
    rest.hidden = true;
    cite.append(more);
  });
  all(".bibliography > li > i > b").forEach((rests) => rests.replaceWith(button("plain", rests.textContent, (event) => evidence.show(event.target.closest("li").id))));
  all(".entry > p > i").forEach((counts) => counts.replaceWith(button("plain", counts.textContent, (event) => placesOf(event.target))));
}

/* Every statement that counts an entry, as links in the place of their number. */
function placesOf(counts) {
  const entry = counts.closest(".entry"), own = new Set([entry, ...all(".figures > li", entry)]);
  const citing = all("main sup").filter((cite) => entriesOf(numbersOf(cite)).some((found) => own.has(found)));
  const parts = new Set(citing.map((cite) => cite.closest('[id^="finding-"]') || cite.closest("figure[id]") || cite));
  const links = [...parts].map((part) => {
    part.id ||= `counted-here-${all("[id^=counted-here]").length + 1}`;
    return make("li", {}, make("a", { href: `#${part.id}`, textContent: said(part.closest(".exhibit") && !part.closest("tr") ? part.closest(".exhibit") : part) }));
  });
  const places = make("ul", { className: "places" }, ...links);
  counts.closest("p").after(places);
  counts.replaceWith(make("span", { textContent: counts.textContent }));
  one("a", places)?.focus();
}
