/** What stands around a call: later, a message instead, the parts of a list, and the reader's own page. */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Dexie } from "dexie";
import { describe, expect, it } from "vitest";
import { Route } from "wouter";
import { BesideReaderProvider } from "../../../../renderer/acts/beside-reader.ts";
import { keepInSyncLog } from "../../../../renderer/db/exchange/sync-log.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { ReaderInLists } from "../../../../renderer/features/outreach/calls/reader-in-lists.tsx";
import { ReaderScreen } from "../../../../renderer/features/readers/reader-screen.tsx";
import type { TestServices } from "../../../support/desk-services.ts";
import { AGREED, inHand, nameOf, OUTREACH, openCalls, readerOf, recipientOf } from "./open-calls.tsx";

const OTHER = "b".repeat(16);

interface Messaged {
  readonly id: string;
  readonly name: string;
  readonly with?: string;
  readonly doNotContact?: { readonly since: string };
}

/** A list of WeChat messages, with the first of its readers in hand. */
async function openMessages(readers: readonly Messaged[]) {
  const consents = { "wechat.invite-back": AGREED["phone.invite-back"] };
  const opened = await openCalls({
    people: 0,
    outreach: { channels: ["wechat"], templates: { "wechat.zh-CN": "{姓名}，好久不见" } },
    search: "?channel=wechat",
    prepare: ({ writer }) =>
      writer.run(
        "test",
        readers.flatMap(({ id, with: teller, ...reader }, place) => [
          create("reader", id, { ...reader, wechat: `name-of-${id}`, consents }),
          create("recipient", id, {
            outreach: OUTREACH,
            reader: id,
            channel: "wechat",
            place,
            ...(teller !== undefined && { with: teller }),
          }),
        ]),
      ),
  });
  await screen.findByText(`${readers[0]?.name}，好久不见`);
  return opened;
}

/** Another computer of the library, which the last exchange has seen. */
const withAnother = async ({ db, clock }: TestServices): Promise<void> => {
  const line = {
    branch: null,
    lastAt: null,
    pending: null,
    hasOurs: null,
    waitsFor: [],
    joined: false,
    replacedBy: null,
  };
  const rest = { out: null, since: null, asks: null, added: { files: 0, bytes: 0 }, provedAt: null };
  await db.streams.update("a".repeat(16), { own: 1 });
  await keepInSyncLog(db, {
    folder: null,
    report: {
      outcome: { tag: "done" },
      startedAt: clock.now(),
      endedAt: clock.now(),
      steps: {},
      conflicts: 0,
      devices: [
        { ...line, ...rest, stream: "a".repeat(16), device: "一楼服务台", own: true },
        { ...line, ...rest, stream: OTHER, device: "城西服务台", own: false },
      ],
    },
  } as never); // only what is read of it
};

