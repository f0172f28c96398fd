/* Figures and data stand in the page once; the buttons save them from there: a drawing with the fonts of its labels, a table as CSV. */
function downloads() {
  all(".exhibit[data-name][id]").forEach((exhibit) => {
    const grid = one("table", exhibit), image = one(".plate > img", exhibit), drawn = one(".plate > svg", exhibit);
    const name = `${exhibit.dataset.name}-${exhibit.id}`, what = exhibit.dataset.name.replace("-", " ");
    const tools = make("ul", { className: "tools" }), count = new Set(all("sup", exhibit).flatMap((cite) => entriesOf(numbersOf(cite)))).size;
    const offer = (words, kind, work) => {
      const button = make("button", { className: "plain", type: "button", onclick: work }, `${words} `, make("span", { className: "hidden", textContent: `of ${what} ` }), `(${kind})`);
      tools.append(make("li", {}, button));
    };
    if (grid) offer("Download the data", "CSV", () => save(`${name}.csv`, csv(grid), "text/csv;charset=utf-8"));
    if (drawn) offer("Download the picture", "SVG", () => save(`${name}.svg`, standalone(drawn), "image/svg+xml"));
    else if (image?.src.startsWith("data:image/svg")) offer("Download the picture", "SVG", () => make("a", { href: image.src, download: `${name}.svg` }).click());
    if (count && evidence) offer("List the evidence", count, () => evidence.show(exhibit.id));
    exhibit.append(tools);
  });
}

function save(name, text, type) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
}

/* A table as data: numbers as programs read them, per cent told in the head, and for each row the anchors of the entries it rests on. */
function csv(table) {
  const rows = [...table.rows].map((row) => [...row.cells].filter((cell) => !cell.matches(".by")));
  const body = rows.filter((cells) => !cells[0]?.closest("thead"));
  const isPercent = (place) => body.some((cells) => words(cells[place])) && body.every((cells) => !words(cells[place]) || (cells[place].matches(".right") && /\d%$/.test(words(cells[place]))));
  const percent = rows[0].map((_, place) => isPercent(place));
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cited = all("sup > a", table).some((link) => !link.getAttribute("role"));
  const lines = rows.map((cells) => {
    const isHead = Boolean(cells[0]?.closest("thead"));
    const told = cells.map((cell, place) => (isHead ? `${words(cell)}${percent[place] && !words(cell).includes("%") ? ", %" : ""}` : datum(cell, percent[place])));
    if (cited) told.push(isHead ? "Evidence" : evidenceIn(cells[0].parentElement));
    return `${told.map(quoted).join(",")}\r\n`;
  });
  return `\ufeff${lines.join("")}`;
}

function words(cell) {
  const twin = cell?.cloneNode(true) || make("td");
  all("sup, .hidden", twin).forEach((part) => part.remove());
  return twin.textContent.trim();
}

function datum(cell, isPercent) {
  const text = words(cell);
  if (!cell.matches(".right")) return text;
  const number = text.replace("−", "-").replaceAll(/[, \u00a0\u202f](?=\d{3}(\D|$))/g, "").replace(isPercent ? "%" : "", "").replace(/^\+/, "");
  return /^-?\d+(\.\d+)?$/.test(number) ? number : text;
}

function evidenceIn(row) {
  return [...new Set(all("sup", row).flatMap((cite) => entriesOf(numbersOf(cite))).map((entry) => entry.id))].join("; ");
}

/* The drawing on a ground of its own, with its fonts, as a file. */
function standalone(svg) {
  const twin = svg.cloneNode(true), style = document.createElementNS(svg.namespaceURI, "style"), ground = document.createElementNS(svg.namespaceURI, "rect");
  const faces = [...document.styleSheets[0].cssRules].filter((rule) => rule instanceof CSSFontFaceRule && rule.cssText.includes("Sans"));
  style.textContent = `${faces.map((rule) => rule.cssText).join("")}text{font-family:"Source Sans 3",sans-serif}`;
  Object.entries({ width: "100%", height: "100%", fill: "#fff", stroke: "none" }).forEach(([name, value]) => ground.setAttribute(name, value));
  twin.setAttribute("width", `${svg.viewBox.baseVal.width}pt`);
  twin.setAttribute("height", `${svg.viewBox.baseVal.height}pt`);
  twin.prepend(style, ground);
  return new XMLSerializer().serializeToString(twin);
}

/* On a narrow screen the rows of a table of words become blocks that name each part; it stays a table to those who listen. */
function stack() {
  all(".exhibit.table table").filter((table) => one("thead", table) && one("tbody :is(.wordy, .wraps)", table)).forEach((table) => {
    const heads = [...table.rows[0].cells].map((cell) => cell.textContent);
    const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell", "th[scope=col]": "columnheader", "th[scope=row]": "rowheader" };
    table.classList.add("stacked");
    Object.entries(roles).forEach(([selector, role]) => all(selector, table).forEach((part) => part.setAttribute("role", role)));
    all("tbody tr", table).forEach((row) => [...row.cells].forEach((cell, place) => { if (heads[place]) cell.dataset.label = heads[place]; }));
  });
}
