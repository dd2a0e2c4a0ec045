// What the other files share: each of them is a part of one function, joined by static_files.py.
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector) => document.querySelectorAll(selector);
const byId = (id) => document.getElementById(id);
const focused = () => document.activeElement;
const on = (name, act, capture) => document.addEventListener(name, act, capture);
const OFF = "desk-keys-off", NOTES = "form.note textarea";
const remembered = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
document.documentElement.classList.add("js");
const isModified = (event) => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
const isNoKey = (event) => event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey;
const goTo = (list, at) => {
  const next = list[Math.min(Math.max(at, 0), list.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
};