describe("a call list", () => {
  it("puts somebody off to the time that she names, and shows it in her row", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await opened.user.keyboard("h");
    const when = await screen.findByRole("textbox", { name: "什么时候" });
    await userEvent.type(when, "有空");
    expect(screen.getByText(/^看不懂是什么时候/)).toBeTruthy();
    await userEvent.clear(when);
    await userEvent.type(when, "17:30{Enter}");
    await inHand(nameOf(1));
    expect((await opened.services.db.recipient.get(recipientOf(0)))?.later).toEqual({ on: "2026-11-25", minute: 1050 });
    await screen.findByText("17:30 打");
    await opened.user.keyboard("u");
    await inHand(nameOf(0));
    expect((await opened.services.db.recipient.get(recipientOf(0)))?.later).toBeUndefined();
  });

  it("forgets a time that was being typed where somebody else is taken in hand: it was hers", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await opened.user.keyboard("h");
    await opened.user.type(await screen.findByRole("textbox", { name: "什么时候" }), "明天 16:00");
    fireEvent.click(screen.getByRole("option", { name: new RegExp(nameOf(1)) }));
    await inHand(nameOf(1));
    expect(screen.queryByRole("textbox", { name: "什么时候" })).toBeNull();
    await waitFor(() => expect(missed().getAttribute("aria-disabled")).toBeNull());
    expect((await opened.services.db.recipient.get(recipientOf(0)))?.later).toBeUndefined();
  });

  it("says of whom is held back how many were spoken to all the same", async () => {
    await openCalls({
      prepare: ({ writer, clock }) =>
        writer.run("test", [
          create("reader", "held", { name: "郑不打" }),
          create("recipient", "held", { outreach: OUTREACH, reader: "held", notContacted: "held-back" }),
          create("interaction", "word", { reader: "held", at: clock.now(), direction: "out", channel: "desk" }),
        ]),
    });
    await screen.findByText("对照组 1 位，这次不联系；其间在服务台联系过 1 位");
    expect(screen.getAllByRole("option")).toHaveLength(3);
  });

  it("of messages marks as sent what was pasted elsewhere, by one key", async () => {
    const opened = await openMessages([{ id: "yi", name: "苏一" }]);
    await opened.user.keyboard("1{Enter}");
    await waitFor(async () => {
      const { attempts = {} } = (await opened.services.db.recipient.get("yi")) ?? {};
      expect(Object.values(attempts)).toMatchObject([{ outcome: "sent" }]);
    });
    await screen.findByText("已发 1 / 1 条");
    await screen.findByText(/^共 1 次，结束 1 条/);
  });

  it("of a message that did not go out marks her own name there, and none of another of her household", async () => {
    const opened = await openMessages([
      { id: "yi", name: "苏一" },
      { id: "er", name: "苏二", with: "yi" },
    ]);
    expect((await screen.findByText("一并告诉")).nextElementSibling?.textContent).toBe("苏二");
    await opened.user.keyboard("2{Enter}");
    const bad = async () => (await opened.services.db.reader.bulkGet(["yi", "er"])).map((row) => row?.badContact ?? []);
    await expect.poll(bad).toEqual([["name-of-yi"], []]);
  });
});

it("says of a list with a goal of the library's own what it is about", async () => {
  const own = { goal: "own", purpose: "arrival", templates: { "phone.zh-CN": "您预约的书到了。" } } as const;
  await openCalls({ outreach: { ...own, channels: ["phone"] } });
  await inHand(nameOf(0));
  await screen.findByText(/^图书到馆与借阅/);
  expect(screen.queryByText(/^其他/)).toBeNull();
});

describe("a text of somebody who wants no contact any more", () => {
  it("is not copied by its button either, and is by the same button of another", async () => {
    const opened = await openMessages([
      { id: "yi", name: "苏一" },
      { id: "er", name: "苏二", doNotContact: { since: "2026-11-20" } },
    ]);
    await opened.user.click(screen.getByRole("option", { name: /苏二/ }));
    await screen.findByText("这位读者不要联系");
    const button = screen.getByRole("button", { name: /复制文字/ });
    expect(button.ariaDisabled).toBe("true");
    await opened.user.click(button);
    expect(await navigator.clipboard.readText()).toBe("");
    await opened.user.click(screen.getByRole("option", { name: /苏一/ }));
    await waitFor(() => expect(button.ariaDisabled).toBeNull());
    await opened.user.click(screen.getByRole("button", { name: /复制文字/ }));
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe("苏一，好久不见"));
  });
});

describe("a text that is copied before it is read", () => {
  it("comes once it is, and not where somebody else is in hand by then", async () => {
    const opened = await openMessages([
      { id: "yi", name: "苏一" },
      { id: "er", name: "苏二" },
    ]);
    await navigator.clipboard.writeText("");
    const choose = async (name: RegExp): Promise<void> => {
      await opened.user.click(screen.getByRole("option", { name }));
      await waitFor(() => expect(screen.getByRole("button", { name: /复制文字/ }).ariaDisabled).toBeNull());
    };
    // what texts are made of is held, and so they are not read
    const hold = (): (() => Promise<void>) => {
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const { db } = opened.services;
      const held = db.transaction("rw", db.setting, async () => await Dexie.waitFor(ended));
      return async () => {
        end();
        await held;
      };
    };
    const letGo = hold();
    await choose(/苏二/);
    await opened.user.keyboard("c");
    expect(screen.queryByText("苏二，好久不见")).toBeNull();
    expect(await navigator.clipboard.readText()).toBe("");
    await letGo();
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe("苏二，好久不见"));
    await navigator.clipboard.writeText("");
    await choose(/苏一/);
    await screen.findByText("苏一，好久不见");
    const letGoAgain = hold();
    await choose(/苏二/);
    await opened.user.keyboard("c");
    await choose(/苏一/);
    await letGoAgain();
    await screen.findByText("苏一，好久不见");
    expect(await navigator.clipboard.readText()).toBe("");
  });
});

