import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { ok } from "#shared/kernel/result.ts";
import { LIBRARY_PHONE_ID } from "#shared/model/house.ts";
import type { Values } from "#shared/model/kinds.ts";
import { letterCode } from "#shared/outreach/paper/letter-code.ts";
import { ownStreamOf } from "../../../../renderer/db/journal/own-stream.ts";
import { type Change, create, edit } from "../../../../renderer/db/write/changes.ts";
import { WrittenChannels } from "../../../../renderer/features/outreach/files/written-channels.tsx";
import type { ChannelCount } from "../../../../renderer/platform/worker/outreach-api.ts";
import { offerScan } from "../../../../renderer/ui/hooks/use-scans-inside.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

const AT = Date.parse("2026-11-20T02:00:00Z");
const agreed = (key: string) => ({ [key]: { given: true, at: AT } });
const OUTREACH = {
  name: "邀请回馆",
  goal: "invite-back",
  source: { by: "hand" },
  channels: ["letter", "sms"],
  templates: { "letter.zh-CN": "{称呼|读者朋友}您好，请打{图书馆电话}。", "sms.zh-CN": "{称呼|读者朋友}您好。" },
  madeOn: "2026-11-20",
  madeAt: AT,
} as const;
const [LIBRARY, channels] = [
  [
    create("staff", "chen", { name: "陈雨桐" }),
    create("setting", LIBRARY_PHONE_ID, { name: "library-phone", value: "0512-7654321" }),
    create("reader", "ann", {
      name: "张素琴",
      gender: "female",
      birthDate: "1960-03-01",
      address: "城东路 1 号",
      consents: agreed("letter.invite-back"),
    }),
    // lives with her, and is told by her letter
    create("reader", "bo", {
      name: "张国强",
      birthDate: "1958-03-01",
      address: "城东路 1 号",
      consents: agreed("letter.invite-back"),
    }),
    create("reader", "cai", {
      name: "李小明",
      birthDate: "1990-03-01",
      phones: ["13800138003", "0512-1234567"],
      consents: agreed("sms.invite-back"),
    }),
    create("outreach", "o", { ...OUTREACH, channels: [...OUTREACH.channels] }),
    create("recipient", "r-ann", { outreach: "o", reader: "ann", channel: "letter", via: "reader", place: 0 }),
    create("recipient", "r-bo", {
      outreach: "o",
      reader: "bo",
      channel: "letter",
      via: "reader",
      with: "r-ann",
      place: 1,
    }),
    create("recipient", "r-cai", { outreach: "o", reader: "cai", channel: "sms", via: "reader", place: 2 }),
  ] as readonly Change[],
  (["letter", "sms"] as const).map((channel) => ({ channel, people: 1, pieces: 1, guardians: 0 })),
];

async function openChannels(counts: readonly ChannelCount[] = channels) {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await (await services.writer.run("test", LIBRARY)).confirmed;
  const printed: string[] = [];
  const host = (async (name: string, args: never) =>
    name === "file.save"
      ? ok({ name: "x" })
      : name === "print.pdf"
        ? ok({ bytes: new Uint8Array([printed.push(JSON.stringify(args))]) })
        : name === "print.end"
          ? ok(null)
          : services.testHost.call(name as never, args)) as unknown as Host; // the rest as the test's own host answers
  const row = await services.db.outreach.get("o");
  if (row === undefined) throw new Error("no outreach");
  await renderWithServices(<WrittenChannels row={row} channels={counts} />, {
    services: { ...services, ...workerInPage(services), host },
  });
  await screen.findByText(/^信件：/);
  return { db: services.db, writer: services.writer, printed };
}

const anotherLetter = (how: Partial<Values<"recipient">>): readonly Change[] => [
  create("reader", "dong", { name: "董明", address: "城东路 2 号", consents: agreed("letter.invite-back") }),
  create("recipient", "r-dong", { outreach: "o", reader: "dong", channel: "letter", via: "reader", place: 3, ...how }),
];

const press = async (name: string | RegExp, place = 0) => {
  const button = (await screen.findAllByRole("button", { name }))[place];
  if (button === undefined) throw new Error(`no button ${place}`);
  await userEvent.click(button);
};

