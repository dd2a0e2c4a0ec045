// What the pages do beyond htmx. Every page works without this file; nothing here holds text of its own.
const WIDE = matchMedia("(min-width: 60.01rem)");

// Search as one types. While Hangul is composed every jamo is an input: only a longer pause asks then.
let typing = 0;
const search = find("form#search");
if (search) {
  const box = search.elements.q;
  const ask = (pause) => {
    clearTimeout(typing);
    typing = setTimeout(() => search.dispatchEvent(new CustomEvent("typed")), pause);
  };
  box.addEventListener("input", (event) => ask(event.isComposing ? 700 : 250));
  box.addEventListener("compositionend", () => ask(250));
  search.addEventListener("submit", () => clearTimeout(typing));
  search.addEventListener("formdata", (event) => {  // what is empty does not belong in the address
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
  search.addEventListener("htmx:before:request", () => { find("#count").textContent = ""; });
}

// Read beside the list on a wide screen; elsewhere an article is a page of its own.
let opened = 0;
const open = (link, push = "true") => {
  const pane = find("#pane");
  if (!pane || !WIDE.matches || !window.htmx) { location.assign(link.href); return; }
  clearTimeout(typing);
  const mine = ++opened;
  pane.inert = true;  // nothing is typed into what is about to go
  htmx.ajax("GET", link.getAttribute("href"), { source: pane, target: "#pane", swap: "innerHTML", push }).then(() => {
    if (mine !== opened) return;
    pane.inert = false;
    for (const old of all(".hit .open[aria-current]")) old.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    pane.scrollTop = 0;
    const title = pane.querySelector("h1");
    if (title) document.title = title.textContent;
  });
};
on("click", (event) => {
  const link = event.target.closest("a.open");
  if (!link || event.button || isModified(event) || !WIDE.matches || !find("#pane")) return;
  event.preventDefault();
  open(link);
});

// Keys: data-key on a link or button gives it one. Not while typing or composing, not with Ctrl, Alt or Meta.
const help = find("#keys");
const links = () => [...all("#results .open")].filter((link) => link.offsetParent);
const step = (by) => {
  const list = links(), at = list.indexOf(focused().closest(".open"));
  const now = at < 0 ? list.findIndex((link) => link.getAttribute("aria-current")) : at;
  goTo(list, now < 0 ? 0 : now + by);
};
const moves = { j: () => step(1), k: () => step(-1), "/": () => { const box = find("#q"); if (box) { box.focus(); box.select(); } else location.assign("/"); }, "?": () => help.showModal() };
on("keydown", (event) => {
  if (isNoKey(event) || event.altKey) return;
  const field = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (event.key === "Escape" && field) { field.blur(); event.preventDefault(); return; }  // a browser would empty the field
  if (field || event.defaultPrevented || help.open || remembered(OFF)) return;
  const move = Object.hasOwn(moves, event.key) ? moves[event.key] : null;
  const named = move ? null : [...all("[data-key]")].find((one) => one.dataset.key === event.key && one.offsetParent && !one.disabled);
  if (!move && !named) return;
  event.preventDefault();
  if (move) move(); else named.click();
});
const off = find("#keys-off");
off.checked = Boolean(remembered(OFF));
off.addEventListener("change", () => { try { off.checked ? localStorage.setItem(OFF, "1") : localStorage.removeItem(OFF); } catch { off.checked = false; } });
find("#keys-open").addEventListener("click", () => help.showModal());

// A loss of connection: a bar that stays until something gets through; what was asked last is asked again.
const bar = find("#offline");
const lost = new Map();
on("htmx:error", (event) => {
  if (!event.detail.ctx) return;
  lost.set(event.detail.ctx.sourceElement, event.detail.ctx.sourceEvent?.submitter);
  bar.hidden = false;
});
on("htmx:after:request", () => { bar.hidden = true; });
find("#offline-again").addEventListener("click", () => {
  const asked = [...lost].filter(([one]) => one.isConnected && one.matches("form, a, button"));
  lost.clear();
  if (!asked.length && search) asked.push([search]);  // a reload would lose what is typed
  if (!asked.length) location.reload();
  for (const [one, pressed] of asked) {
    if (one === search) one.dispatchEvent(new CustomEvent("typed"));
    else if (one.matches("form")) one.requestSubmit(pressed?.form === one ? pressed : null);
    else one.click();
  }
});
