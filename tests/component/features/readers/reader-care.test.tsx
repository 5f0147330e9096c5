import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { LOANS_CONSENT } from "#shared/model/reader.ts";
import { SENSITIVE_CLASSES_ID } from "#shared/model/settings/sensitive-classes.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { setSetting } from "../../../../renderer/db/write/library-setting.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { openReader } from "./open-reader.tsx";

const AT = new Date(2026, 10, 24, 12).getTime();
const field = (name: RegExp): Promise<HTMLElement> => screen.findByRole("button", { name });
const press = (element: Element, key: string): boolean =>
  element.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, bubbles: true, cancelable: true }));

it("says who looks after the reader and how often, lets both be changed in their place, and keeps the plan protected", async () => {
  const { services } = await openReader();
  await services.writer.run("test.care", [
    edit("reader", "reader-a", { plan: "春天再问回忆录的事，电话 13900001111", owner: "chen" }),
  ]);
  const care = await screen.findByRole("region", { name: "责任馆员" });
  expect(care.textContent).not.toContain("回忆录");
  (await field(/^联系间隔/)).click();
  const days = await within(care).findByRole<HTMLInputElement>("textbox", { name: "联系间隔（天）" });
  days.value = "30";
  press(days, "Enter");
  await waitFor(async () => expect((await services.db.reader.get("reader-a"))?.keepInTouchDays).toBe(30));
  await within(care).findByText("下次联系 2026-12-24");
  // a call in vain is no word; a day that was put off to counts
  await services.writer.run("test.missed", [
    create("interaction", "missed", { reader: "reader-a", at: AT + 60_000, direction: "out", outcome: "not-answered" }),
    edit("reader", "reader-a", { contactFrom: "2026-12-30" }),
  ]);
  await within(care).findByText("下次联系 2026-12-30");
  await services.writer.run("test.now", [edit("reader", "reader-a", { contactFrom: null })]);
  await within(care).findByText("下次联系 2026-12-24");

  // opening the plan is a recorded look
  (await field(/^责任馆员的计划：\*/)).click();
  const plan = await within(care).findByRole<HTMLTextAreaElement>("textbox", { name: "责任馆员的计划" });
  expect(plan.value).toContain("回忆录");
  expect(await services.db.reveal.toArray()).toMatchObject([{ about: { id: "reader-a" }, fields: ["plan"] }]);
  press(plan, "Escape");
  await within(care).findByRole("button", { name: "定下一步" });
  expect(await findAxeFaults(document.body)).toEqual([]);
});

it("infers no interest from what the library calls sensitive, from the change on", async () => {
  const asked = (id: string, subjectClass: string) =>
    create("interaction", id, { reader: "reader-a", at: AT, subjectClass });
  const { services } = await openReader("reader-a", [asked("asked-1", "K2"), asked("asked-2", "R1")]);
  const interests = within(await screen.findByRole("region", { name: "感兴趣的类目" }));
  expect(interests.getByRole("listitem").textContent).toContain("K 历史、地理");
  await services.writer.run("test", setSetting(null, SENSITIVE_CLASSES_ID, "sensitive-classes", ["K"]));
  await waitFor(() => expect(interests.getByRole("listitem").textContent).toContain("R 医药、卫生"));
});

it("offers and names the classes of a library in Taiwan, in interests and where a question is classed", async () => {
  const { services } = await openReader("reader-a", [
    create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "taiwan" }),
    create("interaction", "asked-1", { reader: "reader-a", at: AT, subjectClass: "857" }),
  ]);
  const interests = await screen.findByRole("region", { name: "感兴趣的类目" });
  await within(interests).findByText("800 语言文学类");
  // her name is drawn and read as the place writes it
  const name = screen.getByRole("heading", { level: 1 }).querySelector("bdi");
  expect([name?.lang, name?.dir]).toEqual(["zh-TW", "auto"]);
  within(interests).getByRole("button", { name: "加类目" }).click();
  await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(10));
  await act(async () => screen.getByRole("option", { name: "300 科学类" }).click());
  await waitFor(async () => expect((await services.db.reader.get("reader-a"))?.interests).toEqual({ 300: 60 }));
});