it("keeps who stands in a file before it goes out, and that it was sent in her timeline", async () => {
  const { db, writer, printed } = await openChannels();
  await press("做成文件…");
  await press("做 1 份");
  await screen.findByText(/^已存好 1 份/);
  expect(printed.join()).toContain("张女士您好，请打0512-7654321。");
  expect(printed.join()).toContain("张素琴 女士 收");
  const [file, ...more] = await db["outreach-file"].toArray();
  expect(more).toEqual([]);
  expect(file).toMatchObject({
    outreach: "o",
    made: "letters",
    channel: "letter",
    people: 1,
    by: "chen",
    purpose: "invite-back",
  });
  expect(Object.keys((await db.recipient.get("r-ann"))?.files ?? {})).toEqual([file?.id]);
  await userEvent.click(
    within(screen.getByRole("dialog")).getAllByRole("button", { name: /关闭/ })[0] ?? document.body,
  );
  await press("标为已发出（1）…");
  await press("标为已发出");
  await expect
    .poll(() => db.interaction.toArray())
    .toMatchObject([{ reader: "ann", channel: "letter", direction: "out" }]);
  expect(await db.participant.toArray()).toMatchObject([{ reader: "bo" }]);
  expect(Object.values((await db.recipient.get("r-ann"))?.attempts ?? {})).toMatchObject([
    { outcome: "sent", by: "chen", desk: await ownStreamOf(db) },
  ]);
  await waitFor(() => expect(screen.getAllByRole("button", { name: "标为已发出（0）…" })).toHaveLength(2));
  // Ctrl+Z reaches it, and not what was done before
  expect(await writer.undo()).toMatchObject({ command: "outreach.sent" });
  await screen.findByRole("button", { name: "标为已发出（1）…" });
});

it("says who in a file that was made must be taken out of it, as she has said no since", async () => {
  const { db, writer } = await openChannels();
  await press("做成文件…");
  await press("做 1 份");
  await screen.findByText(/^已存好 1 份/);
  expect(screen.queryByText(/已不能再写/)).toBeNull();
  const consents = { "letter.invite-back": { given: false, at: Date.parse("2026-11-25") } };
  await writer.run("test", [edit("reader", "ann", { consents })]);
  await screen.findByText(/^做好的文件里有 1 位已不能再写：/);
  expect((await db.recipient.get("r-ann"))?.attempts).toBeUndefined();
});

it("marks nobody as written to who was to be taken out of the file, unless it went to her all the same", async () => {
  const { db, writer } = await openChannels();
  const files = { file: AT };
  await writer.run("test", [
    ...anotherLetter({ files }),
    edit("recipient", "r-ann", { files }),
    edit("reader", "ann", { consents: { "letter.invite-back": { given: false, at: Date.parse("2026-11-25") } } }),
  ]);
  const attempts = async () =>
    (await db.recipient.bulkGet(["r-ann", "r-dong"])).map((row) => Object.keys(row?.attempts ?? {}).length);
  await screen.findByText(/^做好的文件里有 1 位已不能再写：/);
  await press("标为已发出（1）…");
  await press("标为已发出");
  await expect.poll(attempts).toEqual([0, 1]);
  // the file has gone: nothing can be taken out of it any more
  await waitFor(() => expect(screen.queryByText(/已不能再写/)).toBeNull());
  await press("标为已发出（0）…");
  const mark = await screen.findByRole("button", { name: "标为已发出" });
  expect(mark.ariaDisabled).toBe("true");
  await userEvent.click(screen.getByRole("checkbox", { name: /也在发出的文件里/ }));
  await press("标为已发出");
  await expect.poll(attempts).toEqual([1, 1]);
});

it("says so too where nobody of the channel may be written to any more", async () => {
  const { writer } = await openChannels([]);
  await screen.findByText("信件：0 份");
  const [make] = await screen.findAllByRole("button", { name: "做成文件…" });
  expect(make?.ariaDisabled).toBe("true");
  const consents = { "letter.invite-back": { given: false, at: Date.parse("2026-11-25") } };
  const files = { file: AT };
  await writer.run("test", [edit("reader", "ann", { consents }), edit("recipient", "r-ann", { files })]);
  await screen.findByText(/^做好的文件里有 1 位已不能再写：/);
});

