/**
 * A compromised page, another frame, another window: whatever they send, nothing happens outside the data
 * folder. Effects are looked for on the disk and in the stand-in's calls, not in the answers alone.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CONTRACT } from "#shared/host/contract.ts";
import { isOfHolder } from "#shared/host/of-holder.ts";
import { CALL_NAMES } from "#shared/host/serve.ts";
import { boot, until } from "../support/boot-shell.ts";
import { StandInContents } from "../support/electron-contents.ts";
import {
  type ElectronStandIn,
  StandInPort,
  type StandInSender,
  type StandInWindow,
} from "../support/electron-stand-in.ts";
import { proofScale } from "../support/proof-scale.ts";

let around = "";
let folder = "";
let standIn: ElectronStandIn;
let window: StandInWindow;
beforeAll(startProgram);
afterAll(endProgram);

/** A program of its own on an empty data folder. */
async function startProgram(): Promise<void> {
  around = mkdtempSync(join(tmpdir(), "gate-"));
  folder = join(around, "data");
  mkdirSync(folder);
  standIn = await boot({ folder, argv: ["--data", folder], savePath: null });
  window = await until(() => standIn.windows[0]);
}

async function endProgram(): Promise<void> {
  standIn.electron.app.emit("will-quit", { preventDefault: () => undefined });
  await until(() => standIn.of("app.quit").length > 0);
  rmSync(around, { recursive: true });
}

const ours = (): StandInSender => ({ sender: window.webContents, senderFrame: window.webContents.mainFrame });
const PAGE = "the page";
const takeLease = (): unknown => standIn.send(ours(), "desk:call", "lease.take", { page: PAGE, force: true });
const send = (from: StandInSender, name: unknown, args: unknown): unknown =>
  standIn.send(from, "desk:call", name, args);

/** Every file below `at` with its size and time: any write shows. */
function snapshot(at: string): string[] {
  return readdirSync(at, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size, mtimeMs, ino } = statSync(path);
      return `${path} ${size} ${mtimeMs} ${ino}`;
    })
    .sort();
}

const forged: [string, () => StandInSender][] = [
  [
    "a frame inside our page",
    () => ({
      ...ours(),
      senderFrame: { origin: "app://reader-desk", url: "app://reader-desk/", parent: window.webContents.mainFrame },
    }),
  ],
  ["a frame that is gone", () => ({ ...ours(), senderFrame: null })],
  [
    "another origin",
    () => ({ ...ours(), senderFrame: { origin: "https://example.org", url: "https://example.org/", parent: null } }),
  ],
  [
    "an origin that begins like ours",
    () => ({
      ...ours(),
      senderFrame: { origin: "app://reader-desk.example.org", url: "app://reader-desk.example.org/", parent: null },
    }),
  ],
  [
    "our address with an opaque origin",
    () => ({ ...ours(), senderFrame: { origin: "null", url: "app://reader-desk/", parent: null } }),
  ],
  [
    "our origin with another address",
    () => ({ ...ours(), senderFrame: { origin: "app://reader-desk", url: "about:blank", parent: null } }),
  ],
  [
    "a file",
    () => ({ ...ours(), senderFrame: { origin: "file://", url: "file:///app://reader-desk/", parent: null } }),
  ],
  [
    "another window on our origin",
    () => ({ sender: new StandInContents(99, window.webContents.session), senderFrame: window.webContents.mainFrame }),
  ],
];

describe.each(forged)("a message from %s", (_name, from) => {
  test("is refused before it is read, and changes nothing", async () => {
    const before = [snapshot(around), standIn.calls.length];
    expect(await send(from(), "settings.write", { deskName: "forged" })).toEqual({
      ok: false,
      error: { tag: "bad-request", issue: "sender" },
    });
    expect([snapshot(around), standIn.calls.length]).toEqual(before);
  });

  test("gets no port", () => {
    const port = new StandInPort();
    standIn.send({ ...from(), ports: [port] }, "desk:port");
    expect([port.started, port.closed]).toEqual([false, true]);
  });
});

test("our own page is heard, so the refusals above mean something", async () => {
  await takeLease();
  expect(await send(ours(), "settings.write", { deskName: "一楼", page: PAGE })).toMatchObject({
    ok: true,
    value: { deskName: "一楼" },
  });
});