it("offers the messenger of the place, and shows the other one where she has it", async () => {
  const { services } = await openReader("reader-a", [
    create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "taiwan" }),
  ]);
  const columns = (): readonly (string | null)[] =>
    within(screen.getByRole("region", { name: "联系意愿" }))
      .getAllByRole("columnheader")
      .map(({ textContent }) => textContent);
  await waitFor(() => expect(columns()).toEqual(["用途", "电话", "短信", "信件", "邮件", "LINE"]));
  screen.getByRole("tab", { name: "资料" }).click();
  await field(/^LINE：/);
  expect(screen.queryByRole("button", { name: /^微信：/ })).toBeNull();
  await services.writer.run("test", [
    edit("reader", "reader-a", {
      wechat: "wx_zhang",
      consents: { "wechat.event": { given: true, at: AT, how: "spoken" } },
    }),
  ]);
  await field(/^微信：/);
  screen.getByRole("tab", { name: "概览" }).click();
  await waitFor(() => expect(columns()).toContain("微信"));
});

it("shows interests with their sources, adds what the reader says, and infers no more what was taken away", async () => {
  const { services } = await openReader("reader-a", [
    create("interaction", "asked-1", { reader: "reader-a", at: AT, subjectClass: "K2" }),
    create("interaction", "asked-2", { reader: "reader-a", at: AT, subjectClass: "R1" }),
    create("activity", "loan-1", { reader: "reader-a", on: "2026-11-24", kind: "loan", mainClass: "I", quantity: 2 }),
  ]);
  const interests = await screen.findByRole("region", { name: "感兴趣的类目" });
  const lines = (): readonly (string | null)[] =>
    within(interests)
      .queryAllByRole("listitem")
      .map(({ textContent }) => textContent);
  expect(lines()).toEqual(["K 历史、地理咨询 1；最近 2026-11-24"]);

  within(interests).getByRole("checkbox", { name: "读者同意按借阅推算" }).click();
  await waitFor(() =>
    expect(lines()).toEqual(["I 文学借阅 2；最近 2026-11-24", "K 历史、地理咨询 1；最近 2026-11-24"]),
  );
  expect((await services.db.reader.get("reader-a"))?.consents?.[LOANS_CONSENT]).toMatchObject({
    given: true,
    how: "spoken",
    by: "chen",
  });

  within(interests).getByRole("button", { name: "加类目" }).click();
  const find = await screen.findByRole<HTMLInputElement>("combobox", { name: "输入以查找" });
  await waitFor(() => expect(document.activeElement).toBe(find));
  await act(async () => screen.getByRole("option", { name: /医药/ }).click());
  await waitFor(() => expect(lines()[0]).toBe("R 医药、卫生自己说 6"));

  within(interests).getByRole("button", { name: "去掉：K 历史、地理" }).click();
  await waitFor(() => expect(lines()).toHaveLength(2));
  expect((await services.db.reader.get("reader-a"))?.interests).toEqual({ R: 60, K: 0 });
  (await within(interests).findByRole("button", { name: "恢复：K 历史、地理" })).click();
  await waitFor(() => expect(lines()).toHaveLength(3));
  within(interests).getByRole("button", { name: "去掉：R 医药、卫生" }).click();
  await waitFor(async () => expect((await services.db.reader.get("reader-a"))?.interests?.R).toBeUndefined());
  await waitFor(() => expect(lines().join()).not.toContain("医药"));
});

it("says on demand what each rule makes of the reader", async () => {
  const { services } = await openReader();
  await services.writer.run("test.care", [edit("reader", "reader-a", { owner: "chen", expiresOn: "2026-12-01" })]);
  screen.getByRole("button", { name: "更多操作" }).click();
  const item = await screen.findByRole("menuitem", { name: "规则怎么看这位读者" });
  await act(async () => item.click());
  const dialog = await screen.findByRole("dialog", { name: "规则怎么看这位读者" });
  await within(dialog).findByText("今天提醒：证 2026-12-01 到期");
  within(dialog).getByText("没有逾期的承诺");
  within(dialog).getByText("没有联系间隔");
});
