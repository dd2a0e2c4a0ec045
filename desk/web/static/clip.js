/* Marks, ticks and the order of a clip: keys, dragging, copying, and what happens when the desk is not reached.
   Every page works without it. */
"use strict";
(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const isTyping = (element) => element.closest?.("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");

  /* Keys: 1 2 3 0 tone, n note, x into the clip or out of it, Alt+arrows order */
  const TONE_KEYS = { 1: "1", 2: "2", 3: "3" };

  function currentRow() {
    return document.activeElement?.closest(".clip-row") ?? find(".clip-row.current");
  }

  function currentMarking() {
    const row = currentRow();
    if (row) return row;
    const hit = document.activeElement?.closest("[data-id]") ?? find(".hit.current, .hit[aria-current]");
    const pane = find(".reading .marking");
    if (hit && !hit.matches(".reading, .reading *")) {
      const id = hit.dataset.id;
      return document.getElementById(`marking-${id}`) ?? document.getElementById(`row-marking-${id}`);
    }
    return pane ?? find(".marking");
  }

  function press(button) {
    if (button && !button.disabled) button.click();
  }

  function pressTone(marking, number) {
    const pressed = find('[data-tone][aria-pressed="true"]', marking);
    const wanted = number === "0" ? pressed : find(`[data-tone="${number}"]`, marking);
    if (wanted && (number === "0" || wanted !== pressed)) press(wanted);
  }

  const keysAreOff = () => document.documentElement.dataset.keys === "off";

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const row = event.target.closest?.(".clip-row");
    if (event.altKey && !event.ctrlKey && !event.metaKey && row && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      const button = document.getElementById(`${event.key === "ArrowUp" ? "up" : "down"}-${row.dataset.item}`);
      if (button) {
        if (!isTyping(event.target)) button.focus();
        press(button);
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keysAreOff()) return;
    if (find("#clip-rows") && (event.key === "j" || event.key === "k")) {
      moveFocus(event.key === "j" ? 1 : -1);
      event.preventDefault();
      return;
    }
    const marking = currentMarking();
    if (!marking) return;
    if (event.key === "0" || TONE_KEYS[event.key]) {
      if (!find("[data-tone]", marking)) return;
      event.preventDefault();
      pressTone(marking, event.key);
    } else if (event.key === "n") {
      const note = find("textarea", marking);
      if (!note) return;
      event.preventDefault();
      note.focus();
    } else if (event.key === "x") {
      const button = find('[data-drop], button[name="on"]', marking);
      if (!button) return;
      event.preventDefault();
      press(button);
    }
  });

  function moveFocus(step) {
    const rows = [...document.querySelectorAll("#clip-rows > .clip-row")];
    const at = rows.indexOf(currentRow());
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  /* Where the rows are made anew, the one that was worked on keeps the focus */
  let focusedRow = null;
  document.addEventListener("focusin", (event) => {
    focusedRow = event.target.closest?.(".clip-row")?.dataset.item ?? null;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (document.activeElement === document.body && focusedRow) document.getElementById(`item-${focusedRow}`)?.focus();
    document.querySelectorAll("textarea[rows='1']").forEach(grow);
  });

  /* A note grows with its text, and Enter saves it; Shift+Enter begins a line */
  function grow(area) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("textarea[rows='1']")) grow(event.target);
  });
  document.addEventListener("keydown", (event) => {
    const area = event.target;
    if (!area.matches?.("form.note textarea") || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      area.blur();
      area.closest(".clip-row")?.focus();
    } else if (event.key === "Escape") {
      area.value = area.defaultValue;
      area.blur();
    }
  });

  /* Order by dragging: the number of a row is its handle */
  let drag = null;

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest?.("[data-drag]");
    if (!handle || event.button !== 0) return;
    const row = handle.closest(".clip-row");
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    drag = { row, handle, list: row.parentElement, next: row.nextElementSibling, pointer: event.pointerId };
    row.classList.add("dragged");
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const others = [...drag.list.children].filter((one) => one !== drag.row);
    const behind = others.find((one) => {
      const box = one.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    if ((behind ?? null) !== drag.row.nextElementSibling) drag.list.insertBefore(drag.row, behind ?? null);
    const edge = 60;
    if (event.clientY < edge) window.scrollBy(0, -12);
    else if (event.clientY > window.innerHeight - edge) window.scrollBy(0, 12);
  });
  const endDrag = (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { row, list, next } = drag;
    drag = null;
    row.classList.remove("dragged");
    if (event.type === "pointercancel") {
      list.insertBefore(row, next);
    } else if (row.nextElementSibling !== next) {
      sendOrder(row);
    }
  };
  document.addEventListener("pointerup", endDrag);
  document.addEventListener("pointercancel", endDrag);

  function sendOrder(row) {
    const form = document.getElementById("clip-order");
    const before = row.nextElementSibling?.dataset.item ?? "";
    const behind = before ? "" : row.previousElementSibling?.dataset.item ?? "";
    form.elements.item.value = row.dataset.item;
    form.elements.before.value = before;
    form.elements.behind.value = behind;
    focusedRow = row.dataset.item;
    form.requestSubmit();
  }

  /* Copying: a click on "copy the message" has it in the clipboard; where that is not allowed its page opens */
  document.querySelectorAll("[data-copy-from]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", async (event) => {
    const close = event.target.closest?.("[data-close]");
    if (close) {
      event.preventDefault();
      close.closest(".message")?.remove();
      return;
    }
    const from = event.target.closest?.("[data-copy-from]");
    if (from) {
      const area = document.getElementById(from.dataset.copyFrom);
      if (!(await copyText(area.value))) {
        area.focus();
        area.select();
        document.execCommand("copy");
      }
      from.classList.add("done");
      from.textContent += " ✓";
      return;
    }
    const link = event.target.closest?.("[data-copy]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
    event.preventDefault();
    const label = link.textContent;
    try {
      const answer = await fetch(link.dataset.copy, { credentials: "same-origin" });
      if (!answer.ok || !(await copyText(await answer.text()))) throw new Error("not copied");
      link.textContent = `${label} ✓`;
      window.setTimeout(() => { link.textContent = label; }, 4000);
    } catch {
      window.location.assign(link.href);
    }
  });

  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }

  /* Without a connection nothing typed is lost: a bar says so, and sends it again */
  let unsent = [];
  const bar = document.getElementById("not-saved");

  document.addEventListener("htmx:error", (event) => {
    const source = event.detail?.ctx?.sourceElement;
    if (!bar || !source?.matches?.("form[method=post]")) return;
    const submitter = event.detail.ctx.sourceEvent?.submitter ?? null;
    unsent = unsent.filter((one) => one.form.id !== source.id || one.form !== source);
    unsent.push({ form: source, submitter });
    bar.hidden = false;
  });
  find("[data-retry]")?.addEventListener("click", () => {
    const again = unsent;
    unsent = [];
    bar.hidden = true;
    again.forEach(({ form, submitter }) => {
      if (form.isConnected) form.requestSubmit(submitter?.isConnected ? submitter : null);
    });
  });

  document.querySelectorAll("textarea[rows='1']").forEach(grow);
})();
