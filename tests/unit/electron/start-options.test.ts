import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { defaultDataFolder, parseStartOptions } from "../../../electron/start-options.ts";

const place = { platform: "linux", env: {}, home: "/home/li", folder: "/srv" } as const;
const parse = (...argv: string[]): ReturnType<typeof parseStartOptions> => parseStartOptions(argv, place);

test("without flags: the usual port and folder, a window, 100 MB kept free", () => {
  expect(parse()).toEqual({
    ok: true,
    value: {
      open: true,
      port: 4870,
      dataFolder: "/home/li/.local/share/reader-desk",
      share: null,
      demo: false,
      minFreeBytes: 100_000_000,
    },
  });
});

test("every flag is heard, and folders are those below where the start was typed", () => {
  expect(
    parse("--browser", "--no-open", "--port", "4871", "--data", "D1", "--share", "../S", "--demo", "--min-free", "0"),
  ).toEqual({
    ok: true,
    value: { open: false, port: 4871, dataFolder: "/srv/D1/demo", share: "/S", demo: true, minFreeBytes: 0 },
  });
});

test.each([
  [["--port", "0"], "--port needs a number"],
  [["--port", "65536"], "--port needs a number"],
  [["--port", "http"], "--port needs a number"],
  [["--min-free", "-1"], "--min-free"],
  [["--min-free", "much"], "--min-free needs a number"],
  [["--min-free", "9000000"], '--min-free needs a number of megabytes from 0 to 1000000, not "9000000".'],
  [["--colour"], "Unknown option '--colour'. Try: npm start -- --help"],
  [["--port"], "--help"],
  [["D1"], "--help"],
])("%j is answered by a sentence", (argv, part) => {
  const parsed = parse(...argv);
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.error).toContain(part);
});

describe("the data folder is where it always was", () => {
  test.each([
    ["linux", {}, "/home/li/.local/share/reader-desk"],
    ["linux", { XDG_DATA_HOME: "/data" }, "/data/reader-desk"],
    ["darwin", {}, "/home/li/Library/Application Support/Reader Desk"],
    ["win32", { APPDATA: "/roaming", LOCALAPPDATA: "/local" }, "/local/Reader Desk"],
    ["win32", { APPDATA: "/roaming" }, "/home/li/AppData/Local/Reader Desk"],
  ] as const)("on %s with %j", (platform, env, folder) => {
    expect(posix.normalize(defaultDataFolder({ platform, env, home: "/home/li" }))).toBe(folder);
  });
});
