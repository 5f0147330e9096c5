/**
 * Opens a desk for the end-to-end suite: in real Electron where its runtime is there and a screen to show
 * it on, else in Chromium over the browser window's host. The suite sees a page either way, and prints
 * which one it was.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { _electron, type Page } from "playwright-core";
import { launchDesk, openPage } from "../support/launch.ts";

interface DrivenDesk {
  readonly driver: Driver["name"];
  readonly page: Page;
  readonly dataFolder: string;
  /** Uncaught errors of the page and refused requests. */
  readonly problems: readonly string[];
  /** As a person closes the window. */
  close(): Promise<void>;
}

export type Driver =
  | { readonly name: "electron"; readonly program: string }
  | { readonly name: "chromium"; readonly because: string };

export interface DriverPlace {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RUNTIME = join(ROOT, "node_modules", "electron", "dist");
const PROGRAMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: join("Electron.app", "Contents", "MacOS", "Electron"),
  win32: "electron.exe",
};

export function chooseDriver({ platform, env, exists }: DriverPlace): Driver {
  const program = join(RUNTIME, PROGRAMS[platform] ?? "electron");
  if (!exists(program)) return { name: "chromium", because: "Electron's runtime is not here" };
  const hasScreen = platform !== "linux" || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
  return hasScreen
    ? { name: "electron", program }
    : { name: "chromium", because: "Electron has no screen here (start under xvfb-run)" };
}

export const describeDriver = (driver: Driver): string =>
  driver.name === "electron"
    ? `Driver: Electron, ${driver.program}`
    : `Driver: Chromium with the browser window's host, as ${driver.because}`;

/** @param flags as for `npm start`, without `--data` */
export async function openDesk(
  options: { readonly dataFolder?: string; readonly flags?: readonly string[] } = {},
): Promise<DrivenDesk> {
  const driver = chooseDriver({ platform: process.platform, env: process.env, exists: existsSync });
  console.log(describeDriver(driver));
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), "reader-desk-")));
  const opened =
    driver.name === "electron"
      ? await inElectron(driver.program, dataFolder, options.flags ?? [])
      : await inChromium(dataFolder, options.flags ?? []);
  return {
    ...opened,
    driver: driver.name,
    dataFolder,
    close: async () => {
      await opened.close();
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

type Opened = Pick<DrivenDesk, "page" | "problems" | "close">;

async function inElectron(executablePath: string, dataFolder: string, flags: readonly string[]): Promise<Opened> {
  // As root, as in a container, Chromium's own sandbox cannot start.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const program = await _electron.launch({ executablePath, args: [...sandbox, ROOT, "--data", dataFolder, ...flags] });
  const page = await program.firstWindow();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  return { page, problems, close: () => program.close() };
}

async function inChromium(dataFolder: string, flags: readonly string[]): Promise<Opened> {
  const desk = await launchDesk({ dataFolder, flags });
  try {
    const { page, problems, close } = await openPage(desk.address, { profile: join(dataFolder, "browser-profile") });
    return {
      page,
      problems,
      close: async () => {
        await close();
        await desk.stop();
      },
    };
  } catch (error) {
    await desk.stop();
    throw error;
  }
}
