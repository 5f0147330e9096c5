import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { ColleaguesSection } from "../../../../renderer/features/settings/colleagues/colleagues-section.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

const opinion = { type: "complaint", channel: "desk", receivedAt: 1_790_000_000_000 } as const;

/** Chen leaves; Lin and Zhou stay, Wu has left before. */
async function open() {
  const services = await createTestServices({ settings: { staff: "zhou" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("staff", "lin", { name: "林知远" }),
    create("staff", "zhou", { name: "周敏" }),
    create("staff", "wu", { name: "吴刚", hidden: true }),
    create("reader", "zhang", { name: "张素琴", owner: "chen", keepInTouchDays: 30 }),
    create("reader", "li", { name: "李雷", owner: "chen" }),
    create("reader", "other", { name: "别人的", owner: "lin" }),
    create("task", "call", { text: "回电话", assignee: "chen", promisedTo: "zhang", due: "2026-12-01" }),
    create("task", "done", { text: "办过的", assignee: "chen", done: 7 }),
    create("feedback", "water", { ...opinion, title: "饮水机", owner: "chen", status: "in-progress" }),
    create("feedback", "noise", { ...opinion, title: "太吵", firstAsked: "chen", status: "registered" }),
    create("feedback", "taken", {
      ...opinion,
      title: "别人接了",
      firstAsked: "chen",
      owner: "lin",
      status: "accepted",
    }),
    create("feedback", "over", { ...opinion, title: "办结的", owner: "chen", status: "closed" }),
  ]);
  await renderWithServices(<ColleaguesSection />, { services });
  return services;
}

async function leave(name: string): Promise<void> {
  const box = await screen.findByDisplayValue(name);
  const line = box.closest<HTMLElement>("li");
  if (line === null) throw new Error(`no line of ${name}`);
  await userEvent.click(within(line).getByRole("button", { name: /停用|恢复/ }));
}

const choices = (dialog: HTMLElement): readonly (string | null)[] =>
  within(dialog)
    .getAllByRole("combobox")
    .map((choice) => choice.getAttribute("aria-label"))
    .filter((label) => label !== null);

it("lists what a colleague who leaves is responsible for, gives each to whom it is given, and takes it back as one act", async () => {
  const services = await open();
  const { db } = services;
  await leave("陈雨桐");
  const dialog = await screen.findByRole("dialog", { name: "“陈雨桐”的工作交接" });
  // what would stay is said on the button, and beside it
  const button = within(dialog).getByRole("button", { name: "停用，5 项留在名下" });
  const sentence = within(dialog).getByText("还有 5 项没有选人，会留在陈雨桐名下，以后可以再交接。");
  expect(sentence.parentElement?.contains(button)).toBe(true);
  expect(choices(dialog).toSorted()).toEqual(
    ["“饮水机”交给", "“太吵”交给", "“张素琴”交给", "“李雷”交给", "“回电话”交给"].toSorted(),
  );
  within(dialog).getByText("每 30 天联系");
  // whoever has left takes nothing over
  const all = within(dialog).getByRole<HTMLSelectElement>("combobox", { name: "全部交给" });
  expect([...all.options].map(({ text }) => text)).toEqual(["逐一选择", "林知远", "周敏"]);
  expect(await findAxeFaults(document.body)).toEqual([]);
  await userEvent.selectOptions(all, "林知远");
  await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "“李雷”交给" }), "周敏");
  await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "“太吵”交给" }), "暂不交接");
  within(dialog).getByText("还有 1 项没有选人，会留在陈雨桐名下，以后可以再交接。");
  await userEvent.click(within(dialog).getByRole("button", { name: "交接 4 项并停用，1 项留在名下" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const whose = async () => ({
    hidden: (await db.staff.get("chen"))?.hidden,
    readers: (await db.reader.bulkGet(["zhang", "li", "other"])).map((row) => row?.owner),
    tasks: (await db.task.bulkGet(["call", "done"])).map((row) => row?.assignee),
    opinions: (await db.feedback.bulkGet(["water", "noise", "taken", "over"])).map((row) => row?.owner),
  });
  expect(await whose()).toEqual({
    hidden: true,
    readers: ["lin", "zhou", "lin"],
    tasks: ["lin", "chen"],
    opinions: ["lin", undefined, "lin", "chen"],
  });
  expect((await db.reader.get("zhang"))?.keepInTouchDays).toBe(30);

  // what was left is said beside the name, and goes later
  await userEvent.click(await screen.findByRole("button", { name: /^1 项未交接/ }));
  const later = await screen.findByRole("dialog", { name: "“陈雨桐”的工作交接" });
  await userEvent.selectOptions(within(later).getByRole("combobox", { name: "全部交给" }), "周敏");
  await userEvent.click(within(later).getByRole("button", { name: "交接 1 项" }));
  await waitFor(async () =>
    expect(await db.feedback.get("noise")).toMatchObject({ owner: "zhou", status: "accepted" }),
  );
  await waitFor(() => expect(screen.queryByRole("button", { name: /项未交接/ })).toBeNull());

  await services.writer.undo();
  await services.writer.undo();
  expect(await whose()).toEqual({
    hidden: undefined,
    readers: ["chen", "chen", "lin"],
    tasks: ["chen", "chen"],
    opinions: ["chen", undefined, "lin", "chen"],
  });
});

it("asks nothing of a colleague who is responsible for nothing", async () => {
  const { db } = await open();
  await leave("周敏");
  await expect.poll(async () => (await db.staff.get("zhou"))?.hidden).toBe(true);
  expect(screen.queryByRole("dialog")).toBeNull();
});
