/**
 * Two desks and a share. A thousand changes of one are taken by the other: time, operations on the share, bytes. Then
 * ten thousand come while somebody works at the other one's desk: how long the page was held at most, and what
 * a quick log took in the middle.
 */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type DeskPlace, FOUND, openWorkbench, startBrowser, startHost } from "./bench-desk.ts";
import type { Figure } from "./figure.ts";
import { logMeanwhile } from "./log-meanwhile.ts";
import { installLongTasks } from "./long-tasks.ts";
import { openSearched } from "./measure-start.ts";
import { listed, some, total, watchCalls } from "./measure-sync.ts";

const FEW = 1_000;
const MANY = 10_000;
const READERS = 2_000;
const group = "A desk while changes come";

/** @param sender and receiver, each with a folder of its own and one share */
export async function measureBusy(
  sender: DeskPlace,
  receiver: DeskPlace,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const code = await atWorkbench(sender, async (page) => {
    await page.evaluate((way) => window.workbench.open(way), FOUND);
    await page.evaluate((count) => window.workbench.importReaders(count), READERS);
    const prepared = await page.evaluate(() => window.workbench.prepareShare());
    await page.evaluate(() => window.workbench.sync());
    return prepared.code;
  });
  const [card = ""] = await atWorkbench(receiver, async (page) => {
    await page.evaluate(
      (joined) => window.workbench.open({ tag: "join", code: joined, branch: "城东馆", desk: "二楼服务台" }),
      code,
    );
    await page.evaluate(() => window.workbench.sync());
    await page.evaluate(() => window.workbench.signIn());
    return (await page.evaluate(() => window.workbench.sample(1))).map((reader) => reader.card);
  });
  const send = (count: number): Promise<void> =>
    atWorkbench(sender, async (page) => {
      await page.evaluate(() => window.workbench.open({ tag: "member" }));
      await page.evaluate((changes) => window.workbench.workMany(changes), count);
      const { report } = await page.evaluate(() => window.workbench.sync());
      if (report.outcome.tag !== "done")
        throw new Error(`the changes did not go out: ${JSON.stringify(report.outcome)}`);
    });
  say(`${FEW} changes of another desk…`);
  await send(FEW);
  const few = await atWorkbench(receiver, takeFew);
  say(`${MANY} changes of another desk while somebody works…`);
  await send(MANY);
  return [...few, ...(await takeMany(receiver, card))];
}

async function atWorkbench<T>(place: DeskPlace, run: (page: Page) => Promise<T>): Promise<T> {
  const host = await startHost(place, null);
  const browser = await startBrowser(join(place.folder, "profile"), null);
  try {
    const page = await openWorkbench(browser.context, host.address);
    page.setDefaultTimeout(0);
    return await run(page);
  } finally {
    await browser.close();
    await host.stop();
  }
}

async function takeFew(page: Page): Promise<readonly Figure[]> {
  await page.evaluate(() => window.workbench.open({ tag: "member" }));
  const calls = await watchCalls(page);
  const { report, ms } = await page.evaluate(() => window.workbench.sync());
  const taken = report.steps.merge?.records ?? 0;
  if (report.outcome.tag !== "done" || taken < FEW)
    throw new Error(`${taken} changes were taken: ${JSON.stringify(report.outcome)}`);
  const { share: inShare } = await calls.heard();
  return [
    { group, name: `${FEW} changes taken: time`, value: ms, unit: "ms" },
    {
      group,
      name: `${FEW} changes taken: operations on the share`,
      value: total(some(inShare)),
      unit: "count",
      note: listed(inShare),
    },
    {
      group,
      name: `${FEW} changes taken: bytes read per change`,
      value: (report.steps.read?.bytes ?? 0) / taken,
      unit: "bytes",
      note: `${report.steps.read?.files ?? 0} files`,
    },
  ];
}

/** At the desk with a reader's card on it, which is where a person waits. */
async function takeMany(place: DeskPlace, card: string): Promise<readonly Figure[]> {
  const { page, close } = await openSearched(place, null, installLongTasks);
  try {
    const running = page.getByRole("contentinfo").getByText(/^正在同步/);
    const { ms, logs, figures } = await logMeanwhile(page, card, {
      group,
      without: "a sync",
      begin: async () => {
        await page.keyboard.press("F9");
        await running.waitFor();
      },
      goesOn: async () => (await running.count()) > 0,
    });
    return [
      {
        group,
        name: `${MANY.toLocaleString("en")} changes taken while somebody works`,
        value: ms / 1000,
        unit: "s",
        note: `with ${logs} quick logs on the way`,
      },
      ...figures,
    ];
  } finally {
    await close();
  }
}
