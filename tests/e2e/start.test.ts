/**
 * `npm start` as a person types it: one line when it is ready, one sentence for each thing in the way. It takes long,
 * as the start is what is tried: there is nothing to share.
 */
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { LAUNCH_KEY } from "#shared/host/proof.ts";
import { BUILT, type Desk, freePort, launchDesk, openPage, START, startProcess } from "../support/launch.ts";
import { listeningBrowser, ownWindow } from "../support/own-window.ts";
import { findInFiles } from "../support/profile-search.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Ends by itself, with what it said. @param script of flags that nobody knows the script itself speaks, not what it
 * starts
 */
async function startedInVain(
  flags: readonly string[],
  script = BUILT,
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; output: string }> {
  const { ended, output } = startProcess(flags, ROOT, env, script);
  return { code: await ended, output: output() };
}

/** A browser that only notes with what it was opened. */
async function notingBrowser(): Promise<{ readonly env: NodeJS.ProcessEnv; readonly opened: () => Promise<string> }> {
  const bin = await temporaryFolder();
  const [chromium, noted] = [join(bin, "chromium"), join(bin, "opened")];
  await writeFile(
    chromium,
    `#!/bin/sh\ncase "$1" in --version) echo Chromium 150.0.1.2;; *) echo "$@" >> '${noted}';; esac\n`,
  );
  await chmod(chromium, 0o755);
  return {
    env: { PATH: `${bin}:${process.env.PATH ?? ""}` },
    opened: () => readFile(noted, "utf8").catch(() => "nothing"),
  };
}

/** Has a browser write to its profile once more, a while after it was told to end; a file beside it says when. */
async function lingering(chromium: string, profile: string): Promise<void> {
  const script = (await readFile(chromium, "utf8")).replace("exec ", "").trimEnd();
  const late = `mkdir -p '${profile}'; echo late > '${profile}/late'; touch '${chromium}.ended'`;
  await writeFile(
    chromium,
    `${script} &\nown=$!\ntrap 'kill $own; wait $own; sleep 1; ${late.replaceAll("'", '"')}' TERM\nwait $own\n`,
  );
}

const keyOf = ({ address }: Desk): string => new URL(address).hash.slice(1);

