/**
 * Starts a desk as `npm start` does, on a free port and a data folder of its own, and opens its page in a browser as
 * one that has never seen it. Everything that was started is stopped by its own number at the end.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findTestBrowser } from "../../build/scripts/find-browser.ts";
import { openFileAddress, readOpenFile } from "../../electron/ipc/address-file.ts";
import { keyedAddress } from "../../electron/ipc/launch-key.ts";
import { nodeFileSystem } from "../../electron/services/file-system.ts";
import { noteEntered } from "./fields-entered.ts";

/** What `npm start` runs. */
export const START = fileURLToPath(new URL("../../build/scripts/start.mjs", import.meta.url));
/** Starts what is built, without looking whether it is fresh. */
export const BUILT = fileURLToPath(new URL("start-built.mjs", import.meta.url));
const READY_WITHIN_MS = 60_000;

export interface Desk {
  /** With the launch key, as the file in the data folder leads to it. */
  readonly address: string;
  /** The address of that file. */
  readonly file: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly pid: number;
  /** Everything printed so far. */
  output(): string;
  /** As Ctrl+C does; answers the exit code. */
  stop(): Promise<number | null>;
  /** As a power cut does. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  /** Kept by the caller where it outlives the desk; else one is made, and removed at the end. */
  readonly dataFolder?: string;
  /** Puts into the data folder what the desk is to find there. */
  readonly fill?: (dataFolder: string) => Promise<unknown>;
  readonly port?: number;
  /** More flags, as in `["--demo"]`. */
  readonly flags?: readonly string[];
  /** Lets the desk open its own browser window. */
  readonly open?: boolean;
  /** Electron where its runtime is there; else always the browser window. */
  readonly anyShell?: boolean;
  /** Starts what is built, without looking whether it is fresh: for a desk that is started many times. */
  readonly asBuilt?: boolean;
  /** Changes to the environment. */
  readonly env?: NodeJS.ProcessEnv;
}

export async function launchDesk({
  dataFolder,
  fill,
  port,
  flags = [],
  open = false,
  anyShell = false,
  asBuilt = false,
  env = {},
}: LaunchOptions = {}): Promise<Desk> {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), "reader-desk-")));
  await fill?.(folder);
  const ownPort = port ?? (await freePort());
  const started = startProcess(
    [
      ...(anyShell ? [] : ["--browser"]),
      ...(open ? [] : ["--no-open"]),
      "--port",
      String(ownPort),
      "--data",
      folder,
      ...flags,
    ],
    process.cwd(),
    env,
    asBuilt ? BUILT : START,
  );
  await waitUntilReady(started);
  const own = flags.includes("--demo") ? join(folder, "demo") : folder;
  const address = await addressIn(own);
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    started.child.kill(signal);
    const code = await started.ended;
    await noteEntered(folder);
    if (dataFolder === undefined) await rm(folder, { recursive: true, force: true });
    return code;
  };
  return {
    address,
    file: openFileAddress(own),
    port: ownPort,
    dataFolder: folder,
    pid: started.child.pid ?? 0,
    output: started.output,
    stop: () => end("SIGINT"),
    kill: async () => {
      await end("SIGKILL");
    },
  };
}

