/** A telephone on the new reader's sheet is read as on her record: refused there where it would be refused here. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { foldPhone } from "#shared/kernel/fold.ts";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import { press, scan } from "./keys.ts";
import { openDesk } from "./open-desk.tsx";

const openSheet = async (): Promise<HTMLElement> => {
  await scan("0099887766", 5);
  await screen.findByText("没有读者用“0099887766”");
  await press("F2", "F2");
  const sheet = await screen.findByRole("dialog");
  await userEvent.type(within(sheet).getByRole("textbox", { name: "姓名" }), "林怡君");
  await userEvent.type(within(sheet).getByRole("textbox", { name: "电话" }), "091234567");
  return sheet;
};

test("a mobile of Taiwan with a digit too few is refused in a library there, and nothing that was typed is lost", async () => {
  const { services } = await openDesk({
    prepare: async ({ writer }) =>
      void (await writer.run("test", [create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "taiwan" })])),
  });
  const count = await services.db.reader.count();
  const sheet = await openSheet();
  expect(within(sheet).queryByText(/10 位/)).toBeNull();
  // from the foot, as from a field
  within(sheet).getByRole("button", { name: /^取消/ }).focus();
  await press("Enter", "Enter", { ctrl: true });
  expect(await within(sheet).findByText("不是电话号码，或者位数不对：台湾手机是 09 开头的 10 位")).toBeTruthy();
  const phone = within(sheet).getByRole<HTMLInputElement>("textbox", { name: "电话" });
  expect(document.activeElement).toBe(phone);
  expect(phone.value).toBe("091234567");
  expect(within(sheet).getByRole<HTMLInputElement>("textbox", { name: "姓名" }).value).toBe("林怡君");
  expect(await services.db.reader.count()).toBe(count);
  await userEvent.type(phone, "8");
  await waitFor(() => expect(within(sheet).queryByText(/10 位/)).toBeNull());
  await press("Enter", "Enter", { ctrl: true });
  await waitFor(async () => expect(await services.db.reader.count()).toBe(count + 1));
  const [row] = await services.db.reader.filter(({ name }) => name === "林怡君").toArray();
  expect(row?.phones).toEqual(["0912-345-678"]);
});

test("elsewhere it is a number like any other", async () => {
  const { services } = await openDesk();
  await openSheet();
  await press("Enter", "Enter", { ctrl: true });
  await waitFor(async () => {
    const [row] = await services.db.reader.filter(({ name }) => name === "林怡君").toArray();
    expect(row?.phones).toEqual(["091234567"]);
  });
});

test("who has the number is known whatever extension stands behind it, on her record or on the sheet", async () => {
  const READERS = [
    ["0197d3a0-0000-7000-8000-000000000e01", "周雨晴", "02-2991-1234 分機12"],
    ["0197d3a0-0000-7000-8000-000000000e02", "郭家豪", "8604-5678转3"],
  ] as const;
  await openDesk({
    prepare: async ({ writer }) =>
      void (await writer.run(
        "test",
        READERS.map(([id, name, phone]) => create("reader", id, { name, phones: [phone] })),
      )),
    instead: ({ search, db }) => ({
      search: {
        ...search,
        query: async ({ text }) => {
          const rows = await db.reader
            .filter((row) => row.phones?.some((it) => foldPhone(it).endsWith(text)) === true)
            .toArray();
          const hits = rows.map(({ id }) => ({ id, rank: "phone" as const }));
          return { hits, total: hits.length, exact: null };
        },
      },
    }),
  });
  await scan("0099887766", 5);
  await screen.findByText("没有读者用“0099887766”");
  await press("F2", "F2");
  const sheet = await screen.findByRole("dialog");
  const phone = within(sheet).getByRole("textbox", { name: "电话" });
  await userEvent.type(phone, "0229911234");
  expect(await within(sheet).findByText(/周雨晴/)).toBeTruthy();
  await userEvent.clear(phone);
  await waitFor(() => expect(within(sheet).queryByText(/周雨晴/)).toBeNull());
  await userEvent.type(phone, "86045678#21");
  expect(await within(sheet).findByText(/郭家豪/)).toBeTruthy();
});
