/* Hovering or focusing a citation shows its evidence in place; the arrow down leads into it, Escape out. On touch a tap opens a sheet. */
function peek() {
  let card = null, owner = null, timer = 0, touched = false, passed = null;
  const later = (work, wait) => { clearTimeout(timer); timer = setTimeout(work, wait); };
  const close = () => {
    clearTimeout(timer);
    if (!card) return;
    owner.removeAttribute("aria-describedby");
    owner.removeAttribute("aria-expanded");
    card.remove();
    card = owner = null;
  };
  const back = () => {
    passed = owner;
    close();
    passed.focus({ preventScroll: true });
    passed = null;
  };

  const open = (link) => {
    if (owner === link) return clearTimeout(timer);
    close();
    const found = link.getAttribute("role") === "doc-noteref" ? [named(link.hash)] : entriesOf(link.textContent);
    owner = link;
    card = make("div", { className: "peek", id: "peek", tabIndex: -1 }, ...found.slice(0, 6).map(shown));
    card.setAttribute("role", "note");
    card.setAttribute("aria-label", "Evidence");
    if (found.length > 6) card.append(make("p", { className: "lead" }, `… and ${found.length - 6} more: `, listing(link, `show all ${found.length}`)));
    if (touched) card.prepend(bar(link, found));
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse" && !card?.contains(document.activeElement)) later(close, 250); });
    card.addEventListener("focusin", () => clearTimeout(timer));
    card.addEventListener("focusout", () => { if (!touched) later(close, 250); });
    card.addEventListener("keydown", leave);
    card.addEventListener("click", (event) => { if (event.target.closest('a[href^="#"]')) close(); });
    one("main").append(card);
    link.setAttribute("aria-describedby", "peek");
    link.setAttribute("aria-expanded", "true");
    if (touched) lift(link); else place(link);
  };

  /* On a narrow screen: a bar that stays, with the way out and the way on; and the text moves up so that the claim can be seen. */
  const bar = (link, found) => {
    const button = make("button", { className: "close", type: "button", textContent: "×", onclick: back });
    button.setAttribute("aria-label", "Close");
    const onward = found.length > 1 ? listing(link, "Open in the list") : make("a", { href: link.hash, textContent: "Open in the list" });
    return make("div", { className: "bar" }, link.getAttribute("role") ? "" : onward, button);
  };
  const lift = (link) => {
    card.classList.add("sheet");
    const hidden = link.getBoundingClientRect().bottom + 16 - card.getBoundingClientRect().top;
    if (hidden > 0) scrollBy(0, hidden);
    card.focus({ preventScroll: true });
  };
  const place = (link) => {
    const at = link.getBoundingClientRect(), above = at.top - 16, below = innerHeight - at.bottom - 16;
    card.style.maxHeight = `min(24rem, ${Math.max(above, below)}px)`;
    const own = card.getBoundingClientRect();
    const left = Math.max(16, Math.min(at.left - 24, document.documentElement.clientWidth - own.width - 16));
    const isAbove = below < own.height && above > below;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(isAbove ? at.top - own.height - 8 : at.bottom + 8) + scrollY}px`;
    card.classList.toggle("long", card.scrollHeight > card.clientHeight && link === document.activeElement);
  };
  const listing = (link, words) => {
    const button = make("button", { className: "plain", type: "button", textContent: words });
    button.addEventListener("click", () => { close(); evidence?.show(link.textContent); });
    return button;
  };

  /* The keyboard walks through the card, and from its ends back to the citation. */
  const leave = (event) => {
    if (event.key !== "Tab") return;
    const stops = [card, ...all("a, button", card)];
    if (stops[stops.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1)]) return;
    event.preventDefault();
    back();
  };

  const numbered = all(".entry > p > a").filter((link) => /^\d+$/.test(link.textContent));
  [...all("sup > a"), ...numbered].forEach((link) => {
    link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") later(() => open(link), 120); });
    link.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(close, 250); });
    link.addEventListener("focus", () => { if (!touched && passed !== link) open(link); });
    link.addEventListener("blur", () => { if (!touched) later(close, 250); });
    link.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" || owner !== link) return;
      event.preventDefault();
      card.focus({ preventScroll: true });
    });
    link.addEventListener("click", (event) => {
      if (touched && owner !== link) { event.preventDefault(); open(link); } else close();
    });
  });
  addEventListener("keydown", (event) => {
    touched = false;
    if (event.key !== "Escape") return;
    if (card?.contains(document.activeElement)) back(); else close();
  }, true);
  addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (card && !card.contains(event.target) && event.target !== owner) close();
  }, true);
}

/* What a card shows of an entry, of one figure in a series, or of a note. */
function shown(found) {
  const entry = found.closest(".entry"), twin = make("div", { className: entry ? "entry" : "note-shown" });
  const copies = (selector) => all(selector, entry).map((part) => part.cloneNode(true));
  if (!entry) twin.append(...[...found.childNodes].filter((part) => !part.matches?.(".back")).map((part) => part.cloneNode(true)));
  else if (entry === found) twin.append(...copies(":scope > a, :scope > p:nth-of-type(-n + 2), :scope > ul"));
  else {
    const figure = found.cloneNode(true), number = one("a", figure);
    number.remove();
    twin.append(number, make("p", {}, `${one("p", entry).textContent}, ${figure.textContent.trim()}`), ...copies(":scope > p:nth-of-type(2), :scope > ul:not(.figures)"));
  }
  all("[id]", twin).forEach((part) => part.removeAttribute("id"));
  all(".anchor", twin).forEach((part) => part.remove());
  return twin;
}
