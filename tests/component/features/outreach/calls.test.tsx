/** A call list worked by keys: what each digit writes, what takes it back, and who is not called after all. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Attempt } from "#shared/model/outreach/recipient.ts";
import { CALL_NOTE } from "../../../../renderer/db/erasing/erased-drafts.ts";
import { create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { AGREED, inHand, nameOf, OUTREACH, openCalls, readerOf, recipientOf } from "./open-calls.tsx";

type Opened = Awaited<ReturnType<typeof openCalls>>;

const attemptsOf = async ({ services: { db } }: Opened, at: number): Promise<readonly Attempt[]> =>
  Object.values((await db.recipient.get(recipientOf(at)))?.attempts ?? {});
const recordsOf = async ({ services: { db } }: Opened, at: number) =>
  (
    await db.interaction
      .where("[reader+at]")
      .between([readerOf(at), 0], [readerOf(at), Number.POSITIVE_INFINITY])
      .toArray()
  ).filter(({ gone }) => gone !== 1);
const number = (): string => screen.getByRole("status", { name: "电话" }).textContent ?? "";
const pressed = (name: RegExp): string | null => screen.getByRole("button", { name }).getAttribute("aria-pressed");
const looks = async ({ services: { db } }: Opened): Promise<number> => db.reveal.count();

/** Presses keys one by one and counts them; a pause is for what is drawn, and none of it is fixed. */
function counted({ user }: Opened) {
  let keys = 0;
  return {
    press: async (key: string): Promise<void> => {
      keys += 1;
      await user.keyboard(key);
    },
    type: async (text: string): Promise<void> => {
      keys += [...text].length;
      await user.keyboard(text);
    },
    count: () => keys,
  };
}

