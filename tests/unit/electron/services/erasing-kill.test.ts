/**
 * Two desks as real processes on one folder, killed at random moments while each erases one reader after another:
 * once both have synced, whoever is in the ledger is nowhere, and nobody else is missing. It takes long, as processes
 * start, work and are killed in their turn.
 */
import { randomInt } from "node:crypto";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { unlockShare } from "../../../../electron/services/share-check/unlock.ts";
import { createFolderStore } from "../../../../electron/services/stores/folder-store.ts";
import { bundleChild } from "../../../support/bundle-child.ts";
import { canariesIn } from "../../../support/canaries.ts";
import { processesOf, type Running } from "../../../support/killed-process.ts";
import { lightCodes } from "../../../support/light-codes.ts";
import { proofScale } from "../../../support/proof-scale.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { giveWebLocks, okValue, openWholeDesk, type WholeDesk } from "../../../support/whole-desk.ts";

const ENTRY = fileURLToPath(new URL("../../../support/desk-until-killed.ts", import.meta.url));
const KILLS = proofScale(2, 60);
const NAMES = ["found", "second"] as const;

/** What the processes have said before they were killed. */
interface Told {
  /** Readers that were confirmed, with the text that only some of them have. */
  readonly saved: ReadonlyMap<string, string | undefined>;
  /** Whose erasing was confirmed. */
  readonly erased: ReadonlySet<string>;
  /** Kills between the plan to erase somebody and the end of the exchange after it. */
  readonly inTheMiddle: number;
}

async function killThem(
  home: string,
  share: string,
  data: readonly string[],
): Promise<Told & { readonly code: string }> {
  const processes = processesOf(await bundleChild(ENTRY, join(home, "program")));
  onTestFinished(processes.end);
  const start = (at: number, code: string): Running =>
    processes.start([NAMES[at] ?? "", data[at] ?? "", share, code, "erase"]);
  const saved = new Map<string, string | undefined>();
  const erased = new Set<string>();
  let inTheMiddle = 0;
  const end = async (desk: Running): Promise<void> => {
    desk.child.kill("SIGKILL");
    expect(await desk.ended, desk.errors()).toBe("SIGKILL");
    for (const [what = "", id = "", text] of desk.lines.map((line) => line.split(" "))) {
      if (what === "saved") saved.set(id, text);
      if (what === "erased") erased.add(id);
    }
    if (/^eras/.test(desk.lines.at(-1) ?? "")) inTheMiddle += 1;
  };
  const first = start(0, "");
  const code = (await first.opened).slice("open ".length);
  const desks = [first, start(1, code)];
  for (let kill = 0; kill < KILLS; kill++) {
    const at = kill < 2 ? kill : randomInt(desks.length);
    const desk = desks[at];
    if (desk === undefined) throw new Error("two desks");
    // before the ledger has it, while journal and backups are written anew, while it starts, and between two
    const begun = ["erasing ", "erased ", "open ", "passed "][kill % 4] ?? "";
    if (begun !== "open ") await desk.nextLine((line) => line.startsWith(begun));
    await new Promise((resolve) => setTimeout(resolve, randomInt(0, 80)));
    await end(desk);
    desks[at] = start(at, code);
  }
  for (const desk of desks) {
    await desk.nextLine((line) => line.startsWith("erased "));
    await end(desk);
  }
  return { saved, erased, inTheMiddle, code };
}

/** Texts that stand in any row of a desk's database, log and kept search included. */
async function textsIn({ db }: WholeDesk): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const table of db.tables)
    for (const text of JSON.stringify(await table.toArray()).match(/canary-[0-9a-f]{16}/g) ?? []) found.add(text);
  return found;
}

test(`check 5: whoever two desks were erasing through ${KILLS} kills is nowhere once both have synced, and nobody else is missing`, {
  timeout: 1_800_000,
}, async () => {
  giveWebLocks();
  const home = await temporaryFolder();
  const share = join(home, "share");
  const data = NAMES.map((name) => join(home, name));
  for (const folder of [share, ...data]) await mkdir(folder);
  const { saved, erased, inTheMiddle, code } = await killThem(home, share, data);

  const desks: WholeDesk[] = [];
  for (const [at, folder] of data.entries()) desks.push(await openWholeDesk(folder, `erasing-kill-${at}`));
  onTestFinished(async () => {
    for (const desk of desks) await desk.close();
  });
  for (const desk of desks) {
    await desk.start();
    await desk.purge();
  }
  let quiet = 0;
  for (let round = 0; round < 12 && quiet < desks.length; round++) {
    quiet = 0;
    for (const desk of desks) if ((await desk.sync.sync(() => undefined)).outcome.tag === "nothing-new") quiet += 1;
  }
  expect(quiet).toBe(desks.length);

  const [a, b] = desks;
  if (a === undefined || b === undefined) throw new Error("two desks");
  expect(await b.lines()).toEqual(await a.lines());
  const ledger = new Set(await a.db.erased.toCollection().primaryKeys());
  for (const id of erased) expect(ledger, `the erasing of ${id} was confirmed`).toContain(id);
  const readers = new Map((await a.db.reader.toArray()).map(({ id, name }) => [id, name]));
  for (const [id, text] of saved) {
    if (ledger.has(id)) expect(readers.has(id), `${id} is erased`).toBe(false);
    else expect(readers.get(id), `reader ${id} was confirmed`).toBe(text ?? "stays");
  }
  const gone = [...saved].flatMap(([id, text]) => (text !== undefined && ledger.has(id) ? [text] : []));
  const key = okValue(await unlockShare(createFolderStore(share), code, lightCodes));
  for (const folder of [share, ...data]) expect(await canariesIn(folder, gone, key), folder).toEqual([]);
  for (const desk of desks) {
    const texts = await textsIn(desk);
    expect(gone.filter((text) => texts.has(text))).toEqual([]);
  }
  // what a killed process has left half written would still open
  for (const folder of [share, ...data.map((each) => join(each, "store"))])
    expect((await readdir(folder, { recursive: true })).filter((name) => /(^|[/\\])tmp-/.test(name))).toEqual([]);
  // it was what it says
  expect(inTheMiddle).toBeGreaterThan(0);
  expect(gone.length).toBeGreaterThan(1);
});
