/**
 * What erasing costs where the files of the browser must keep nobody: the renewal of the profile at the next start,
 * beside the other way, protected values sealed under a key of each reader. And what a search of all files finds, with
 * the renewal put off at three starts, as it was before, and after it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { foundLibrary } from "../e2e/desk-page.ts";
import { checkFile, writeChecked } from "../e2e/import-page.ts";
import { eraseReader } from "../e2e/share-page.ts";
import { type Desk, freePort, launchDesk } from "../support/launch.ts";
import { listeningBrowser, type OwnWindow, openedDesk, ownWindow } from "../support/own-window.ts";
import { findInFiles } from "../support/profile-search.ts";
import type { Figure } from "./figure.ts";

const STARTS = 3;
const WITHIN_MS = 900_000;
const ERASED = [1, 2, 3, 4].map((no) => ({
  card: `CANARY-${no}-0417`,
  name: `金丝雀${no}号`,
  phone: `1390417000${no}`,
}));

type Say = (line: string) => void;

export async function measureErasing(root: string, readers: number, say: Say): Promise<readonly Figure[]> {
  const group = `Erasing, in a library of ${readers.toLocaleString("en")} readers`;
  const folder = join(root, "data");
  const bin = join(root, "bin");
  for (const each of [folder, bin]) mkdirSync(each, { recursive: true });
  const port = await freePort();
  const launch = await listeningBrowser(bin);
  const running = new Set<Desk>();
  const start = async (): Promise<Desk> => {
    const started = await launchDesk({ ...launch, dataFolder: folder, port });
    running.add(started);
    return started;
  };
  try {
    return await measured({ start, folder, readers, group }, say);
  } finally {
    for (const desk of running) await desk.stop().catch(() => undefined);
  }
}

interface Place {
  readonly start: () => Promise<Desk>;
  readonly folder: string;
  readonly readers: number;
  readonly group: string;
}

async function measured({ start, folder, readers, group }: Place, say: Say): Promise<readonly Figure[]> {
  const [first, , , last] = ERASED;
  if (first === undefined || last === undefined) throw new Error("four are erased");

  say(`Importing ${readers.toLocaleString("en")} readers…`);
  let desk = await start();
  let window = await ownWindow(desk);
  window.page.setDefaultTimeout(120_000);
  await foundLibrary(window.page);
  await checkFile(window.page, { name: "readers.csv", mimeType: "text/csv", buffer: sheetOf(readers) });
  await writeChecked(window.page, WITHIN_MS);
  const toErase = ERASED.filter((reader) => reader !== last);
  const texts = toErase.flatMap(({ card, name, phone }) => [card, name, phone]);
  for (const reader of toErase) await eraseReader(window.page, reader);
  const close = async (): Promise<void> => {
    await window.letGo();
    await desk.stop();
  };
  await close();

  say("Three starts that put it off…");
  for (let round = 0; round < STARTS; round++) {
    desk = await start();
    window = await postponed(desk);
    await close();
  }
  const before = await findInFiles(folder, texts);

  say("A start that renews the profile…");
  const renewed = await timedStart(start, folder);
  [desk, window] = [renewed.desk, renewed.window];
  for (let round = 1; round < STARTS; round++) {
    await close();
    desk = await start();
    window = await openedDesk(desk, WITHIN_MS);
  }
  await close();
  const after = await findInFiles(folder, texts);

  say("The same where the copied rows cannot be read…");
  desk = await start();
  window = await openedDesk(desk, WITHIN_MS);
  await eraseReader(window.page, last);
  const sealed = await sealingFigures(window.page, group, readers);
  await close();
  const rebuilt = await timedStart(start, folder, true);
  [desk, window] = [rebuilt.desk, rebuilt.window];
  await close();
  return [
    {
      group,
      name: `found in profile and data folder after ${STARTS} starts, the renewal put off`,
      value: sum(before),
      unit: "count",
      note: `${new Set(before.map(({ file }) => file)).size} files; nine texts of three erased readers`,
    },
    { group, name: "found after it, and two more starts", value: sum(after), unit: "count", goal: 0 },
    {
      group,
      name: "start that renews: process → scan box",
      value: renewed.totalMs / 1000,
      unit: "s",
      note: renewed.course,
    },
    {
      group,
      name: "the same, its copy spoilt: all rows from the journal",
      value: rebuilt.totalMs / 1000,
      unit: "s",
      note: rebuilt.course,
    },
    ...sealed,
  ];
}

const sum = (found: Awaited<ReturnType<typeof findInFiles>>): number =>
  found.reduce((total, { times }) => total + times, 0);

function sheetOf(readers: number): Buffer {
  const rows = Array.from(
    { length: readers - ERASED.length },
    (_, index) => `R${String(index).padStart(7, "0")},读者${index},139${String(index).padStart(8, "0")}`,
  );
  for (const [index, { card, name, phone }] of ERASED.entries())
    rows.splice(Math.floor((rows.length * (index + 1)) / (ERASED.length + 1)), 0, `${card},${name},${phone}`);
  return Buffer.from(`读者证号,姓名,手机\n${rows.join("\n")}\n`);
}

/** As a person who presses "later". */
async function postponed(desk: Desk): Promise<OwnWindow> {
  const window = await ownWindow(desk);
  await window.page.getByRole("button", { name: "下次启动再做" }).click({ timeout: WITHIN_MS });
  await window.page.locator(".scan input").waitFor({ timeout: WITHIN_MS });
  return window;
}