it("takes nobody for told by another's letter who has said no by the time it goes out", async () => {
  const { db, writer } = await openChannels();
  await writer.run("test", [
    edit("recipient", "r-ann", { files: { file: AT } }),
    edit("reader", "bo", { consents: { "letter.invite-back": { given: false, at: Date.parse("2026-11-25") } } }),
  ]);
  await press("标为已发出（1）…");
  await press("标为已发出");
  await expect.poll(() => db.interaction.toArray()).toMatchObject([{ reader: "ann", channel: "letter" }]);
  expect(await db.participant.toArray()).toEqual([]);
  expect((await db.recipient.get("r-bo"))?.with).toBeUndefined();
  // and is told by it again, where that is taken back
  await writer.undo();
  expect((await db.recipient.get("r-bo"))?.with).toBe("r-ann");
});

it("names whoever is to be taken out of a second file, though the first has gone out", async () => {
  const { writer } = await openChannels();
  await writer.run("test", [
    ...anotherLetter({
      files: { first: AT },
      attempts: { a: { at: AT, outcome: "sent", desk: "a".repeat(16) } },
    }),
    edit("recipient", "r-ann", { files: { second: AT + 1000 } }),
  ]);
  await screen.findByRole("button", { name: "标为已发出（1）…" });
  const consents = { "letter.invite-back": { given: false, at: Date.parse("2026-11-25") } };
  await writer.run("test", [edit("reader", "ann", { consents })]);
  await screen.findByText(/^做好的文件里有 1 位已不能再写：/);
});

it("notes what the gateway says, and marks a number that does not exist for everybody whom it told", async () => {
  const { db, writer } = await openChannels();
  const byHis = { outreach: "o", reader: "eve", channel: "sms", via: "reader", with: "r-cai", place: 3 } as const;
  await writer.run("test", [
    create("reader", "eve", { name: "李小红", phones: ["13900139000", "138 0013 8003"] }),
    create("recipient", "r-eve", byHis),
  ]);
  await press("读回执…");
  await userEvent.upload(
    await screen.findByLabelText("回执文件"),
    new File(["号码,状态,原因\n13800138003,UNDELIV,空号\n"], "回执.csv"),
  );
  await press("记下 1 条结果");
  await expect.poll(async () => (await db.reader.get("cai"))?.badContact).toEqual(["13800138003"]);
  expect((await db.reader.get("eve"))?.badContact).toEqual(["138 0013 8003"]);
  expect(Object.values((await db.recipient.get("r-cai"))?.attempts ?? {})).toMatchObject([{ outcome: "failed" }]);
  expect(await writer.undo()).toMatchObject({ command: "outreach.delivered" });
  expect((await db.reader.get("cai"))?.badContact ?? []).toEqual([]);
});

it("takes what a report speaks of as sent, and what nobody got as no contact", async () => {
  const { db, writer } = await openChannels();
  await writer.run("test", [edit("recipient", "r-cai", { files: { file: AT } })]);
  await press("读回执…");
  await userEvent.upload(
    await screen.findByLabelText("回执文件"),
    new File(["号码,状态,原因\n13800138003,UNDELIV,关机\n"], "回执.csv"),
  );
  await press("记下 1 条结果");
  await expect
    .poll(() => db.interaction.toArray())
    .toMatchObject([{ reader: "cai", channel: "sms", direction: "out", outcome: "not-answered" }]);
  const outcomes = Object.values((await db.recipient.get("r-cai"))?.attempts ?? {}).map(({ outcome }) => outcome);
  expect(outcomes.toSorted()).toEqual(["failed", "sent"]);
  expect(await writer.undo()).toMatchObject({ command: "outreach.delivered" });
  expect((await db.interaction.toArray()).map(({ outcome }) => outcome)).toEqual([undefined]);
});