describe("the parts of a list", () => {
  it("fall to this computer by one key, and given back she leaves the screen with her number", async () => {
    const opened = await openCalls({ people: 3, prepare: withAnother });
    await screen.findByText("还有 3 个电话没有分给任何电脑，现在不能打：由这台电脑全部接手，或分给各台电脑");
    await opened.user.keyboard("t");
    await inHand(nameOf(0));
    await screen.findByText("138 0000 1000");
    await opened.user.click(screen.getByRole("button", { name: "交回这台的" }));
    await screen.findByText(/^还有 3 个电话没有分给任何电脑/);
    expect(screen.queryByText("138 0000 1000")).toBeNull();
    await opened.user.click(screen.getAllByRole("option")[1] as HTMLElement); // three are there
    await inHand(nameOf(1));
    const refused = "这位读者不在这台电脑现在的一份里，不在这里打";
    await screen.findByText(refused);
    await opened.user.keyboard("2");
    await waitFor(() => expect(screen.getAllByText(refused)).toHaveLength(2));
    await opened.user.keyboard("v{Enter}");
    expect(screen.queryByText("138 0000 1001")).toBeNull();
    expect((await opened.services.db.recipient.get(recipientOf(1)))?.attempts).toBeUndefined();
  });

  it("write what was chosen of somebody who is given back while she is in hand", async () => {
    const opened = await openCalls({ people: 2, prepare: withAnother });
    await screen.findByText(/^还有 2 个电话没有分给任何电脑/);
    await opened.user.keyboard("t");
    await inHand(nameOf(0));
    await screen.findByText("138 0000 1000");
    await opened.user.keyboard("2");
    await opened.user.click(screen.getByRole("button", { name: "交回这台的" }));
    await waitFor(async () => {
      const { attempts = {} } = (await opened.services.db.recipient.get(recipientOf(0))) ?? {};
      expect(Object.values(attempts)).toMatchObject([{ outcome: "no-answer" }]);
    });
  });

  it("are this computer's too where it has joined and written nothing yet", async () => {
    const opened = await openCalls({
      people: 1,
      prepare: async (services) => {
        await withAnother(services);
        const part = { outreach: OUTREACH, desk: "a".repeat(16), lapsesOn: "2026-11-28", dealtAt: 1 };
        await services.writer.run("test", [
          create("outreach-part", "part", part),
          edit("recipient", recipientOf(0), { part: "part" }),
        ]);
        await services.db.streams.update("a".repeat(16), { own: undefined });
      },
    });
    await inHand(nameOf(0));
    await screen.findByText("这台电脑：1 个，到 2026-11-28");
    await opened.user.keyboard("1{Enter}");
    // no empty bar is left of them
    await waitFor(() => expect(screen.queryByRole("region", { name: "分工" })).toBeNull());
  });

  it("wait for a sync where their day is over, and say so", async () => {
    await openCalls({
      people: 1,
      prepare: async (services) => {
        await withAnother(services);
        const part = { outreach: OUTREACH, desk: "a".repeat(16), lapsesOn: "2026-11-20", dealtAt: 1 };
        await services.writer.run("test", [
          create("outreach-part", "part", part),
          edit("recipient", recipientOf(0), { part: "part" }),
        ]);
        // what tells when it has last synced
        await services.db.meta.clear();
      },
    });
    await screen.findByText("1 个电话要先同步再打：分配的日子过了，要确认没有被别的电脑接走");
  });

  it("of another computer are counted alike beside the list and in it: without whoever has said no", async () => {
    await openCalls({
      people: 2,
      prepare: async (services) => {
        await withAnother(services);
        const part = { outreach: OUTREACH, desk: OTHER, lapsesOn: "2026-11-28", dealtAt: 1 };
        const no = { "phone.invite-back": { given: false, at: services.clock.now() } };
        await services.writer.run("test", [
          create("outreach-part", "part", part),
          ...[0, 1].map((at) => edit("recipient", recipientOf(at), { part: "part" })),
          edit("reader", readerOf(1), { consents: no }),
        ]);
      },
    });
    await screen.findByText(/^这台电脑现在没有轮到的读者：1 个在别的电脑/);
    await screen.findByText("城西服务台：1 个，到 2026-11-28");
  });

  it("are nobody's where two computers could call, until one of them takes some until an open day", async () => {
    const opened = await openCalls({ people: 5, prepare: withAnother });
    await screen.findByText("还没有分的：5 个");
    expect(await opened.services.db.reveal.count()).toBe(0);
    await opened.user.click(screen.getByRole("button", { name: "分给各台电脑" }));
    const dialog = await screen.findByRole("dialog", { name: "分配名单：还有 5 个电话" });
    const field = (name: string): string => within(dialog).getByRole<HTMLInputElement>("textbox", { name }).value;
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole("textbox", { name: "这台电脑" })));
    // what is typed first stands in the place of the proposal
    await opened.user.keyboard("4");
    expect(field("这台电脑")).toBe("4");
    const [here, there] = within(dialog).getAllByRole<HTMLInputElement>("textbox");
    if (here === undefined || there === undefined) throw new Error("two computers have a field each");
    const type = async (field: HTMLInputElement, text: string): Promise<void> => {
      await opened.user.clear(field);
      await opened.user.type(field, text);
    };
    await type(there, "-3");
    expect([here, there].map((field) => field.getAttribute("aria-invalid"))).toEqual([null, "true"]);
    await type(there, "3");
    await within(dialog).findByText("合计 7 个，一次最多 5 个");
    expect([here, there].map((field) => field.getAttribute("aria-invalid"))).toEqual([null, null]);
    await opened.user.click(within(dialog).getByRole("button", { name: "平均分" }));
    await within(dialog).findByText("合计 5 个，共 5 个可分");
    expect([field("这台电脑"), field("城西服务台")]).toEqual(["3", "2"]);
    const day = within(dialog).getByRole<HTMLInputElement>("textbox", { name: "到哪天为止" });
    expect(day.value).toBe("2026-11-28");
    // the wrong year: nobody else could call them until then
    await type(day, "2027-11-26");
    await within(dialog).findByText(/^一份最多留92天，到2027-/);
    expect(within(dialog).getByRole("button", { name: "分配" }).ariaDisabled).toBe("true");
    await type(day, "2026-11-28");
    fireEvent.click(within(dialog).getByRole("button", { name: "分配" }));
    await screen.findByText("这台电脑：3 个，到 2026-11-28");
    await screen.findByText("城西服务台：2 个，到 2026-11-28");
    await inHand(nameOf(0));
    const parts = await opened.services.db["outreach-part"].toArray();
    expect(parts.map(({ desk }) => desk).toSorted()).toEqual(["a".repeat(16), OTHER]);
    await opened.user.click(screen.getByRole("button", { name: "交回这台的" }));
    await screen.findByText("还没有分的：3 个");
    // taken again beside what it holds, it is one line
    await opened.user.keyboard("t");
    await screen.findByText("这台电脑：3 个，到 2026-11-28");
  });

  it("are dealt out anew by the computer that took them all, but for whom it has tried", async () => {
    const opened = await openCalls({ people: 4, prepare: withAnother });
    await screen.findByText(/^还有 4 个电话没有分给任何电脑/);
    await opened.user.keyboard("t");
    await inHand(nameOf(0));
    await opened.user.keyboard("2{Enter}");
    await inHand(nameOf(1));
    await opened.user.keyboard("d");
    const dialog = await screen.findByRole("dialog", { name: "分配名单：还有 3 个电话" });
    await opened.user.click(within(dialog).getByRole("button", { name: "平均分" }));
    fireEvent.click(within(dialog).getByRole("button", { name: "分配" }));
    await screen.findByText("城西服务台：1 个，到 2026-11-28");
    // whoever wants no contact is no work of any computer
    await opened.services.writer.run("test", [edit("reader", readerOf(2), { doNotContact: { since: "2026-11-25" } })]);
    await screen.findByText("这台电脑：2 个，到 2026-11-28");
    const { db } = opened.services;
    const desks = await Promise.all(
      [0, 1, 2, 3].map(async (at) => {
        const { part = "" } = (await db.recipient.get(recipientOf(at))) ?? {};
        return (await db["outreach-part"].get(part))?.desk === OTHER;
      }),
    );
    expect(desks).toEqual([false, false, false, true]);
    await inHand(nameOf(1));
  });
});

