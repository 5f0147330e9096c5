/** A head without its batch: no evidence against anybody, nobody's reason to be busy, and a person can set it aside. */
import { describe, expect, it } from "vitest";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { headName, parseName } from "#shared/replication/files/names.ts";
import { unreadName } from "#shared/replication/lines/unread.ts";
import { type Device, makeDevice, markedShare, settleAll, type TestClock } from "../../../support/desks.ts";
import type { MemoryStore } from "../../../support/memory-store.ts";

const DAY_MS = 24 * 60 * 60_000;
const tags = ({ warnings }: SyncReport): readonly string[] => warnings.map(({ tag }) => tag);
const NEWS_FREE = { outcome: { tag: "nothing-new" }, warnings: [] };

interface Scene {
  readonly clock: TestClock;
  readonly share: MemoryStore;
  readonly a: Device;
  readonly b: Device;
  /** An empty head that tells of a ninth batch of a. */
  readonly forged: string;
}

async function scene(): Promise<Scene> {
  const clock: TestClock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const [a, b] = [makeDevice("一楼", clock), makeDevice("儿童馆", clock)];
  for (const device of [a, b]) device.write(`r-${device.name}`, { name: device.name });
  await settleAll([a, b], share);
  const forged = headName({ stream: a.replica.stream, no: 9, hash: "0123456789ab" });
  return { clock, share, a, b, forged };
}

/** The share's whole state without the newest batch and head of a device. */
function withoutNewest(share: MemoryStore, { replica: { stream } }: Device): ReadonlyMap<string, Uint8Array> {
  const parsed = [...share.files.keys()].flatMap((name) => {
    const each = parseName(name);
    return each?.tag === "batch" && each.stream === stream ? [each.no] : [];
  });
  const newest = Math.max(...parsed);
  return new Map(
    [...share.files].filter(([name]) => {
      const each = parseName(name);
      return !((each?.tag === "batch" || each?.tag === "head") && each.stream === stream && each.no === newest);
    }),
  );
}

describe("an empty head that was forged", () => {
  it("is no evidence: when it goes again, nobody is said to have gone back", async () => {
    const { share, a, b, forged } = await scene();
    share.files.set(forged, new Uint8Array());
    for (const device of [b, a, b, a]) expect(tags(await device.sync(share))).not.toContain("went-back");
    share.files.delete(forged);
    for (const device of [b, a, b, a]) {
      device.write("r-more", { name: `more of ${device.name}` });
      expect(tags(await device.sync(share))).not.toContain("went-back");
    }
  });

  it("is told of as what it is, and offers no loss of batches that nobody ever wrote", async () => {
    const { share, a, b, forged } = await scene();
    share.files.set(forged, new Uint8Array());
    const { warnings } = await b.sync(share);
    const parsed = parseName(forged);
    expect(warnings).toEqual([
      {
        tag: "head-alone",
        stream: a.replica.stream,
        device: "一楼",
        no: 9,
        head: parsed?.tag === "head" ? unreadName(parsed) : "",
      },
    ]);
  });

  it("check 9: keeps nobody busy after its first day, and is asked for once a day and when a person syncs", async () => {
    const { clock, share, b, forged } = await scene();
    share.files.set(forged, new Uint8Array());
    await b.sync(share);
    clock.ms += DAY_MS + 1;
    await b.sync(share);
    const puts = share.calls.put;
    for (let round = 0; round < 5; round++) expect(await b.sync(share)).toMatchObject(NEWS_FREE);
    expect(share.calls.put).toBe(puts);
    expect(tags(await b.sync(share, { asked: true }))).toEqual(["head-alone"]);
    expect(await b.sync(share)).toMatchObject(NEWS_FREE);
    clock.ms += DAY_MS;
    expect(tags(await b.sync(share))).toEqual(["head-alone"]);
  });

  it("is heard of no more once it was set aside", async () => {
    const { share, b, forged } = await scene();
    share.files.set(forged, new Uint8Array());
    await b.sync(share);
    const parsed = parseName(forged);
    await b.setAside(parsed?.tag === "head" ? unreadName(parsed) : "");
    expect(await b.sync(share, { asked: true })).toMatchObject(NEWS_FREE);
  });
});

