import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { write } from "../../../support/write.ts";
import { compose, press, pressIme } from "../../desk/keys.ts";
import { openReader } from "./open-reader.tsx";

const REASONS = [
  create("code", "code-reason-moved", {
    list: "reason",
    code: "moved",
    names: { "zh-CN": "已迁出", "zh-TW": "已遷出", en: "Moved away" },
    order: 0,
  }),
];

async function openRecord() {
  const opened = await openReader("reader-a", REASONS);
  await userEvent.click(await screen.findByRole("tab", { name: "资料" }));
  return opened;
}
const field = (name: RegExp): Promise<HTMLElement> => screen.findByRole("button", { name });

describe("the fields of the record that are more than a line", () => {
  it("other numbers are typed as name and number; a pair left out is removed", async () => {
    const { services } = await openRecord();
    await userEvent.click(await field(/^其他证号：空/));
    await write(await screen.findByRole("textbox", { name: "其他证号" }), "学号：2023001；一卡通：0042{Enter}");
    await waitFor(async () =>
      expect((await services.db.reader.get("reader-a"))?.otherIds).toEqual({ 学号: "2023001", 一卡通: "0042" }),
    );
    (await field(/^其他证号：学号：2023001/)).focus();
    await press("F2", "F2");
    const box = await screen.findByRole("textbox", { name: "其他证号" });
    await userEvent.clear(box);
    await write(box, "只有号码{Enter}");
    expect(await screen.findByRole("alert")).toBeTruthy();
    await userEvent.clear(box);
    await write(box, "学号：2023002{Enter}");
    await waitFor(async () =>
      expect((await services.db.reader.get("reader-a"))?.otherIds).toEqual({ 学号: "2023002" }),
    );
  });

  it("phones of Taiwan are grouped as people there write them, and a mobile with a digit too few is refused", async () => {
    const { services } = await openRecord();
    await services.writer.run("test", [create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "taiwan" })]);
    await userEvent.click(await field(/^电话：/));
    const box = await screen.findByRole("textbox", { name: "电话" });
    await userEvent.clear(box);
    await write(box, "091234567{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("10 位");
    await userEvent.clear(box);
    await write(box, "0912345678；0223456789{Enter}");
    await waitFor(async () =>
      expect((await services.db.reader.get("reader-a"))?.phones).toEqual(["0912-345-678", "02-2345-6789"]),
    );
  });

  it("a card number that another reader has is refused, and nothing is changed; her own from before a merge is not", async () => {
    const { services } = await openRecord();
    await services.writer.run("test", [
      create("reader", "reader-x", { name: "王芳", card: "77700001" }),
      create("reader", "reader-y", { name: "王芳", card: "77700002" }),
    ]);
    const before = (await services.db.reader.get("reader-a"))?.card;
    await userEvent.click(await field(/^读者证号：/));
    const box = await screen.findByRole("textbox", { name: "读者证号" });
    await userEvent.clear(box);
    await write(box, "7770 0001{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("这个证号已有读者在用");
    expect((await services.db.reader.get("reader-a"))?.card).toBe(before);
    await services.writer.run("test", [
      { act: "cells", kind: "reader", id: "reader-y", cells: { ".alias": "reader-a" } },
    ]);
    await press("Escape", "Escape");
    await userEvent.click(await field(/^读者证号：/));
    const again = await screen.findByRole("textbox", { name: "读者证号" });
    await userEvent.clear(again);
    await write(again, "77700002{Enter}");
    await waitFor(async () => expect((await services.db.reader.get("reader-a"))?.card).toBe("77700002"));
  });

  it("what is taken away from a person whose records were merged is shown no more, and what is added hides nothing", async () => {
    const { services } = await openRecord();
    await services.writer.run("test", [
      edit("reader", "reader-b", { otherIds: { 学号: "2023001", 一卡通: "0042" }, tags: ["合唱", "朗诵"] }),
    ]);
    await services.writer.run("test", [
      { act: "cells", kind: "reader", id: "reader-b", cells: { ".alias": "reader-a" } },
    ]);
    const change = async (label: string, shown: RegExp, typed: string): Promise<void> => {
      await userEvent.click(await field(shown));
      const box = await screen.findByRole("textbox", { name: label });
      await userEvent.clear(box);
      await userEvent.type(box, `${typed}{Enter}`);
    };
    await change("电子邮箱", /^电子邮箱：[^空]/, "");
    expect(await field(/^电子邮箱：空/)).toBeTruthy();
    await change("其他证号", /^其他证号：学号/, "学号：2023001");
    expect(await field(/^其他证号：学号：2023001(?!.*一卡通)/)).toBeTruthy();
    await change("标签", /^标签：合唱/, "合唱、志愿者");
    expect(await field(/^标签：.*合唱.*志愿者/)).toBeTruthy();
    await change("标签", /^标签：.*志愿者/, "志愿者");
    expect(await field(/^标签：(?!.*合唱).*志愿者/)).toBeTruthy();
    await change("标签", /^标签：(?!.*合唱).*志愿者/, "");
    expect(await field(/^标签：空/)).toBeTruthy();
    await services.writer.undo();
    expect(await field(/^标签：(?!.*合唱).*志愿者/)).toBeTruthy();
  });

  it("a field that is refused is heard with the reason", async () => {
    await openRecord();
    await userEvent.click(await field(/^办证日期/));
    const typed = await screen.findByRole("textbox", { name: "办证日期" });
    expect(typed.hasAttribute("aria-describedby")).toBe(false);
    await userEvent.type(typed, "以后{Enter}");
    const why = await screen.findByText("请写成 2026-11-24 这样的日期，不能晚于今天");
    expect([typed.getAttribute("aria-invalid"), typed.getAttribute("aria-describedby")]).toEqual(["true", why.id]);
  });

  it("an alert has a text, a level and a last day; Enter in a composition keeps nothing", async () => {
    const { services } = await openRecord();
    await userEvent.click(await field(/^提醒：空/));
    const text = await screen.findByRole("textbox", { name: "内容" });
    await waitFor(() => expect(document.activeElement).toBe(text));
    await compose("yuyue");
    await pressIme("Enter");
    expect((await services.db.reader.get("reader-a"))?.alert).toBeUndefined();
    await userEvent.clear(text);
    await write(text, "凭预约取书");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "程度" }), "重要提醒");
    await userEvent.type(screen.getByRole("textbox", { name: "显示到" }), "以后{Enter}");
    expect(await screen.findByText("请写成 2026-11-24 这样的日期")).toBeTruthy();
    const until = screen.getByRole("textbox", { name: "显示到" });
    await userEvent.clear(until);
    await write(until, "12-1{Enter}");
    await waitFor(async () =>
      expect((await services.db.reader.get("reader-a"))?.alert).toEqual({
        text: "凭预约取书",
        level: "must",
        until: "2026-12-01",
      }),
    );
    expect(await field(/^提醒：重要提醒：凭预约取书（到 2026-12-01）/)).toBeTruthy();
  });

  it("leaving ends the card at once, and undo gives it back", async () => {
    const { services } = await openRecord();
    expect(await screen.findByText("证有效")).toBeTruthy();
    await userEvent.click(await field(/^离开：空/));
    await userEvent.selectOptions(await screen.findByRole("combobox", { name: "原因" }), "已迁出");
    await userEvent.type(screen.getByRole("textbox", { name: "日期" }), "{Enter}");
    await waitFor(async () =>
      expect((await services.db.reader.get("reader-a"))?.leaving).toEqual({ reason: "moved", on: "2026-11-25" }),
    );
    expect(await screen.findByText("证无效")).toBeTruthy();
    await services.writer.undo();
    expect(await screen.findByText("证有效")).toBeTruthy();
    expect((await services.db.reader.get("reader-a"))?.leaving).toBeUndefined();
  });

  it("a guardian is another reader, found by name and taken with Enter, and can be taken away", async () => {
    const { services } = await openRecord();
    (await field(/^监护人：空/)).focus();
    await press("F2", "F2");
    await write(await screen.findByRole("textbox", { name: "监护人" }), "张素芹");
    await screen.findByText(/城东中学/);
    await userEvent.keyboard("{Enter}");
    await waitFor(async () => expect((await services.db.reader.get("reader-a"))?.guardian).toBe("reader-b"));
    await userEvent.click(await field(/^监护人：张素芹/));
    await userEvent.click(await screen.findByRole("button", { name: "不填" }));
    await waitFor(async () => expect((await services.db.reader.get("reader-a"))?.guardian).toBeUndefined());
  });

  it("reads the day of a card as the desk does, and the day of enrolling never ahead", async () => {
    const { services } = await openRecord();
    await userEvent.click(await field(/^有效期至/));
    await write(await screen.findByRole("textbox", { name: "有效期至" }), "3-1{Enter}");
    await userEvent.click(await field(/^办证日期/));
    await write(await screen.findByRole("textbox", { name: "办证日期" }), "3-1{Enter}");
    await waitFor(async () =>
      expect(await services.db.reader.get("reader-a")).toMatchObject({
        expiresOn: "2027-03-01",
        enrolledOn: "2026-03-01",
      }),
    );
  });

  it("has no fault that axe knows while parts are being edited", async () => {
    await openRecord();
    await userEvent.click(await field(/^提醒：空/));
    await screen.findByRole("textbox", { name: "内容" });
    expect(await findAxeFaults()).toEqual([]);
  });
});