/** All that a page's address, its cookies and its storages say to whoever comes later. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify([
      location.href,
      document.referrer,
      document.cookie,
      window.name,
      history.state,
      { ...localStorage },
      { ...sessionStorage },
    ]),
  );

describe("a start", () => {
  test("prints one address, serves the page to it, and ends cleanly on Ctrl+C", async () => {
    const desk = await launchDesk();
    expect(desk.output().match(/^Reader Desk is ready at http:\/\/127\.0\.0\.1:\d+\/$/gm)).toHaveLength(1);
    const { page, problems, close } = await openPage(desk.address);
    await page.waitForFunction(() => document.title !== "" && document.getElementById("root")?.childElementCount);
    expect(page.url()).toBe(`http://127.0.0.1:${desk.port}/`);
    expect(problems).toEqual([]);
    await close();
    expect(await desk.stop()).toBe(0);
    expect(desk.output()).toContain("Reader Desk has ended.");
  });

  test("opens in any browser of the account by the file that it names, and again by its own button, not by the bare address", async () => {
    const desk = await launchDesk({ asBuilt: true });
    onTestFinished(async () => {
      await desk.stop();
    });
    expect(desk.output()).toContain(`To open it in a browser of this account: ${desk.file}\n`);
    const { page, context, problems, close } = await openPage(desk.file);
    onTestFinished(close);
    const first = page.getByRole("button", { name: /建立新的图书馆/ });
    await first.waitFor();
    // the key stands in no address that anybody sees or keeps
    expect(page.url()).toBe(`http://127.0.0.1:${desk.port}/`);
    await page.reload();
    await first.waitFor();
    expect(problems).toEqual([]);
    // it is this tab's alone: another one of the same browser has nothing of it
    const bare = await context.newPage();
    await bare.goto(`http://127.0.0.1:${desk.port}/`);
    await bare.getByRole("alert").filter({ hasText: "页面是直接按地址打开的" }).waitFor();
    expect(await keptBy(bare)).not.toContain(keyOf(desk));
    expect(await context.cookies()).toEqual([]);
  });

  test("gives the key into the memory of its own window: no storage, cookie or address has it, nor any file of the profile", async () => {
    const folder = await temporaryFolder();
    const desk = await launchDesk({ dataFolder: folder, ...(await listeningBrowser(await temporaryFolder())) });
    onTestFinished(() => desk.kill());
    const { page, letGo } = await ownWindow(desk);
    const first = page.getByRole("button", { name: /建立新的图书馆/ });
    await first.waitFor();
    await page.reload();
    await first.waitFor();
    expect(await page.evaluate((name) => Reflect.get(globalThis, name), LAUNCH_KEY)).toBe(keyOf(desk));
    expect(await keptBy(page)).not.toContain(keyOf(desk));
    expect(await page.context().cookies()).toEqual([]);
    const gone = new Promise<void>((resolve) => page.once("close", () => resolve()));
    await desk.stop();
    await gone;
    await letGo().catch(() => undefined);
    expect(await findInFiles(join(folder, "browser-profile"), [keyOf(desk)])).toEqual([]);
  });

  test("takes its window along when it is killed, and opens another at the next start", async () => {
    const browser = await listeningBrowser(await temporaryFolder());
    const folder = await temporaryFolder();
    const first = await launchDesk({ asBuilt: true, dataFolder: folder, ...browser });
    onTestFinished(() => first.kill());
    const { page, letGo } = await ownWindow(first);
    await page.getByRole("button", { name: /建立新的图书馆/ }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: /建立新的图书馆/ }).waitFor();
    const gone = new Promise<void>((resolve) => page.once("close", () => resolve()));
    await first.kill();
    // by itself: nobody closes it
    await gone;
    await letGo().catch(() => undefined);
    const second = await launchDesk({ asBuilt: true, dataFolder: folder, port: first.port, ...browser });
    onTestFinished(() => second.kill());
    const opened = await ownWindow(second);
    await opened.page.getByRole("button", { name: /建立新的图书馆/ }).waitFor();
    await opened.letGo();
  });

  test("takes back its folder after a kill, with the same installation", async () => {
    const folder = await temporaryFolder();
    const first = await launchDesk({ asBuilt: true, dataFolder: folder });
    await first.kill();
    expect(existsSync(join(folder, "running.json"))).toBe(true);
    const installation = await readFile(join(folder, "installation.json"), "utf8");
    const second = await launchDesk({ asBuilt: true, dataFolder: folder });
    expect(await second.stop()).toBe(0);
    expect(existsSync(join(folder, "running.json"))).toBe(false);
    expect(await readFile(join(folder, "installation.json"), "utf8")).toBe(installation);
  });

  test("the trial has a folder of its own", async () => {
    const folder = await temporaryFolder();
    const desk = await launchDesk({ asBuilt: true, dataFolder: folder, flags: ["--demo"] });
    await desk.stop();
    expect(await readdir(folder)).toEqual(["demo"]);
  });

  test("a trial that was started by itself ends when it is left, window and all, and its folder is gone", async () => {
    const folder = await temporaryFolder();
    const bin = await temporaryFolder();
    const { env } = await listeningBrowser(bin);
    await lingering(join(bin, "chromium"), join(folder, "demo", "browser-profile"));
    const port = await freePort();
    const started = startProcess(["--browser", "--demo", "--port", String(port), "--data", folder], ROOT, env, BUILT);
    onTestFinished(async () => {
      started.child.kill();
      await started.ended;
    });
    const { page, letGo } = await ownWindow({ dataFolder: join(folder, "demo"), port });
    const gone = new Promise<void>((resolve) => page.once("close", () => resolve()));
    await page.getByRole("button", { name: "离开试用…" }).click({ timeout: 60_000 });
    await page.getByRole("button", { name: "离开并删除" }).click();
    await gone;
    expect(await started.ended).toBe(0);
    await letGo().catch(() => undefined);
    await expect.poll(() => existsSync(join(bin, "chromium.ended"))).toBe(true);
    expect(await readdir(folder)).toEqual([]);
    expect(started.output()).toContain("Reader Desk has ended.");
  });

  test("a second start on the same folder finds the first and leaves it alone", async () => {
    const desk = await launchDesk({ asBuilt: true });
    onTestFinished(async () => {
      await desk.stop();
    });
    const { code, output } = await startedInVain([
      "--browser",
      "--no-open",
      "--port",
      String(await freePort()),
      "--data",
      desk.dataFolder,
    ]);
    expect(code).toBe(0);
    expect(output).toContain("Reader Desk is already running with this data folder.");
    expect(output).toContain(`Reader Desk is ready at http://127.0.0.1:${desk.port}/`);
    expect(output).toMatch(/Close that browser when the desk ends: .* serve code to a page that is still open/);
    expect((await fetch(desk.address)).status).toBe(200);
  });

  test("a second start opens the window that the first has not", async () => {
    // kept while the browser lets go of it
    const desk = await launchDesk({ asBuilt: true, dataFolder: await temporaryFolder() });
    onTestFinished(async () => {
      await desk.stop();
    });
    const { env } = await listeningBrowser(await temporaryFolder());
    const second = startProcess(
      ["--browser", "--port", String(await freePort()), "--data", desk.dataFolder],
      ROOT,
      env,
      BUILT,
    );
    onTestFinished(async () => {
      second.child.kill();
      await second.ended;
    });
    const { page, letGo } = await ownWindow(desk);
    await page.getByRole("button", { name: /建立新的图书馆/ }).waitFor();
    await letGo();
  });

  test("two at once on two folders are both ready", async () => {
    const desks = await Promise.all([launchDesk({ asBuilt: true }), launchDesk({ asBuilt: true })]);
    expect(await Promise.all(desks.map((desk) => desk.stop()))).toEqual([0, 0]);
  });
});

describe("what stands in the way has its own sentence:", () => {
  test("a port that another program has: it is told nothing, not even asked, and no browser is opened on it", async () => {
    let calls = 0;
    const other = createServer()
      .on("connection", (socket) => {
        calls += 1;
        socket.destroy();
      })
      .listen(0, "127.0.0.1");
    await once(other, "listening");
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { env, opened } = await notingBrowser();
    const { code, output } = await startedInVain(
      ["--browser", "--port", String(port), "--data", await temporaryFolder()],
      BUILT,
      env,
    );
    expect([calls, await opened()]).toEqual([0, "nothing"]);
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      `Port ${port} is taken by another program. End that program, or start with --port and another number.`,
    );
  });

  test("a folder that is a file", async () => {
    const path = join(await temporaryFolder(), "file");
    await writeFile(path, "");
    const { code, output } = await startedInVain(["--browser", "--no-open", "--data", path]);
    expect(code).toBe(1);
    expect(output).toContain(`The data folder ${path} cannot be written to (EEXIST).`);
  });

  test("a folder held by a process that does not answer", async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, "running.json"),
      JSON.stringify({ pid: process.pid, address: "http://127.0.0.1:1/", startedAt: Date.now() }),
    );
    const { code, output } = await startedInVain(["--browser", "--no-open", "--data", folder]);
    expect(code).toBe(1);
    expect(output).toContain(`is in use by process ${process.pid}, which does not answer.`);
  });

  test("a damaged installation", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "installation.json"), "{");
    const { code, output } = await startedInVain(["--browser", "--no-open", "--data", folder]);
    expect(code).toBe(1);
    expect(output).toContain("installation.json is damaged");
  });

  test("no browser, an old one, and one that fails: the address is printed and the desk stays", async () => {
    const bin = await temporaryFolder();
    const chromium = join(bin, "chromium");
    const say = async (script: string | null): Promise<string> => {
      await rm(chromium, { force: true });
      if (script !== null) await writeFile(chromium, `#!/bin/sh\n${script}\n`);
      if (script !== null) await chmod(chromium, 0o755);
      const desk = await launchDesk({ asBuilt: true, open: true, env: { PATH: bin } });
      await expect.poll(() => desk.output().split("\n").length, { timeout: 10_000 }).toBeGreaterThan(2);
      expect((await fetch(desk.address)).status).toBe(200);
      expect(await desk.stop()).toBe(0);
      return desk.output();
    };
    expect(await say(null)).toContain("No Chromium, Chrome or Edge was found. Install one, or open file:///");
    expect(await say("echo Chromium 99.0.1.2")).toContain(
      "The installed browser is version 99; Reader Desk needs 144 or later.",
    );
    expect(await say('case "$1" in --version) echo Chromium 150.0.1.2;; *) exit 3;; esac')).toContain(
      "The browser window could not be opened.",
    );
  });

  test("a share that is not there", async () => {
    const desk = await launchDesk({ asBuilt: true, flags: ["--share", join(await temporaryFolder(), "not", "there")] });
    expect(desk.output()).toContain("is not there now. Reader Desk starts without it");
    await desk.stop();
  });

  test.each([
    [["--port", "many"], "--port needs a number from 1 to 65535"],
    [["--colour"], "npm start -- --help"],
  ])("%j", async (flags, sentence) => {
    const { code, output } = await startedInVain(["--browser", ...flags], START);
    expect(code).toBe(2);
    expect(output).toContain(sentence);
  });

  test("every flag is listed by --help", async () => {
    const { code, output } = await startedInVain(["--help"], START);
    expect(code).toBe(0);
    // what no program can keep from whoever opens it in a browser of their own
    expect(output.replace(/\s+/g, " ")).toMatch(
      /--no-open open nothing; [^-]* Close that browser when the desk ends: whoever takes the port next could show it another page, or serve code to the page that is still open, and read what it keeps and holds/,
    );
    for (const flag of ["--browser", "--no-open", "--port N", "--data DIR", "--share DIR", "--demo", "--min-free MB"])
      expect(output).toContain(flag);
  });
});

describe("without Electron's runtime", () => {
  const runtime = join(ROOT, "node_modules", "electron", "dist", "version");
  const cache = join(ROOT, "node_modules", ".cache", "reader-desk");
  const before = existsSync(cache) ? readdir(cache) : Promise.resolve([]);
  // a try of this test must not count as a person's
  afterAll(async () => {
    for (const name of await readdir(cache))
      if (name.includes("not-fetched") && !(await before).includes(name)) await rm(join(cache, name));
  });

  test("one line says why it opens in a browser window", async () => {
    // with the runtime there is nothing to say; the Electron driver tries that start
    if (existsSync(runtime)) return;
    await mkdir(cache, { recursive: true });
    const desk = await launchDesk({ anyShell: true, env: { ELECTRON_MIRROR: "http://127.0.0.1:1/" } });
    expect(desk.output()).toMatch(
      /^The Electron runtime (could not be fetched|is not installed)\. To try again: npx install-electron\. Reader Desk opens in a browser window instead\.$/m,
    );
    expect(await desk.stop()).toBe(0);
  });
});
