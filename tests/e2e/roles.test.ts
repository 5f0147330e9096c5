/**
 * Roles at a real desk: an administrator with a PIN, a librarian without; what the screen says to each, what the host
 * refuses to a window that asks past the screen, and that wrong PINs cost time over a reload.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type DeskAtHand, deskAtHand } from "./desk-at-hand.ts";
import { deskIsOpen } from "./desk-page.ts";
import { foundIn } from "./founded.ts";
import { hostCall } from "./host-call.ts";

const at: DeskAtHand = deskAtHand([], deskIsOpen, foundIn);

const PIN = "2468";
const settings = async (page: Page): Promise<void> => {
  await page.keyboard.press("Control+,");
  await page.getByRole("heading", { name: "设置", level: 1 }).waitFor();
};
const lock = async (page: Page): Promise<void> => {
  await page.keyboard.press("Control+l");
  await page.getByRole("combobox", { name: "姓名或首字母" }).waitFor();
};
const come = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("combobox", { name: "姓名或首字母" }).fill(name);
  await page.getByRole("option", { name, exact: false }).first().waitFor();
  await page.keyboard.press("Enter");
};
const isGone = (page: Page): Promise<void> => page.locator("dialog.lock").waitFor({ state: "detached" });
const typePin = async (page: Page, pin: string): Promise<void> => {
  // not into the field of the name, which it follows
  await page.locator("dialog.lock input[type=password]").fill(pin);
  await page.keyboard.press("Enter");
};
const codeSheet = async (page: Page): Promise<string> => {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "输入命令、姓名或证号" }).fill("加入码打印单");
  await page
    .getByRole("option", { name: /加入码打印单/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: "加入码", exact: true });
  await dialog
    .getByText(/^[0-9A-Z]{5}-|要由管理员来做/)
    .first()
    .waitFor();
  const text = (await dialog.textContent()) ?? "";
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  return text;
};
/** As a window that takes the lease and asks without any screen. */
const asked = async (name: string, args: object): Promise<string> => {
  await hostCall(at.desk, "lease.take", { page: "console", force: true });
  return await hostCall(at.desk, name, { ...args, page: "console" }).then(
    () => "answered",
    (error: Error) => error.message,
  );
};

test("an administrator's PIN brings roles into force: a librarian sees who may, and the host refuses what is asked past the screen", async () => {
  const { page } = at.opened;
  expect(await codeSheet(page)).toMatch(/[0-9A-Z]{4,6}-[0-9A-Z]{4,6}/);
  await settings(page);
  await page.getByText("还没有管理员设PIN").waitFor();
  const row = page.locator("#settings-colleagues").locator("xpath=ancestor::section");
  const administrator = await row.getByRole("textbox", { name: "姓名" }).first().inputValue();
  await row.getByRole("textbox", { name: "姓名" }).last().fill("林志远");
  await page.keyboard.press("Enter");
  await row.getByRole("button", { name: "PIN…" }).nth(1).waitFor();
  await row.getByRole("combobox", { name: `${administrator}的角色` }).waitFor();
  const own = (
    await row
      .getByRole("textbox", { name: "姓名" })
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
  ).indexOf(administrator);
  await row.getByRole("button", { name: "PIN…" }).nth(own).click();
  await page.getByLabel("新的PIN").fill(PIN);
  await page.getByLabel("再输入一次").fill(PIN);
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("馆员做日常工作").waitFor();
  await page.getByLabel("新的PIN").waitFor({ state: "detached" });
  // who has just set it goes on
  expect(await codeSheet(page)).toMatch(/[0-9A-Z]{4,6}-[0-9A-Z]{4,6}/);

  await lock(page);
  await come(page, "林志远");
  await isGone(page);
  expect(await codeSheet(page)).toContain("要由管理员来做");
  await settings(page);
  await expect.poll(() => page.getByText("要由主管或管理员来做。请按 Ctrl+L 换人").count()).toBeGreaterThan(3);
  expect(await page.getByRole("combobox", { name: "所在地区" }).isDisabled()).toBe(true);
  expect(await row.getByRole("combobox", { name: "林志远的角色" }).isDisabled()).toBe(true);
  // what is this computer's own stays
  expect(await page.getByRole("combobox", { name: "语言" }).isDisabled()).toBe(false);

  await lock(page);
  await come(page, administrator);
  for (const wrong of ["1111", "2222", "3333"]) {
    await typePin(page, wrong);
    await page.getByText(/PIN不对/).waitFor();
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("dialog.lock input")?.value === "");
  }
  await page.getByText(/秒后可以再试/).waitFor();
  const wrongAt = Date.now();
  await page.reload();
  await page.getByRole("combobox", { name: "姓名或首字母" }).waitFor();
  await come(page, administrator);
  await typePin(page, PIN);
  // a reload forgets nothing: not even the right one is looked at, unless a slow machine has let the time pass
  const told = page.getByText(/还没有核对|现在可以按 Enter/);
  await Promise.race([told.waitFor(), page.locator("dialog.lock").waitFor({ state: "detached" })]);
  if (!(await told.isVisible())) expect(Date.now() - wrongAt).toBeGreaterThan(5000);
  await expect
    .poll(
      async () => {
        const shut = page.locator("dialog.lock");
        if ((await shut.count()) > 0) await typePin(page, PIN);
        return shut.count();
      },
      { timeout: 30_000, interval: 1000 },
    )
    .toBe(0);
  expect(await codeSheet(page)).toMatch(/[0-9A-Z]{4,6}-[0-9A-Z]{4,6}/);

  await lock(page);
  await come(page, "林志远");
  await isGone(page);
  const { staff } = (await hostCall(at.desk, "session.state", {})) as { staff: string };
  expect(await asked("library.code", { staff })).toContain("not-allowed");
  expect(await asked("library.make-epoch", { after: 1 })).toContain("not-allowed");
  // to say another name gives no right either
  const other = (await hostCall(at.desk, "device.start", {})).settings as { staff: string };
  expect(other.staff).toBe(staff);
  expect(await asked("session.enter", { staff: "somebody-else" })).toBe("answered");
  expect(await asked("library.code", { staff })).toContain("not-allowed");
});
