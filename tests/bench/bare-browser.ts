/**
 * A browser in which nobody listens: what it holds in memory is its own. Playwright asks for the network events of
 * every page and worker, for which Chromium keeps what was answered, and keeps what is asked on its own side.
 */
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { findTestBrowser } from "../../build/scripts/find-browser.ts";
import { pageOf } from "./bench-desk.ts";
import { type TreeMemory, treeMemory } from "./process-tree.ts";

export interface BareBrowser {
  readonly pid: number;
  /** Shows a page of a host, with the launch key in its address. */
  enter(address: string, path: string): Promise<void>;
  /** Waits for the answer of an expression, a promise's too; whatever it gives must be JSON. */
  evaluate<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

const POLL_MS = 50;
/** Long enough for what a start has left to be collected. */
const SETTLE_MS = 5_000;
const message = v.object({
  id: v.optional(v.number()),
  result: v.optional(v.unknown()),
  error: v.optional(v.object({ message: v.string() })),
  method: v.optional(v.string()),
});
const targets = v.object({ targetInfos: v.array(v.object({ targetId: v.string(), type: v.string() })) });
const attached = v.object({ sessionId: v.string() });
const evaluated = v.object({
  result: v.object({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(v.object({ exception: v.optional(v.object({ description: v.optional(v.string()) })) })),
});

/** @param profile its own folder */
export async function startBareBrowser(profile: string): Promise<BareBrowser> {
  const { executablePath, args, env } = await findTestBrowser();
  const child = spawn(
    executablePath,
    [
      ...args,
      "--headless",
      `--user-data-dir=${profile}`,
      "--lang=zh-CN",
      "--window-size=1366,768",
      "--remote-debugging-pipe",
      "about:blank",
    ],
    {
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    },
  );
  const send = talkTo(child);
  const { targetInfos } = v.parse(targets, await send("Target.getTargets", {}));
  const page = targetInfos.find(({ type }) => type === "page");
  if (page === undefined) throw new Error("the browser has no page");
  const { sessionId } = v.parse(
    attached,
    await send("Target.attachToTarget", { targetId: page.targetId, flatten: true }),
  );
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = v.parse(
      evaluated,
      await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }, sessionId),
    );
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? "the page has thrown");
    return result.value as T; // the caller knows what it has asked for
  };
  return {
    pid: child.pid ?? 0,
    evaluate,
    enter: async (address, path) => {
      const url = pageOf(address, path);
      await send("Page.navigate", { url }, sessionId);
      while (
        !(await evaluate<boolean>(
          `location.href === ${JSON.stringify(url)} && document.readyState === "complete"`,
        ).catch(() => false))
      )
        await wait(POLL_MS);
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once("close", resolve));
      void send("Browser.close", {}).catch(() => undefined);
      await ended;
    },
  };
}

/** The workbench of a desk. */
export async function enterWorkbench(browser: BareBrowser, address: string): Promise<void> {
  await browser.enter(address, "/workbench.html");
  while (!(await browser.evaluate<boolean>('"workbench" in window'))) await wait(POLL_MS);
}

type Send = (method: string, params: object, sessionId?: string) => Promise<unknown>;

/** Messages are JSON with a zero behind each. */
function talkTo(child: ChildProcess): Send {
  const [, , , toBrowser, fromBrowser] = child.stdio as unknown as readonly [null, null, null, Writable, Readable]; // as they were asked for
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  >();
  let rest = Buffer.alloc(0);
  fromBrowser.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const { id, result, error } = v.parse(message, JSON.parse(rest.subarray(0, end).toString("utf8")));
      rest = rest.subarray(end + 1);
      const asked = id === undefined ? undefined : waiting.get(id);
      if (id !== undefined) waiting.delete(id);
      if (error !== undefined) asked?.reject(new Error(error.message));
      else asked?.resolve(result);
    }
  });
  child.once("close", () => {
    for (const { reject } of waiting.values()) reject(new Error("the browser has ended"));
  });
  let last = 0;
  return (method, params, sessionId) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      toBrowser.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`);
    });
}

/** Of an empty page in such a browser. @param profile its own folder */
export async function blankBareMemory(profile: string): Promise<TreeMemory> {
  const browser = await startBareBrowser(profile);
  try {
    await wait(SETTLE_MS);
    return treeMemory([browser.pid]);
  } finally {
    await browser.close();
  }
}
