/**
 * A verified backup is made from the status bar; afterwards everything else is thrown away, and all of it comes back.
 * It takes long, as each test loses another part of its computer; all but the first are for a proof.
 */
import { cp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { proofTest } from "../support/proof-scale.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { backUp, comeBack, countLive, deskIsOpen, liveRows, logConfirmed } from "./desk-page.ts";
import { foundIn, startFounded } from "./founded.ts";
import { newPlace, openAnywhere, openAt, type Place, startAt } from "./place.ts";

/** A library with service records and a person's name for the desk; answers its code. */
async function fill(place: Place): Promise<string> {
  const code = await foundIn(place.folder);
  const desk = await startAt(place);
  onTestFinished(() => desk.kill());
  const opened = await openAt(desk, place);
  await deskIsOpen(opened.page);
  for (const digit of [1, 2, 3, 4]) await logConfirmed(opened.page, digit);
  await backUp(opened.page);
  await opened.close();
  await desk.stop();
  return code;
}

const records = async (page: Page): Promise<readonly string[]> => {
  const rows = [
    ...(await liveRows(page, "interaction")),
    ...(await liveRows(page, "staff")),
    ...(await liveRows(page, "branch")),
    ...(await liveRows(page, "code")),
  ];
  return rows.map((row) => JSON.stringify(row)).sort();
};

test("a computer of which only the backups are left has every record again, by the library code alone", async () => {
  const place = await newPlace();
  const code = await fill(place);
  const lost = await startAt(place);
  let opened = await openAt(lost, place);
  await deskIsOpen(opened.page);
  const before = await records(opened.page);
  expect(before.length).toBeGreaterThan(20);
  await opened.close();
  await lost.stop();

  for (const name of await readdir(place.folder))
    if (name !== "backups") await rm(join(place.folder, name), { recursive: true });
  const desk = await startAt(place);
  onTestFinished(() => desk.kill());
  // another browser: IndexedDB is gone as well
  opened = await openAnywhere(desk);
  onTestFinished(() => opened.close());
  const { page } = opened;
  await page.getByRole("button", { name: /用备份恢复/ }).click();
  await page.getByRole("radio").and(page.locator(":checked")).waitFor();
  await page.locator("[name=code]").fill("0000 0000 0000 0000 0000 0000 00");
  await page.getByRole("button", { name: "恢复", exact: true }).click();
  await page.getByText(/加入码打不开这份备份/).waitFor();
  await page.locator("[name=code]").fill(code);
  await page.getByRole("button", { name: "恢复", exact: true }).click();
  await page.getByRole("button", { name: "进入服务台" }).click();
  await deskIsOpen(page);
  await expect.poll(() => records(page)).toEqual(before);
  await logConfirmed(page, 1);
  await backUp(page);
  expect(opened.problems).toEqual([]);
});

proofTest(
  "a desk that has lost its database and its journal, but not its keys, is restored from within, and can take that back",
  async () => {
    const place = await newPlace();
    await fill(place);
    // as when somebody has tidied up: the copies in a second place are left
    const kept = await temporaryFolder();
    await cp(join(place.folder, "backups"), join(kept, "backups"), { recursive: true });
    for (const name of ["journal", "backups"]) await rm(join(place.folder, name), { recursive: true });
    const desk = await startAt(place);
    onTestFinished(() => desk.kill());
    const opened = await openAnywhere(desk);
    onTestFinished(() => opened.close());
    const { page } = opened;
    await comeBack(page);
    expect(await countLive(page, "interaction")).toBe(0);
    await page.getByRole("contentinfo").getByRole("button", { name: /备份/ }).click();
    await page.getByRole("button", { name: "从文件夹打开备份" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill(kept);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /的备份恢复…/ }).click();
    await page
      .getByRole("dialog")
      .getByText(/^找回现在没有的/)
      .waitFor();
    await page.getByRole("dialog").getByRole("button", { name: /^恢复/ }).click();
    await page.locator(".toast", { hasText: "已恢复" }).waitFor();
    await expect.poll(() => countLive(page, "interaction")).toBe(4);
    await page.locator(".toast").getByRole("button", { name: "撤销恢复" }).click();
    await page.locator(".toast", { hasText: "已撤销恢复" }).waitFor();
    await expect.poll(() => countLive(page, "interaction")).toBe(0);
  },
);

proofTest(
  "a host that is killed in the middle of a backup leaves the earlier one as it was, and the next one sweeps what was cut off",
  async () => {
    const place = await newPlace();
    let desk = await startFounded(place);
    onTestFinished(() => desk.kill());
    const opened = await openAnywhere(desk);
    onTestFinished(() => opened.close());
    const { page } = opened;
    await deskIsOpen(page);
    await backUp(page);
    const [earlier = ""] = await readdir(join(place.folder, "backups"));
    const before = await filesOf(join(place.folder, "backups", earlier));
    await logConfirmed(page, 1);
    // everything but the note is written when the power goes
    const [worker] = page.workers();
    if (worker === undefined) throw new Error("the page has no worker");
    const reached = worker.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const { send } = WebSocket.prototype;
          WebSocket.prototype.send = function (data) {
            if (String(data).includes('"backup.finish"')) resolve();
            else send.call(this, data);
          };
        }),
    );
    await page.getByRole("contentinfo").getByRole("button", { name: /备份/ }).click();
    await page.getByRole("button", { name: "立即备份" }).click();
    await reached;
    await desk.kill();
    desk = await startAt(place);
    await page.goto(desk.address);
    await comeBack(page);
    await page.getByRole("contentinfo").getByRole("button", { name: /备份/ }).click();
    await page.getByRole("row", { name: /核对无误/ }).waitFor();
    expect(await filesOf(join(place.folder, "backups", earlier))).toEqual(before);
    await page.getByRole("button", { name: "立即备份" }).click();
    await page.locator(".toast", { hasText: "已备份，核对无误" }).waitFor();
    await expect.poll(() => page.getByRole("row", { name: /核对无误/ }).count()).toBe(2);
    expect(await page.getByRole("row", { name: /未核对|未写完/ }).count()).toBe(0);
  },
);

/** Names and contents. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  return new Map(
    await Promise.all(files.map(async (path) => [path, (await readFile(path)).toString("base64")] as const)),
  );
}
