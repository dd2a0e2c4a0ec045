// Marks, ticks and the order of a clip: keys, dragging, copying. Every page works without it.
const rowAt = (element) => element?.closest?.(".clip-row") ?? null;

// Keys: 1 2 3 0 tone, n note, x clip, Alt+arrows order, j k rows: of what has the focus, else of what is read.
const currentMarking = () => {
  const row = rowAt(focused()), hit = focused()?.closest("#results .hit");
  if (row || !hit) return row ?? find("main .marking");
  return byId(`marking-${hit.dataset.id}`) ?? byId(`row-marking-${hit.dataset.id}`);
};
const moveFocus = (by) => {
  const rows = [...all("#clip-rows > .clip-row")];
  goTo(rows, rows.indexOf(rowAt(focused())) + by);
};
const actOf = (event) => {
  if (find("#clip-rows") && "jk".includes(event.key)) return () => moveFocus(event.key === "j" ? 1 : -1);
  const marking = currentMarking();
  if (!marking) return null;
  if (event.key === "n") { const note = find("textarea", marking); return note && (() => note.focus()); }
  if (event.key === "x") { const tick = find('[data-drop], [name="on"]', marking); return tick && (() => tick.click()); }
  if (!"0123".includes(event.key) || !find("[data-tone]", marking)) return null;
  const set = find('[data-tone][aria-pressed="true"]', marking);
  const wanted = event.key === "0" ? set : find(`[data-tone="${event.key}"]`, marking);
  return () => { if (wanted && (event.key === "0" || wanted !== set)) wanted.click(); };
};
on("keydown", (event) => {
  if (isNoKey(event) || find("dialog[open]")) return;
  const row = rowAt(event.target), arrow = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  let act = null;
  if (event.altKey) act = row && arrow && (() => byId(`${arrow}-${row.dataset.item}`)?.click());
  else if (event.target.matches?.(NOTES)) {
    if (event.key === "Enter" && !event.shiftKey) act = () => { event.target.blur(); row?.focus(); };
  } else if (event.key.length === 1 && !event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select") && !remembered(OFF)) {
    act = actOf(event);
  }
  if (!act) return;
  event.preventDefault();
  act();
}, true);

// The row that was worked on keeps the focus where rows are made anew; a note is as high as its text.
let worked = null;
const grow = (area) => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
const growAll = () => all(NOTES).forEach(grow);
on("focusin", (event) => { worked = rowAt(event.target)?.dataset.item; });
on("input", (event) => { if (event.target.matches?.(NOTES)) grow(event.target); });
on("htmx:after:swap", () => {
  if (focused() === document.body && worked) byId(`item-${worked}`)?.focus();
  growAll();
});

// A move alone: the others go round the row, or the row round them, so that the one that is typed into stays in its place.
on("htmx:before:request", ({ detail: { ctx } }) => {
  const list = byId("clip");
  if (list && ctx.request.action.endsWith("/order")) ctx.request.body.set("shown", list.dataset.seen);
});
on("clip-moved", ({ detail: { item, number, seen } }) => {
  const row = byId(`item-${item}`), list = row.parentElement, rows = [...list.children].filter((one) => one !== row);
  const at = [...list.children].indexOf(row), active = rowAt(focused());
  if (active !== row) list.insertBefore(row, rows[number - 1] ?? null);
  else if (number - 1 < at) row.after(...rows.slice(number - 1, at));
  else row.before(...rows.slice(at, number - 1));
  [...list.children].forEach((one, index) => { find(".clip-number", one).textContent = index + 1; });
  byId("clip").dataset.seen = seen;
});

// Order by dragging: the number of a row is its handle.
let drag = null, takeBack = null;
on("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-drag]"), row = rowAt(handle);
  if (!row || event.button) return;
  event.preventDefault();
  focused().blur();  // saves a note that is being typed: its row may be taken elsewhere
  handle.setPointerCapture(event.pointerId);
  drag = { row, list: row.parentElement, next: row.nextElementSibling, pointer: event.pointerId };
  row.classList.add("dragged");
});
on("pointermove", (event) => {
  if (event.pointerId !== drag?.pointer) return;
  const next = [...drag.list.children].find((one) => {
    const box = one.getBoundingClientRect();
    return one !== drag.row && event.clientY < box.top + box.height / 2;
  }) ?? null;
  if (next !== drag.row.nextElementSibling) drag.list.insertBefore(drag.row, next);
  if (event.clientY < 60) scrollBy(0, -12);
  else if (event.clientY > innerHeight - 60) scrollBy(0, 12);
});
const endDrag = (event) => {
  if (event.pointerId !== drag?.pointer) return;
  const { row, list, next } = drag;
  drag = null;
  row.classList.remove("dragged");
  takeBack = () => list.insertBefore(row, next?.isConnected ? next : null);
  if (event.type === "pointercancel") takeBack();
  else if (row.nextElementSibling !== next) sendOrder(row);
};
on("pointerup", endDrag);
on("pointercancel", endDrag);
const sendOrder = (row) => {
  const form = byId("clip-order"), before = row.nextElementSibling?.dataset.item ?? "";
  const values = { item: row.dataset.item, before, behind: before ? "" : row.previousElementSibling?.dataset.item ?? "" };
  for (const name in values) find(`[name="${name}"]`, form).value = values[name];
  worked = row.dataset.item;
  form.requestSubmit();
};
on("htmx:response:error", (event) => { if (event.detail?.ctx?.sourceElement?.id === "clip-order") takeBack?.(); });

// Copying the message; where the clipboard is not allowed, its page opens, or its text is chosen.
const copy = (text) => navigator.clipboard.writeText(text);
const tick = (element) => { if (!element.textContent.endsWith("✓")) element.textContent += " ✓"; };
on("click", async (event) => {
  const from = event.target.closest?.("[data-close], [data-copy-from], [data-copy]");
  if (!from || isModified(event)) return;
  event.preventDefault();
  if (from.matches("[data-close]")) { from.closest(".message").remove(); return; }
  const area = byId(from.dataset.copyFrom);
  try {
    const answer = area ? null : await fetch(from.dataset.copy);
    if (answer?.ok === false) throw new Error(answer.statusText);
    await copy(area ? area.value : await answer.text());
    tick(from);
  } catch {
    if (area) area.select(); else location.assign(from.href);
  }
});
for (const button of all("[data-copy-from]")) button.hidden = false;
growAll();
