/**
 * A cold start over a whole library: the host is there, the browser too, the page has never been opened in
 * it. Told from navigation to the painted scan box, and from there to the first painted answer of the search.
 */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import { type BenchBrowser, type BenchHost, type DeskPlace, startBrowser, startHost } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { packedBytes } from "./first-load.ts";
import { installPaintProbe } from "./paint-probe.ts";
import { median } from "./percentile.ts";
import type { SlowMachine } from "./slow-machine.ts";

export interface StartGoals {
  readonly usableMs: number;
  readonly searchMs: number;
}

export interface OpenProduct {
  readonly host: BenchHost;
  readonly browser: BenchBrowser;
  readonly page: Page;
  close(): Promise<void>;
}

const FIRST_QUERY = "张";
/** A key that brings nothing to see is given up after this. */
const SIGN_WITHIN_MS = 3_000;

/**
 * @param firstQuery null: no watcher is in the page, whose work would be counted with the product's
 * @param install a further watcher, put into the page before anything of it runs
 */
export async function openProduct(
  place: DeskPlace,
  slow: SlowMachine | null,
  firstQuery: string | null,
  install?: () => void,
): Promise<OpenProduct> {
  const host = await startHost(place, slow);
  const browser = await startBrowser(join(place.folder, "profile"), slow);
  const page = await browser.context.newPage();
  if (firstQuery !== null) await page.addInitScript(installPaintProbe, { firstQuery, withinMs: SIGN_WITHIN_MS });
  if (install !== undefined) await page.addInitScript(install);
  await page.goto(host.address);
  await page.locator(".scan input").waitFor();
  const close = async (): Promise<void> => {
    await browser.close();
    await host.stop();
  };
  return { host, browser, page, close };
}

/** The product once its first search is answered. */
export async function openSearched(
  place: DeskPlace,
  slow: SlowMachine | null,
  install?: () => void,
): Promise<OpenProduct> {
  const product = await openProduct(place, slow, FIRST_QUERY, install);
  await product.page.waitForFunction(() => window.paintProbe.start.searched !== null);
  return product;
}

export async function measureStart(
  place: DeskPlace,
  slow: SlowMachine | null,
  rounds: number,
  goals: StartGoals,
): Promise<{ readonly figures: readonly Figure[]; readonly firstLoad: readonly string[] }> {
  const usable: number[] = [];
  const searched: number[] = [];
  const hosts: number[] = [];
  let firstLoad: readonly string[] = [];
  for (let round = 0; round < rounds; round++) {
    const { host, page, close } = await openSearched(place, slow);
    const start = await page.evaluate(() => window.paintProbe.start);
    usable.push(start.usable ?? Number.NaN);
    searched.push((start.searched ?? Number.NaN) - (start.usable ?? Number.NaN));
    hosts.push(host.startMs);
    firstLoad = await loadedBefore(page, start.there ?? 0);
    // what the page keeps for a quicker next start is written behind the scenes
    await wait(slow === null ? 1_500 : 6_000);
    await close();
  }
  const group = "Cold start";
  const of = `median of ${rounds}; browser and host are running`;
  return {
    firstLoad,
    figures: [
      {
        group,
        name: "navigation → scan box painted and usable",
        value: median(usable),
        unit: "ms",
        goal: goals.usableMs,
        note: `${of}, slowest ${Math.max(...usable).toFixed(0)} ms`,
      },
      {
        group,
        name: "scan box → search answers, painted",
        value: median(searched),
        unit: "ms",
        goal: goals.searchMs,
        note: `slowest ${Math.max(...searched).toFixed(0)} ms`,
      },
      { group, name: "host process → ready line", value: median(hosts), unit: "ms", note: "not part of the above" },
    ],
  };
}

/**
 * Paths that the page itself had asked for when the box was put in: screens warmed after that are not waited for; what
 * only its worker asks for is not among them.
 */
const loadedBefore = (page: Page, atMs: number): Promise<readonly string[]> =>
  page.evaluate((before) => {
    const entries = performance.getEntriesByType("resource").filter((entry) => entry.startTime < before);
    return ["/", ...entries.map((entry) => new URL(entry.name).pathname)];
  }, atMs);

/** @param site a copy of the built product */
export function firstLoadFigures(site: string, paths: readonly string[]): readonly Figure[] {
  const group = "First load";
  const isWorker = (path: string): boolean => /\/worker-[^/]*\.js$/.test(path);
  const page = paths.filter((path) => !isWorker(path));
  const figures: Figure[] = [
    {
      group,
      name: "asked for before the desk is usable, gzip",
      value: packedBytes(site, page) / 1000,
      unit: "KB",
      goal: 200,
      note: `${new Set(page).size} files, HTML and styles included`,
    },
  ];
  for (const [kind, ending] of [
    ["scripts", ".js"],
    ["styles", ".css"],
  ] as const)
    figures.push({
      group,
      name: `of that, ${kind}`,
      value:
        packedBytes(
          site,
          page.filter((path) => path.endsWith(ending)),
        ) / 1000,
      unit: "KB",
    });
  figures.push({
    group,
    name: "besides, the worker's script",
    value: packedBytes(site, paths.filter(isWorker)) / 1000,
    unit: "KB",
    note: "loads beside the page; the desk does not wait for it",
  });
  return figures;
}
