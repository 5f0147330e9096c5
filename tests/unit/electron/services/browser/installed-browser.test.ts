import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  browserPlaces,
  findInstalledBrowser,
  majorVersion,
} from "../../../../../electron/services/browser/installed-browser.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";

test.each([
  ["Chromium 156.0.8078.79 built on Debian GNU/Linux 13 (trixie)", 156],
  ["Google Chrome 144.0.7000.12 ", 144],
  ["Microsoft Edge 120.0.2210.61", 120],
  ["146.0.1.2", 146],
  ["no version here", null],
])("reads “%s”", (text, version) => expect(majorVersion(text)).toBe(version));

test("looks in the folders of the path first, Chromium before the others", () => {
  const places = browserPlaces({ platform: "linux", env: { PATH: "/opt/bin:relative:/usr/bin" } });
  expect(places[0]).toBe("/opt/bin/chromium");
  expect(places.some((place) => place.startsWith("relative"))).toBe(false);
});

test("on Windows looks where Chrome and Edge are installed", () => {
  const places = browserPlaces({
    platform: "win32",
    env: { PROGRAMFILES: "C:\\Program Files", "PROGRAMFILES(X86)": "C:\\Program Files (x86)" },
  });
  expect(places).toContain("C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");
  expect(places[0]).toBe("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");
});

test.runIf(process.platform !== "win32")("asks a found browser for its version", async () => {
  const folder = await temporaryFolder();
  const path = join(folder, "chromium");
  await writeFile(path, "#!/bin/sh\necho 'Chromium 99.0.1.2'\n");
  await chmod(path, 0o755);
  expect(await findInstalledBrowser({ platform: "linux", env: { PATH: folder } })).toEqual({ path, version: 99 });
});
