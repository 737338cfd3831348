// Every kind of page of the demonstration dossier: on a phone, a tablet and a desk, by day and by night, on paper, and
// without JavaScript. Nothing may complain, ask another host, run over the edge, or shut anybody out.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { browser, demonstration, picture, visit } from "./support.mjs";

const kinds = {
  home: "",
  articles: "articles/",
  article: "articles/2024-09-20-guterres-calls-maduro/",
  sideBySide: "compare/2024-09-20-guterres-calls-maduro/2024-12-12-government-frees-103/",
  doubtful: "articles/undated-almost-100-released/",
  chronology: "chronology/",
  actors: "actors/",
  actor: "actors/nicolas-maduro/",
  network: "actors/network/",
  event: "events/2024-07-28-election/",
  figures: "figures/",
  measure: "measures/protest-deaths/",
  disagreements: "disagreements/",
  sources: "sources/",
  source: "sources/afp/",
  search: "search/",
  page: "method/",
  missing: "404.html",
};
const widths = { phone: 360, tablet: 768, desk: 1440 };

describe("pages", async () => {
  const suite = { after: (...args) => cleanups.push(...args) };
  const cleanups = [];
  test.after(() => Promise.all(cleanups.map((cleanup) => cleanup())));
  const { base } = await demonstration(suite);
  const chromium = await browser(suite);

  for (const [kind, address] of Object.entries(kinds)) {
    for (const [device, width] of Object.entries(widths)) {
      for (const colorScheme of ["light", "dark"]) {
        test(`${kind}, ${device}, ${colorScheme}`, async () => {
          const context = await chromium.newContext({ viewport: { width, height: 900 }, colorScheme });
          const { page, complaints } = await visit(context);
          await page.goto(base + address);
          await page.screenshot({ path: picture(`${kind}-${device}-${colorScheme}`), fullPage: true });
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          const { violations } = await new AxeBuilder({ page }).analyze();
          await context.close();
          assert.deepEqual(complaints, []);
          assert.ok(overflow <= 0, `runs ${overflow} px over the edge`);
          assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
        });
      }
    }
  }

  const plain = await demonstration(suite, "plain");
  for (const [kind, address] of Object.entries(kinds)) {
    const [width, colorScheme] = kind.length % 2 ? [widths.phone, "dark"] : [widths.desk, "light"];
    test(`${kind}, plain, ${width} px, ${colorScheme}`, async () => {
      const context = await chromium.newContext({ viewport: { width, height: 900 }, colorScheme });
      const { page, complaints } = await visit(context);
      await page.goto(plain.base + address);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const { violations } = await new AxeBuilder({ page }).analyze();
      await context.close();
      assert.deepEqual(complaints, []);
      assert.ok(overflow <= 0, `runs ${overflow} px over the edge`);
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
    });
  }

  test("an article on paper", async () => {
    const context = await chromium.newContext({ viewport: { width: 794, height: 1123 } });
    const { page, complaints } = await visit(context);
    await page.goto(base + kinds.article);
    await page.emulateMedia({ media: "print" });
    await page.screenshot({ path: picture("article-print"), fullPage: true });
    const shown = await page.locator("nav").first().isVisible();
    await context.close();
    assert.deepEqual(complaints, []);
    assert.equal(shown, false, "paper needs no navigation");
  });

  test("without JavaScript every mark still leads somewhere", async () => {
    const context = await chromium.newContext({ javaScriptEnabled: false });
    const { page } = await visit(context);
    await page.goto(base + kinds.article);
    const mark = page.locator("a.mark").first();
    await mark.click();
    assert.ok((await page.title()).length > 0);
    assert.notEqual(page.url(), base + kinds.article);
    await page.goto(`${base}search/`);
    assert.ok(await page.locator("noscript").count(), "the search page says what it needs");
    await context.close();
  });

  test("search finds an article, and tells what it is, of when, by whom, and with which words", async () => {
    const context = await chromium.newContext();
    const { page, complaints } = await visit(context);
    await page.goto(`${base}search/`);
    await page.getByRole("searchbox").fill("Guterres telephones");
    const found = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: /Guterres telephones Maduro/ }) }).first();
    await found.waitFor();
    const words = await found.textContent();
    const marked = await found.locator("mark").count();
    await page.screenshot({ path: picture("search-results"), fullPage: true });
    await found.getByRole("link").click();
    const address = page.url();
    await context.close();
    assert.match(words, /report · Agence France-Presse · September 20, 2024/);
    assert.ok(marked > 0, "the words that were sought are marked");
    assert.equal(address, `${base}${kinds.article}`, "below the path of the site");
    assert.deepEqual(complaints, []);
  });

  test("search finds an article with the theme plain", async () => {
    const context = await chromium.newContext();
    const { page, complaints } = await visit(context);
    await page.goto(`${plain.base}search/`);
    await page.getByRole("searchbox").fill("Guterres");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Guterres/ }).first().waitFor();
    await context.close();
    assert.deepEqual(complaints, []);
  });

  test("a page that is not there shows the way home from any depth", async () => {
    const context = await chromium.newContext();
    const { page } = await visit(context);
    await page.goto(`${base}404.html`);
    const home = await page.locator("main a").first().getAttribute("href");
    await context.close();
    assert.ok(home.startsWith("/diurna/"));
  });
});