test("only two channels listen", () => {
  expect([...standIn.handlers.keys()].sort()).toEqual(["desk:call", "desk:port"]);
});

describe("the worker's port", () => {
  test("carries calls and answers by number", async () => {
    const port = new StandInPort();
    standIn.send({ ...ours(), ports: [port] }, "desk:port");
    port.emit("message", { data: { no: 7, name: "journal.state", args: { stream: "not a stream" } } });
    await until(() => port.posted.length > 0);
    expect(port.posted).toEqual([{ no: 7, answer: { ok: false, error: { tag: "bad-request", issue: "stream" } } }]);
  });

  test("ignores what is no question", async () => {
    const port = new StandInPort();
    standIn.send({ ...ours(), ports: [port] }, "desk:port");
    for (const data of [null, "text", 1, {}, { no: "1" }, { no: 0.5, name: "device.start" }])
      port.emit("message", { data });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(port.posted).toEqual([]);
  });

  test("comes alone", () => {
    const ports = [new StandInPort(), new StandInPort()];
    standIn.send({ ...ours(), ports }, "desk:port");
    expect(ports.map(({ closed }) => closed)).toEqual([true, true]);
  });
});

describe("fuzzed arguments", () => {
  const ring: Record<string, unknown> = {};
  ring.self = ring;
  const hostile = fc.constantFrom<unknown>(
    "../../outside",
    "/etc/passwd",
    "\0",
    "__proto__",
    "file:///etc/passwd",
    -1,
    Number.NaN,
    2 ** 53,
    2n ** 64n,
    ring,
    new Uint8Array(3),
    null,
    undefined,
    [],
    {},
    "a".repeat(5000),
  );
  const value = fc.oneof(
    { weight: 2, arbitrary: hostile },
    fc.anything({ withNullPrototype: true, withTypedArray: true, withDate: true, withBigInt: true }),
  );
  const field = fc.constantFrom(
    "stream",
    "expectedSeq",
    "entries",
    "page",
    "store",
    "name",
    "bytes",
    "path",
    "texts",
    "code",
    "menus",
    "__proto__",
  );
  const nameOf = (calls: readonly string[]): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...calls) },
      { weight: 1, arbitrary: fc.anything() },
      { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor", "toString", "device", "") },
    );
  const backup = fc.constantFrom(
    "../../outside",
    "20261126-093000-0123456789abcdef",
    "20261126-093000-0123456789abcdef/../../..",
    "..",
    "/etc",
  );
  /** Fits the schema of nearly every call, so that what is hostile in it reaches the services. */
  const fitting = fc.record(
    {
      stream: fc.constantFrom("0123456789abcdef", "zzzzzzzzzzzzzzzz"),
      expectedSeq: fc.nat(3),
      fromSeq: fc.nat(3),
      maxBytes: fc.oneof(fc.nat(100), fc.constantFrom(-1, Infinity, 1e300)),
      entries: fc.oneof(
        fc.constant([]),
        fc.array(
          fc.dictionary(fc.constantFrom("seq", "__proto__", "ops"), fc.oneof(fc.nat(3), value), { maxKeys: 3 }),
          { maxLength: 3 },
        ),
      ),
      // mostly the one that holds the lease, so that what is asked reaches the services
      page: fc.oneof({ weight: 6, arbitrary: fc.constant(PAGE) }, { weight: 1, arbitrary: fc.string() }),
      force: fc.boolean(),
      staff: fc.string({ maxLength: 64 }),
      defects: fc.constant([]),
      lastSeq: fc.integer({ min: 1, max: 3 }),
      store: fc.oneof(
        fc.constantFrom("share", "local"),
        fc.record({ place: fc.constantFrom("here", "second", "shown"), id: backup }),
      ),
      forMs: fc.constantFrom(0, 1),
      place: fc.constantFrom("here", "second", "shown"),
      id: backup,
      at: fc.constantFrom(0, 1_800_000_000_000, 8.64e15),
      note: fc.constant({ at: 0, verifiedAt: 0, manifest: "0".repeat(64), records: {}, digest: {}, tookMs: 0 }),
      index: fc.constantFrom<number | string>(0, 0xffff, "manifest"),
      after: fc.nat(3),
      epochs: fc.constant([]),
      remaining: fc.constant([]),
      lacking: fc.boolean(),
      looks: fc.boolean(),
      records: fc.array(fc.constantFrom("reader/1", "../../x", ""), { maxLength: 2 }),
      lines: fc.array(fc.record({ id: fc.constantFrom("1", "../x"), records: fc.constant([]) }), { maxLength: 1 }),
      name: fc.constantFrom(
        "../outside",
        "streams/../../outside",
        "/etc/passwd",
        "heads/x\\..\\..\\y",
        "con",
        "reader-desk.library-0123456789abcdef",
        "heads",
        "",
        "a/b/c",
        "streams/0123456789abcdef/device",
      ),
      folder: fc.constantFrom("..", "", "heads", "streams/..", "/", "streams"),
      // Absolute folders that are not there: a real one would rightly become the share.
      path: fc.constantFrom("/nowhere/at/all", "/etc/passwd", "\0", "file:///etc"),
      bytes: fc.uint8Array({ maxLength: 64 }),
      texts: fc.array(fc.string(), { maxLength: 3 }),
      code: fc.string({ maxLength: 80 }),
      text: fc.string(),
      list: fc.constantFrom("readers", "loans"),
      what: fc.constantFrom("file", "folder"),
      from: fc.nat(3),
      size: fc.nat(3),
      modifiedAt: fc.nat(3),
      asked: fc.constantFrom(null, 0, 3),
      database: fc.constantFrom("4b5a183c-094d-4484-a48b-2388d5e121f1", "9b5a183c-094d-4484-a48b-2388d5e121f1"),
      // a copy that is whole begins a renewal, and that rightly ends the program
      part: fc.nat(1),
      parts: fc.constantFrom(3, 2 ** 50),
      version: fc.nat(9),
      locked: fc.boolean(),
      no: fc.nat(3),
      seq: fc.nat(3),
      firstSeq: fc.nat(3),
      hash: fc.constantFrom("", "0".repeat(64), "0".repeat(12)),
      signKey: fc.constant("0".repeat(64)),
      previous: fc.constantFrom(null, "0".repeat(64)),
      causes: fc.constantFrom([], [{ kind: "refused-file", stream: "../../x", name: "../outside", device: null }]),
      over: fc.constantFrom([], [{ kind: "refused-file", stream: "../../x", name: "../outside" }]),
      kind: fc.constantFrom("went-back", "refused-file", "__proto__"),
      by: fc.constantFrom("", "../x"),
      job: fc.constantFrom("a", "../x", ""),
      sheet: fc.record({
        width: fc.constantFrom(210, 1e9),
        height: fc.constant(297),
        title: fc.string(),
        pages: fc.constant([{ language: "en", lines: [{ x: 1, y: 1, size: 9, text: "</p><script>" }], bars: [] }]),
      }),
      suggestedName: fc.constantFrom("../../x", "a.csv", "\0"),
      title: fc.string({ maxLength: 120 }),
      libraryName: fc.constant("区图书馆"),
      deskName: fc.constant("一楼"),
      branchName: fc.constant("总馆"),
      zoom: fc.double({ min: 0.8, max: 2, noNaN: true }),
      menus: fc.array(
        fc.record({
          label: fc.string({ maxLength: 60 }),
          items: fc.array(
            fc.record({
              command: fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom("__proto__", "constructor", "app.quit")),
              label: fc.string({ maxLength: 80 }),
              keys: fc.string({ maxLength: 40 }),
              enabled: fc.boolean(),
            }),
            {
              maxLength: 3,
            },
          ),
        }),
        { maxLength: 2 },
      ),
      words: fc.record(
        { cut: fc.string(), copy: fc.string({ maxLength: 90 }), paste: fc.string(), selectAll: fc.string() },
        { noNullPrototype: true },
      ),
    },
    { noNullPrototype: true },
  );
  const args = fc.oneof(
    { weight: 3, arbitrary: fitting },
    { weight: 1, arbitrary: fc.dictionary(field, value, { maxKeys: 4 }) },
    { weight: 1, arbitrary: value },
  );
  /**
   * Each round meets a program of its own: keys, trail and journal of hundreds of thousands of calls would make every
   * further one dearer, and show nothing new. Eight of ten runs name a call.
   */
  const rounds = proofScale(1, 90);
  const runs = proofScale(1500, Math.ceil((10_000 * CALL_NAMES.length) / 0.8 / rounds));
  /**
   * A backup that is begun after a new key stretches the new code, twice: together in the first round only, then by
   * turns.
   */
  const APART: readonly string[] = ["backup.begin", "library.make-epoch"];
  const callsOf = (round: number): readonly string[] =>
    CALL_NAMES.map((call) => (round > 0 && APART.includes(call) ? (APART[round % 2] ?? call) : call));

  test("answer a result, never throw, and reach nothing outside the data folder", {
    timeout: proofScale(240_000, 3_000_000),
  }, async () => {
    const outside = (): string[] => snapshot(around).filter((line) => !line.startsWith(`${folder}/`));
    // a window on which a letter is printed is nobody's to see
    const shown = (): number =>
      standIn.of("new BrowserWindow").filter(({ args: [options] }) => !JSON.stringify(options).includes('"paper"'))
        .length;
    const dangerous = (): number =>
      ["shell.openExternal", "app.quit", "app.exit"].reduce((sum, call) => sum + standIn.of(call).length, shown());
    const bugs = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const reached = new Set<string>();
    const sendDrawn = async (call: unknown, given: unknown): Promise<void> => {
      const answer: unknown = await send(ours(), call, given);
      expect(typeof answer === "object" && answer !== null && "ok" in answer).toBe(true);
      for (const known of CALL_NAMES) if (known === call && v.is(CONTRACT[known].args, given)) reached.add(known);
      if (typeof call === "string" && call.startsWith("lease.")) await takeLease();
    };
    for (let round = 0; round < rounds; round++) {
      await endProgram();
      await startProgram();
      const before = [outside(), dangerous()];
      await takeLease();
      await fc.assert(fc.asyncProperty(nameOf(callsOf(round)), args, sendDrawn), { numRuns: runs });
      // Chance leaves a call out now and then: that one is sent drawn arguments that its schema passes.
      if (round === 0)
        for (const call of CALL_NAMES.filter((name) => !reached.has(name)))
          for (const given of fc
            .sample(args, 400)
            .filter((drawn) => v.is(CONTRACT[call].args, drawn))
            .slice(0, 3))
            await sendDrawn(call, given);
      expect(bugs.mock.calls).toEqual([]);
      expect([outside(), dangerous()]).toEqual(before);
    }
    bugs.mockRestore();
    expect(Object.prototype).not.toHaveProperty("polluted");
    // Schemas that nothing passes would prove nothing about what lies behind them.
    expect(CALL_NAMES.filter((call) => !reached.has(call))).toEqual([]);
  });

  test("of a page without the lease write nothing, sign nothing and give no code", { timeout: 120_000 }, async () => {
    await takeLease();
    const held = CALL_NAMES.filter(isOfHolder);
    const before = [snapshot(around), standIn.calls.length];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...held),
        fitting,
        fc.oneof(fc.constant(undefined), fc.string(), fc.constantFrom("__proto__", ` ${PAGE}`)),
        async (call, given, page) => {
          const answer = await send(ours(), call, { ...given, page });
          expect([call, answer]).toMatchObject([
            call,
            { ok: false, error: { tag: expect.stringMatching(/^(bad-request|lease-lost)$/) } },
          ]);
        },
      ),
      { numRuns: proofScale(40, 10_000) },
    );
    expect([snapshot(around), standIn.calls.length]).toEqual(before);
  });

  test("of a forged sender reach no service at all", { timeout: 120_000 }, async () => {
    const before = [snapshot(around), standIn.calls.length];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...forged), nameOf(CALL_NAMES), args, async ([, from], call, given) => {
        expect(await send(from(), call, given)).toEqual({ ok: false, error: { tag: "bad-request", issue: "sender" } });
      }),
      { numRuns: proofScale(40, 10_000) },
    );
    expect([snapshot(around), standIn.calls.length]).toEqual(before);
  });
});
