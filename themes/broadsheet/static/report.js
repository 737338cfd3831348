// What the page of a report gains where JavaScript runs: a card beside each mark, buttons that copy links and citations,
// notes that open in place, switches for the marks. All of it is extra: a mark is a link, and what a card shows stands at
// the foot of the page.

"use strict";

/** How long the pointer rests on a link before its card opens, how long on a stretch of text, and how long it may be away. */
const REST = 150;
const REST_ON_TEXT = 700;
const AWAY = 300;
/** How long a button shows that it has copied. */
const SAID = 3000;
/** Where the browser keeps the kinds of marks that a reader has switched off. */
const HIDDEN_KINDS = "diurna-hidden-marks";

const text = document.querySelector(".report-text");
const marks = text ? [...text.querySelectorAll(".mark")] : [];
/** As the template has them: the card, the link to a paragraph, and the place where "copied" is said. */
const [card, permalink, status] = document.getElementById("d-card")?.content.cloneNode(true).children ?? [];

/** The address of an anchor of this page as others are to cite it. */
const addressOf = (anchor) => new URL(`#${anchor}`, document.querySelector("link[rel=canonical]")?.href ?? location).href;

/** A card beside the mark that the pointer rests on, that was tapped, or that has the focus. It stands behind the mark, so that
    whoever listens hears it next; its links wait until the down arrow enters it, so that Tab goes on to the next mark. */
function cards() {
  const [body, citation] = card.querySelectorAll(".card-body, .citation");
  const links = () => card.querySelectorAll("a, button");
  let open = null;
  let waiting;
  let pointer;

  const show = (mark) => {
    clearTimeout(waiting);
    if (mark === open) return;
    hide();
    open = mark;
    const details = document.getElementById(mark.getAttribute("aria-details"));
    const isSaid = !details || mark.classList.contains("statement");
    body.replaceChildren((isSaid && mark.getAttribute("aria-description")) || "", details ? copyOf(details) : "");
    citation.textContent = citationOf(mark);
    card.lang = document.documentElement.lang;
    for (const link of links()) link.tabIndex = -1;
    mark.classList.add("open");
    (mark.closest("a") ?? mark).after(card);
    card.showPopover();
    if (!CSS.supports("anchor-name", "--mark")) place(mark);
  };
  const hide = () => {
    clearTimeout(waiting);
    if (!open) return;
    if (card.contains(document.activeElement)) open.focus({ preventScroll: true });
    open.classList.remove("open");
    open = null;
    card.remove();
  };
  const later = (action, delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(action, delay);
  };
  /** For browsers that cannot anchor it: below the mark, above it where there is no room. */
  const place = (mark) => {
    const at = mark.getClientRects()[0];
    const below = at.bottom + card.offsetHeight < innerHeight;
    card.style.left = `${Math.max(0, Math.min(at.left, innerWidth - card.offsetWidth - 12))}px`;
    card.style.top = `${below ? at.bottom : Math.max(0, at.top - card.offsetHeight - 12)}px`;
    addEventListener("scroll", hide, { once: true });
  };
  /** The mark that an event is about; none for the card, which stands within the text, and for links that are no marks. */
  const markOf = ({ target }) => {
    const mark = text.contains(target) && !card.contains(target) && target.closest(".mark");
    return mark && [mark, null].includes(target.closest("a")) ? mark : null;
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const mark = markOf(event);
    if (mark === open || card.contains(event.target)) clearTimeout(waiting);
    else if (mark) later(() => show(mark), mark.href ? REST : REST_ON_TEXT);
    else if (!card.classList.contains("by-keyboard")) later(hide, AWAY);
  });
  document.addEventListener("click", (event) => {
    if (card.contains(event.target)) return;
    const mark = markOf(event);
    const isTap = pointer === "touch";
    if (!mark || (isTap && mark === open)) hide();
    else if (isTap || !mark.href) show(mark);
    if (mark && isTap) event.preventDefault();
  });
  text.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark && mark.matches(":focus-visible")) {
      card.classList.add("by-keyboard");
      show(mark);
    }
  });
  document.addEventListener("focusin", ({ target }) => {
    if (open && target !== open && !card.contains(target)) hide();
  });
  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    card.classList.remove("by-keyboard");
  });
  document.addEventListener("keydown", (event) => {
    if (!open) return;
    if (event.key === "Escape") hide();
    else if (event.key === "ArrowDown" && document.activeElement === open) {
      event.preventDefault();
      for (const link of links()) link.removeAttribute("tabindex");
      card.focus();
    }
  });
  card.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button?.value === "close") hide();
    else if (button) copy(button.value === "link" ? addressOf(anchorOf(open)) : citation.textContent, button);
  });
  for (const mark of marks) {
    // The card says better what would be a tip; for those who listen it stays.
    if (mark.title) mark.setAttribute("aria-description", mark.title);
    mark.removeAttribute("title");
    if (!mark.closest("a")) mark.tabIndex = 0;
  }
}

