/**
 * A reader who is deleted, erased or merged while she is served: nothing more is logged to who is gone, and what was on
 * its way is refused.
 */
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { createActs } from "../../../renderer/acts/acts.ts";
import { ERASED_DRAFTS } from "../../../renderer/db/erasing/erased-drafts.ts";
import { create, remove } from "../../../renderer/db/write/changes.ts";
import { createGate } from "../../support/gate.ts";
import { write } from "../../support/write.ts";
import { press, scan } from "./keys.ts";
import { findToast, LI, LI_CARD, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

const serveZhang = async (): Promise<void> => {
  await scan(ZHANG_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /张素琴/ });
  await screen.findByRole("button", { name: /记给.*张.*琴/ });
};
const nobodys = (): Promise<HTMLElement> => screen.findByRole("button", { name: /记给.*匿名/, hidden: true });

test("once she is deleted the next entry is nobody's, and no key calls her back", async () => {
  const { services } = await openDesk();
  await serveZhang();
  await services.writer.run("reader.delete", [remove("reader", ZHANG)]);
  await nobodys();
  await press("Tab", "Tab", { ctrl: true });
  await press("2", "Digit2", { alt: true });
  await findToast(/已记录：咨询.*匿名/);
  const logs = await services.db.interaction.toArray();
  expect(logs.map(({ reader }) => reader)).toEqual([undefined]);
});

test.each([
  ["deleted", remove("reader", ZHANG)],
  ["erased", create("erased", ZHANG, { at: 1, reason: "request", records: [] })],
] as const)("an entry that is on its way when she is %s is refused in words", async (_, goes) => {
  const gate = createGate();
  const { services } = await openDesk({
    instead: ({ writer }) => ({
      acts: createActs({ writer: { ...writer, run: gate.through(writer.run, (name) => name === "interaction.log") } }),
    }),
  });
  await serveZhang();
  await press("2", "Digit2", { alt: true });
  await waitFor(() => expect(gate.size()).toBe(1));
  await services.writer.run("reader.goes", [goes]);
  await gate.open();
  await findToast("未能保存");
  await screen.findByText(/这位读者刚刚被删除/, { selector: ".toast *" });
  expect(await services.db.interaction.count()).toBe(0);
  await nobodys();
});

test("her visit is not counted when it comes late", async () => {
  const gate = createGate();
  const { services } = await openDesk({
    instead: ({ writer }) => ({
      acts: createActs({ writer: { ...writer, run: gate.through(writer.run, (name) => name === "activity.visit") } }),
    }),
  });
  await press("F12", "F12", { shift: true });
  await scan(ZHANG_CARD, 5);
  await waitFor(() => expect(gate.size()).toBe(1));
  await services.writer.run("reader.delete", [remove("reader", ZHANG)]);
  await gate.open();
  await findToast("未能保存");
  expect(await services.db.activity.count()).toBe(0);
});

test("a promise to her is refused when she is deleted before it is written, and can be written without her", async () => {
  const { services } = await openDesk();
  await serveZhang();
  await press("2", "Digit2", { alt: true });
  await findToast(/已记录：咨询/);
  await press("F4", "F4");
  const line = await screen.findByRole<HTMLInputElement>("textbox", { name: "补一句" });
  await write(line, "回电 >明天");
  await userEvent.click(await screen.findByRole("checkbox"));
  await services.writer.run("reader.delete", [remove("reader", ZHANG)]);
  await nobodys();
  await userEvent.click(screen.getByRole("button", { name: /保存/ }));
  await findToast("未能保存");
  await screen.findByText(/已输入的都在.*去掉对这位读者的承诺/, { selector: ".toast *" });
  expect(await services.db.task.count()).toBe(0);
  await userEvent.click(screen.getByRole("checkbox"));
  await userEvent.click(screen.getByRole("button", { name: /保存/ }));
  await waitFor(async () =>
    expect((await services.db.task.toArray()).map(({ promisedTo }) => promisedTo)).toEqual([undefined]),
  );
});

test("a sheet that was begun for her goes when she is deleted first and erased after that, and leaves no draft", async () => {
  const { services } = await openDesk();
  await serveZhang();
  await press("7", "Digit7", { alt: true });
  await write(await screen.findByRole("textbox", { name: "原话" }), "灯太暗");
  await services.writer.run("reader.delete", [remove("reader", ZHANG)]);
  await nobodys();
  await services.writer.run("reader.erase", [create("erased", ZHANG, { at: 1, reason: "request", records: [] })], {
    undoable: false,
  });
  await waitFor(() => expect(screen.queryByRole("textbox", { name: "原话" })).toBeNull());
  expect(screen.queryByText(/灯太暗/)).toBeNull();
});

test("an opinion that is being written for her keeps its words, and is not filed in her name", async () => {
  const { services } = await openDesk();
  await serveZhang();
  await press("7", "Digit7", { alt: true });
  const text = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "原话" });
  await write(text, "灯太暗");
  await services.writer.run("reader.delete", [remove("reader", ZHANG)]);
  await nobodys();
  expect(text.isConnected && text.value).toBe("灯太暗");
  await press("Enter", "Enter", { ctrl: true });
  await findToast("未能保存");
  expect(text.isConnected && text.value).toBe("灯太暗");
  expect(await services.db.feedback.count()).toBe(0);
  await userEvent.click(screen.getByRole("radio", { name: "匿名" }));
  await press("Enter", "Enter", { ctrl: true });
  await waitFor(async () =>
    expect((await services.db.feedback.toArray()).map(({ reader }) => reader)).toEqual([undefined]),
  );
});

test("she stands once in the running list when desks have merged two records under which she was served", async () => {
  const { services } = await openDesk();
  await serveZhang();
  await scan(LI_CARD, 5);
  await screen.findByRole("button", { name: /记给.*李/ });
  const served = (): number => document.querySelectorAll(".queue li").length;
  await waitFor(() => expect(served()).toBe(2));
  await services.writer.run("reader.merge", [{ act: "cells", kind: "reader", id: LI, cells: { ".alias": ZHANG } }]);
  await waitFor(() => expect(served()).toBe(1));
  await scan(ZHANG_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /张素琴/ });
  await waitFor(() => expect(served()).toBe(1));
});

test("of what a colleague had begun for an erased reader is told on coming to the desk, once", async () => {
  const { services } = await openDesk({
    prepare: async ({ db }) =>
      void (await db.meta.put({
        name: ERASED_DRAFTS,
        value: [
          { key: "desk/1", by: "s1" },
          { key: "desk/2", by: "s2" },
        ],
      })),
  });
  await findToast("1 条草稿是为已清除的读者写的，已随这位读者一起清除；其余草稿都在");
  await waitFor(async () =>
    expect((await services.db.meta.get(ERASED_DRAFTS))?.value).toEqual([{ key: "desk/2", by: "s2" }]),
  );
});
