// The watch mode in a real browser: a save shows, a mistake is told without losing the page, mending it clears the message.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { browser, dossier, picture, serve } from "./support.mjs";

test("a save shows, a mistake is told, and mending clears it", async (context) => {
  const folder = dossier(context);
  const article = join(folder, "content", "articles", "2024-09-20-guterres-calls-maduro.md");
  const good = readFileSync(article, "utf8");
  const base = await serve(context, folder);
  const page = await (await browser(context)).newPage();
  await page.goto(`${base}articles/2024-09-20-guterres-calls-maduro/`);

  writeFileSync(article, `${good}\nA sentence that was just written.\n`);
  await page.getByText("A sentence that was just written.").waitFor();

  writeFileSync(article, good.replace("title:", "titel: <script>document.title = 'pwned'</script>\ntitle:"));
  const overlay = page.getByRole("alert");
  await overlay.waitFor();
  await page.screenshot({ path: picture("serve-overlay") });
  assert.match(await overlay.textContent(), /2024-09-20-guterres-calls-maduro\.md:\d+:\d+/);
  assert.match(await overlay.textContent(), /<script>/);
  assert.notEqual(await page.title(), "pwned");
  await page.reload();
  await overlay.waitFor();

  writeFileSync(article, good);
  await overlay.waitFor({ state: "detached" });
  assert.equal(await page.getByText("A sentence that was just written.").count(), 0);
});