const missed = (): HTMLElement => screen.getByRole("button", { name: /未接/ });

describe("on a reader's own page", () => {
  it("whoever is told by another's call stands as that call does", async () => {
    await openCalls({
      people: 1,
      search: "",
      path: "/readers/child",
      prepare: ({ writer }) =>
        writer.run("test", [
          edit("recipient", recipientOf(0), { attempts: { a: { at: 1, outcome: "reached" } } }),
          create("reader", "child", { name: "王小妹" }),
          create("recipient", "told", {
            outreach: OUTREACH,
            reader: "child",
            channel: "phone",
            with: recipientOf(0),
            place: 9,
          }),
        ]),
      more: (
        <Route path="/readers/:id">
          <ReaderInLists reader="child" />
        </Route>
      ),
    });
    await screen.findByText(/在拨打名单“邀请近期少来的读者回馆”上：已联系/);
    expect(screen.queryByRole("button", { name: "在这里记结果" })).toBeNull();
  });

  it("her call is marked by the same keys, and the next person is the next page", async () => {
    const opened = await openCalls({
      people: 2,
      search: "",
      path: `/readers/${readerOf(0)}?list=${OUTREACH}`,
      more: (
        <BesideReaderProvider value={ReaderInLists}>
          <Route path="/readers/:id">
            <ReaderScreen />
          </Route>
        </BesideReaderProvider>
      ),
    });
    await inHand(nameOf(0));
    await screen.findByText("正在打“邀请近期少来的读者回馆”");
    await waitFor(() => expect(missed().getAttribute("aria-disabled")).toBeNull());
    await opened.user.keyboard("2");
    await waitFor(() => expect(missed().getAttribute("aria-pressed")).toBe("true"));
    fireEvent.click(screen.getByRole("button", { name: /^下一位/ }));
    await inHand(nameOf(1));
    const { attempts = {} } = (await opened.services.db.recipient.get(recipientOf(0))) ?? {};
    expect(Object.values(attempts)).toMatchObject([{ outcome: "no-answer" }]);
    // the last one is another page by now
    await waitFor(() => expect(missed().getAttribute("aria-disabled")).toBeNull());
    await opened.user.keyboard("u");
    await inHand(nameOf(0));
    expect((await opened.services.db.recipient.get(recipientOf(0)))?.attempts ?? {}).toEqual({});
  });
});