describe("a call list by keys", () => {
  it("is worked to the eleven reached, five not, two who declined, one wrong number and a promise in 60 keys", async () => {
    const opened = await openCalls({ people: 20 });
    const keys = counted(opened);
    const day = ["1", "2", "1", "3", "1", "2", "1", "4", "1", "2", "1", "N", "1", "2", "1", "3", "1", "2", "1", "1"];
    for (const [at, key] of day.entries()) {
      await inHand(nameOf(at));
      await waitFor(() => expect(number()).toBe(`138 0000 ${1000 + at}`));
      await keys.press(key === "N" ? "1" : key);
      if (key === "N") {
        await keys.press("n");
        await keys.type(">周六");
      }
      await keys.press("{Enter}");
    }
    await screen.findByText("已打 20 / 20 个电话");
    expect(keys.count()).toBeLessThanOrEqual(60);
    const outcomes = await Promise.all(
      day.map(async (_, at) => (await attemptsOf(opened, at)).map(({ outcome }) => outcome)),
    );
    const sum = (wanted: string): number => outcomes.filter((each) => each.join() === wanted).length;
    expect([sum("reached"), sum("no-answer"), sum("declined"), sum("wrong-number")]).toEqual([12, 5, 2, 1]);
    const promises = await opened.services.db.task.where("promisedTo").equals(readerOf(11)).toArray();
    expect(promises.map(({ due }) => due)).toEqual(["2026-11-28"]);
    expect(screen.getByText(/^共拨 20 次，打通 14 个，结束 15 个/)).toBeTruthy();
    // behind the last nobody is in hand, for whom one more key would be meant, and U takes hers back
    await waitFor(() => expect(screen.queryByRole("heading", { level: 1, name: new RegExp(nameOf(19)) })).toBeNull());
    await opened.user.keyboard("u");
    await inHand(nameOf(19));
    await waitFor(async () => expect(await attemptsOf(opened, 19)).toEqual([]));
  }, 60_000);

  it("writes attempt, service record and what is mended in one act, and one key takes a wrong 3 back", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await opened.user.keyboard("3{Enter}");
    await inHand(nameOf(1));
    const reader = await opened.services.db.reader.get(readerOf(0));
    expect(reader?.declined).toEqual({ "invite-back": "2026-11-25" });
    const [record] = await recordsOf(opened, 0);
    expect(record).toMatchObject({ channel: "phone", direction: "out", minutes: 1, staff: "chen" });
    expect(await attemptsOf(opened, 0)).toMatchObject([
      { outcome: "declined", by: "chen", record: record?.id, minutes: 1 },
    ]);
    await opened.user.keyboard("u");
    await inHand(nameOf(0));
    expect((await opened.services.db.reader.get(readerOf(0)))?.declined ?? {}).toEqual({});
    expect(await attemptsOf(opened, 0)).toEqual([]);
    expect(await recordsOf(opened, 0)).toEqual([]);
  });

  it("writes that she wants no contact at all, in her words and with her call, and one key takes both back", async () => {
    const opened = await openCalls();
    const { db } = opened.services;
    await inHand(nameOf(0));
    await opened.user.keyboard("9");
    await waitFor(() => expect(pressed(/不要联系/)).toBe("true"));
    await opened.user.keyboard("n别再打了{Enter}");
    await inHand(nameOf(1));
    expect(await db.reader.get(readerOf(0))).toMatchObject({
      declined: { "invite-back": "2026-11-25" },
      doNotContact: { since: "2026-11-25", words: "别再打了", by: "chen" },
    });
    expect((await attemptsOf(opened, 0)).map(({ outcome }) => outcome)).toEqual(["declined"]);
    expect((await recordsOf(opened, 0))[0]).toMatchObject({ question: "别再打了", contactResult: "do-not-contact" });
    await opened.user.keyboard("u");
    await inHand(nameOf(0));
    expect((await db.reader.get(readerOf(0)))?.doNotContact).toBeUndefined();
    expect(await attemptsOf(opened, 0)).toEqual([]);
    expect(await recordsOf(opened, 0)).toEqual([]);
  });

  it("writes a wish for no contact once where its keys are struck twice, and nothing for who comes next", async () => {
    const opened = await openCalls();
    const { db } = opened.services;
    await inHand(nameOf(0));
    await opened.user.keyboard("99{Enter}{Enter}");
    await inHand(nameOf(1));
    // the keys are the next one's again
    await opened.user.keyboard("2");
    await waitFor(() => expect(pressed(/未接/)).toBe("true"));
    const wishes = await db.reader.bulkGet([readerOf(0), readerOf(1)]);
    expect(wishes.map((row) => row?.doNotContact?.since)).toEqual(["2026-11-25", undefined]);
    expect([await attemptsOf(opened, 0), await recordsOf(opened, 0)].map(({ length }) => length)).toEqual([1, 1]);
    expect(await attemptsOf(opened, 1)).toEqual([]);
    // one key takes it back: there was one act
    await opened.user.keyboard("uu");
    await inHand(nameOf(0));
    expect((await db.reader.get(readerOf(0)))?.doNotContact).toBeUndefined();
    expect(await attemptsOf(opened, 0)).toEqual([]);
  });

  it("passes nobody over where the Enter that wrote a call is struck twice", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await opened.user.keyboard("1{Enter}");
    await inHand(nameOf(1));
    await opened.user.keyboard("{Enter}");
    await opened.user.keyboard("2");
    await waitFor(() => expect(pressed(/未接/)).toBe("true"));
    await inHand(nameOf(1));
    await opened.user.keyboard("u");
    await waitFor(() => expect(pressed(/未接/)).toBe("false"));
    const later = opened.services.clock.now() + 1_000;
    vi.spyOn(opened.services.clock, "now").mockReturnValue(later);
    await opened.user.keyboard("{Enter}");
    await inHand(nameOf(2));
    expect(await attemptsOf(opened, 1)).toEqual([]);
  });

  it("takes a choice back by U before it is written, and nothing else that was done", async () => {
    const opened = await openCalls();
    const { db, writer } = opened.services;
    await inHand(nameOf(0));
    await writer.run("readers.do-not-contact", [edit("reader", readerOf(2), { note: "别再打了" })]);
    await opened.user.keyboard("u");
    await screen.findByText("今天在这台电脑上还没有给这份名单记过结果，没有可以撤销的");
    await opened.user.keyboard("2{Enter}");
    await inHand(nameOf(1));
    await opened.user.keyboard("3");
    await waitFor(() => expect(pressed(/谢绝/)).toBe("true"));
    await opened.user.keyboard("u");
    await waitFor(() => expect(pressed(/谢绝/)).toBe("false"));
    expect(await attemptsOf(opened, 0)).toHaveLength(1);
    await opened.user.keyboard("u");
    await inHand(nameOf(0));
    expect(await attemptsOf(opened, 0)).toEqual([]);
    expect(await attemptsOf(opened, 1)).toEqual([]);
    await opened.user.keyboard("u");
    await screen.findByText("今天在这台电脑上还没有给这份名单记过结果，没有可以撤销的");
    expect((await db.reader.get(readerOf(2)))?.note).toBe("别再打了");
  });

  it("takes the last call back after another screen too, of this list and of whoever is at the desk", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await opened.user.keyboard("3{Enter}");
    await inHand(nameOf(1));
    await act(async () => opened.history.navigate("/elsewhere"));
    expect(screen.queryByRole("heading", { level: 1 })).toBeNull();
    // whatever was done there is not the list's
    await opened.services.acts.run({
      command: "reader.edit",
      changes: [edit("reader", readerOf(2), { note: "别再打了" })],
      said: { id: "readers.did-edit", values: { field: "备注" } },
    });
    await act(async () => opened.history.navigate(`/outreach/${OUTREACH}/calls`));
    await inHand(nameOf(1));
    await opened.user.keyboard("u");
    await inHand(nameOf(0));
    expect(await attemptsOf(opened, 0)).toEqual([]);
    expect((await opened.services.db.reader.get(readerOf(0)))?.declined ?? {}).toEqual({});
    expect((await opened.services.db.reader.get(readerOf(2)))?.note).toBe("别再打了");
    await opened.user.keyboard("u");
    await screen.findByText("今天在这台电脑上还没有给这份名单记过结果，没有可以撤销的");
  });

  it("says that a key was too soon while the call before is saved, and its Enter passes nobody over", async () => {
    const opened = await openCalls();
    await waitFor(() => expect(number()).toBe("138 0000 1000"));
    const { run } = opened.services.acts;
    let go: () => void = () => undefined;
    vi.spyOn(opened.services.acts, "run").mockImplementationOnce(async (...of) => {
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      return run(...of);
    });
    await opened.user.keyboard("2{Enter}");
    await waitFor(() => expect(opened.services.acts.run).toHaveBeenCalled());
    await opened.user.keyboard("3{Enter}");
    await screen.findByText(/^上一位还在保存，刚才那一键没有记下/);
    go();
    await inHand(nameOf(1));
    await opened.user.keyboard("{Enter}");
    await inHand(nameOf(1));
    expect((await attemptsOf(opened, 0)).map(({ outcome }) => outcome)).toEqual(["no-answer"]);
    await opened.user.keyboard("3{Enter}");
    await inHand(nameOf(2));
    expect((await attemptsOf(opened, 1)).map(({ outcome }) => outcome)).toEqual(["declined"]);
  });

  it("keeps a note that no call is written with yet for whoever wrote it, until the call is written", async () => {
    const opened = await openCalls();
    const note = (): string => screen.getByRole<HTMLInputElement>("textbox", { name: "备注" }).value;
    const kept = (): Promise<number> => opened.services.db.meta.where("name").startsWith(CALL_NOTE).count();
    await inHand(nameOf(0));
    await opened.user.keyboard("n周三再来电{Escape}{ArrowDown}");
    await inHand(nameOf(1));
    expect(note()).toBe("");
    await opened.user.keyboard("n别的话");
    await act(async () => opened.history.navigate("/elsewhere"));
    await act(async () => opened.history.navigate(`/outreach/${OUTREACH}/calls`));
    await inHand(nameOf(0));
    await waitFor(() => expect(note()).toBe("周三再来电"));
    expect(await kept()).toBe(2);
    await opened.user.keyboard("1{Enter}");
    await waitFor(async () => expect(await attemptsOf(opened, 0)).toHaveLength(1));
    expect((await recordsOf(opened, 0))[0]).toMatchObject({ question: "周三再来电" });
    await waitFor(async () => expect(await kept()).toBe(1));
    await inHand(nameOf(1));
    await opened.user.keyboard("u");
    await inHand(nameOf(0));
    await waitFor(() => expect(note()).toBe("周三再来电"));
    await opened.user.keyboard("2{Enter}");
    await inHand(nameOf(1));
    expect((await recordsOf(opened, 0))[0]).toMatchObject({ question: "周三再来电", outcome: "not-answered" });
    await opened.user.keyboard("n");
    await waitFor(() => expect(note()).toBe("别的话"));
    await opened.user.clear(screen.getByRole("textbox", { name: "备注" }));
    await waitFor(async () => expect(await kept()).toBe(0));
  });

  it("stays with whoever has a note and no result, says which keys are wanted, and marks who is passed over so", async () => {
    const opened = await openCalls({ more: <ToastDock /> });
    await inHand(nameOf(0));
    await opened.user.keyboard("n请留两个座 >周六{Enter}");
    const asked = { selector: ".toast *" };
    await screen.findByText(/^还没有记下/, asked);
    await screen.findByText(/请先按 1–4 或其他键选结果/, asked);
    await inHand(nameOf(0));
    // whoever has another in hand is offered nothing about the one before
    await opened.user.click(screen.getByRole("option", { name: new RegExp(nameOf(1)) }));
    await inHand(nameOf(1));
    await waitFor(() => expect(screen.queryByText(/^还没有记下/, asked)).toBeNull());
    await opened.user.keyboard("{ArrowUp}");
    await inHand(nameOf(0));
    // nor is Enter in the list a result, once what was begun for her stands there again
    await screen.findByDisplayValue("请留两个座 >周六");
    await opened.user.keyboard("{Enter}");
    await screen.findByText(/^还没有记下/, asked);
    await inHand(nameOf(0));
    await opened.user.click(screen.getAllByRole("button", { name: "先跳过" })[0] as HTMLElement);
    await inHand(nameOf(1));
    await screen.findByRole("option", { name: /王小明.*写了备注/ });
    expect(await attemptsOf(opened, 0)).toEqual([]);
    await opened.user.keyboard("{ArrowUp}");
    await inHand(nameOf(0));
    await opened.user.keyboard("1");
    await waitFor(() => expect(pressed(/已联系/)).toBe("true"));
    await opened.user.keyboard("{Enter}");
    await inHand(nameOf(1));
    expect((await recordsOf(opened, 0))[0]).toMatchObject({ question: "请留两个座" });
    const promises = await opened.services.db.task.where("promisedTo").equals(readerOf(0)).toArray();
    expect(promises.map(({ due }) => due)).toEqual(["2026-11-28"]);
    await waitFor(() => expect(screen.queryByText(/写了备注/)).toBeNull());
  });

  it("writes no call on a list that was taken back under what was chosen", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await opened.user.keyboard("3");
    await waitFor(() => expect(pressed(/谢绝/)).toBe("true"));
    await opened.services.writer.run("test", [edit("outreach", OUTREACH, { madeAt: null })]);
    await screen.findByText(/^名单还没有生成/);
    await screen.findByText(/^没有记下：这份名单已经撤销/);
    expect((await opened.services.db.reader.get(readerOf(0)))?.declined).toBeUndefined();
  });

  it("marks the number, the move and the death in her record, and a missed call as no word", async () => {
    const opened = await openCalls({ people: 5 });
    for (const [at, key] of ["4", "5", "6", "2", "7"].entries()) {
      await inHand(nameOf(at));
      await opened.user.keyboard(`${key}{Enter}`);
      await waitFor(async () => expect(await attemptsOf(opened, at)).toHaveLength(1));
    }
    const rows = await opened.services.db.reader.bulkGet([0, 1, 2].map(readerOf));
    expect(rows[0]?.badContact).toEqual(["13800001000"]);
    expect(rows[1]?.leaving).toEqual({ reason: "moved", on: "2026-11-25" });
    expect(rows[2]?.leaving).toEqual({ reason: "deceased", on: "2026-11-25" });
    const records = await Promise.all([0, 1, 2, 3, 4].map(async (at) => (await recordsOf(opened, at))[0]));
    for (const record of records) expect(record?.outcome).toBe("not-answered");
    // a code, which each desk says in its own language
    expect(records.map((record) => record?.contactResult)).toEqual([
      "wrong-number",
      "moved",
      "deceased",
      undefined,
      "somebody-else",
    ]);
    expect(records.map((record) => record?.answer)).toEqual(records.map(() => undefined));
    // one name for one state, on the keys as over the list
    const chips = within(screen.getByRole("group", { name: "按状态" }));
    await waitFor(() =>
      expect(chips.getAllByRole("button").map((chip) => chip.textContent)).toEqual([
        "全部 5",
        "还要再试 2",
        "号码有误 1",
        "已迁出或已故 2",
      ]),
    );
  });

  it("takes digits as text in the note, and as answers while a question is asked", async () => {
    const questions = [
      {
        key: "day",
        text: "哪天来？",
        answers: [
          { key: "sat", text: "周六" },
          { key: "sun", text: "周日" },
        ],
      },
      { key: "why", text: "为什么少来？", answers: [{ key: "far", text: "太远" }] },
    ];
    const opened = await openCalls({ outreach: { questions } });
    await inHand(nameOf(0));
    await opened.user.keyboard("1");
    await screen.findByText("1/2 哪天来？");
    await opened.user.keyboard("2");
    await screen.findByText("2/2 为什么少来？");
    await opened.user.keyboard("0n3 ~12");
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>("textbox", { name: "用时，分钟" }).value).toBe("12"));
    await opened.user.keyboard("{Enter}");
    await inHand(nameOf(1));
    expect(await attemptsOf(opened, 0)).toMatchObject([{ outcome: "reached", answers: { day: "sun" }, minutes: 12 }]);
    expect((await recordsOf(opened, 0))[0]).toMatchObject({ question: "3", minutes: 12 });
  });

  it("leads with the arrows past whoever is not called now, whose number stays hidden until it is asked for", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await waitFor(() => expect(number()).toBe("138 0000 1000"));
    await opened.user.keyboard("{ArrowDown}");
    await inHand(nameOf(1));
    expect(number()).not.toMatch(/138/);
    await opened.user.keyboard("{ArrowUp}");
    await inHand(nameOf(0));
    expect(number()).not.toMatch(/138/);
    await opened.user.keyboard("{ArrowDown}");
    await inHand(nameOf(1));
    expect(await looks(opened)).toBe(1);
    await opened.user.keyboard("v");
    await waitFor(() => expect(number()).toBe("138 0000 1001"));
    expect(await looks(opened)).toBe(2);
    await opened.user.keyboard("{ArrowUp}");
    await inHand(nameOf(0));
    expect(number()).not.toMatch(/138/);
  });

  it("stays with whoever was promised a day that is none, until it is one", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await opened.user.keyboard("1n回电 >2-30{Enter}");
    await waitFor(() => expect(screen.getAllByText(/^看不懂“>2-30”/).length).toBeGreaterThan(1));
    await opened.user.keyboard("{Escape}{ArrowDown}");
    await inHand(nameOf(0));
    expect(await attemptsOf(opened, 0)).toEqual([]);
    const note = screen.getByRole<HTMLInputElement>("textbox", { name: "备注" });
    expect(note.value).toBe("回电 >2-30");
    await opened.user.clear(note);
    await opened.user.type(note, "回电 >2-28{Enter}");
    await inHand(nameOf(1));
    expect(await opened.services.db.task.toArray()).toMatchObject([{ due: "2027-02-28" }]);
  });

  it("writes what was chosen where she is left by an arrow", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await opened.user.keyboard("2{ArrowDown}");
    await inHand(nameOf(1));
    expect(await attemptsOf(opened, 0)).toMatchObject([{ outcome: "no-answer" }]);
  });
});

