/**
 * A desk to be measured: the built host over a data folder, and a browser with a profile of its own that
 * can show the product or the workbench. Both outlive this object on disk, so that a start can be repeated.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { findTestBrowser } from "../../build/scripts/find-browser.ts";
import { readOpenFile } from "../../electron/ipc/address-file.ts";
import { keyedAddress } from "../../electron/ipc/launch-key.ts";
import { nodeFileSystem } from "../../electron/services/file-system.ts";
import { browserOf } from "./process-tree.ts";
import type { SlowMachine } from "./slow-machine.ts";

const HOST = pathToFileURL(fileURLToPath(new URL("../../dist/electron/browser-host.mjs", import.meta.url))).href;
/** What `npm start` does at its end, with another folder to serve. */
const RUN_HOST =
  "const [host, root, ...argv] = process.argv.slice(1); const { runBrowserHost } = await import(host); process.exit(await runBrowserHost(argv, { root, version: '0.0.0' }));";
const READY_WITHIN_MS = 60_000;
/** How the measured library is founded. */
export const FOUND = {
  tag: "found",
  library: "城东图书馆",
  branch: "城东馆",
  desk: "一楼服务台",
  person: "陈雨桐",
} as const;

export interface DeskPlace {
  /** Data folder and profile are kept below it. */
  readonly folder: string;
  /** Of the workbench site. */
  readonly site: string;
  readonly port: number;
  readonly share?: string;
}

export interface BenchHost {
  readonly address: string;
  readonly pid: number;
  /** From spawning until it said that it is ready. */
  readonly startMs: number;
  stop(): Promise<void>;
}

export interface BenchBrowser {
  readonly context: BrowserContext;
  readonly pid: number | null;
  close(): Promise<void>;
}

export async function startHost(
  { folder, site, port, share }: DeskPlace,
  slow: SlowMachine | null,
): Promise<BenchHost> {
  mkdirSync(folder, { recursive: true });
  const startedAt = performance.now();
  const flags = [
    "--no-open",
    "--port",
    String(port),
    "--data",
    join(folder, "data"),
    ...(share === undefined ? [] : ["--share", share]),
  ];
  const child = spawn(process.execPath, ["--input-type=module", "-e", RUN_HOST, "--", HOST, site, ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (slow !== null && child.pid !== undefined) await slow.take(child.pid);
  await untilReady(child);
  const startMs = performance.now() - startedAt;
  const launch = await readOpenFile(nodeFileSystem, join(folder, "data"));
  if (launch === null) throw new Error("the host left no way to it");
  return {
    address: keyedAddress(launch),
    pid: child.pid ?? 0,
    startMs,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGINT");
      await ended;
    },
  };
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    const tooLate = setTimeout(() => child.kill("SIGKILL"), READY_WITHIN_MS);
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (!/^Reader Desk is ready at \S+\n/m.test(text)) return;
      clearTimeout(tooLate);
      resolve();
    });
    child.once("close", () => reject(new Error(`the host did not start: ${text}`)));
  });
}

export async function startBrowser(profile: string, slow: SlowMachine | null): Promise<BenchBrowser> {
  const { executablePath, args, env } = await findTestBrowser();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...args],
    env,
    headless: true,
    locale: "zh-CN",
    viewport: { width: 1366, height: 768 },
  });
  // the loader of these scripts names functions by a helper that a page does not have
  await context.addInitScript({ content: "globalThis.__name ??= (named) => named;" });
  context.setDefaultTimeout(120_000);
  const pid = process.platform === "linux" ? browserOf(profile) : null;
  if (slow !== null && pid !== null) await slow.take(pid);
  return { context, pid, close: () => context.close() };
}

/** Another page of a desk, with the key in its address. */
export function pageOf(address: string, path: string): string {
  const url = new URL(address);
  url.pathname = path;
  return url.href;
}

/** The workbench of a desk. */
export async function openWorkbench(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(pageOf(address, "/workbench.html"));
  await page.waitForFunction(() => "workbench" in window);
  return page;
}
