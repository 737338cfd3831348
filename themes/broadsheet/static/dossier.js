// What the pages but the reports gain where JavaScript runs: filters for the chronology, the search. All of it is extra: every
// page works without.

"use strict";

/**
 * Shows the entries of one kind, actor or outlet. A link such as `?actor=the-council&kind=key` leads straight to them, and the
 * years in the rail keep the choice.
 */
function filters(form) {
  const entries = [...document.querySelectorAll(".entry[data-actors]")];
  const groups = [...document.querySelectorAll(".month, .year")];
  const status = form.querySelector(".none");
  const links = [...document.querySelectorAll(".rail a, .neighbours a")].map((link) => [link, new URL(link.href)]);
  const attributes = { kind: "kinds", actor: "actors", source: "sources" };
  const selects = [...form.querySelectorAll("select")];
  const chosen = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = chosen.get(select.name) ?? "";
    // Only the most frequent are on offer, but a link may ask for any.
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
    select.value = value;
  }
  const fits = (entry, select) => !select.value || entry.dataset[attributes[select.name]].split(" ").includes(select.value);
  const apply = () => {
    let shown = 0;
    for (const entry of entries) {
      entry.hidden = !selects.every((select) => fits(entry, select));
      if (!entry.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".entry:not([hidden])");
    const query = new URLSearchParams(selects.filter((select) => select.value).map((select) => [select.name, select.value])).toString();
    for (const [link, address] of links) {
      address.search = query;
      link.href = address.href;
    }
    status.replaceChildren(...report(query, shown));
    return query;
  };
  const report = (query, shown) => {
    if (!query) return [];
    const words = shown ? status.dataset.some.replace("{n}", shown).replace("{all}", entries.length) : status.dataset.none;
    const pages = selects.map((select) => select.selectedOptions[0]).filter((option) => option?.dataset.href);
    const link = (option) => Object.assign(document.createElement("a"), { href: option.dataset.href, textContent: option.text });
    return [words, ...pages.flatMap((option) => [" ", link(option)])];
  };
  form.addEventListener("change", () => {
    const query = apply();
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  });
  apply();
}

/** Brings the year of the page into view among the years, beside or above the page, without moving the page. */
function rail(list) {
  const here = list.querySelector("[aria-current=page]");
  if (!here) return;
  const strip = list.querySelector("ol");
  strip.scrollLeft += here.getBoundingClientRect().left - strip.getBoundingClientRect().left - strip.clientWidth / 2;
  list.scrollTop += here.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 2;
}

/** Searches with Pagefind, whose index is read when the first words are typed. */
function search(form) {
  const status = document.querySelector(".search-status");
  const results = document.querySelector(".search-results");
  const input = form.elements.q;
  let engine;
  let latest = 0;
  const run = async () => {
    const turn = ++latest;
    const words = input.value.trim();
    status.textContent = "";
    if (!words) return results.replaceChildren();
    try {
      engine ??= await import(`${form.dataset.index}pagefind.js`);
      const found = await engine.search(words);
      const pages = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
      if (turn !== latest) return;
      results.replaceChildren(...pages.map((page) => resultItem(page, form.dataset)));
      if (!pages.length) status.textContent = form.dataset.empty;
    } catch {
      status.textContent = form.dataset.unavailable;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?${new URLSearchParams({ q: input.value })}`);
    run();
  });
  input.addEventListener("input", run);
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) run();
}

/** A result: title, then kind, outlet and date, then the words around what was found. `kinds` names the kinds. */
function resultItem(page, kinds) {
  const item = document.createElement("li");
  const heading = document.createElement("h2");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title;
  heading.append(link);
  const { kind, source, date } = page.meta;
  const day = date && new Date(date).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  const meta = document.createElement("p");
  meta.className = "meta";
  meta.textContent = [kinds[kind], source, day].filter(Boolean).join(" · ");
  const excerpt = document.createElement("p");
  // Pagefind escapes the text of its excerpts and adds <mark> alone.
  excerpt.innerHTML = page.excerpt;
  item.append(heading, meta, excerpt);
  return item;
}

for (const [selector, enhance] of [[".filters", filters], [".rail", rail], [".search", search]]) {
  const element = document.querySelector(selector);
  if (element) enhance(element);
}
