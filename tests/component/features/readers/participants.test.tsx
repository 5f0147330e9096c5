/** Several people in one service record: who took part is added, seen, counted and taken away where it is edited. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { participantKey } from "#shared/model/participant.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { hexDigest } from "../../../support/desk-services.ts";
import { write } from "../../../support/write.ts";
import { openReader, timeline } from "./open-reader.tsx";

const form = (): Promise<HTMLElement> => screen.findByRole("dialog", { name: "修改服务记录" });
const find = (): HTMLElement => screen.getByLabelText("加一位参与读者");
const count = (): HTMLInputElement => screen.getByLabelText("次数");
const people = (): readonly string[] =>
  within(screen.getByRole("list", { name: "参与读者" }))
    .queryAllByRole("listitem")
    .map((item) => item.textContent ?? "");
const openLast = async (user: ReturnType<typeof userEvent.setup>): Promise<void> => {
  await user.click(screen.getByRole("tab", { name: /往来记录/ }));
  (await timeline()).focus();
  await user.keyboard("e");
  await form();
};
const add = async (user: ReturnType<typeof userEvent.setup>, text: string, found: RegExp): Promise<void> => {
  await user.type(find(), text);
  await within(await form()).findByText(found);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(find()).toHaveProperty("value", ""));
};
const FAMILY = [
  create("reader", "reader-c", { name: "李小明", card: "0031" }),
  create("reader", "reader-d", { name: "李小红", card: "0032" }),
];

test("adds a family to a record by name and by card, which stays one question, and writes nothing of the record itself", async () => {
  const user = userEvent.setup();
  const { services } = await openReader("reader-a", FAMILY);
  await openLast(user);
  expect(count().value).toBe("1");
  await add(user, "李小明", /0031/);
  await add(user, "0032", /李小红/);
  await waitFor(() => expect(people()).toEqual(["李小明", "李小红"]));
  expect(count().value).toBe("1");
  expect(screen.getByText("问题的件数，不是人数：一家人问一件事记 1")).toBeTruthy();
  // neither whom it was logged for nor who is there already is found again
  await write(find(), "李小明");
  expect(await screen.findByText("没有找到别的读者")).toBeTruthy();
  await user.clear(find());
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(async () => expect(await services.db.participant.count()).toBe(2));
  expect(await services.db.interaction.get("log-1")).toMatchObject({ question: "彩色复印三页" });
  // two desks that each add somebody meet in no field
  const written = (await services.db.log.orderBy("seq").last())?.entry.ops ?? [];
  expect(written.map(({ kind }) => kind)).toEqual(["participant", "participant"]);
  const rows = await services.db.participant.orderBy("reader").toArray();
  expect(rows.map(({ interaction, reader }) => [interaction, reader])).toEqual([
    ["log-1", "reader-c"],
    ["log-1", "reader-d"],
  ]);
  // as another desk would derive it
  const digest = await hexDigest(participantKey("log-1", "reader-c"));
  expect(rows[0]?.id.replaceAll("-", "").slice(0, 12)).toBe(digest.slice(0, 12));
  expect(await within(await timeline()).findByText(/^与.+等 2 人$/)).toBeTruthy();
  expect(within(await timeline()).queryByText(/李小明|张素芹/)).toBeNull();
  await services.writer.undo();
  await waitFor(async () => expect((await services.db.participant.toArray()).map(({ gone }) => gone)).toEqual([1, 1]));
});

test("stands on a participant's own page as something she took part in, with doors to everybody in it", async () => {
  const user = userEvent.setup();
  const { services, history } = await openReader("reader-b", [
    ...FAMILY,
    create("participant", "p-b", { interaction: "log-1", reader: "reader-b" }),
    create("participant", "p-c", { interaction: "log-1", reader: "reader-c" }),
  ]);
  await user.click(screen.getByRole("tab", { name: /往来记录/ }));
  const list = await timeline();
  expect(within(list).getByText("到馆 · 参与")).toBeTruthy();
  expect(within(list).getByText("彩色复印三页")).toBeTruthy();
  list.focus();
  await user.keyboard("e");
  const dialog = await form();
  expect(await within(dialog).findByRole("link", { name: "张素琴" })).toBeTruthy();
  await waitFor(() => expect(people()).toEqual(["张素芹", "李小明"]));
  await user.click(within(dialog).getByRole("button", { name: "去掉 张素芹" }));
  expect(people()).toEqual(["李小明"]);
  // something would be lost: no door leads away
  expect(within(dialog).queryByRole("link")).toBeNull();
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(async () => expect((await services.db.participant.get("p-b"))?.gone).toBe(1));
  expect((await services.db.participant.get("p-c"))?.gone).toBeUndefined();
  await waitFor(() => expect(within(list).queryByText("到馆 · 参与")).toBeNull());
  expect(history.get().location).toBe("/readers/reader-b");
});

test("keeps the count of questions whoever takes part, and lets it not be none", async () => {
  const user = userEvent.setup();
  const { services } = await openReader("reader-a", [
    ...FAMILY,
    create("interaction", "class", { reader: "reader-a", at: new Date(2026, 10, 25).getTime(), count: 30 }),
  ]);
  await openLast(user);
  await add(user, "0031", /李小明/);
  expect(count().value).toBe("30");
  await user.clear(count());
  await user.type(count(), "0");
  expect(await screen.findByText("至少 1")).toBeTruthy();
  expect(screen.getByRole("button", { name: /保存/ }).getAttribute("aria-disabled")).toBe("true");
  await user.clear(count());
  await user.type(count(), "1");
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(async () => expect(await services.db.interaction.get("class")).toMatchObject({ count: 1 }));
  expect(await services.db.participant.count()).toBe(1);
});

test("says so where nobody can be added just now, and keeps what was typed", async () => {
  const user = userEvent.setup();
  const { services } = await openReader("reader-a", FAMILY);
  await openLast(user);
  // the look at its words is in the journal: while one is not, nothing else is taken
  await waitFor(async () => expect(services.testHost.entries).toHaveLength(await services.db.log.count()));
  services.testHost.away = true;
  await add(user, "0031", /李小明/);
  await user.keyboard("{Control>}s{/Control}");
  expect(await screen.findByText("参与读者现在加不上，没有保存，请稍后再试")).toBeTruthy();
  expect(await services.db.participant.count()).toBe(0);
  services.testHost.away = false;
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(async () => expect(await services.db.participant.count()).toBe(1));
});

test("is given to a participant who was the right one, saved with the words of its form, and stands on her page", async () => {
  const user = userEvent.setup();
  const { services } = await openReader("reader-a", [
    ...FAMILY,
    create("participant", "p-c", { interaction: "log-1", reader: "reader-c" }),
  ]);
  await openLast(user);
  await write(screen.getByLabelText("答"), "印好了");
  await user.click(screen.getByRole("button", { name: "换读者…" }));
  const asked = await screen.findByRole("dialog", { name: "记错了人：这条该记给谁" });
  await write(within(asked).getByLabelText("改记给"), "李小明");
  await within(asked).findByText(/0031/);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(people()).toEqual([]));
  expect((await form()).textContent).toContain("记给李小明");
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(async () =>
    expect(await services.db.interaction.get("log-1")).toMatchObject({ reader: "reader-c", answer: "印好了" }),
  );
  expect((await services.db.participant.get("p-c"))?.gone).toBe(1);
  await waitFor(async () => expect(within(await timeline()).queryByText("彩色复印三页")).toBeNull());
  await services.writer.undo();
  expect(await services.db.interaction.get("log-1")).toMatchObject({ reader: "reader-a" });
});
