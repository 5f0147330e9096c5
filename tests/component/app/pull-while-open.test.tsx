/** A form is open, a colleague's change comes in by a pull, and the form is saved: both values stay (R10). */
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import { OPINION_DRAFT } from "../../../renderer/db/erasing/erased-drafts.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import { OpinionsScreen } from "../../../renderer/features/opinions/opinions-screen.tsx";
import { TasksScreen } from "../../../renderer/features/tasks/tasks-screen.tsx";
import { createTestServices, type TestServices } from "../../support/desk-services.ts";
import { pullChange } from "../../support/pull-change.ts";
import { renderWithServices } from "../../support/render-with-services.tsx";
import { ScreenKeys } from "../../support/screen-keys.tsx";
import { write } from "../../support/write.ts";
import { press } from "../desk/keys.ts";
import { openReader, timeline } from "../features/readers/open-reader.tsx";

const keys = (text: string): Promise<unknown> => userEvent.keyboard(text);

async function standing(
  { db }: TestServices,
  kind: "task" | "feedback" | "interaction" | "reader",
  id: string,
  cell: string,
): Promise<readonly unknown[]> {
  const row = await db.table(kind).get(id);
  return frontierOf(kind, row, cell)
    .map(({ v }) => v)
    .toSorted();
}

async function openInbox(): Promise<TestServices> {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("feedback", "lens", {
      title: "希望配放大镜",
      text: "看不清",
      type: "suggestion",
      status: "accepted",
      receivedAt: 200,
      externalOrder: { system: "12345", number: "1" },
      paperRef: "三号柜",
    }),
  ]);
  await showInbox(services);
  return services;
}

async function showInbox(services: TestServices): Promise<void> {
  await renderWithServices(
    <ScreenKeys>
      <OpinionsScreen />
    </ScreenKeys>,
    { services },
  );
  (await screen.findByRole("listbox", { name: "意见列表" })).focus();
  await screen.findByRole("heading", { level: 1, name: "希望配放大镜" });
}

it("a service record keeps both questions, and a colleague's minutes that were not touched", async () => {
  const { services } = await openReader();
  (await timeline()).focus();
  await keys("e");
  const question = await screen.findByRole("textbox", { name: "问" });
  await write(question, "，双面");
  await pullChange(services, { kind: "interaction", id: "log-1", cells: { question: "黑白复印", minutes: 15 } });
  await press("s", "KeyS", { ctrl: true });
  await waitFor(async () =>
    expect(await standing(services, "interaction", "log-1", "question")).toEqual(
      ["彩色复印三页，双面", "黑白复印"].toSorted(),
    ),
  );
  expect(await services.db.interaction.get("log-1")).toMatchObject({ minutes: 15, open: 1 });
});

it("a consent that a colleague has seen withdrawn meanwhile stays withdrawn, with both beside each other", async () => {
  const { services } = await openReader();
  const [first] = await screen.findAllByRole("button", { name: "未问" });
  if (first === undefined) throw new Error("no consent to ask for");
  await userEvent.click(first);
  const save = await screen.findByRole("button", { name: "保存" });
  await userEvent.click(screen.getByRole("radio", { name: "同意" }));
  await pullChange(services, {
    kind: "reader",
    id: "reader-a",
    cells: { "consents/phone.event": { given: false, at: 5, how: "written" } },
  });
  await userEvent.click(save);
  await waitFor(async () =>
    expect(await standing(services, "reader", "reader-a", "consents/phone.event")).toHaveLength(2),
  );
  expect((await services.db.reader.get("reader-a"))?.consents?.["phone.event"]).toMatchObject({
    given: false,
    how: "written",
  });
});