describe("nobody is called against her will", () => {
  it("where she withdraws while her number is on the screen: it goes, nothing is written, and the next comes", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await waitFor(() => expect(number()).toBe("138 0000 1000"));
    await opened.user.keyboard("1");
    const no = { "phone.invite-back": { given: false, at: opened.services.clock.now() } };
    await opened.services.writer.run("test", [edit("reader", readerOf(0), { consents: no })]);
    await screen.findByText("这位读者不同意为此联系");
    expect(number()).not.toMatch(/138/);
    await opened.user.keyboard("{Enter}");
    await inHand(nameOf(1));
    expect(await attemptsOf(opened, 0)).toEqual([]);
  });

  it("where she is stopped before her turn: her row says why, and she is no part of the work", async () => {
    await openCalls({
      prepare: ({ writer, clock }) =>
        writer.run("test", [
          edit("reader", readerOf(0), { consents: { "phone.invite-back": { given: false, at: clock.now() } } }),
        ]),
    });
    await inHand(nameOf(1));
    await screen.findByText("不同意");
    expect(screen.getByText("已打 0 / 2 个电话")).toBeTruthy();
    expect(screen.getByRole("button", { name: "不再联系 1" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "还没试 2" })).toBeTruthy();
  });

  it("where she was erased meanwhile: she is in the list no more", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    await opened.services.writer.run("test", [remove("reader", readerOf(0)), remove("recipient", recipientOf(0))]);
    await inHand(nameOf(1));
    expect(screen.getAllByRole("option")).toHaveLength(2);
  });

  it("where another desk has reached her by now: it is said, and a double is shown", async () => {
    const opened = await openCalls();
    await inHand(nameOf(0));
    const at = opened.services.clock.now();
    await opened.services.writer.run("test", [
      edit("recipient", recipientOf(0), { attempts: { other: { at, outcome: "reached", desk: "b".repeat(16) } } }),
    ]);
    await screen.findByText(/^第 1 次：.*已联系$/);
    expect(await findAxeFaults(document.body)).toEqual([]);
    await opened.user.keyboard("1{Enter}");
    await inHand(nameOf(1));
    await screen.findByText(/重复联系/);
    expect(await attemptsOf(opened, 0)).toHaveLength(2);
  });

  it("outside the calling hours: no number, no look, and when it is time again", async () => {
    const opened = await openCalls({ outreach: { calling: { weekdays: [1, 2, 3, 4, 5], from: 540, to: 690 } } });
    await screen.findByText("现在不是这份名单的打电话时间，2026年11月26日 09:00 再打；届时轮到 3 个");
    await inHand(nameOf(0));
    expect(number()).not.toMatch(/138/);
    expect(await looks(opened)).toBe(0);
  });

  it("tells whom one call tells, but not whoever wants none, and a no is the no of all of them", async () => {
    const opened = await openCalls({
      people: 2,
      prepare: ({ writer }) =>
        writer.run("test", [
          create("reader", "child", { name: "王小妹", phones: ["13800001000"], consents: AGREED }),
          create("reader", "quiet", { name: "王小弟", phones: ["13800001000"], consents: {} }),
          ...["child", "quiet"].map((reader) =>
            create("recipient", `with-${reader}`, {
              outreach: OUTREACH,
              reader,
              channel: "phone",
              with: recipientOf(0),
              place: 9,
            }),
          ),
        ]),
    });
    await inHand(nameOf(0));
    expect((await screen.findByText("一并告诉")).nextElementSibling?.textContent).toBe("王小妹");
    expect(screen.getByText("不要提到").nextElementSibling?.textContent).toBe("王小弟");
    await opened.user.keyboard("3{Enter}");
    await inHand(nameOf(1));
    const [child, quiet] = await opened.services.db.reader.bulkGet(["child", "quiet"]);
    expect(child?.declined).toEqual({ "invite-back": "2026-11-25" });
    expect(quiet?.declined).toBeUndefined();
    // what was said to the lead was not said to him: he stands for himself, under his own reason
    const tied = await opened.services.db.recipient.bulkGet(["with-child", "with-quiet"]);
    expect(tied.map((row) => row?.with)).toEqual([recipientOf(0), undefined]);
  });

  it("marks a wrong number for all whom it was to tell, so that no later list calls it for the next of them", async () => {
    const opened = await openCalls({
      people: 2,
      prepare: ({ writer }) =>
        writer.run("test", [
          create("reader", "child", { name: "王小妹", phones: ["138-0000-1000"], consents: AGREED }),
          create("reader", "aunt", { name: "王小姑", phones: ["13900001111"], consents: AGREED }),
          ...["child", "aunt"].map((reader, at) =>
            create("recipient", `with-${reader}`, {
              outreach: OUTREACH,
              reader,
              channel: "phone",
              with: recipientOf(0),
              place: 9 + at,
            }),
          ),
        ]),
    });
    await inHand(nameOf(0));
    await opened.user.keyboard("4{Enter}");
    await inHand(nameOf(1));
    const bad = async () =>
      (await opened.services.db.reader.bulkGet([readerOf(0), "child", "aunt"])).map((row) => row?.badContact ?? []);
    expect(await bad()).toEqual([["13800001000"], ["138-0000-1000"], []]);
    await opened.user.keyboard("u");
    await waitFor(async () => expect(await bad()).toEqual([[], [], []]));
  });
});

