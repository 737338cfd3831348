// The built site in the eyes of others: the Nu HTML checker, and a crawler that follows every link and anchor.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

import { LinkChecker } from "linkinator";
import vnu from "vnu-jar";

import { demonstration, pages } from "./support.mjs";

/** What the checker does not know yet of CSS: anchor positioning and container queries. */
const unknown = /“(anchor-name|position-anchor|position-area|position-try|container-type)”: Property|at-rule “@container”/;

for (const theme of ["broadsheet", "plain"]) test(`HTML and CSS of ${theme} are valid`, async (context) => {
  const { folder } = await demonstration(context, theme, "--no-search");
  const run = spawnSync("java", ["-jar", String(vnu), "--skip-non-html", "--also-check-css", "--format", "json", folder], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const messages = JSON.parse(run.stderr || '{"messages":[]}').messages;
  const errors = messages.filter(({ type, message }) => type === "error" && !unknown.test(message));
  assert.deepEqual(errors.map(({ url, lastLine, message }) => `${url}:${lastLine}: ${message}`), []);
});

for (const theme of ["broadsheet", "plain"]) test(`no link and no anchor of ${theme} is broken`, async (context) => {
  const { base, folder } = await demonstration(context, theme);
  const { links } = await new LinkChecker().check({
    path: pages(folder).map((address) => base + address),
    recurse: true,
    checkFragments: true,
    linksToSkip: (link) => Promise.resolve(!link.startsWith(new URL(base).origin)),
  });
  const checked = links.filter(({ state }) => state !== "SKIPPED");
  assert.ok(checked.length > pages(folder).length, "links were followed");
  assert.deepEqual(checked.filter(({ state }) => state === "BROKEN").map(({ url, parent }) => `${parent} → ${url}`), []);
});
