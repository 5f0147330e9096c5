/**
 * Two desks in the built program that meet only in a folder: prepared, joined with the sheet's code, synced with F9.
 */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { launchDesk, type OpenedPage, openPage } from "../support/launch.ts";
import { foundLibrary, joinLibrary, liveRows, logConfirmed } from "./desk-page.ts";
import { sync } from "./share-page.ts";

async function openDesk(): Promise<OpenedPage> {
  const desk = await launchDesk({ asBuilt: true });
  const opened = await openPage(desk.address);
  onTestFinished(async () => {
    await opened.close();
    await desk.stop();
  });
  return opened;
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reader-desk-share-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

describe("two desks and a folder", () => {
  test("exchange what each logged, after the folder was prepared and the code sheet typed in", async () => {
    const first = await openDesk();
    const second = await openDesk();
    const folder = await emptyFolder();
    await foundLibrary(first.page);
    await logConfirmed(first.page, 1);

    // no folder yet: F9 asks for it, and writes nothing before the second look
    await first.page.keyboard.press("F9");
    const dialog = first.page.getByRole("dialog", { name: "共享文件夹" });
    await dialog.getByRole("textbox").fill(folder);
    await dialog.getByRole("button", { name: "使用此文件夹" }).click();
    const question = first.page.getByRole("alertdialog");
    await question.waitFor();
    expect(await readdir(folder)).toEqual([]);
    await question.getByRole("button", { name: "建立共享" }).click();
    await first.page.locator(".toast b", { hasText: "同步完成" }).waitFor({ timeout: 30_000 });
    expect(await readdir(folder)).toContain("heads");

    await button(first.page, "加入码打印单").click();
    const code = (await first.page.locator(".code-text").textContent()) ?? "";
    await first.page.keyboard.press("Escape");

    await joinLibrary(second.page, folder, code, "儿童馆-2");
    await sync(second.page, "同步完成");
    await expect.poll(async () => (await liveRows(second.page, "interaction")).length).toBe(1);
    await logConfirmed(second.page, 2);
    await sync(second.page, "同步完成");

    await first.page.keyboard.press("Control+1");
    await sync(first.page, "同步完成");
    await expect.poll(async () => (await liveRows(first.page, "interaction")).length).toBe(2);
    await first.page.getByRole("link", { name: /同步/ }).click();
    await first.page.getByRole("row", { name: /^儿童馆-2/ }).waitFor();
    await sync(first.page, "已是最新，没有新内容");
    expect([...first.problems, ...second.problems]).toEqual([]);
  });
});
