/**
 * What an exchange takes that finds nothing, among two hundred computers: in a browser to which nobody listens, for
 * being told of each call costs about as much as the call.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { enterWorkbench, startBareBrowser } from "./bare-browser.ts";
import { type DeskPlace, FOUND, startHost } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { addStreams } from "./many-streams.ts";
import { median } from "./percentile.ts";

const TIMES = 20;
const GOAL_MS = 20;

export async function measureIdle(
  place: DeskPlace & { readonly share: string },
  streams: number,
): Promise<readonly Figure[]> {
  mkdirSync(place.share, { recursive: true });
  const host = await startHost(place, null);
  const browser = await startBareBrowser(join(place.folder, "profile"));
  const sync = async (): Promise<{ readonly tag: string; readonly devices: number; readonly ms: number }> =>
    browser.evaluate(
      "window.workbench.sync().then(({ report, ms }) => ({ tag: report.outcome.tag, devices: report.devices.length, ms }))",
    );
  try {
    await enterWorkbench(browser, host.address);
    await browser.evaluate(`window.workbench.open(${JSON.stringify(FOUND)}).then(() => null)`);
    const { code } = await browser.evaluate<{ readonly code: string }>("window.workbench.prepareShare()");
    await sync();
    await addStreams(place.share, code, streams);
    // the second one tells what the first has fetched
    for (let round = 0; round < 3; round++) await sync();
    const times: number[] = [];
    for (let round = 0; round < TIMES; round++) {
      const { tag, devices, ms } = await sync();
      if (tag !== "nothing-new" || devices <= streams) throw new Error(`not idle among ${devices}: ${tag}`);
      times.push(ms);
    }
    return [
      {
        group: "Exchange through a folder",
        name: `idle among ${streams} computers: time`,
        value: median(times),
        unit: "ms",
        goal: GOAL_MS,
        note: `median of ${TIMES}, slowest ${Math.max(...times).toFixed(0)} ms; nobody listens to the browser`,
      },
    ];
  } finally {
    await browser.close();
    await host.stop();
  }
}
