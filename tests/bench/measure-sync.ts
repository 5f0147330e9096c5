/**
 * The exchange through a folder, in the real worker and host: one that carries a thousand quick logs, an idle one,
 * and an idle one among two hundred computers. Calls to the share and the text of sealed batches are read from what the
 * worker asks of its host.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import type { Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import { addStreams } from "./many-streams.ts";

const CHANGES = 1000;
const GOAL_BYTES = 64;
export const STREAMS = 200;
const IDLE_TIMES = 10;
/**
 * A person has asked for it: besides the one listing, the markers are listed, and the own batches are listed and
 * opened.
 */
const GOAL_ASKED = 3;

export async function measureSync(page: Page, share: string): Promise<readonly Figure[]> {
  const { code } = await page.evaluate(() => window.workbench.prepareShare());
  await page.evaluate(() => window.workbench.sync());
  await page.evaluate((count) => window.workbench.logMany(count), CHANGES);
  const before = sizeOf(share);
  const calls = await watchCalls(page);
  const carried = await page.evaluate(() => window.workbench.sync());
  if (carried.report.outcome.tag !== "done")
    throw new Error(`the exchange did not end well: ${JSON.stringify(carried.report.outcome)}`);
  const { share: inShare, sealedTexts } = await calls.heard();
  const packed = sealedTexts.reduce((sum, text) => sum + packedLength(text), 0);
  const onShare = sizeOf(share) - before;
  await calls.clear();
  const idle = await page.evaluate(() => window.workbench.sync());
  const { share: idleCalls } = await calls.heard();
  const group = "Exchange through a folder";
  return [
    { group, name: "idle: time", value: idle.ms, unit: "ms", note: idle.report.outcome.tag },
    {
      group,
      name: "idle: operations on the share, but for own batches",
      value: withoutReads(idleCalls),
      unit: "count",
      goal: GOAL_ASKED,
      note: listed(idleCalls),
    },
    { group, name: `${CHANGES} quick logs: time`, value: carried.ms, unit: "ms" },
    {
      group,
      name: `${CHANGES} quick logs: operations on the share`,
      value: total(some(inShare)),
      unit: "count",
      note: listed(inShare),
    },
    {
      group,
      name: "bytes per change, without vector and padding",
      value: packed / CHANGES,
      unit: "bytes",
      goal: GOAL_BYTES,
      note: "the compressed body",
    },
    {
      group,
      name: "bytes per change, as the share grows",
      value: onShare / CHANGES,
      unit: "bytes",
      note: "with header, padding, signature and head",
    },
    ...(await measureIdleAmongMany(page, calls, share, code)),
  ];
}

async function measureIdleAmongMany(
  page: Page,
  calls: CallWatch,
  share: string,
  code: string,
): Promise<readonly Figure[]> {
  await addStreams(share, code, STREAMS);
  // the second one tells what the first has fetched
  for (let round = 0; round < 3; round++) await page.evaluate(() => window.workbench.sync());
  await calls.clear();
  for (let round = 0; round < IDLE_TIMES; round++) {
    const { report } = await page.evaluate(() => window.workbench.sync());
    if (report.outcome.tag !== "nothing-new" || report.devices.length <= STREAMS)
      throw new Error(`not idle among ${report.devices.length}: ${JSON.stringify(report.outcome)}`);
  }
  const { share: inShare } = await calls.heard();
  const group = "Exchange through a folder";
  return [
    {
      group,
      name: `idle among ${STREAMS} computers: operations on the share, but for own batches`,
      value: withoutReads(some(inShare)) / IDLE_TIMES,
      unit: "count",
      goal: GOAL_ASKED,
      note: `of ${IDLE_TIMES}: ${listed(inShare)}`,
    },
  ];
}

/** Without what a batch says of other streams. */
function packedLength(text: string): number {
  const body = JSON.parse(text, (key, value: unknown) =>
    key === "seen" || key === "acked" ? undefined : value,
  ) as unknown; // our own batch's body
  return deflateRawSync(JSON.stringify(body)).length;
}

export interface CallWatch {
  clear(): Promise<void>;
  heard(): Promise<HeardCalls>;
}

interface HeardCalls {
  /** Calls to the share, by what they do. */
  readonly share: Readonly<Record<string, number>>;
  readonly sealedTexts: readonly string[];
}

interface Listening {
  sentCalls?: string[];
}

/** A page or a worker. */
interface Scope {
  evaluate<T>(run: () => T): Promise<T>;
}

/** Listens in the page and in its workers, whose sockets the browser's driver does not tell of. */
export async function watchCalls(page: Page): Promise<CallWatch> {
  const scopes = (): readonly Scope[] => [page, ...page.workers()];
  for (const scope of scopes()) {
    await scope.evaluate(() => {
      const sent: string[] = [];
      (globalThis as Listening).sentCalls = sent;
      const { send } = WebSocket.prototype;
      WebSocket.prototype.send = function (this: WebSocket, data) {
        sent.push(String(data));
        send.call(this, data);
      };
    });
  }
  const heard = async (): Promise<HeardCalls> => {
    const texts: string[] = [];
    for (const scope of scopes())
      texts.push(...(await scope.evaluate(() => (globalThis as Listening).sentCalls ?? [])));
    const share: Record<string, number> = {};
    const sealedTexts: string[] = [];
    for (const text of texts) {
      const { name = "", args } = JSON.parse(text) as { name?: string; args?: { store?: string; text?: string } }; // the form of a call is the contract's
      if (name.startsWith("store.") && args?.store === "share") share[name.slice(6)] = (share[name.slice(6)] ?? 0) + 1;
      if (name === "seal.batch" && args?.text !== undefined) sealedTexts.push(args.text);
    }
    return { share, sealedTexts };
  };
  const clear = async (): Promise<void> => {
    for (const scope of scopes())
      await scope.evaluate(() => {
        (globalThis as Listening).sentCalls?.splice(0);
      });
  };
  return { clear, heard };
}

/** However many own batches there are, the rest is the same. */
const withoutReads = ({ get: _, ...others }: HeardCalls["share"]): number => total(others);

/** No exchange with anything new goes without a call to the share. */
export function some(counts: HeardCalls["share"]): HeardCalls["share"] {
  if (total(counts) === 0) throw new Error("no call to the share was heard");
  return counts;
}

export const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
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