describe("what is to be known before she is called", () => {
  it("is for whoever answers for a child, also where the number stands in the child's own record", async () => {
    const consents = { "phone.invite-back": { ...AGREED["phone.invite-back"], giver: "guardian" as const } };
    await openCalls({
      people: 1,
      outreach: { templates: { "phone.zh-CN": "{称呼}您好。" } },
      prepare: ({ writer }) =>
        writer.run("test", [
          create("reader", "wang", { name: "王明" }),
          edit("reader", readerOf(0), { name: "王朵朵", birthDate: "2018-09-09", guardian: "wang", consents }),
        ]),
    });
    await inHand("王朵朵");
    await screen.findByText("打给监护人王明");
    expect(screen.getByText(/^“请问是王明吗？”/)).toBeTruthy();
    await screen.findByText("王朵朵的家长您好。");
  });

  it("is for the parents of a child whose guardian has no record of his own", async () => {
    const consents = { "phone.invite-back": { ...AGREED["phone.invite-back"], giver: "guardian" as const } };
    await openCalls({
      people: 1,
      outreach: { templates: { "phone.zh-CN": "{称呼}您好。" } },
      prepare: ({ writer }) =>
        writer.run("test", [edit("reader", readerOf(0), { name: "王朵朵", birthDate: "2018-09-09", consents })]),
    });
    await inHand("王朵朵");
    expect(screen.getByText("王朵朵的家长")).toBeTruthy();
    expect(screen.getByText(/^“请问是王朵朵的家长吗？”/)).toBeTruthy();
    await screen.findByText("王朵朵的家长您好。");
  });

  it("of a reply says that she has asked, and not that she wants no calls, which it does not stop", async () => {
    const no = { given: false, at: AGREED["phone.invite-back"].at, how: "spoken" as const, giver: "reader" as const };
    const refused = { "phone.invite-back": no, "sms.event": no };
    await openCalls({
      outreach: { goal: "after-complaint" },
      prepare: ({ writer }) =>
        writer.run("test", [
          edit("reader", readerOf(0), { consents: refused }),
          create("feedback", "o", { reader: readerOf(0), type: "complaint", receivedAt: 1 }),
        ]),
    });
    await inHand(nameOf(0));
    await waitFor(() => expect(number()).toBe("138 0000 1000"));
    screen.getByText("本人提过，可以电话回复");
    expect(screen.queryByText(/不要(电话|短信)/)).toBeNull();
  });

  it("of what is owed says of other channels what she wants, and nothing against the number that is called", async () => {
    const no = { given: false, at: AGREED["phone.invite-back"].at, how: "spoken" as const, giver: "reader" as const };
    await openCalls({
      outreach: { goal: "own", purpose: "arrival" },
      prepare: ({ writer }) =>
        writer.run("test", [edit("reader", readerOf(0), { consents: { "phone.invite-back": no, "sms.event": no } })]),
    });
    await inHand(nameOf(0));
    await waitFor(() => expect(number()).toBe("138 0000 1000"));
    screen.getByText("不要短信");
  });

  it("is said in her language with what is known of her, and what is not known is no gap", async () => {
    const templates = {
      "phone.zh-CN": "{姓名}您好，我是{同事|图书馆}，{常看类别|好书}到了。",
      "phone.en": "Hello {name}, your card expires {card expires}.",
    };
    const opened = await openCalls({
      outreach: { templates },
      prepare: ({ writer }) => writer.run("test", [edit("reader", readerOf(1), { language: "en" })]),
    });
    await inHand(nameOf(0));
    await screen.findByText(`${nameOf(0)}您好，我是陈雨桐，好书到了。`);
    expect(screen.getByText("可以电话")).toBeTruthy();
    await opened.user.keyboard("{ArrowDown}");
    await inHand(nameOf(1));
    await screen.findByText("这位读者缺少文字里要用的：证件到期。请自己说");
  });
});
