/** A field of a day shows the year that the screen shows, and reads what is typed in either. */
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import type { Language } from "../../../../renderer/i18n/locale.ts";
import { openReader } from "./open-reader.tsx";

const TAIWAN = [
  create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "taiwan" }),
  create("code", "code-reason-moved", {
    list: "reason",
    code: "moved",
    names: { "zh-CN": "已迁出", "zh-TW": "已遷出", en: "Moved away" },
    order: 0,
  }),
  create("reader", "reader-t", {
    name: "张素英",
    birthDate: "1990-03-12",
    expiresOn: "2027-06-30",
    leaving: { reason: "moved", on: "2026-11-20" },
  }),
];

async function openRecord(language: Language) {
  const opened = await openReader("reader-t", TAIWAN, language);
  await userEvent.click(screen.getAllByRole("tab").at(-1) ?? document.body);
  return opened;
}
/** Opens a field and says what stands in it. */
async function open(name: string): Promise<HTMLInputElement> {
  await userEvent.click(await screen.findByRole("button", { name: new RegExp(`^${name}`) }));
  return await screen.findByRole<HTMLInputElement>("textbox", { name });
}

it("shows a day in the years of the place, keeps it where nothing was typed, and reads either", async () => {
  const { services } = await openRecord("zh-TW");
  const stored = async () => await services.db.reader.get("reader-t");
  const expires = await open("有效日期");
  expect(expires.value).toBe("116/06/30");
  const before = services.testHost.entries.length;
  await userEvent.type(expires, "{Enter}");
  await screen.findByRole("button", { name: /^有效日期/ });
  expect(services.testHost.entries).toHaveLength(before);
  for (const [typed, day] of [
    ["117/07/31", "2028-07-31"],
    ["2028-08-31", "2028-08-31"],
  ] as const) {
    const box = await open("有效日期");
    await userEvent.clear(box);
    expect(box.placeholder).toMatch(/^11\d\/\d\d\/\d\d$/);
    await userEvent.type(box, `${typed}{Enter}`);
    await waitFor(async () => expect((await stored())?.expiresOn).toBe(day));
  }
  // a year of two digits is of this calendar too
  const born = await open("出生日期");
  expect(born.value).toBe("79/03/12");
  await userEvent.type(born, "{End}{Backspace}3{Enter}");
  await waitFor(async () => expect((await stored())?.birthDate).toBe("1990-03-13"));
  await userEvent.click(await screen.findByRole("button", { name: /^離開/ }));
  const left = await screen.findByRole<HTMLInputElement>("textbox", { name: "日期" });
  expect(left.value).toBe("115/11/20");
  await userEvent.type(left, "{End}{Backspace}1{Enter}");
  await waitFor(async () => expect((await stored())?.leaving).toEqual({ reason: "moved", on: "2026-11-21" }));
});

it("shows ISO days in every other language", async () => {
  await openRecord("zh-CN");
  expect((await open("有效期至")).value).toBe("2027-06-30");
});
