/** Import, commands and their return from the journal, each beside the floor of the very rows it wrote. */
import type { Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import { median, p95 } from "./percentile.ts";

const GOAL = 1.5;

/** @param onImported before the floor: the session as the import leaves it */
export async function measureImport(
  page: Page,
  count: number,
  onImported: () => Promise<readonly Figure[]> = async () => [],
): Promise<readonly Figure[]> {
  const group = `Import of ${count.toLocaleString("en")} readers from CSV`;
  const after = await page.evaluate(() => window.workbench.lastSeq());
  const times = await page.evaluate((rows) => window.workbench.importReaders(rows), count);
  const imported = await onImported();
  const floor = await page.evaluate(
    (from) => window.workbench.floor({ kind: "reader", commandsAtOnce: 1, after: from }),
    after,
  );
  return [
    ...imported,
    { group, name: "read and decoded", value: times.readMs / 1000, unit: "s" },
    { group, name: "checked against the library", value: times.checkMs / 1000, unit: "s" },
    { group, name: "written, journaled and indexed", value: times.writeMs / 1000, unit: "s" },
    {
      group,
      name: "written ÷ floor of readers and log",
      value: times.writeMs / floor.rowsAndLogMs,
      unit: "ratio",
      goal: GOAL,
      note: `floor ${(floor.rowsAndLogMs / 1000).toFixed(2)} s for ${floor.rows} readers and their entries`,
    },
    {
      group,
      name: "written ÷ floor of readers alone",
      value: times.writeMs / floor.rowsMs,
      unit: "ratio",
      note: `floor ${(floor.rowsMs / 1000).toFixed(2)} s`,
    },
    {
      group,
      name: "whole import ÷ floor of readers and log",
      value: (times.readMs + times.checkMs + times.writeMs) / floor.rowsAndLogMs,
      unit: "ratio",
    },
  ];
}

/** One strict transaction and one journal entry each, as quick logs are. */
export async function measureCommands(page: Page, count: number): Promise<readonly Figure[]> {
  const group = "Commands one at a time";
  const { written, confirmed, floor } = await page.evaluate((n) => window.workbench.commands(n), count);
  return [
    {
      group,
      name: "rows stand",
      value: median(written),
      unit: "ms",
      note: `p50 of ${count}, p95 ${p95(written).toFixed(1)} ms`,
    },
    {
      group,
      name: "journal has it",
      value: median(confirmed),
      unit: "ms",
      note: `p95 ${p95(confirmed).toFixed(1)} ms`,
    },
    {
      group,
      name: "rows stand ÷ floor of the same rows",
      value: median(written) / median(floor),
      unit: "ratio",
      note: `floor ${median(floor).toFixed(1)} ms a strict transaction`,
    },
  ];
}

/** As after the loss of the database: the journal is ahead, and the start applies all of it. */
export async function measureReplay(
  page: Page,
  workbench: () => Promise<Page>,
  count: number,
): Promise<readonly Figure[]> {
  const group = `Rows of ${count.toLocaleString("en")} commands, from the journal`;
  const after = await page.evaluate(() => window.workbench.lastSeq());
  await page.evaluate((commands) => window.workbench.journalAhead(commands), count);
  await page.close();
  const again = await workbench();
  const { journalMs } = await again.evaluate(() => window.workbench.open({ tag: "member" }));
  const floor = await again.evaluate(
    (from) => window.workbench.floor({ kind: "interaction", commandsAtOnce: 50, after: from }),
    after,
  );
  if (floor.rows !== count) throw new Error(`the start applied ${floor.rows} of ${count} commands`);
  return [
    {
      group,
      name: "read from the journal and applied",
      value: journalMs / 1000,
      unit: "s",
      note: "fifty commands in a transaction",
    },
    {
      group,
      name: "÷ floor of records and log",
      value: journalMs / floor.rowsAndLogMs,
      unit: "ratio",
      goal: GOAL,
      note: `floor ${(floor.rowsAndLogMs / 1000).toFixed(2)} s`,
    },
  ];
}
