"use strict";
(() => {
  const { epoch, events } = document.currentScript.dataset;
  const address = `${events}?epoch=${epoch}&path=${encodeURIComponent(location.pathname)}`;
  let overlay = null;
  let source = null;

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

  // Each style sheet makes room for its newer self only once that is loaded, so that the page is never without.
  const restyle = (styles, version) => {
    for (const link of document.querySelectorAll("link[rel~=stylesheet]:not([data-old])")) {
      const { pathname } = new URL(link.href);
      if (!styles.includes(pathname)) continue;
      const newer = link.cloneNode();
      newer.href = `${pathname}?v=${version}`;
      newer.addEventListener("load", () => link.remove(), { once: true });
      link.dataset.old = "";
      link.after(newer);
    }
  };

  // A page that nobody sees does not listen: browsers keep few connections to one server, and every tab would hold one.
  const mute = () => { source?.close(); source = null; };
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(address);
    source.addEventListener("reload", () => { mute(); location.reload(); });
    source.addEventListener("problems", (event) => show(JSON.parse(event.data)));
    source.addEventListener("settled", (event) => {
      const { epoch: version, styles } = JSON.parse(event.data);
      hide();
      restyle(styles, version);
    });
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? mute() : listen()));
  addEventListener("pagehide", mute);
  addEventListener("pageshow", listen);
  listen();
})();
