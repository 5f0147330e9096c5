/**
 * Sets up two desks of one library, in real hosts and a browser without a window, through the product's own
 * modules: the first founds it and fills it, the second joins by the code, both change one reader's
 * telephone, and both have synced since. The browser's profile is the one that the host itself would open.
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type BenchBrowser, type BenchHost, openWorkbench, startBrowser, startHost } from "../bench/bench-desk.ts";
import { buildWorkbenchSite } from "../bench/workbench-site.ts";

export interface TwoDesksPlace {
  /** The data folder is `data` in it. */
  readonly folder: string;
  readonly port: number;
}

export interface TwoDesks {
  readonly first: TwoDesksPlace;
  readonly second: TwoDesksPlace;
  readonly share: string;
  readonly readers: number;
  readonly say: (line: string) => void;
}

const LIBRARY = { library: "城东图书馆", branch: "城东馆" } as const;

/** @returns the name of the reader whose telephone both have changed, and the library code */
export async function setUpTwoDesks({
  first,
  second,
  share,
  readers,
  say,
}: TwoDesks): Promise<{ readonly reader: string; readonly code: string }> {
  const site = await buildWorkbenchSite();
  const opened: OpenDesk[] = [];
  try {
    const a = await open(first, share, site.folder);
    opened.push(a);
    await a.page.evaluate((way) => window.workbench.open(way), {
      tag: "found",
      ...LIBRARY,
      desk: "一楼服务台",
      person: "",
      bare: true,
    } as const);
    const { shownReader } = await a.page.evaluate((count) => window.workbench.fillSample(count), readers);
    const { code } = await a.page.evaluate(() => window.workbench.prepareShare());
    await sync(a.page);
    say(`Desk A has founded ${LIBRARY.library} with ${readers} readers.`);

    const b = await open(second, share, site.folder);
    opened.push(b);
    await b.page.evaluate((way) => window.workbench.open(way), {
      tag: "join",
      code,
      branch: LIBRARY.branch,
      desk: "二楼服务台",
    } as const);
    await sync(b.page);
    await b.page.evaluate(() => window.workbench.signIn());
    say("Desk B has joined by the library code.");

    await a.page.evaluate((id) => window.workbench.setPhone(id, "13800001111"), shownReader);
    await b.page.evaluate((id) => window.workbench.setPhone(id, "13900002222"), shownReader);
    for (const { page } of [b, a, b]) await sync(page);
    // entries that have seen the other's: so another browser, which reads the journal first, knows of the conflict too
    for (const { page } of [a, b]) await page.evaluate(() => window.workbench.logMany(3));
    for (const { page } of [a, b, a]) await sync(page);
    for (const { page } of opened) {
      if ((await page.evaluate(() => window.workbench.openConflicts())) !== 1)
        throw new Error("the conflict is not there");
    }
    return { reader: await a.page.evaluate((id) => window.workbench.nameOf(id), shownReader), code };
  } finally {
    for (const { browser, host } of opened) {
      await browser.close();
      await host.stop();
    }
    site.remove();
  }
}

interface OpenDesk {
  readonly host: BenchHost;
  readonly browser: BenchBrowser;
  readonly page: Page;
}

async function open(place: TwoDesksPlace, share: string, site: string): Promise<OpenDesk> {
  const host = await startHost({ ...place, share, site }, null);
  const browser = await startBrowser(join(place.folder, "data", "browser-profile"), null);
  return { host, browser, page: await openWorkbench(browser.context, host.address) };
}

async function sync(page: Page): Promise<void> {
  const { report } = await page.evaluate(() => window.workbench.sync());
  if (report.outcome.tag === "stopped") throw new Error(`a desk could not exchange: ${JSON.stringify(report.outcome)}`);
}
