/**
 * Host and browser are killed −9 in every step of a renewal: nobody who was there is missing, nothing that was begun is
 * lost, and whoever was erased is in no file in the end. It takes long, mostly waiting: each kill takes a browser and a
 * host, and the next start of both shows what it has left.
 */
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFailed, test } from "vitest";
import { type Desk, freePort } from "../support/launch.ts";
import { findInFiles } from "../support/profile-search.ts";
import { proofDraw, proofScale } from "../support/proof-scale.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { countLive, foundLibrary, logConfirmed, rowsOf } from "./desk-page.ts";
import { journaled } from "./host-call.ts";
import { checkFile, writeChecked } from "./import-page.ts";
import { openedDesk, ownWindow, startWithWindow } from "./own-window.ts";
import { eraseReader } from "./share-page.ts";

const READERS = proofScale(300, 20_000);
const BY_CHANCE = proofScale(0, 12);
/** How often more a reader is erased for the steps that went by between two looks. */
const ONCE_MORE = 6;
const WITHIN_MS = 120_000;

interface Note {
  readonly due: Readonly<Record<string, number>>;
  readonly copy?: { readonly isAside: boolean };
}

function isDone(_folder: string, { copy, due }: Note): boolean {
  return copy === undefined && Object.keys(due).length === 0;
}

/** What the disk says of the step: looked at, not asked for. */
const STEPS: readonly (readonly [step: string, isIn: (folder: string, note: Note) => boolean])[] = [
  ["the rows are being handed over", (folder, { copy }) => copy === undefined && parts(folder) > 0],
  [
    "the copy counts and the window is still open",
    (folder, { copy }) => copy?.isAside === false && existsSync(join(folder, "browser-profile")),
  ],
  ["the profile is aside", (folder, { copy }) => copy !== undefined && !existsSync(join(folder, "browser-profile"))],
  [
    "the rows are being taken back",
    (folder, { copy }) => copy?.isAside === true && existsSync(join(folder, "browser-profile", "Default", "IndexedDB")),
  ],
  ["all is done", isDone],
];
/** In one renewal after another: of the first, an early and a late step in `npm test`. */
const RENEWALS = [
  [...proofDraw(STEPS.slice(0, 2)), ...proofDraw(STEPS.slice(2, 4))],
  ...proofScale([], [[0, 2, 4].flatMap((no) => STEPS.slice(no, no + 1))]),
];
const ASKED = STEPS.filter((step) => RENEWALS.flat().includes(step));

const parts = (folder: string): number =>
  existsSync(join(folder, "renewal"))
    ? readdirSync(join(folder, "renewal")).filter((name) => !name.endsWith(".tmp")).length
    : 0;

const noteOf = (folder: string): Note => {
  try {
    return JSON.parse(readFileSync(join(folder, "renewal.json"), "utf8")) as Note; // the host wrote it
  } catch {
    return { due: {} };
  }
};

async function killBoth(desk: Desk, folder: string): Promise<void> {
  const browser = browserPid(folder);
  await desk.kill();
  if (browser !== null) await endOf(browser);
}

/** The browser names itself in a link. */
function browserPid(folder: string): number | null {
  for (const name of readdirSync(folder).filter((each) => each.startsWith("browser-profile"))) {
    try {
      return Number(
        readlinkSync(join(folder, name, "SingletonLock"))
          .split("-")
          .at(-1),
      );
    } catch {
      // none runs on it
    }
  }
  return null;
}

async function endOf(pid: number): Promise<void> {
  for (let signal: NodeJS.Signals | 0 = "SIGKILL"; ; signal = 0) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    await wait(20);
  }
}

test(`${ASKED.length} steps and ${BY_CHANCE} moments by chance: nobody else is missing, and nobody erased is left`, {
  timeout: proofScale(400_000, 3_000_000),
}, async () => {
  const place = { folder: await temporaryFolder(), port: await freePort() };
  const victims = Array.from({ length: 2 + BY_CHANCE + ONCE_MORE }, (_, no) => ({
    card: `CANARY-${no}-0417`,
    name: `金丝雀${no}号`,
    phone: `139041700${String(no).padStart(2, "0")}`,
  }));
  let desk = await startWithWindow(place);
  onTestFailed(() => console.log(desk.output()));
  let window = await ownWindow(desk);
  await foundLibrary(window.page);
  const others = Array.from(
    { length: READERS },
    (_, index) => `R${String(index).padStart(7, "0")},读者${index},139${String(index).padStart(8, "0")}`,
  );
  const rows = [...victims.map(({ card, name, phone }) => `${card},${name},${phone}`), ...others];
  await checkFile(window.page, {
    name: "readers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`读者证号,姓名,手机\n${rows.join("\n")}\n`),
  });
  await writeChecked(window.page);
  let logged = 0;
  const erased: string[] = [];

  const eraseNext = async (): Promise<void> => {
    const victim = victims.shift();
    if (victim === undefined) throw new Error("nobody is left to erase");
    await eraseReader(window.page, victim);
    await window.page.keyboard.press("Control+1");
    await logConfirmed(window.page, 1);
    logged += 1;
    erased.push(victim.card, victim.name);
    // in turn with the backups that the erasing before has to make anew
    await expect.poll(() => Object.keys(noteOf(place.folder).due).length, { timeout: WITHIN_MS }).toBe(1);
    await window.letGo();
    await desk.stop();
  };
  /** Answers whether the step was met: on a busy machine it may go by between two looks, and all is done. */
  const killWhen = async (isThere: () => boolean): Promise<boolean> => {
    desk = await startWithWindow(place);
    let isMet = isThere();
    for (
      const until = performance.now() + WITHIN_MS;
      !isMet && !isDone(place.folder, noteOf(place.folder));
      isMet = isThere()
    ) {
      if (performance.now() > until) throw new Error("neither the step nor the end came");
      await wait(1);
    }
    await killBoth(desk, place.folder);
    return isMet;
  };
  const met = new Set<string>();
  const lookOver = async (): Promise<void> => {
    desk = await startWithWindow(place);
    window = await openedDesk(desk, WITHIN_MS);
    expect(await countLive(window.page, "reader")).toBe(READERS + victims.length);
    expect(await countLive(window.page, "interaction")).toBe(logged);
    const numbers = (await rowsOf(window.page, "log")).map(({ seq }) => Number(seq));
    expect(Math.max(...numbers)).toBe(await journaled(desk));
    expect(noteOf(place.folder)).toMatchObject({ due: {} });
  };

  const killIn = async (steps: readonly (typeof STEPS)[number][]): Promise<void> => {
    await eraseNext();
    for (const [step, isIn] of steps) {
      // what the last kill has left may be that very step
      if (await killWhen(() => isIn(place.folder, noteOf(place.folder)))) met.add(step);
    }
    await lookOver();
  };
  for (const steps of RENEWALS) await killIn(steps);
  for (let more = 0; more < ONCE_MORE; more++) {
    const unmet = ASKED.filter(([step]) => !met.has(step));
    if (unmet.length > 0) await killIn(unmet);
  }
  for (let round = 0; round < BY_CHANCE; round++) {
    await eraseNext();
    const moment = performance.now() + 1_000 + Math.random() * 4_000;
    await killWhen(() => performance.now() > moment);
    await lookOver();
  }
  await window.letGo();
  await desk.stop();
  // the test is of something: every step was met
  expect([...met].sort()).toEqual(ASKED.map(([step]) => step).sort());
  expect(await findInFiles(place.folder, erased)).toEqual([]);
});
