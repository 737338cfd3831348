// The search, with Pagefind, whose index is read with the first words.

"use strict";

const form = document.querySelector("form");
const [status, results] = [document.querySelector("[role=status]"), document.querySelector("main > ol")];

async function search(words) {
  results.replaceChildren();
  try {
    const engine = await import(`${form.dataset.index}pagefind.js`);
    const found = await engine.search(words);
    const pages = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
    results.append(...pages.map(item));
    status.textContent = pages.length ? "" : form.dataset.empty;
  } catch {
    status.textContent = form.dataset.unavailable;
  }
}

function item({ url, meta, excerpt }) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: meta.title });
  const [about, words] = [document.createElement("p"), document.createElement("p")];
  about.className = "meta";
  about.textContent = [meta.source, meta.date].filter(Boolean).join(", ");
  // Pagefind escapes the text of its excerpts and adds <mark> alone.
  words.innerHTML = excerpt;
  const item = document.createElement("li");
  item.append(link, about, words);
  return item;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(form.elements.q.value);
});
form.hidden = false;
