/** A group of readers from a ready-made rule to a change for all of them, and back, in the program as it is built. */
import { expect, test } from "vitest";
import type { DeskAtHand } from "../desk-at-hand.ts";
import { liveRows } from "../desk-page.ts";

export function segments(atHand: DeskAtHand): void {
  test("a ready-made segment is counted as its rows change, kept, changed for everybody, taken back, and found again in the list", {
    timeout: 120_000,
  }, async () => {
    const { page } = atHand.opened;
    const status = page.locator("main [role=status]");
    const counted = async (): Promise<number> => {
      await expect.poll(() => status.textContent()).toMatch(/^[\d,]+ 位，共/);
      return Number((await status.textContent())?.split(" ")[0]?.replace(",", ""));
    };
    await page.keyboard.press("Control+2");
    await page.getByRole("link", { name: "读者群" }).click();
    await page.getByRole("button", { name: "采用：少年儿童" }).click();
    const children = await counted();
    const byBirth = (await liveRows(page, "reader")).filter(
      ({ birthDate, ageBand }) => typeof birthDate === "string" || ageBand !== undefined,
    ).length;
    expect(children).toBeGreaterThan(10);
    expect(children).toBeLessThan(byBirth);

    // fewer: only the youngest
    await page.getByRole("button", { name: "去掉7–17 岁" }).click();
    await expect.poll(counted).toBeLessThan(children);
    const youngest = await counted();
    const row = page.locator(".grid-row").first();
    expect(await row.textContent()).toContain("年龄段：0–6 岁");

    await page.getByRole("textbox", { name: "名称" }).fill("学龄前儿童");
    await page.keyboard.press("Control+s");
    await page.locator(".toast[data-tone=done]", { hasText: "学龄前儿童" }).waitFor();

    await row.click();
    await page.getByRole("grid").press("x");
    await expect.poll(counted).toBe(youngest - 1);

    await page.getByRole("button", { name: "批量更改" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "标签" }).fill("绘本");
    await dialog.getByRole("button", { name: `更改 ${youngest - 1} 位` }).click();
    await page.locator(".toast[data-tone=done]", { hasText: "加标签 #绘本" }).waitFor();
    const tagged = async (): Promise<number> =>
      (await liveRows(page, "reader")).filter(({ tags }) => Array.isArray(tags) && tags.includes("绘本")).length;
    expect(await tagged()).toBe(youngest - 1);
    await page.keyboard.press("Control+z");
    await page.locator(".toast", { hasText: "已撤销" }).waitFor();
    expect(await tagged()).toBe(0);

    await page.keyboard.press("Control+2");
    await page.getByRole("link", { name: "读者群" }).click();
    const kept = page.getByRole("region", { name: "已保存的读者群" }).getByRole("listitem");
    await expect.poll(() => kept.textContent()).toMatch(new RegExp(`^学龄前儿童.*${youngest - 1}编辑$`));
  });
}
