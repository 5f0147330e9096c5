import { expect, test } from "vitest";
import { chooseDriver, describeDriver } from "./driver.ts";

const there = (): boolean => true;

test("real Electron drives where its runtime and a screen are there", () => {
  for (const [platform, env, program] of [
    ["linux", { DISPLAY: ":99" }, /electron\/dist\/electron$/],
    ["linux", { WAYLAND_DISPLAY: "wayland-0" }, /electron\/dist\/electron$/],
    ["darwin", {}, /Electron\.app\/Contents\/MacOS\/Electron$/],
    ["win32", {}, /electron\.exe$/],
  ] as const) {
    const driver = chooseDriver({ platform, env, exists: there });
    expect(driver.name).toBe("electron");
    expect(describeDriver(driver)).toMatch(program);
  }
});

test("Chromium drives otherwise, and the output says why", () => {
  expect(describeDriver(chooseDriver({ platform: "linux", env: { DISPLAY: ":0" }, exists: () => false }))).toBe(
    "Driver: Chromium with the browser window's host, as Electron's runtime is not here",
  );
  expect(describeDriver(chooseDriver({ platform: "linux", env: { DISPLAY: "" }, exists: there }))).toContain(
    "xvfb-run",
  );
});