/** A card's content from the foot of the page, without the ids, of which there can be but one. */
function copyOf(details) {
  const copy = details.cloneNode(true);
  copy.removeAttribute("id");
  const frame = document.createElement(details.localName === "tbody" ? "table" : "div");
  frame.className = details.parentElement.className;
  if (details.localName === "tbody") frame.append(copy);
  else frame.append(...copy.childNodes);
  return frame;
}

/** A mark that was cut in pieces bears its id on the first; a passage has that of its paragraph. */
const anchorOf = (mark) => mark.closest("[id]").id;

/** The words of a mark with outlet, date and address. */
function citationOf(mark) {
  const words = mark.cloneNode(true);
  for (const note of words.querySelectorAll(".note-ref")) note.remove();
  const values = { words: words.textContent.trim().replace(/^[“"«„]|[”"»]$/g, ""), url: addressOf(anchorOf(mark)) };
  return text.dataset.cite.replace(/\{(words|url)\}/g, (_, name) => values[name]);
}

/** Copies words, and says so on the button and to those who listen. */
async function copy(words, button) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    copyBySelection(words);
  }
  status.textContent = status.dataset.done;
  button.classList.add("done");
  setTimeout(() => {
    status.textContent = "";
    button.classList.remove("done");
  }, SAID);
}

/** For pages that did not come over HTTPS. */
function copyBySelection(words) {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = words;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  focused?.focus();
}

/** A link behind each paragraph; a click copies it. */
function permalinks() {
  for (const paragraph of text.querySelectorAll("[id^='p-']")) {
    const link = permalink.cloneNode(true);
    link.href = `#${paragraph.id}`;
    link.lang = document.documentElement.lang;
    paragraph.append(link);
  }
  text.addEventListener("click", ({ target }) => {
    if (target.matches(".permalink")) copy(addressOf(target.hash.slice(1)), target);
  });
}

/** Where there is no margin, a note opens below its paragraph when its number is tapped. */
function notes() {
  text.classList.add("folded");
  text.addEventListener("click", (event) => {
    const reference = event.target.closest(".note-ref");
    const note = reference && document.getElementById(reference.hash.slice(1));
    if (!note || matchMedia("(min-width: 62rem)").matches) return;
    event.preventDefault();
    reference.setAttribute("aria-expanded", note.classList.toggle("open"));
  });
}

/** A button that copies how to cite the report. */
function citeButton(citation) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = citation.dataset.copy;
  const words = citation.textContent;
  button.addEventListener("click", () => copy(words, button));
  citation.append(" ", button);
}

/** Turns the legend of the marks into switches, kept in the browser. */
function markSwitches(list) {
  const hidden = new Set(read(HIDDEN_KINDS));
  for (const sample of list.querySelectorAll("[data-kind]")) {
    const kind = sample.dataset.kind;
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = !hidden.has(kind);
    const label = document.createElement("label");
    sample.before(label);
    label.append(box, sample);
    const apply = () => {
      for (const mark of marks.filter((mark) => mark.classList.contains(kind))) {
        mark.classList.toggle("mark", box.checked);
        mark.classList.toggle("unmarked", !box.checked);
      }
    };
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
    // They still work for this page.
  }
}

if (text && card) {
  document.body.append(status);
  if (card.showPopover) cards();
  permalinks();
  notes();
}
for (const list of document.querySelectorAll(".switches")) markSwitches(list);
for (const citation of document.querySelectorAll(".cite")) citeButton(citation);
