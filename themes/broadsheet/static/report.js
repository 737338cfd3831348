// What the page of a report gains where JavaScript runs: switches for the marks. All of it is extra: the page works without.

"use strict";

const HIDDEN_KINDS = "diurna-hidden-marks";

/** Turns the legend of the marks into switches, kept in the browser. */
function markSwitches(list) {
  const report = document.querySelector(".report");
  const hidden = new Set(read(HIDDEN_KINDS));
  for (const sample of list.querySelectorAll("[data-kind]")) {
    const kind = sample.dataset.kind;
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = !hidden.has(kind);
    const label = document.createElement("label");
    sample.before(label);
    label.append(box, sample);
    const apply = () => report.classList.toggle(`hide-${kind}`, !box.checked);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(kind);
      else hidden.add(kind);
      write(HIDDEN_KINDS, [...hidden]);
      apply();
    });
    apply();
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still has the switches for this page.
  }
}

for (const list of document.querySelectorAll(".switches")) markSwitches(list);
