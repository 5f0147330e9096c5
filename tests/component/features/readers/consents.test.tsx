/** What a reader agrees to at the counter: nothing is chosen before it is said, and who wants no contact says it once. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { openReader } from "./open-reader.tsx";

const AT = Date.UTC(2026, 8, 12);

async function ask(): Promise<HTMLElement> {
  const [first] = await screen.findAllByRole("button", { name: "未问" });
  if (first === undefined) throw new Error("no consent to ask for");
  await userEvent.click(first);
  return screen.findByRole("dialog", { name: "活动邀请 · 电话" });
}

const save = (): HTMLElement => screen.getByRole("button", { name: "保存" });
const isReady = (): boolean => save().getAttribute("aria-disabled") !== "true";

it("keeps nothing before the reader has said it, then the answer with the sentence that was asked", async () => {
  const { services } = await openReader();
  expect(await screen.findAllByRole("button", { name: "可" })).toHaveLength(6);
  const dialog = await ask();
  const question = "以后有讲座、展览、读书会，我们打电话告诉您，可以吗？";
  expect(within(dialog).getByRole<HTMLTextAreaElement>("textbox").value).toBe(question);
  for (const radio of within(dialog).getAllByRole<HTMLInputElement>("radio")) expect(radio.checked).toBe(false);
  expect(isReady()).toBe(false);
  expect(within(dialog).getByRole("status").textContent).toContain("未满 16 岁的，先填出生日期");
  expect(await findAxeFaults(dialog)).toEqual([]);
  await userEvent.click(within(dialog).getByRole("radio", { name: "不同意" }));
  await userEvent.click(save());
  await waitFor(async () =>
    expect((await services.db.reader.get("reader-a"))?.consents).toEqual({
      "phone.event": {
        given: false,
        at: expect.any(Number),
        how: "spoken",
        giver: "reader",
        wording: question,
        by: "chen",
      },
    }),
  );
});

it("shows beside an older yes that she declined the purpose in a call, and until when", async () => {
  await openReader("reader-c", [
    create("reader", "reader-c", {
      name: "张素素",
      consents: { "phone.invite-back": { given: true, at: AT } },
      declined: { "invite-back": "2099-01-05", thanks: "2020-01-05" },
    }),
  ]);
  await screen.findByText("通话中谢绝，2100-01-05 起才可再问");
  expect(screen.getAllByText(/通话中谢绝/, { selector: "p" })).toHaveLength(1);
  const stopped = screen.getByRole("button", { name: "同意 · 通话中谢绝，2100-01-05 起才可再问" });
  expect(stopped.querySelector(".yes")).toBeNull();
});

it("takes a child's yes from her guardian alone, by name, and a no from whoever says it", async () => {
  const { services } = await openReader("reader-c", [
    create("reader", "reader-c", { name: "张素素", birthDate: "2015-01-02", guardian: "reader-b" }),
  ]);
  const dialog = await ask();
  const radio = (name: string): HTMLElement => within(dialog).getByRole("radio", { name });
  await userEvent.click(radio("读者本人"));
  await userEvent.click(radio("不同意"));
  expect(isReady()).toBe(true);
  await userEvent.click(radio("同意"));
  expect(isReady()).toBe(false);
  expect(within(dialog).getByRole("status").textContent).toContain("同意要由监护人说");
  await userEvent.click(radio("监护人（张素芹）"));
  await userEvent.click(save());
  await waitFor(async () =>
    expect((await services.db.reader.get("reader-c"))?.consents?.["phone.event"]).toMatchObject({
      given: true,
      giver: "guardian",
    }),
  );
  expect(await screen.findByText(/同意（监护人）/)).toBeTruthy();
});

it("takes a no to a whole channel at its head, once and in the reader's words, and one undo takes it back", async () => {
  const agreed = { given: true, at: AT, how: "spoken" } as const;
  const { services } = await openReader("reader-c", [
    create("reader", "reader-c", {
      name: "张素素",
      birthDate: "1980-01-02",
      consents: { "sms.event": agreed, "phone.event": agreed },
    }),
  ]);
  const head = await screen.findByRole("button", { name: "短信" });
  head.focus();
  await userEvent.keyboard("{Enter}");
  const dialog = await screen.findByRole("dialog", { name: "所有用途 · 短信" });
  expect(within(dialog).queryAllByRole("radio")).toEqual([]);
  expect(await findAxeFaults(dialog)).toEqual([]);
  await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole("textbox", { name: "读者的原话" })));
  await userEvent.keyboard("不要再发短信了{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const refused = { given: false, how: "spoken", giver: "reader", wording: "不要再发短信了", by: "chen" };
  const purposes = ["arrival", "event", "survey", "invite-back", "new-titles", "thanks"];
  expect((await services.db.reader.get("reader-c"))?.consents).toEqual({
    "phone.event": agreed,
    ...Object.fromEntries(purposes.map((each) => [`sms.${each}`, { ...refused, at: expect.any(Number) }])),
  });
  await services.writer.undo();
  expect((await services.db.reader.get("reader-c"))?.consents).toEqual({ "sms.event": agreed, "phone.event": agreed });
});

it("says of an earlier yes that it counts no more where she wants no contact, but not of what is owed", async () => {
  const agreed = { given: true, at: AT, how: "spoken" } as const;
  await openReader("reader-c", [
    create("reader", "reader-c", {
      name: "张素素",
      doNotContact: { since: "2026-11-01" },
      consents: { "phone.event": agreed, "phone.arrival": agreed, "sms.event": { ...agreed, given: false } },
    }),
  ]);
  const stopped = await screen.findByRole("button", { name: "同意 · 已选“不要联系”，不再算数" });
  expect(stopped.querySelector(".yes")).toBeNull();
  expect(screen.getByRole("button", { name: "同意" }).querySelector(".yes")).not.toBeNull();
  expect(screen.getByRole("button", { name: "不同意" })).toBeTruthy();
});

it("asks who answers where she may be a child and nothing says how old she is", async () => {
  await openReader("reader-c", [create("reader", "reader-c", { name: "张素素", ageBand: "7-17" })]);
  const dialog = await ask();
  await userEvent.click(within(dialog).getByRole("radio", { name: "同意" }));
  expect(isReady()).toBe(false);
  expect(within(dialog).getByRole("status").textContent).toContain("没有出生日期");
});

it("says once that she wants no contact, in her words; who lifts it has to ask anew", async () => {
  const agreed = { given: true, at: AT, how: "spoken" } as const;
  const { services } = await openReader("reader-c", [
    create("reader", "reader-c", {
      name: "张素素",
      consents: { "phone.event": agreed, "sms.event": { ...agreed, given: false }, "phone.arrival": agreed },
    }),
  ]);
  const box = await screen.findByRole<HTMLInputElement>("checkbox", { name: "不要联系" });
  await userEvent.click(box);
  const dialog = await screen.findByRole("dialog", { name: "不要联系" });
  await userEvent.type(within(dialog).getByRole("textbox", { name: "读者的原话" }), "别再打电话了{Enter}");
  await waitFor(async () =>
    expect((await services.db.reader.get("reader-c"))?.doNotContact).toEqual({
      since: "2026-11-25",
      words: "别再打电话了",
      by: "chen",
    }),
  );
  expect(await screen.findByText("从2026年11月25日起。别再打电话了")).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(box.checked).toBe(true);
  await userEvent.click(box);
  await userEvent.click(await screen.findByRole("button", { name: "可以再联系" }));
  await waitFor(async () => expect((await services.db.reader.get("reader-c"))?.doNotContact).toBeUndefined());
  expect((await services.db.reader.get("reader-c"))?.consents).toEqual({
    "sms.event": { ...agreed, given: false },
    "phone.arrival": agreed,
  });
  await services.writer.undo();
  await waitFor(async () =>
    expect(await services.db.reader.get("reader-c")).toMatchObject({
      doNotContact: { words: "别再打电话了" },
      consents: { "phone.event": agreed },
    }),
  );
});

it("a second press while the wish is still being saved writes nothing more, and lifts nothing", async () => {
  const { services } = await openReader();
  const box = await screen.findByRole<HTMLInputElement>("checkbox", { name: "不要联系" });
  await userEvent.click(box);
  const dialog = await screen.findByRole("dialog", { name: "不要联系" });
  const { journal } = services.testHost;
  const held: (() => void)[] = [];
  journal.slow = held;
  const before = await services.db.log.count();
  await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
  await waitFor(async () => expect((await services.db.reader.get("reader-a"))?.doNotContact).toBeDefined());
  await userEvent.click(within(dialog).getByRole("button", { name: "保存" }));
  // the switch behind it is out of reach while its question stands
  expect(screen.getByRole("dialog", { name: "不要联系" })).toBe(dialog);
  journal.slow = null;
  for (const go of held) go();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(await services.db.log.count()).toBe(before + 1);
  expect((await services.db.reader.get("reader-a"))?.doNotContact).toMatchObject({ by: "chen" });
});
