// Back and forward: the list is where it was, with the pages that were asked for.
const nothing = find(".pane-empty");
let listed = location.search;
on("htmx:before:history:restore", (event) => {
  const { pathname, search: query } = new URL(event.detail.path, location);
  const link = [...all("#results .open")].find((one) => one.pathname === pathname);
  if (!nothing || query !== listed || pathname !== "/" && !link) return;  // another list: the page is made anew
  event.preventDefault();
  if (link) open(link, "false"); else find("#pane").replaceChildren(nothing);
});

// A page that is made anew asks for as many pages of the list again, then goes to its place.
const pages = () => all("#results .hits").length;
addEventListener("pagehide", () => sessionStorage.setItem(location, [pages(), scrollY]));
const isNew = performance.getEntriesByType("navigation")[0].type === "navigate";
const [wanted, place] = (!isNew && sessionStorage.getItem(location) || "0").split(",");
let there = 0;
const fill = () => {
  const more = find("#results .more a");
  if (pages() <= there || wanted < 1) return;
  there = pages();
  if (there < wanted && more) more.click(); else { there = Infinity; scrollTo(0, place); }
};
on("htmx:after:swap", () => { listed = location.search; fill(); });
addEventListener("load", () => setTimeout(fill));  // htmx begins in a turn of its own
