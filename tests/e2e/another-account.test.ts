/**
 * What another account of the same computer gets of an open desk, of one that has crashed, and of a page whose host is
 * gone: nothing. It takes long, as a second account runs its own processes against real windows.
 */
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { freePort, launchDesk, openPage, startProcess } from "../support/launch.ts";
import { asOtherAccount, describeOtherAccount } from "../support/other-account.ts";
import { listeningBrowser } from "../support/own-window.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { countLive, deskIsOpen, foundLibrary, logConfirmed } from "./desk-page.ts";
import { journaled } from "./host-call.ts";
import { ownWindow } from "./own-window.ts";
import { newPlace, openAt, startAt } from "./place.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOUNDING = 1;

/** Whatever opens a desk: in an address of this project, now or ever. */
const secretIn = (address: string): string => /[#=]([\w-]{20,})/.exec(address)?.[1] ?? "no secret";

/** A start at a port that is held: it says so, ends, and has opened no browser. */
async function startInVain({ port, folder }: { readonly port: number; readonly folder: string }): Promise<void> {
  const bin = await temporaryFolder();
  await writeFile(
    join(bin, "chromium"),
    `#!/bin/sh\ncase "$1" in --version) echo Chromium 150.0.1.2;; *) echo "$@" >> '${join(bin, "opened")}';; esac\n`,
  );
  await chmod(join(bin, "chromium"), 0o755);
  const { ended, output } = startProcess(["--browser", "--port", String(port), "--data", folder], ROOT, {
    PATH: `${bin}:${process.env.PATH ?? ""}`,
  });
  expect(await ended).toBe(1);
  expect(output()).toContain(`Port ${port} is taken by another program.`);
  expect(output()).not.toContain("is ready at");
  expect(await readFile(join(bin, "opened"), "utf8").catch(() => "nothing")).toBe("nothing");
}

describeOtherAccount("another account", () => {
  test("finds the window's address in the process list, and nothing in it that opens the desk", async () => {
    const place = await newPlace();
    const other = await asOtherAccount("watch-commands", place.port);
    const desk = await launchDesk({
      dataFolder: place.folder,
      port: place.port,
      ...(await listeningBrowser(await temporaryFolder())),
    });
    onTestFinished(() => desk.kill());
    // it was there before the page, and the page opens all the same
    await expect.poll(() => other.learnt.some((line) => "address" in line), { timeout: 30_000 }).toBe(true);
    const { page, letGo } = await ownWindow(desk);
    await foundLibrary(page);
    await letGo();
    expect(other.learnt.filter((line) => "cookie" in line || "answered" in line)).toEqual([]);
    expect(JSON.stringify(other.learnt)).not.toContain(secretIn(desk.address));
  });

  test("reads no key in the data folder, even where it may look into it", async () => {
    const place = await newPlace();
    const desk = await startAt(place);
    onTestFinished(() => desk.kill());
    await chmod(place.folder, 0o755);
    for (const name of ["open-desk.html", "running.json"])
      expect((await asOtherAccount("read", join(place.folder, name))).learnt).toEqual([{ refused: "EACCES" }]);
    expect(await readFile(join(place.folder, "running.json"), "utf8")).not.toContain(secretIn(desk.address));
    expect(desk.output()).not.toContain(secretIn(desk.address));
  });

  test("at the port before a first start is told nothing by it, not even asked who it is, and no browser is opened on it", async () => {
    const place = await newPlace();
    const squatter = await asOtherAccount("squat", place.port);
    await startInVain(place);
    expect(squatter.learnt).toEqual([{ ready: true }]);
  });

  test("at the port of a desk that has crashed is told nothing by the next start, which opens nothing", async () => {
    const place = await newPlace();
    const desk = await startAt(place);
    const secret = secretIn(desk.address);
    await desk.kill();
    const squatter = await asOtherAccount("squat", place.port);
    await startInVain(place);
    expect(JSON.stringify(squatter.learnt)).not.toContain(secret);
  });

  test("at the port of an open page whose host has gone hears no call and no key of it, and what was logged meanwhile is saved by the next host", async () => {
    const place = await newPlace();
    const desk = await startAt(place);
    const { page, close } = await openAt(desk, place);
    onTestFinished(close);
    await foundLibrary(page);
    await logConfirmed(page, 1);
    // the last part of the program that comes by itself
    await page.waitForFunction(() =>
      performance.getEntriesByType("resource").some(({ name }) => name.includes("/overlays-")),
    );
    await desk.kill();
    const squatter = await asOtherAccount("squat", place.port);
    await page.keyboard.press("Alt+Digit2");
    await page.locator(".toast[data-tone=saving]").waitFor();
    await expect
      .poll(() => squatter.learnt.some((line) => "frame" in line || String(line.request).includes("/call")), {
        timeout: 30_000,
      })
      .toBe(true);
    for (const { frame, request, cookie = null, body = "" } of squatter.learnt) {
      // a part of the program that the page had not loaded yet may be asked for; it is everybody's
      if (request !== undefined)
        expect([String(request).replace(/ \/assets\/\S+$/, " /host"), cookie, body]).toEqual(["GET /host", null, ""]);
      if (frame !== undefined) expect(Object.keys(JSON.parse(String(frame)))).toEqual(["nonce"]);
    }
    await squatter.end();
    // the page does not take the next host for its own either, and says what to press
    const again = await startAt(place);
    onTestFinished(() => again.kill());
    await page.getByRole("contentinfo").getByRole("alert").filter({ hasText: "读者台重新启动过" }).waitFor();
    expect(await journaled(again)).toBe(FOUNDING + 1);
    await page.goto(again.address);
    await deskIsOpen(page);
    await expect.poll(() => journaled(again), { timeout: 30_000 }).toBe(FOUNDING + 2);
    expect(await countLive(page, "interaction")).toBe(2);
  });

  test("at another port is sent no cookie by the browser of the desk", async () => {
    const place = await newPlace();
    const desk = await startAt(place);
    onTestFinished(() => desk.kill());
    const { page, context, close } = await openPage(desk.address, { profile: place.profile });
    onTestFinished(close);
    const port = await freePort();
    const squatter = await asOtherAccount("squat", port);
    await page.goto(`http://127.0.0.1:${port}/`);
    const asked = squatter.learnt.filter((line) => "request" in line);
    expect(asked).not.toEqual([]);
    expect(asked.map(({ cookie }) => cookie)).toEqual(asked.map(() => null));
    expect(await context.cookies()).toEqual([]);
  });
});
