/**
 * Finds the Chromium that the tests drive: an installed one, else the headless build inside the npm
 * package @sparticuz/chromium, unpacked to a private folder. Flags are ours and never switch web
 * security off. READER_DESK_CHROMIUM names another program; one that is not there asks for the package.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestBrowser {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  /** For the line that says which driver ran. */
  readonly origin: "installed" | "npm package";
}

const INSTALLED: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/usr/bin/microsoft-edge",
  ],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/**
 * Parts of a browser that nobody uses here. The popups of the address bar are pages, loaded for each window anew, which
 * took longer than our own. The last list on a command line is the only one that counts, so the driver's own list
 * stands here too, as far as it is about pages and not about signing in.
 */
const WITHOUT = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

const QUIET = [
  `--disable-features=${WITHOUT.join(",")}`,
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--force-color-profile=srgb",
];

export async function findTestBrowser(): Promise<TestBrowser> {
  // as root Chromium's own sandbox cannot start
  const args = process.getuid?.() === 0 ? [...QUIET, "--no-sandbox"] : QUIET;
  const wanted = process.env.READER_DESK_CHROMIUM;
  const candidates = wanted === undefined ? (INSTALLED[process.platform] ?? []) : [wanted];
  const installed = candidates.find((path) => existsSync(path) && starts(path));
  if (installed !== undefined) return { executablePath: installed, args, env: environment(), origin: "installed" };
  return await fromPackage(args);
}

const started = new Map<string, boolean>();

/** A snap's stub or a foreign architecture is there and does not run; asked of each once. */
function starts(path: string): boolean {
  const isKnown = started.get(path) ?? tryToStart(path);
  started.set(path, isKnown);
  return isKnown;
}

function tryToStart(path: string): boolean {
  if (process.platform === "win32") return true;
  try {
    return /\d+\.\d+/.test(
      execFileSync(path, ["--version"], { encoding: "utf8", timeout: 20_000, stdio: ["ignore", "pipe", "ignore"] }),
    );
  } catch {
    return false;
  }
}

async function fromPackage(args: readonly string[]): Promise<TestBrowser> {
  const folder = join(tmpdir(), `reader-desk-chromium-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // the package unpacks into the temporary folder of its process, and its libraries only when it believes itself on
  // Lambda
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs20.x";
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const executablePath = await chromium.executablePath();
    const libraries = [join(folder, "al2023", "lib"), process.env.LD_LIBRARY_PATH ?? ""]
      .filter((path) => path !== "")
      .join(":");
    return { executablePath, args, env: { ...environment(), LD_LIBRARY_PATH: libraries }, origin: "npm package" };
  } finally {
    delete process.env.AWS_EXECUTION_ENV;
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

const environment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