it("takes for no contact what two computers have sent and nobody got, and the number for bad wherever it stands", async () => {
  const { db, writer } = await openChannels();
  const sent = (id: string) =>
    create("interaction", id, { reader: "cai", at: AT, channel: "sms", direction: "out", purpose: "other" });
  await writer.run("test", [
    sent("i1"),
    sent("i2"),
    edit("recipient", "r-cai", {
      files: { file: AT },
      attempts: {
        a: { at: AT, outcome: "sent", desk: "a".repeat(16), record: "i1" },
        b: { at: AT + 1, outcome: "sent", desk: "b".repeat(16), record: "i2" },
      },
    }),
    create("reader", "eve", { name: "李小红", phones: ["+86 138 0013 8003"] }),
    create("recipient", "r-eve", { outreach: "o", reader: "eve", channel: "sms", with: "r-cai", place: 3 }),
  ]);
  await press("读回执…");
  const report = new File(["号码,状态,原因\n13800138003,UNDELIV,空号\n"], "回执.csv");
  await userEvent.upload(await screen.findByLabelText("回执文件"), report);
  await press("记下 1 条结果");
  await expect.poll(async () => (await db.reader.get("cai"))?.badContact).toEqual(["13800138003"]);
  expect((await db.reader.get("eve"))?.badContact).toEqual(["+86 138 0013 8003"]);
  expect((await db.interaction.toArray()).map(({ outcome }) => outcome)).toEqual(["not-answered", "not-answered"]);
});

it("shows who was marked as sent by two computers that did not know of each other", async () => {
  const { writer } = await openChannels();
  const sent = (id: string, desk: string) => ({ [id]: { at: AT, outcome: "sent", desk } });
  await writer.run("test", [edit("recipient", "r-ann", { attempts: sent("a", "a".repeat(16)) })]);
  expect(screen.queryByText(/标了两次已发出/)).toBeNull();
  await writer.run("test", [edit("recipient", "r-ann", { attempts: sent("b", "b".repeat(16)) })]);
  await screen.findByText(/^有 1 位标了两次已发出：/);
});

it("names the first five of many whom two computers wrote to, and counts the others", async () => {
  const { writer } = await openChannels();
  const sent = (desk: string) => ({ at: AT, outcome: "sent" as const, desk: desk.repeat(16) });
  const who = Array.from({ length: 7 }, (_, at) => `d${at}`);
  await writer.run("test", [
    ...who.map((id) => create("reader", id, { name: `董${id}`, address: `城东路 ${id} 号` })),
    ...who.map((id, place) =>
      create("recipient", `r-${id}`, {
        outreach: "o",
        reader: id,
        channel: "letter",
        place: place + 5,
        files: { file: AT },
        attempts: { a: sent("a"), b: sent("b") },
      }),
    ),
  ]);
  const line = await screen.findByText(/^有 7 位标了两次已发出：.*另有 2 位。/);
  expect(line.textContent.match(/董d/g)).toHaveLength(5);
});

it("marks the address of whose letter came back, and of everybody there whom it told", async () => {
  const { db, writer } = await openChannels();
  // of the household, and lives elsewhere
  const elsewhere = {
    outreach: "o",
    reader: "dai",
    channel: "letter",
    via: "reader",
    with: "r-ann",
    place: 3,
  } as const;
  await writer.run("test", [
    create("reader", "dai", { name: "张小妹", address: "桥西路 2 号" }),
    create("recipient", "r-dai", elsewhere),
  ]);
  await press("登记退信…");
  const field = await screen.findByLabelText("退信上的条码");
  await expect.poll(() => offerScan(field, letterCode("r-ann"), true)).toBe(true);
  await screen.findByText("张*琴：地址已标为失效");
  const rows = await db.reader.bulkGet(["ann", "bo", "dai"]);
  expect(rows.map((row) => row?.badContact ?? [])).toEqual([["letter"], ["letter"], []]);
  expect(Object.values((await db.recipient.get("r-ann"))?.attempts ?? {})).toMatchObject([{ outcome: "returned" }]);
});

it("marks nobody without an address, where that of the letter has been taken out of the record since", async () => {
  const { db, writer } = await openChannels();
  await writer.run("test", [
    create("reader", "dai", { name: "张小妹" }),
    create("recipient", "r-dai", { outreach: "o", reader: "dai", channel: "letter", with: "r-ann", place: 3 }),
    edit("reader", "ann", { address: null }),
  ]);
  await press("登记退信…");
  const field = await screen.findByLabelText("退信上的条码");
  await expect.poll(() => offerScan(field, letterCode("r-ann"), true)).toBe(true);
  await screen.findByText("张*琴：地址已标为失效");
  const rows = await db.reader.bulkGet(["ann", "dai"]);
  expect(rows.map((row) => row?.badContact ?? [])).toEqual([["letter"], []]);
});
