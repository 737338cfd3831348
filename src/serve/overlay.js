"use strict";
(() => {
  const { epoch, events } = document.currentScript.dataset;
  let overlay = null;
  const hide = () => { overlay?.remove(); overlay = null; };
  const show = (problems) => {
    hide();
    overlay = document.createElement("div");
    const shadow = overlay.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = `
      section { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; z-index: 2147483647;
        background: #1d1d1f; color: #f5f5f5; border-top: 4px solid #d33; padding: 1rem 1.5rem;
        font: 14px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
      p { margin: 0 0 .75rem; font-family: system-ui, sans-serif; }
      pre { margin: 0; white-space: pre-wrap; }`;
    const section = document.createElement("section");
    section.setAttribute("role", "alert");
    const lead = document.createElement("p");
    lead.textContent = "The page is as it was before the last save, until this is mended:";
    const text = document.createElement("pre");
    text.textContent = problems;
    section.append(lead, text);
    shadow.append(style, section);
    document.body.append(overlay);
  };
  const source = new EventSource(`${events}?epoch=${epoch}`);
  source.addEventListener("reload", () => { source.close(); location.reload(); });
  source.addEventListener("problems", (event) => show(JSON.parse(event.data)));
})();
