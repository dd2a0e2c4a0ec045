// What somebody types stays: an answer that comes late takes away neither the text nor the place in it.
const typed = new Set();  // fields with a text that no answer has confirmed
const sent = new WeakMap();
let composing = null;

on("input", ({ target }) => typed.add(target));
on("compositionstart", ({ target }) => { composing = target; });
on("compositionend", () => { composing = null; });

// A note is saved when its field is left, also where the browser says nothing of a change.
const save = (area) => { if (typed.has(area) && sent.get(area) !== area.value) area.form.requestSubmit(); };
on("focusout", ({ target }) => { if (target.matches(NOTES)) setTimeout(save, 0, target); });
addEventListener("pagehide", () => {
  for (const one of typed) if (one.matches(NOTES)) navigator.sendBeacon(one.form.action, new URLSearchParams(new FormData(one.form)));
});

// What was asked is sent in order, one after the other: leaving before the last one is sent would lose it.
const waiting = new Set();
on("htmx:config:request", ({ detail: { ctx } }) => {
  if (ctx.request.method === "POST") waiting.add(ctx);
  const area = ctx.sourceElement.matches("form.note") && ctx.sourceElement.elements.note;
  if (area) sent.set(area, area.value);
});
on("htmx:finally:request", ({ detail: { ctx } }) => waiting.delete(ctx));
addEventListener("beforeunload", (event) => { if (waiting.size > 1) event.preventDefault(); });

// An answer that is morphed in leaves those fields as they are; where one replaces them, the new ones get the text.
on("htmx:before:morph:node", (event) => { if (typed.has(event.target)) event.preventDefault(); });
let kept = [];
on("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  const isReplaced = (field) => tasks.some(({ target, swapSpec }) => !/Morph|none/.test(swapSpec?.style) && target?.contains?.(field));
  if (composing && isReplaced(composing)) {
    event.preventDefault();
    composing.addEventListener("compositionend", () => setTimeout(() => htmx.swap(ctx)), { once: true });
    return;
  }
  for (const field of typed) {
    if (!field.isConnected || (ctx.response?.status < 400 && field.form === ctx.sourceElement && sent.get(field) === field.value)) typed.delete(field);
  }
  kept = [...typed].filter(isReplaced).map(({ id, value, selectionStart }) => ({ id, value, at: selectionStart, active: focused().id }));
});
on("htmx:after:swap", () => {
  for (const { id, value, at, active } of kept.splice(0)) {
    const field = byId(id);
    if (!field) continue;
    field.value = value;
    typed.add(field);
    const closed = field.closest("details");
    if (closed) closed.open = true;
    if (active !== id) continue;
    field.focus();
    field.setSelectionRange(at, at);
  }
  const field = focused();
  if (field.matches(NOTES) && !typed.has(field)) field.value = field.defaultValue;
});
