import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readWindowState, writeWindowState } from "../../../../electron/windows/window-state.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "window-state-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const state = { bounds: { x: -5, y: 0, width: 900, height: 600 }, maximized: true };

test("keeps place and size per data folder, and leaves no second file", () => {
  writeWindowState(folder, state);
  expect(readWindowState(folder)).toEqual(state);
  expect(readdirSync(folder)).toEqual(["window.json"]);
});

test.each([
  ["an empty file", ""],
  ["a torn file", '{"bounds":{"x":1'],
  ["another shape", "[]"],
  ["no size", '{"bounds":{"x":0,"y":0,"width":0,"height":600}}'],
  ["text for numbers", '{"bounds":{"x":"0","y":0,"width":900,"height":600}}'],
  ["a fraction", '{"bounds":{"x":0.5,"y":0,"width":900,"height":600}}'],
])("takes %s as no state at all", (_name, text) => {
  writeFileSync(join(folder, "window.json"), text);
  expect(readWindowState(folder)).toBeNull();
});

test("costs nothing but the place when the folder is gone", () => {
  expect(() => writeWindowState(join(folder, "gone"), state)).not.toThrow();
  expect(readWindowState(join(folder, "gone"))).toBeNull();
});
