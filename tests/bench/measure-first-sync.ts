/**
 * A desk joins a large library: from the code until every reader and service record is here, beside the same
 * rows written as plainly as the browser can in the same run; and what memory that takes at its highest.
 */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { type DeskPlace, openWorkbench, startBrowser, startHost } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { makeShare } from "./generated-share.ts";
import { blankMemory } from "./measure-memory.ts";
import { canReadTrees, type TreeMemory, treeMemory } from "./process-tree.ts";

const GOAL_RATIO = 1.3;
const GOAL_MB = 400;
const SAMPLE_MS = 700;

export interface FirstSyncRequest {
  readonly readers: number;
  readonly records: number;
}

/** @param place of the joiner; its share is made here */
export async function measureFirstSync(place: DeskPlace & { readonly share: string }, { readers, records }: FirstSyncRequest, say: (line: string) => void): Promise<readonly Figure[]> {
  say(`Making a share with ${readers.toLocaleString("en")} readers and ${records.toLocaleString("en")} service records…`);
  const { code, parts } = await makeShare({ folder: join(place.folder, "founder"), share: place.share, readers, records });
  const blank = canReadTrees ? await blankMemory() : null;
  const host = await startHost(place, null);
  const browser = await startBrowser(join(place.folder, "profile"), null);
  try {
    const page = await openWorkbench(browser.context, host.address);
    page.setDefaultTimeout(0);
    await page.evaluate((way) => window.workbench.open(way), { tag: "join", code, branch: "城东馆", desk: "二楼服务台" } as const);
    say("A desk joins…");
    const watched = watchMemory(() => treeMemory([browser.pid ?? 0, host.pid]));
    const { report, ms, steps } = await page.evaluate(() => window.workbench.sync());
    const peak = await watched.stop();
    if (report.outcome.tag !== "done" || report.takenOver === undefined) throw new Error(`the desk did not join by the checkpoint: ${JSON.stringify({ ...report, devices: [] })}`);
    await expectCount(page, readers + records);
    say("The same rows by IndexedDB alone…");
    const floor = await page.evaluate((rows) => window.workbench.stateFloor(["reader", "interaction"], rows), Math.ceil((readers + records) / parts));
    const takingMs = (steps.merge?.[1] ?? 0) - (steps.merge?.[0] ?? 0);
    const group = "First sync";
    const rows = (readers + records).toLocaleString("en");
    return [
      { group, name: `${rows} rows by a checkpoint`, value: ms / 1000, unit: "s", note: `${parts} parts, read, verified, kept and applied` },
      { group, name: "of that, rows into the database", value: takingMs / 1000, unit: "s" },
      { group, name: "the same rows by IndexedDB alone", value: floor.ms / 1000, unit: "s" },
      { group, name: "ratio to that floor", value: ms / floor.ms, unit: "ratio", goal: GOAL_RATIO },
      ...(blank === null ? [] : [{ group, name: "memory above a blank page, at its highest, host included, PSS", value: peak.pssMB - blank.pssMB, unit: "MB" as const, goal: GOAL_MB }]),
    ];
  } finally {
    await browser.close();
    await host.stop();
  }
}

async function expectCount(page: Page, rows: number): Promise<void> {
  const here = await page.evaluate(() => window.workbench.countRows(["reader", "interaction"]));
  if (here !== rows) throw new Error(`${here} rows came instead of ${rows}`);
}

function watchMemory(read: () => TreeMemory): { stop(): Promise<TreeMemory> } {
  let isOver = false;
  let peak: TreeMemory = { pssMB: 0, rssMB: 0 };
  const watching = (async () => {
    while (!isOver && canReadTrees) {
      const now = read();
      if (now.pssMB > peak.pssMB) peak = now;
      await wait(SAMPLE_MS);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await watching;
      return peak;
    },
  };
}