export interface StartedProcess {
  readonly child: ChildProcess;
  /** Standard output and error, in the order of their arrival. */
  readonly output: () => string;
  /** The exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** The start script, or another, with any flags, for what does not become a desk. */
export function startProcess(
  flags: readonly string[],
  cwd: string = process.cwd(),
  env: NodeJS.ProcessEnv = {},
  script: string = START,
  before: readonly string[] = [],
): StartedProcess {
  const child = spawn(process.execPath, [...before, script, ...flags], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const hear = (chunk: Buffer): void => {
    text += chunk.toString("utf8");
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("close", resolve);
    child.once("error", reject);
  });
  return { child, output: () => text, ended };
}

async function waitUntilReady({ child, output, ended }: StartedProcess): Promise<void> {
  let exited = false;
  const exit = ended.then(() => {
    exited = true;
  });
  for (const startedAt = performance.now(); performance.now() - startedAt < READY_WITHIN_MS; ) {
    // the whole line: what is printed comes in pieces
    if (/^Reader Desk is ready at \S+\n/m.test(output())) return;
    if (exited) throw new Error(`the desk did not start:\n${output()}`);
    await Promise.race([exit, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  child.kill("SIGKILL");
  throw new Error(`not ready within ${READY_WITHIN_MS / 1000} s:\n${output()}`);
}

/** Where the file of a data folder leads a browser. */
async function addressIn(dataFolder: string): Promise<string> {
  const launch = await readOpenFile(nodeFileSystem, dataFolder);
  if (launch === null) throw new Error(`no file leads to the desk in ${dataFolder}`);
  return keyedAddress(launch);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Uncaught errors and refused requests of the page, for tests that want none. */
  readonly problems: readonly string[];
  /** Told of every call of the page that is answered from now on. */
  onAnswer(hear: (name: string, answer: unknown) => void): void;
  close(): Promise<void>;
}

export interface PageOptions {
  /**
   * A folder kept by the caller where a browser of its own is to find its database again, or is killed, or has its
   * files looked at. Without it the page stands in a browser that others use too, and shares nothing with them.
   */
  readonly profile?: string;
  readonly locale?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
}

export async function openPage(
  address: string,
  { profile, locale = "zh-CN", viewport = { width: 1366, height: 768 }, colorScheme = "light" }: PageOptions = {},
): Promise<OpenedPage> {
  const looks = { locale, viewport, colorScheme, acceptDownloads: true };
  const context = profile === undefined ? await (await sharedBrowser()).newContext(looks) : await own(profile, looks);
  const page = context.pages()[0] ?? (await context.newPage());
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  // of an error that is not the browser's own, as Dexie's are not, that says the shortened name of its class alone
  await page.addInitScript(() => addEventListener("unhandledrejection", ({ reason }) => console.error(String(reason))));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  const onAnswer = hearAnswers(page);
  await page.goto(address);
  const close = async (): Promise<void> => {
    // the page first, as a person closes a window: it gives its lease back on the way
    await page.close().catch(() => undefined);
    await context.close();
  };
  return { page, context, problems, onAnswer, close };
}

async function own(profile: string, looks: BrowserContextOptions): Promise<BrowserContext> {
  const { executablePath, args, env } = await findTestBrowser();
  return await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...args],
    env,
    headless: true,
    ...looks,
  });
}

let shared: Promise<Browser> | null = null;

/** One for all files of a process, which it ends with; to start one costs as much as what most tests do in it. */
async function sharedBrowser(): Promise<Browser> {
  shared ??= findTestBrowser().then(({ executablePath, args, env }) =>
    chromium.launch({ executablePath, args: [...args], env, headless: true }),
  );
  const browser = await shared;
  if (browser.isConnected()) return browser;
  // one that crashed under a test is not the next one's trouble
  shared = null;
  return await sharedBrowser();
}

/** Listens to the connections of a page from their first frame on. */
function hearAnswers(page: Page): OpenedPage["onAnswer"] {
  let hearers: readonly ((name: string, answer: unknown) => void)[] = [];
  page.on("websocket", (socket) => {
    const asked = new Map<unknown, string>();
    socket.on("framesent", ({ payload }) => {
      const { no, name }: { no?: unknown; name?: unknown } = JSON.parse(String(payload));
      if (typeof name === "string") asked.set(no, name);
    });
    socket.on("framereceived", ({ payload }) => {
      const { no, answer }: { no?: unknown; answer?: unknown } = JSON.parse(String(payload));
      const name = asked.get(no);
      asked.delete(no);
      if (name !== undefined) for (const hear of hearers) hear(name, answer);
    });
  });
  return (hear) => {
    hearers = [...hearers, hear];
  };
}
