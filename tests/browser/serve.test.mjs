// The watch mode in a real browser: a save shows where the reader is, a mistake is told without losing the page, mending it
// clears the message.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { browser, dossier, picture, serve } from "./support.mjs";

const report = "articles/2024-09-20-guterres-calls-maduro";

/** A dossier of one's own that is served, an open page of it, and the file behind that page. */
async function open(context, prepare = () => {}) {
  const folder = dossier(context);
  prepare(folder);
  const file = join(folder, "content", `${report}.md`);
  const base = await serve(context, folder);
  const page = await (await browser(context)).newPage({ viewport: { width: 900, height: 400 } });
  await page.goto(`${base}${report}/`);
  return { folder, file, good: readFileSync(file, "utf8"), base, page };
}

/** Marks the open page, so that it can be told from the same page loaded again. */
const mark = (page) => page.evaluate(() => { window.marked = true; });
const isMarked = (page) => page.evaluate(() => window.marked === true);

test("a save shows, a mistake is told, and mending clears it", async (context) => {
  const { file, good, page } = await open(context);

  writeFileSync(file, `${good}\nA sentence that was just written.\n`);
  await page.getByText("A sentence that was just written.").waitFor();

  await mark(page);
  writeFileSync(file, good.replace("title:", "titel: <script>document.title = 'pwned'</script>\ntitle:"));
  const overlay = page.getByRole("alert");
  await overlay.waitFor();
  await page.screenshot({ path: picture("serve-overlay") });
  const text = await overlay.textContent();
  assert.match(text, /2024-09-20-guterres-calls-maduro\.md:\d+:\d+/, "the place");
  assert.match(text, /titel: <script>/, "the line");
  assert.match(text, /help: /, "the help");
  assert.notEqual(await page.title(), "pwned");
  assert.ok(await isMarked(page), "the page stays while the message is shown");
  await page.reload();
  await overlay.waitFor();

  writeFileSync(file, good);
  await overlay.waitFor({ state: "detached" });
  assert.equal(await page.getByText("A sentence that was just written.").count(), 0);
});

test("a message goes without a reload where the page is as it was", async (context) => {
  const { file, good, page } = await open(context);
  await mark(page);
  writeFileSync(file, good.replace("title:", "titel:"));
  await page.getByRole("alert").waitFor();
  writeFileSync(file, good);
  await page.getByRole("alert").waitFor({ state: "detached" });
  assert.ok(await isMarked(page));
});

test("a first build that fails is shown, and the site when it is mended", async (context) => {
  const { folder, page } = await open(context, (folder) => {
    renameSync(join(folder, "site.yaml"), join(folder, "kept.yaml"));
  });
  await page.getByRole("alert").getByText(/there is no site\.yaml/).waitFor();
  renameSync(join(folder, "kept.yaml"), join(folder, "site.yaml"));
  await page.getByRole("article").first().waitFor();
});

test("a reload keeps the place", async (context) => {
  const { file, good, page } = await open(context);
  await page.evaluate(() => window.scrollTo({ top: 250, behavior: "instant" }));
  await page.waitForFunction(() => window.scrollY === 250);
  writeFileSync(file, `${good}\nA last sentence.\n`);
  await page.getByText("A last sentence.").waitFor();
  await page.waitForFunction(() => window.scrollY === 250);
});

test("a page that did not change is not loaded again", async (context) => {
  const { folder, page } = await open(context);
  await mark(page);
  const told = page.evaluate(() => new Promise((resolve) => {
    const { epoch, events } = document.querySelector("script[data-epoch]").dataset;
    const source = new EventSource(`${events}?epoch=${epoch}&path=${location.pathname}`);
    for (const name of ["settled", "reload"]) source.addEventListener(name, () => { source.close(); resolve(name); });
  }));
  const method = join(folder, "content", "method.md");
  writeFileSync(method, `${readFileSync(method, "utf8")}\nOne more sentence.\n`);
  assert.equal(await told, "settled");
  assert.ok(await isMarked(page));
});

test("a style is changed without a reload", async (context) => {
  const theme = (folder) => join(folder, "themes", "mine");
  const { folder, page } = await open(context, (folder) => {
    mkdirSync(join(theme(folder), "static"), { recursive: true });
    writeFileSync(join(theme(folder), "theme.yaml"), "extends: broadsheet\n");
    writeFileSync(join(theme(folder), "static", "style.css"), "h1 { color: rgb(1, 2, 3) }\n");
    const settings = join(folder, "site.yaml");
    writeFileSync(settings, readFileSync(settings, "utf8").replace(/^theme: .*$/m, "theme: mine"));
  });
  const colour = (wanted) => page.waitForFunction(
    (wanted) => getComputedStyle(document.querySelector("h1")).color === wanted, wanted);
  await colour("rgb(1, 2, 3)");
  await mark(page);
  for (const shade of [4, 5, 6]) {
    writeFileSync(join(theme(folder), "static", "style.css"), `h1 { color: rgb(${shade}, ${shade}, ${shade}) }\n`);
    await colour(`rgb(${shade}, ${shade}, ${shade})`);
  }
  assert.ok(await isMarked(page));
  await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
});

test("ten quick saves end on the last text", async (context) => {
  const { file, good, page } = await open(context);
  for (let number = 1; number <= 10; number += 1) {
    writeFileSync(file, `${good}\nThis was save ${number}.\n`);
    await new Promise((done) => setTimeout(done, 20));
  }
  await page.getByText("This was save 10.").waitFor();
});