interface Timed {
  readonly desk: Desk;
  readonly window: OwnWindow;
  readonly totalMs: number;
  readonly course: string;
}

/** @param spoil takes the copied rows away as soon as they count */
async function timedStart(start: () => Promise<Desk>, folder: string, spoil = false): Promise<Timed> {
  const begun = performance.now();
  const seconds = (): string => ((performance.now() - begun) / 1000).toFixed(1);
  const course: string[] = [];
  const wanted = [
    ["handed over", () => copyOf(folder) !== null],
    ["profile gone", () => copyOf(folder)?.isAside === true],
    ["taken back", () => copyOf(folder) === null],
  ] as const;
  const watching = (async () => {
    for (const [step, isThere] of wanted) {
      while (!isThere()) await wait(10);
      course.push(`${step} at ${seconds()} s`);
      if (spoil && step === "profile gone") for (const name of partsOf(folder)) rmSync(join(folder, "renewal", name));
    }
  })();
  const desk = await start();
  const window = await openedDesk(desk, WITHIN_MS);
  const totalMs = performance.now() - begun;
  await watching;
  return { desk, window, totalMs, course: course.join(", ") };
}

const partsOf = (folder: string): readonly string[] =>
  existsSync(join(folder, "renewal")) ? readdirSync(join(folder, "renewal")) : [];

function copyOf(folder: string): { readonly isAside: boolean } | null {
  try {
    const { copy } = JSON.parse(readFileSync(join(folder, "renewal.json"), "utf8")) as { copy?: { isAside: boolean } }; // the host wrote it
    return copy ?? null;
  } catch {
    return null;
  }
}

/**
 * The other way: what every reader is shown by, sealed under a key of her own. Only the sealing itself; indexes and
 * search would be more.
 */
async function sealingFigures(page: Page, group: string, readers: number): Promise<readonly Figure[]> {
  // the loader of these scripts names functions by a helper that a page does not have
  await page.evaluate("globalThis.__name ??= (named) => named");
  const times = await page.evaluate(sealEach, readers);
  const note = "a prototype: AES-GCM by the browser, about 150 bytes each; nothing of it is in the product";
  return [
    {
      group,
      name: "the other way, each reader sealed: added to an import",
      value: times.sealMs / 1000,
      unit: "s",
      note,
    },
    {
      group,
      name: "added to a start, keys read and all opened for search and lists",
      value: (times.keysMs + times.openMs) / 1000,
      unit: "s",
      note: `keys ${(times.keysMs / 1000).toFixed(1)} s`,
    },
    { group, name: "added to a list of 200 readers", value: times.listMs, unit: "ms" },
  ];
}

/** Runs in the page. */
async function sealEach(readers: number): Promise<{ keysMs: number; sealMs: number; openMs: number; listMs: number }> {
  const AT_ONCE = 500;
  const encoder = new TextEncoder();
  const each = async <A, B>(items: readonly A[], run: (item: A, index: number) => Promise<B>): Promise<B[]> => {
    const done: B[] = [];
    for (let at = 0; at < items.length; at += AT_ONCE)
      done.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map((item, index) => run(item, at + index)))));
    return done;
  };
  const raw = Array.from({ length: readers }, () => crypto.getRandomValues(new Uint8Array(32)));
  const iv = new Uint8Array(12);
  const importing = performance.now();
  const keys = await each(raw, (bytes) =>
    crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]),
  );
  const sealing = performance.now();
  const sealed = await each(keys, (key, index) =>
    crypto.subtle.encrypt(
      { name: "AES-GCM", iv },
      key,
      encoder.encode(
        JSON.stringify({
          name: `读者${index}`,
          card: `R${index}`,
          phone: `139${index}`,
          unit: "三年级二班",
          born: "2012-03-04",
          email: `reader${index}@example.org`,
        }),
      ),
    ),
  );
  const opening = performance.now();
  const opened = await each(sealed, async (bytes, index) => {
    const key = keys[index];
    if (key === undefined) throw new Error("a key each");
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes))) as {
      card: string;
    };
  });
  const listing = performance.now();
  await each(sealed.slice(0, 200), async (bytes, index) =>
    crypto.subtle.decrypt({ name: "AES-GCM", iv }, keys[index] as CryptoKey, bytes),
  );
  const end = performance.now();
  if (opened.at(-1)?.card !== `R${readers - 1}`) throw new Error("what was sealed opens");
  return { keysMs: sealing - importing, sealMs: opening - sealing, openMs: listing - opening, listMs: end - listing };
}
