// The page of a report in the hands of its readers: cards by mouse, keyboard and touch, switches that last, links and citations to
// copy, notes that open in place, paper, and a browser without JavaScript.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import { browser, demonstration, picture, visit } from "./support.mjs";

const report = "articles/2024-09-20-guterres-calls-maduro/";
const dead = "27 dead";

describe("the page of a report", () => {
  const cleanups = [];
  let base;
  let chromium;
  before(async () => {
    const suite = { after: (cleanup) => cleanups.push(cleanup) };
    ({ base } = await demonstration(suite));
    chromium = await browser(suite);
  });
  after(() => Promise.all(cleanups.map((cleanup) => cleanup())));

  /** Opens the report with `options`, hands the page to `look`, and sees that nothing complained. */
  async function open(options, look) {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
    const { page, complaints } = await visit(context);
    await page.goto(base + report);
    await look(page, page.locator(".note-card"));
    await context.close();
    assert.deepEqual(complaints, []);
  }

  const markOf = (page, words) => page.locator(".report-text .mark", { hasText: words }).first();
  const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

  test("the mouse finds what other reports say, and may go to the card", () => open({}, async (page, card) => {
    await markOf(page, dead).hover();
    await card.getByText("at least 28 people").waitFor();
    assert.equal(await card.locator("i").count(), 3, "an interval for each report");
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
    await page.screenshot({ path: picture("card-desk") });
    await card.getByRole("button", { name: "Copy citation" }).click();
    await page.getByRole("status").getByText("Copied").waitFor();
    assert.match(await copied(page), /^“27 dead” \(Agence France-Presse: “.+”, 20 September 2024\. In: .+#f-\w+\)$/);
    await card.getByRole("button", { name: "Copy link" }).click();
    const address = await copied(page);
    assert.ok(await page.locator(`#${address.split("#")[1]}`, { hasText: dead }).count(), "the link leads to the mark");
    await page.mouse.move(2, 2);
    await card.waitFor({ state: "detached" });
  }));

  test("each kind of mark has a card of its own", () => open({}, async (page, card) => {
    for (const [words, shown] of [["Nicolas Maduro", "President, Venezuela"], ["Friday", "Guterres and Maduro speak"], ["asylum in Spain", "8 September 2024"],
      ["took note of the positions", "said by António Guterres"], ["Seven American countries", "7: no ledger counts this"]]) {
      await markOf(page, words).hover();
      await card.getByText(shown).first().waitFor();
      await page.keyboard.press("Escape");
      await card.waitFor({ state: "detached" });
    }
  }));

  test("the keyboard opens, enters and leaves a card", () => open({}, async (page, card) => {
    await markOf(page, dead).focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await card.waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await card.getByText("at least 28 people").count(), 0, "the next mark is one step away");
    await page.keyboard.press("Shift+Tab");
    await card.getByText("at least 28 people").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    assert.equal(await focused.textContent(), "People killed in the protests of 2024");
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
    assert.equal(await focused.textContent(), dead, "the focus is back on the mark");
  }));

  test("those who listen hear what a mark is and that there is more", () => open({}, async (page) => {
    const mark = page.locator(".mark.figure", { hasText: "some 2,400 people" });
    assert.equal(await mark.getAttribute("aria-description"), "People detained after the election of 2024: about 2,400 (reports differ)");
    const details = page.locator(`[id="${await mark.getAttribute("aria-details")}"]`);
    assert.match(await details.textContent(), /around 2,000/);
  }));

  test("a tap opens a card and another closes it; notes open in place", () => open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async (page, card) => {
    const mark = markOf(page, dead);
    await mark.tap();
    await card.getByText("at least 28 people").waitFor();
    const box = await card.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 360 && box.y >= 0 && box.y + box.height <= 740, JSON.stringify(box));
    await page.screenshot({ path: picture("card-phone") });
    await mark.tap();
    await card.waitFor({ state: "detached" });
    const note = page.locator("#note-toll");
    assert.equal(await note.isVisible(), false);
    await page.locator("#note-ref-toll").tap();
    await note.waitFor();
    assert.ok(page.url().endsWith(report), "the page stays where it is");
  }));

  test("a switch lasts", () => open({}, async (page, card) => {
    const flip = async () => {
      await page.locator(".legend summary").click();
      await page.getByRole("checkbox", { name: "figure" }).click();
    };
    await flip();
    const words = page.locator(".report-text").getByText(dead);
    const decoration = () => words.evaluate((words) => getComputedStyle(words.closest("a")).textDecorationLine);
    assert.equal(await decoration(), "none");
    await page.reload();
    assert.equal(await decoration(), "none");
    await words.hover();
    await page.waitForTimeout(400);
    assert.equal(await card.count(), 0, "what is switched off has no card");
    await flip();
    assert.equal(await decoration(), "underline");
  }));

  test("a paragraph and the report can be cited", () => open({}, async (page) => {
    const paragraph = page.locator(".report-text > p").first();
    await paragraph.hover();
    await paragraph.getByRole("link", { name: "Copy the link to this paragraph" }).click();
    assert.ok((await copied(page)).endsWith(`${report}#${await paragraph.getAttribute("id")}`));
    await page.locator(".cite").getByRole("button").click();
    assert.match(await copied(page), /^Agence France-Presse: “.+”, 20 September 2024\. In: .+guterres-calls-maduro\/$/);
  }));

  test("without JavaScript a mark leads on, and all that cards show is on the page", () => open({ javaScriptEnabled: false }, async (page) => {
    const mark = markOf(page, dead);
    const sign = await mark.getAttribute("aria-details");
    assert.ok(await page.locator(`[id="${sign}"]`).getByText("at least 28 people").isVisible());
    assert.ok(await page.locator("#note-toll").isVisible(), "notes are open");
    await mark.click();
    assert.match(page.url(), /measures\/protest-deaths\/#f-/);
  }));

  test("on paper marks are references to what stands at the end", () => open({}, async (page) => {
    await page.emulateMedia({ media: "print" });
    const mark = markOf(page, dead);
    const content = await mark.evaluate((mark) => getComputedStyle(mark, "::after").content);
    const sign = await mark.getAttribute("aria-details");
    assert.equal(content, `"${sign}"`);
    assert.ok(await page.locator(`[id="${sign}"]`).isVisible());
    assert.equal(await page.locator(".permalink").first().isVisible(), false);
  }));

  test("a browser that cannot anchor the card shows it beside the mark", () => open({}, async (page, card) => {
    await page.evaluate(() => { CSS.supports = () => false; });
    await page.addStyleTag({ content: ".note-card { position-area: none; }" });
    const mark = markOf(page, dead);
    await mark.hover();
    await card.waitFor();
    const [at, box] = [await mark.boundingBox(), await card.boundingBox()];
    assert.ok(Math.abs(box.x - at.x) < 20 || box.x + box.width > 1200, JSON.stringify([at, box]));
    assert.ok(box.y >= 0 && box.y + box.height <= 900, JSON.stringify([at, box]));
  }));
});
