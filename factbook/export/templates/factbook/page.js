/* What the page adds where scripts run: contents that follow, evidence in place, a filter, downloads. Without it all is readable. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const numbers = new Map(all(".entry").map((entry) => [Number(one("a", entry).textContent), entry]));
  /* The entries that citations name: numbers and runs of numbers (`4–9`). */
  const entriesOf = (text) => [...text.matchAll(/(\d+)(?:–(\d+))?/g)].flatMap(([, first, last]) =>
    Array.from({ length: (last || first) - first + 1 }, (_, more) => numbers.get(Number(first) + more)));

  follow();
  peek();
  fold();
  filter();
  downloads();
  reach();
  unfold();

  /* The contents mark the section being read. */
  function follow() {
    const side = one(".side > div");
    const links = new Map(all(".side a").map((link) => [link.hash.slice(1), link]));
    const headings = all("main h2[id], main h3[id]").filter((heading) => links.has(heading.id));
    if (!side || !headings.length) return;
    const mark = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3);
      const current = links.get((passed.at(-1) || headings[0]).id);
      if (current.getAttribute("aria-current")) return;
      links.forEach((link) => link.removeAttribute("aria-current"));
      current.setAttribute("aria-current", "location");
      const [box, own] = [current.getBoundingClientRect(), side.getBoundingClientRect()];
      if (box.top < own.top + 60 || box.bottom > own.bottom - 60) side.scrollTop += box.top - own.top - own.height / 2;
    };
    const watcher = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
    headings.forEach((heading) => watcher.observe(heading.parentElement));
    mark();
  }

  /* Hovering or focusing a citation shows its evidence; Escape, leaving it or pressing elsewhere closes; on touch a tap opens a sheet. */
  function peek() {
    let card = null, owner = null, timer = 0;
    const touch = matchMedia("(hover: none)");
    const close = () => {
      clearTimeout(timer);
      if (!card) return;
      owner.removeAttribute("aria-describedby");
      owner.removeAttribute("aria-expanded");
      card.remove();
      card = owner = null;
    };
    const later = (work, wait) => { clearTimeout(timer); timer = setTimeout(work, wait); };
    const copy = (entry) => {
      const twin = make("div", { className: "entry" });
      if (!entry.matches(".entry")) twin.className = "note-shown";
      if (!entry.matches(".entry")) twin.append(...[...entry.childNodes].filter((part) => !part.matches?.(".back")).map((part) => part.cloneNode(true)));
      twin.append(...all(":scope > a, :scope > p:nth-of-type(-n + 2), :scope > ul", entry).map((part) => part.cloneNode(true)));
      all("[id]", twin).forEach((part) => part.removeAttribute("id"));
      all("a", twin).forEach((part) => { part.tabIndex = -1; });
      all(".anchor", twin).forEach((part) => part.remove());
      return twin;
    };
    const open = (link) => {
      if (owner === link) return clearTimeout(timer);
      close();
      const found = link.role === "doc-noteref" ? [one(link.hash)] : entriesOf(link.textContent);
      owner = link;
      card = make("div", { className: "peek", id: "peek" }, ...found.slice(0, 6).map(copy));
      card.setAttribute("role", "note");
      card.setAttribute("aria-label", "Evidence");
      if (found.length > 6) card.append(make("p", { className: "lead", textContent: `… and ${found.length - 6} more in the list of evidence.` }));
      if (touch.matches) {
        card.classList.add("sheet");
        const button = make("button", { className: "close", type: "button", textContent: "×", onclick: () => { const back = owner; close(); back.focus({ preventScroll: true }); close(); } });
        button.setAttribute("aria-label", "Close");
        card.prepend(button);
      }
      card.addEventListener("pointerenter", () => clearTimeout(timer));
      card.addEventListener("pointerleave", () => later(close, 250));
      one("main").append(card);
      link.setAttribute("aria-describedby", "peek");
      link.setAttribute("aria-expanded", "true");
      if (!touch.matches) place(link);
    };
    const place = (link) => {
      const at = link.getBoundingClientRect(), own = card.getBoundingClientRect();
      const left = Math.max(16, Math.min(at.left - 24, document.documentElement.clientWidth - own.width - 16));
      const above = at.bottom + 10 + own.height > innerHeight && at.top > own.height + 10;
      card.style.left = `${left + scrollX}px`;
      card.style.top = `${(above ? at.top - own.height - 8 : at.bottom + 8) + scrollY}px`;
    };
    const numbered = all(".entry > p > a").filter((link) => /^\d+$/.test(link.textContent));
    [...all("sup > a"), ...numbered].forEach((link) => {
      link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") later(() => open(link), 120); });
      link.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(close, 250); });
      link.addEventListener("focus", () => { if (!touch.matches) open(link); });
      link.addEventListener("blur", () => { if (!touch.matches) later(close, 250); });
      link.addEventListener("click", (event) => {
        if (touch.matches && owner !== link) { event.preventDefault(); open(link); } else close();
      });
    });
    addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    addEventListener("pointerdown", (event) => { if (card && !card.contains(event.target) && event.target !== owner) close(); });
  }

  /* Of many citations a few stay; a button shows all their entries, and only these, in the list of evidence. */
  function fold() {
    const form = one("form.filter");
    if (!form) return;
    all("sup[id] > span").forEach((rest) => {
      const mark = rest.parentElement, count = entriesOf(mark.textContent).length;
      const button = make("button", { className: "more", type: "button", textContent: `… all ${count}` });
      button.setAttribute("aria-label", `Show all ${count} entries of evidence`);
      button.addEventListener("click", () => {
        form.reset();
        form.elements.cited.value = mark.id;
        form.dispatchEvent(new Event("input"));
        form.scrollIntoView();
        form.elements.words.focus({ preventScroll: true });
      });
      rest.hidden = true;
      mark.append(button);
    });
  }

  /* The list of evidence filtered and sorted; the address keeps the choice, so that it can be sent to someone. */
  function filter() {
    const form = one("form.filter");
    if (!form) return;
    const tally = one(".tally"), lists = all("ol.entries"), entries = lists.flatMap((list) => all(":scope > .entry", list));
    const home = new Map(entries.map((entry) => [entry, entry.parentElement]));
    const texts = new Map(entries.map((entry) => [entry, plain(entry.textContent)]));
    const place = new Map([...numbers].map(([number, entry]) => [entry, number]));
    const standing = (entry) => one("p > b", entry)?.textContent.toLowerCase() || "";
    const names = ["theme", "actor", "standing", "words", "sort", "cited"];
    const order = ["disputed", "unconfirmed", "single source", "corroborated", ""];
    const keys = {
      number: (entry) => place.get(entry),
      date: (entry) => entry.dataset.date || "9999",
      newest: (entry) => entry.dataset.date || "",
      standing: (entry) => order.indexOf(standing(entry)),
    };
    const value = (name) => form.elements[name].value.trim();
    /* An entry names its themes and actors by their places among the choices: themes first, then actors. */
    const has = (entry, name) => {
      const place = form.elements[name].selectedIndex;
      const number = place + (name === "actor" ? form.elements.theme.options.length - 1 : 0);
      return !place || (entry.dataset.in || "").split(" ").includes(String(number));
    };
    const cited = () => {
      const mark = value("cited") && document.getElementById(value("cited"));
      return mark ? new Set(all("a, span", mark).flatMap((part) => entriesOf(part.textContent))) : null;
    };
    const fits = (entry, among) =>
      (!among || among.has(entry)) && has(entry, "theme") && has(entry, "actor") && (!value("standing") || standing(entry) === value("standing")) &&
      plain(value("words")).split(/\s+/).every((word) => texts.get(entry).includes(word));

    function plain(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }
    function draw() {
      const key = keys[value("sort")] || keys.number, turn = value("sort") === "newest" ? -1 : 1;
      const sorted = [...entries].sort((one, two) => {
        const [a, b] = [key(one), key(two)];
        return a < b ? -turn : a > b ? turn : keys.number(one) - keys.number(two);
      });
      const among = cited();
      sorted.forEach((entry) => { entry.hidden = !fits(entry, among); home.get(entry).append(entry); });
      lists.slice(1).forEach((list) => {
        const heading = list.previousElementSibling;
        if (heading?.matches("h2, h3, h4, h5, h6")) heading.hidden = all(":scope > .entry", list).every((entry) => entry.hidden);
      });
      const shown = entries.filter((entry) => !entry.hidden).length;
      tally.textContent = shown === entries.length ? `${shown} entries` : `${shown} of ${entries.length} entries${among ? ", of those that one statement rests on" : ""}`;
      if (!shown) tally.textContent = "No entry fits. Take a word or a choice away.";
    }
    function keep() {
      const query = new URLSearchParams(location.search);
      names.forEach((name) => {
        if (value(name) && value(name) !== "number") query.set(name, value(name)); else query.delete(name);
      });
      const text = query.toString();
      history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
    }
    function reveal() {
      const target = one(":target");
      if (!target || !target.closest(".entry[hidden]")) return;
      form.reset();
      draw();
      keep();
      target.scrollIntoView();
    }
    const query = new URLSearchParams(location.search);
    names.forEach((name) => {
      const field = form.elements[name], wanted = query.get(name);
      if (wanted && (field.tagName === "INPUT" || [...field.options].some((option) => option.value === wanted))) field.value = wanted;
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { draw(); keep(); });
    form.addEventListener("reset", () => { form.elements.cited.value = ""; setTimeout(() => { draw(); keep(); }); });
    addEventListener("hashchange", reveal);
    form.hidden = tally.hidden = false;
    if (names.some((name) => value(name) && value(name) !== "number")) draw();
    else tally.textContent = `${entries.length} entries`;
    reveal();
  }

  /* What scrolls sideways is a stop of the keyboard, what does not is none. */
  function reach() {
    const watcher = new ResizeObserver((found) => found.forEach(({ target: box }) => {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; else box.removeAttribute("tabindex");
    }));
    all(".scroll, .plate, pre[tabindex], .block-maths").forEach((box) => watcher.observe(box));
  }

  /* What is folded away opens where a link leads into it. */
  function unfold() {
    const open = (part) => { for (let box = part?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true; };
    addEventListener("hashchange", () => open(one(":target")));
    open(one(":target"));
  }

  /* Figures and data stand in the page once; the buttons save them from there: a drawing with the fonts of its labels, a table as CSV. */
  function downloads() {
    all(".exhibit[data-name][id]").forEach((exhibit) => {
      const grid = one("table", exhibit), image = one(".plate > img", exhibit), drawn = one(".plate > svg", exhibit);
      const name = `${exhibit.dataset.name}-${exhibit.id}`, what = exhibit.dataset.name.replace("-", " ");
      const tools = make("ul", { className: "tools" });
      const offer = (words, kind, work) => {
        const button = make("button", { className: "plain", type: "button", onclick: work }, `Download ${words} `, make("span", { className: "hidden", textContent: `of ${what} ` }), `(${kind})`);
        tools.append(make("li", {}, button));
      };
      if (grid) offer("the data", "CSV", () => save(`${name}.csv`, csv(grid), "text/csv"));
      if (drawn) offer("the picture", "SVG", () => save(`${name}.svg`, standalone(drawn), "image/svg+xml"));
      else if (image?.src.startsWith("data:image/svg")) offer("the picture", "SVG", () => make("a", { href: image.src, download: `${name}.svg` }).click());
      exhibit.append(tools);
    });
  }
  function save(name, text, type) {
    const href = URL.createObjectURL(new Blob([text], { type }));
    make("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  }
  function csv(table) {
    const words = (cell) => {
      const twin = cell.cloneNode(true);
      all("sup, .hidden", twin).forEach((part) => part.remove());
      const text = twin.textContent.trim();
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    return all("tr", table).map((row) => `${[...row.cells].map(words).join(",")}\r\n`).join("");
  }
  function standalone(svg) {
    const twin = svg.cloneNode(true), style = document.createElementNS(svg.namespaceURI, "style");
    const faces = [...document.styleSheets[0].cssRules].filter((rule) => rule instanceof CSSFontFaceRule && rule.cssText.includes("Sans"));
    style.textContent = `${faces.map((rule) => rule.cssText).join("")}text{font-family:"Source Sans 3",sans-serif}`;
    twin.setAttribute("width", `${svg.viewBox.baseVal.width}pt`);
    twin.setAttribute("height", `${svg.viewBox.baseVal.height}pt`);
    twin.prepend(style);
    return new XMLSerializer().serializeToString(twin);
  }
})();