it("has what to say in sight in a window of 900 × 600, and the note in one line with the results", async () => {
  const said = "您好，这里是图书馆。好一阵没有在馆里见到您了，最近到了一批新书，周末下午还有读书会，欢迎您回来看看。";
  for (const language of ["zh-CN", "en"] as const) {
    const { container, unmount } = await openCalls({
      language,
      outreach: { templates: { "phone.zh-CN": said, "phone.en": said } },
    });
    const what = await screen.findByText(said);
    // what the frame leaves of such a window beside its rail, below its bar and above its foot
    container.className = "window";
    container.style.cssText = "width: 820px; height: 520px";
    const call = container.querySelector<HTMLElement>(".work");
    call?.style.setProperty("height", "520px");
    const text = what.getBoundingClientRect();
    const results = screen.getByRole("region", { name: language === "en" ? "Outcome" : "结果" });
    expect(text.bottom).toBeLessThanOrEqual(results.getBoundingClientRect().top);
    expect(results.getBoundingClientRect().bottom).toBeLessThanOrEqual(call?.getBoundingClientRect().bottom ?? 0);
    const tops = [...within(results).getAllByRole("button")].slice(0, 5).map((key) => key.getBoundingClientRect().top);
    expect(new Set(tops).size).toBe(1);
    unmount();
  }
});
