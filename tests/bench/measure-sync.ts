/**
 * The exchange through a folder, in the real worker and host: one that carries a thousand quick logs, an idle one,
 * and an idle one among two hundred computers. Calls to the share and the text of sealed batches are read from what the worker asks of its host.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import { addStreams } from "./many-streams.ts";

const CHANGES = 1000;
const GOAL_BYTES = 64;
export const STREAMS = 200;
const IDLE_TIMES = 10;

export async function measureSync(context: BrowserContext, page: Page, share: string): Promise<readonly Figure[]> {
  const calls = watchCalls(context);
  const { code } = await page.evaluate(() => window.workbench.prepareShare());
  await page.evaluate(() => window.workbench.sync());
  await page.evaluate((count) => window.workbench.logMany(count), CHANGES);
  const before = sizeOf(share);
  calls.clear();
  const carried = await page.evaluate(() => window.workbench.sync());
  if (carried.report.outcome.tag !== "done") throw new Error(`the exchange did not end well: ${JSON.stringify(carried.report.outcome)}`);
  const inShare = calls.shareCalls();
  const packed = calls.sealedTexts().reduce((sum, text) => sum + packedLength(text), 0);
  const onShare = sizeOf(share) - before;
  calls.clear();
  const idle = await page.evaluate(() => window.workbench.sync());
  const idleCalls = calls.shareCalls();
  const group = "Exchange through a folder";
  return [
    { group, name: "idle: time", value: idle.ms, unit: "ms", note: idle.report.outcome.tag },
    { group, name: "idle: operations on the share", value: total(idleCalls), unit: "count", note: listed(idleCalls) },
    { group, name: `${CHANGES} quick logs: time`, value: carried.ms, unit: "ms" },
    { group, name: `${CHANGES} quick logs: operations on the share`, value: total(inShare), unit: "count", note: listed(inShare) },
    { group, name: "bytes per change, without vector and padding", value: packed / CHANGES, unit: "bytes", goal: GOAL_BYTES, note: "the compressed body" },
    { group, name: "bytes per change, as the share grows", value: onShare / CHANGES, unit: "bytes", note: "with header, padding, signature and head" },
    ...(await measureIdleAmongMany(page, calls, share, code)),
  ];
}

async function measureIdleAmongMany(page: Page, calls: CallWatch, share: string, code: string): Promise<readonly Figure[]> {
  await addStreams(share, code, STREAMS);
  // the second one tells what the first has fetched
  for (let round = 0; round < 3; round++) await page.evaluate(() => window.workbench.sync());
  calls.clear();
  for (let round = 0; round < IDLE_TIMES; round++) {
    const { report } = await page.evaluate(() => window.workbench.sync());
    if (report.outcome.tag !== "nothing-new" || report.devices.length <= STREAMS) throw new Error(`not idle among ${report.devices.length}: ${JSON.stringify(report.outcome)}`);
  }
  const inShare = calls.shareCalls();
  const group = "Exchange through a folder";
  return [{ group, name: `idle among ${STREAMS} computers: operations on the share`, value: total(inShare) / IDLE_TIMES, unit: "count", goal: 1, note: `of ${IDLE_TIMES}: ${listed(inShare)}` }];
}

/** Without what a batch says of other streams. */
function packedLength(text: string): number {
  const body = JSON.parse(text, (key, value: unknown) => (key === "seen" || key === "acked" ? undefined : value)) as unknown; // our own batch's body
  return deflateRawSync(JSON.stringify(body)).length;
}

export interface CallWatch {
  clear(): void;
  shareCalls(): Readonly<Record<string, number>>;
  sealedTexts(): readonly string[];
}

export function watchCalls(context: BrowserContext): CallWatch {
  let heard: { name: string; args: { store?: string; text?: string } }[] = [];
  context.on("page", (page) => {
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => {
        const call: unknown = JSON.parse(String(payload));
        // the form of a call is the contract's
        if (typeof call === "object" && call !== null && "name" in call) heard.push(call as (typeof heard)[number]);
      });
    });
  });
  return {
    clear: () => {
      heard = [];
    },
    shareCalls: () => {
      const counts: Record<string, number> = {};
      for (const { name, args } of heard) if (name.startsWith("store.") && args.store === "share") counts[name.slice(6)] = (counts[name.slice(6)] ?? 0) + 1;
      return counts;
    },
    sealedTexts: () => heard.flatMap(({ name, args }) => (name === "seal.batch" && args.text !== undefined ? [args.text] : [])),
  };
}

export const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
export const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).reduce((sum, name) => {
    const entry = statSync(join(folder, name));
    return entry.isFile() ? sum + entry.size : sum;
  }, 0);
}