it("a task keeps both texts, and a colleague's day that was not touched", async () => {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("task", "order", { text: "订大字本", due: "2026-11-30", assignee: "chen" }),
  ]);
  await renderWithServices(
    <ScreenKeys>
      <TasksScreen />
    </ScreenKeys>,
    { services, path: "/tasks" },
  );
  await screen.findByText("订大字本");
  screen.getByRole("grid", { name: "待办与承诺" }).focus();
  await act(async () => keys("{F2}"));
  const text = await screen.findByRole("textbox", { name: "内容" });
  await userEvent.type(text, "两册");
  await pullChange(services, { kind: "task", id: "order", cells: { text: "订有声书", due: "2026-12-24" } });
  await userEvent.click(screen.getByRole("button", { name: "保存" }));
  await waitFor(async () =>
    expect(await standing(services, "task", "order", "text")).toEqual(["订大字本两册", "订有声书"].toSorted()),
  );
  expect(await services.db.task.get("order")).toMatchObject({ due: "2026-12-24", open: 1 });
});

it("the papers of an opinion keep both orders, and a colleague's place that was not touched", async () => {
  const services = await openInbox();
  await keys("f");
  const number = await screen.findByRole("textbox", { name: "工单号" });
  await userEvent.type(number, "00");
  await pullChange(services, {
    kind: "feedback",
    id: "lens",
    cells: { externalOrder: { system: "12345", number: "2" }, paperRef: "五号柜" },
  });
  await userEvent.click(screen.getByRole("button", { name: "保存" }));
  await waitFor(async () => expect(await standing(services, "feedback", "lens", "externalOrder")).toHaveLength(2));
  expect(await services.db.feedback.get("lens")).toMatchObject({ paperRef: "五号柜", open: 1 });
});

it("a reply that was begun, left and taken up again keeps the one that a colleague has sent meanwhile", async () => {
  const services = await openInbox();
  services.writer.setStaff("chen");
  await userEvent.type(await screen.findByRole("textbox", { name: "给读者的答复" }), "已订");
  await waitFor(async () =>
    expect(await services.db.meta.toArray()).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ value: expect.objectContaining({ reply: "已订" }) })]),
    ),
  );
  cleanup();
  await pullChange(services, { kind: "feedback", id: "lens", cells: { publicReply: "已经配好", listPublicly: false } });
  await showInbox(services);
  const box = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "给读者的答复" });
  await waitFor(() => expect(box.value).toBe("已订"));
  await userEvent.type(box, "五个");
  await press("Enter", "Enter", { ctrl: true });
  await waitFor(async () =>
    expect(await standing(services, "feedback", "lens", "publicReply")).toEqual(["已订五个", "已经配好"].toSorted()),
  );
  expect(await services.db.feedback.get("lens")).toMatchObject({ listPublicly: false, status: "answered", open: 1 });
  // both stand in the opinion, until one is decided on
  const apart = await screen.findByRole("region", { name: "这条意见有 2 份同时写的答复，都留着，还没有定下用哪一份" });
  const lines = within(apart)
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);
  for (const text of ["已订五个", "已经配好"]) expect(lines.filter((line) => line?.includes(text))).toHaveLength(1);
  expect(lines.filter((line) => line?.includes("现在用的"))).toHaveLength(1);
  expect(lines.filter((line) => line?.includes("陈雨桐"))).toHaveLength(1);
  await services.writer.run("conflict.decide", [edit("feedback", "lens", { publicReply: "已经配好" })]);
  await waitFor(() => expect(screen.queryByText("现在用的")).toBeNull());
});

it("a reply that was begun before drafts kept what they had seen overwrites nobody's", async () => {
  const services = await openInbox();
  cleanup();
  await services.db.meta.put({ name: `${OPINION_DRAFT}lens`, value: { note: "", reply: "已订五个" } });
  await pullChange(services, { kind: "feedback", id: "lens", cells: { publicReply: "已经配好" } });
  await showInbox(services);
  const box = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "给读者的答复" });
  await waitFor(() => expect(box.value).toBe("已订五个"));
  box.focus();
  await press("Enter", "Enter", { ctrl: true });
  await waitFor(async () =>
    expect(await standing(services, "feedback", "lens", "publicReply")).toEqual(["已订五个", "已经配好"].toSorted()),
  );
});