describe("what is seen late", () => {
  it("raises no alarm where the older head is gone and the newer one is not there yet", async () => {
    const { share, a, b } = await scene();
    a.write("r-late", { name: "late" });
    await a.sync(share);
    const late = [...share.files].filter(([name]) => name.startsWith(`heads/${a.replica.stream}`));
    for (const [name] of late) share.files.delete(name);
    b.write("r-b", { name: "meanwhile" });
    expect(tags(await b.sync(share))).toEqual([]);
    for (const [name, bytes] of late) share.files.set(name, bytes);
    await b.sync(share);
    expect(b.replica.row("reader", "r-late")?.name).toBe("late");
  });

  it("went back where the batch itself is gone too", async () => {
    const { share, a, b } = await scene();
    const without = withoutNewest(share, a);
    share.files.clear();
    for (const [name, bytes] of without) share.files.set(name, bytes);
    expect(tags(await b.sync(share))).toContain("went-back");
    expect(tags(await b.sync(share))).toEqual([]);
  });
});

type Spoil = (bytes: Uint8Array) => Uint8Array | null;
const SPOILT: readonly (readonly [which: string, how: string, later: number, spoil: Spoil])[] = [
  ["newest", "cut", 1, (bytes) => bytes.subarray(0, 40)],
  ["newest", "emptied", 1, () => new Uint8Array()],
  ["newest", "gone", 1, () => null],
  ["one", "cut before others", 3, (bytes) => bytes.subarray(0, 40)],
  ["one", "gone before others", 3, () => null],
  ["one", "gone before many", 50, () => null],
];

/** One of a's batches on the share is not as a wrote it, and b has said so. */
async function warned(
  later: number,
  spoil: Spoil,
): Promise<Scene & { readonly file: string; readonly whole: Uint8Array }> {
  const opened = await scene();
  const { clock, share, a, b } = opened;
  for (let no = 0; no < later; no++) {
    a.write("r-new", { name: "new", note: String(no) });
    await a.sync(share);
  }
  const file =
    [...share.files.keys()]
      .filter((name) => name.startsWith(`streams/${a.replica.stream}/0000/`))
      .sort()
      .at(-later) ?? "";
  const whole = share.files.get(file) ?? new Uint8Array();
  const spoilt = spoil(whole);
  if (spoilt === null) share.files.delete(file);
  else share.files.set(file, spoilt);
  clock.ms += 1;
  expect((await b.sync(share)).warnings.length).toBeGreaterThan(0);
  return { ...opened, file, whole };
}

describe("a sync that nobody asks for, with something to send", () => {
  it.each(SPOILT.filter(([, how]) => how.startsWith("gone")))(
    "puts back of the own batches the %s %s that a colleague misses",
    async (_, _how, later, spoil) => {
      const { share, a, b, file, whole } = await warned(later, spoil);
      a.write("r-more", { name: "more" });
      expect((await a.sync(share)).outcome).toEqual({ tag: "done" });
      expect(share.files.get(file)).toEqual(whole);
      expect((await b.sync(share)).warnings).toEqual([]);
      expect([b.replica.row("reader", "r-new")?.name, b.replica.row("reader", "r-more")?.name]).toEqual([
        "new",
        "more",
      ]);
      expect(b.replica.lines()).toEqual(a.replica.lines());
    },
  );
});

describe("a sync that a person asks for", () => {
  it.each(SPOILT)(
    "finds of the own batches the %s %s and puts it back, for whoever waits for it",
    async (_, _how, later, spoil) => {
      const { share, a, b, file, whole } = await warned(later, spoil);
      const report = await a.sync(share, { asked: true });
      expect(report.outcome).toEqual({ tag: "done" });
      expect(share.files.get(file)).toEqual(whole);
      await b.sync(share);
      expect(b.replica.row("reader", "r-new")?.name).toBe("new");
      // check 13
      expect(await a.sync(share, { asked: true })).toMatchObject({ warnings: [] });
      expect(await a.sync(share, { asked: true })).toMatchObject(NEWS_FREE);
    },
  );
});
