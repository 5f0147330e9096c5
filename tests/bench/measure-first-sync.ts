/**
 * A desk joins a large library: from the code until every reader and service record is here, beside the same
 * rows written as plainly as the browser can in the same run; and what memory that takes at its highest, in a browser
 * to which nobody listens.
 */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { type BareBrowser, blankBareMemory, enterWorkbench, startBareBrowser } from "./bare-browser.ts";
import { type DeskPlace, startHost } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { makeShare } from "./generated-share.ts";
import { canReadTrees, type TreeMemory, treeMemory } from "./process-tree.ts";

const GOAL_RATIO = 1.2;
/** Without pages of files, which the system takes back when it needs them. */
const GOAL_MB = 350;
const GROUP = "First sync";
const SAMPLE_MS = 700;

export interface FirstSyncRequest {
  readonly readers: number;
  readonly records: number;
  /** Of photographs, which come along. */
  readonly attachedMB: number;
}

/** @param place of the joiner; its share is made here */
export async function measureFirstSync(
  place: DeskPlace & { readonly share: string },
  { readers, records, attachedMB }: FirstSyncRequest,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  say(
    `Making a share with ${readers.toLocaleString("en")} readers and ${records.toLocaleString("en")} service records…`,
  );
  const { code, parts } = await makeShare({
    folder: join(place.folder, "founder"),
    share: place.share,
    readers,
    records,
    attachedMB,
  });
  const blank = canReadTrees ? await blankBareMemory(join(place.folder, "blank")) : null;
  const host = await startHost(place, null);
  const browser = await startBareBrowser(join(place.folder, "profile"));
  try {
    await enterWorkbench(browser, host.address);
    await browser.evaluate(
      `window.workbench.open(${JSON.stringify({ tag: "join", code, branch: "城东馆", desk: "二楼服务台" })}).then(() => null)`,
    );
    say("A desk joins…");
    const watched = watchMemory(() => treeMemory([browser.pid, host.pid]));
    const { report, ms, steps } = await browser.evaluate<Synced>("window.workbench.sync()");
    const peak = await watched.stop();
    if (report.outcome.tag !== "done" || report.takenOver === undefined)
      throw new Error(`the desk did not join by the checkpoint: ${JSON.stringify({ ...report, devices: [] })}`);
    await expectCount(browser, readers + records);
    say("The same rows by IndexedDB alone…");
    const floor = await browser.evaluate<{ readonly ms: number }>(
      `window.workbench.stateFloor(["reader", "interaction"], ${Math.ceil((readers + records) / parts)})`,
    );
    const takingMs = (steps.merge?.[1] ?? 0) - (steps.merge?.[0] ?? 0);
    const rows = (readers + records).toLocaleString("en");
    return [
      {
        group: GROUP,
        name: `${rows} rows by a checkpoint`,
        value: ms / 1000,
        unit: "s",
        note: `${parts} parts, read, verified, kept and applied${attachedMB === 0 ? "" : `; with ${attachedMB} MB of photographs`}`,
      },
      { group: GROUP, name: "of that, rows into the database", value: takingMs / 1000, unit: "s" },
      { group: GROUP, name: "the same rows by IndexedDB alone", value: floor.ms / 1000, unit: "s" },
      { group: GROUP, name: "ratio to that floor", value: ms / floor.ms, unit: "ratio", goal: GOAL_RATIO },
      ...(blank === null ? [] : memoryFigures(peak, blank)),
    ];
  } finally {
    await browser.close();
    await host.stop();
  }
}

const memoryFigures = (peak: TreeMemory, blank: TreeMemory): readonly Figure[] => [
  {
    group: GROUP,
    name: "memory above a blank page, at its highest, host included, PSS",
    value: peak.pssMB - blank.pssMB,
    unit: "MB",
    note: "right only while no other browser runs",
  },
  {
    group: GROUP,
    name: "of that, without pages of files",
    value: peak.ownMB - blank.ownMB,
    unit: "MB",
    goal: GOAL_MB,
    note: `${peak.ownMB.toFixed(0)} MB; blank page ${blank.ownMB.toFixed(0)} MB`,
  },
];

interface Synced {
  readonly report: SyncReport;
  readonly ms: number;
  readonly steps: Readonly<Record<string, readonly [number, number]>>;
}

async function expectCount(browser: BareBrowser, rows: number): Promise<void> {
  const here = await browser.evaluate<number>('window.workbench.countRows(["reader", "interaction"])');
  if (here !== rows) throw new Error(`${here} rows came instead of ${rows}`);
}

function watchMemory(read: () => TreeMemory): { stop(): Promise<TreeMemory> } {
  let isOver = false;
  let peak: TreeMemory = { pssMB: 0, rssMB: 0, ownMB: 0 };
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
