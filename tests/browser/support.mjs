// What the browser tests share: the program, a built site served under a sub-path, and a browser.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";
import sirv from "sirv";

const here = dirname(fileURLToPath(import.meta.url));
export const repository = join(here, "..", "..");
export const output = join(here, "output");
const program = process.env.DIURNA ?? join(repository, "target", "release", "diurna");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Runs the program to its end. */
export function diurna(...args) {
  const run = spawnSync(program, args, { encoding: "utf8" });
  if (run.error) throw run.error;
  return run;
}

/** A folder that goes when the test ends. */
export function scratch(test) {
  const folder = mkdtempSync(join(tmpdir(), "diurna-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the demonstration dossier, to be edited at will. */
export function dossier(test) {
  const folder = scratch(test);
  for (const name of ["content", "site.yaml"]) cpSync(join(repository, name), join(folder, name), { recursive: true });
  return folder;
}

/** Builds the demonstration dossier with a theme for `/diurna/` of a local server, and serves it. */
export async function demonstration(test, theme = "broadsheet", ...options) {
  const folder = scratch(test);
  const root = dossier(test);
  const settings = join(root, "site.yaml");
  writeFileSync(settings, readFileSync(settings, "utf8").replace(/^theme: .*$/m, `theme: ${theme}`));
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${server.address().port}/diurna/`;
  const built = diurna("build", "--root", root, "--output", folder, "--base-url", base, ...options);
  if (built.status !== 0) throw new Error(built.stderr);
  const files = sirv(folder, { dev: true });
  server.on("request", (request, response) => {
    const missing = () => response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    if (!request.url.startsWith("/diurna/")) return missing();
    request.url = request.url.slice("/diurna".length);
    files(request, response, missing);
  });
  test.after(() => server.close());
  test.after(() => server.closeAllConnections());
  return { base, folder };
}

/** Every page of a built site, as an address below its base. */
export function pages(folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "index.html")
    .map((entry) => relative(folder, entry.parentPath));
  return found.map((path) => (path === "" ? "" : `${path}/`)).sort();
}

/** A browser without a network beyond this machine. */
export async function browser(test) {
  const launched = await chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  test.after(() => launched.close());
  return launched;
}

/** A page that remembers what it complained of and which other hosts it asked. */
export async function visit(context) {
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== "data:" && hostname !== "127.0.0.1") complaints.push(`asked another host: ${request.url()}`);
  });
  return { page, complaints };
}

/** Where a screenshot goes. */
export function picture(name) {
  mkdirSync(output, { recursive: true });
  return join(output, `${name}.png`);
}

/** Starts `diurna serve` on a dossier and waits until it answers. */
export async function serve(test, folder) {
  const child = spawn(program, ["serve", "--root", folder], { stdio: ["ignore", "ignore", "pipe"] });
  test.after(() => child.kill());
  child.stderr.setEncoding("utf8");
  let said = "";
  // The pipe stays open: a program whose messages nobody takes any more would stop at the next one.
  for await (const text of child.stderr.iterator({ destroyOnReturn: false })) {
    said += text;
    const address = said.match(/serving .* at (http:\S+)/);
    if (address) {
      child.stderr.resume();
      return address[1];
    }
  }
  throw new Error(said);
}
