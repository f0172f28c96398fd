/* What the page adds where scripts run: contents that follow, evidence in place, a filter, downloads. Without it all is readable. */
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
/* The part of the page that an address names, even before the browser has gone there. */
const named = (hash = location.hash) => {
  try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; }
};

/* Every entry by its number, each figure of a series by its own; and those that a text names by numbers and runs of numbers (`4–9`). */
const numbers = new Map(all(".entry > a, .figures > li > a").map((link) => [Number(link.textContent), link.parentElement]));
const entriesOf = (text) => [...text.matchAll(/(\d+)(?:–(\d+))?/g)].flatMap(([, first, last]) =>
  Array.from({ length: (last || first) - first + 1 }, (_, more) => numbers.get(Number(first) + more)));
/* The numbers that a citation holds, those folded away too. */
const numbersOf = (cite) => all("a:not([role]), span", cite).map((part) => part.textContent).join(", ");

follow();
const evidence = list();
peek();
fold();
downloads();
stack();
reach();
unfold();
address();
copying();

/* The contents mark the section being read; where they are folded, their bar names it, and the list closes on a choice. */
function follow() {
  const side = one(".side > div"), bar = one(".folded-nav"), here = one(".folded-nav .here");
  const lines = all(".contents a").map((link) => [named(link.hash), link]);
  const headings = all("main h2[id], main h3[id]").map((heading) => [heading, lines.filter(([target]) => target === heading).map(([, link]) => link)]);
  if (!bar || !headings.length) return;
  bar.classList.add("live");
  bar.addEventListener("click", (event) => { if (event.target.closest("a")) one("details", bar).open = false; });
  let current = null, frame = 0;
  const mark = () => {
    frame = 0;
    const line = Math.min(innerHeight * 0.3, 160);
    const shown = headings.filter(([heading, links]) => links.length && heading.offsetParent);
    const found = shown.findLast(([heading]) => heading.getBoundingClientRect().top < line) || shown[0];
    if (!found || found === current) return;
    current?.[1].forEach((link) => link.removeAttribute("aria-current"));
    current = found;
    current[1].forEach((link) => link.setAttribute("aria-current", "location"));
    here.textContent = current[1][0].textContent;
    const [box, own] = [current[1][0].getBoundingClientRect(), side.getBoundingClientRect()];
    if (box.top < own.top + 60 || box.bottom > own.bottom - 60) side.scrollTop += box.top - own.top - own.height / 2;
  };
  ["scroll", "resize"].forEach((kind) => addEventListener(kind, () => { frame ||= requestAnimationFrame(mark); }, { passive: true }));
  mark();
}

/* What scrolls sideways is a stop of the keyboard and says so; a line of time opens at its end, where the news is. */
function reach() {
  const inTime = (box) => {
    const years = all("svg text", box).filter((text) => /^(18|19|20)\d\d$/.test(text.textContent));
    const rows = years.map((text) => Math.round(text.getBoundingClientRect().bottom));
    return rows.some((row) => rows.filter((other) => other === row).length > 2);
  };
  const watcher = new ResizeObserver((found) => found.forEach(({ target: box }) => {
    const cut = box.scrollWidth > box.clientWidth;
    if (cut && !box.classList.contains("cut") && inTime(box)) box.scrollLeft = box.scrollWidth;
    if (cut) box.tabIndex = 0; else box.removeAttribute("tabindex");
    box.classList.toggle("cut", cut);
  }));
  all(".scroll, .plate, pre[tabindex], .block-maths").forEach((box) => watcher.observe(box));
}

/* What is folded away opens where a link leads into it. */
function unfold() {
  const open = () => { for (let box = named()?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true; };
  addEventListener("hashchange", open);
  open();
}

/* Every statement offers its own address; how to cite the edition can be copied. */
function address() {
  all('main [id^="finding-"]').forEach((finding) => {
    const link = make("a", { className: "anchor", href: `#${finding.id}`, textContent: "¶" });
    link.setAttribute("aria-label", "Link to this statement");
    finding.append(link);
  });
  const citation = one(".citation");
  if (!citation || !navigator.clipboard) return;
  const button = make("button", { className: "plain", type: "button", textContent: "Copy" });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(citation.textContent);
    button.textContent = "Copied";
  });
  citation.after(make("p", {}, button));
}

/* A copied sentence takes its citations along as numbers in brackets, and no controls. */
function copying() {
  document.addEventListener("copy", (event) => {
    const chosen = getSelection(), copied = make("div", { className: "copied" });
    if (chosen.isCollapsed) return;
    for (let place = 0; place < chosen.rangeCount; place += 1) copied.append(chosen.getRangeAt(place).cloneContents());
    const cites = all("sup", copied).filter((cite) => one("a, span", cite));
    if (!cites.length) return;
    cites.forEach((cite) => cite.replaceWith(` [${all("a, span", cite).map((part) => part.textContent).join(", ").replaceAll(", , ", ", ")}]`));
    all(".more, .anchor, .hidden, .counts", copied).forEach((part) => part.remove());
    one("main").append(copied);
    event.clipboardData.setData("text/plain", copied.innerText);
    copied.remove();
    event.clipboardData.setData("text/html", copied.innerHTML);
    event.preventDefault();
  });
}
