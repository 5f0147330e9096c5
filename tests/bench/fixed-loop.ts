/**
 * The same small piece of work in page, worker and host: how much slower a slow machine really is in each.
 * A figure of a slow machine means nothing without these three factors.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { BrowserContext } from "playwright-core";
import type { SlowMachine } from "./slow-machine.ts";

export interface LoopTimes {
  readonly page: number;
  readonly worker: number;
  readonly host: number;
}

/** About a fifth of a second at full speed. Plain text: it runs where nothing of ours is loaded. */
const LOOP = `(() => {
  const startedAt = performance.now();
  let state = 1;
  for (let n = 0; n < 60_000_000; n++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return state === 0 ? 0 : performance.now() - startedAt;
})()`;

/** Processor time is told in hundredths of a second. */
const LOOPS = 5;

export async function timeLoops(context: BrowserContext, slow: SlowMachine | null): Promise<LoopTimes> {
  const site = await serveBlank();
  const page = await context.newPage();
  try {
    await page.goto(site.address);
    // once before, for the compiler
    await page.evaluate(LOOP);
    const inPage = await page.evaluate<number>(LOOP);
    const inWorker = await page.evaluate<number>(
      `new Promise((resolve) => { const worker = new Worker("/loop.js"); worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); }; })`,
    );
    return { page: inPage, worker: inWorker, host: await timeInNode(slow) };
  } finally {
    await page.close();
    site.close();
  }
}

/**
 * The processor time of the loop in a page, whatever else has the machine meanwhile.
 * @param spent of the browser so far, in milliseconds
 */
export async function loopCpuMs(context: BrowserContext, spent: () => number): Promise<number> {
  const site = await serveBlank();
  const page = await context.newPage();
  try {
    await page.goto(site.address);
    await page.evaluate(LOOP);
    const before = spent();
    for (let time = 0; time < LOOPS; time++) await page.evaluate(LOOP);
    return (spent() - before) / LOOPS;
  } finally {
    await page.close();
    site.close();
  }
}

export const factorsOf = (slow: LoopTimes, full: LoopTimes): LoopTimes => ({
  page: slow.page / full.page,
  worker: slow.worker / full.worker,
  host: slow.host / full.host,
});

/** A process of the host's own kind in the same group; it waits to be taken in before it works. */
async function timeInNode(slow: SlowMachine | null): Promise<number> {
  const code = `process.stdin.once("data", () => { ${LOOP}; console.log(${LOOP}); process.exit(); })`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["pipe", "pipe", "inherit"] });
  if (slow !== null && child.pid !== undefined) await slow.take(child.pid);
  child.stdin.write("go\n");
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
  });
  await new Promise((resolve) => child.once("close", resolve));
  return Number(text);
}

/** A page of its own with nothing in it, so that no policy of the desk's stands in the way of the loop. */
async function serveBlank(): Promise<{ readonly address: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const isLoop = request.url === "/loop.js";
    response.writeHead(200, { "Content-Type": isLoop ? "text/javascript" : "text/html" });
    response.end(isLoop ? `${LOOP}; postMessage(${LOOP});` : "<!doctype html><title>blank</title>");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return {
    address: `http://127.0.0.1:${address.port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
