import { act, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { KINDS, type Kind, RECORDS } from "#shared/model/kinds.ts";
import type { FieldSpec } from "#shared/model/record.ts";
import { revealFields } from "../../../../renderer/acts/reveal-fields.ts";
import { create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import { useRecordHistory } from "../../../../renderer/desk-services/record-history.ts";
import words from "../../../../renderer/i18n/messages/zh-CN/words.json" with { type: "json" };
import { Button } from "../../../../renderer/ui/button.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

function Opener({ kind = "reader" }: { readonly kind?: Kind }) {
  const open = useRecordHistory();
  return <Button onClick={() => open({ kind, ids: ["r1"], title: "张素琴" })}>open</Button>;
}

async function openHistory(language: "zh-CN" | "zh-TW" | "en" = "zh-CN", furtherEdits = 0): Promise<TestServices> {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("staff.add", [create("staff", "chen", { name: "陈雨桐" })]);
  services.writer.setStaff("chen");
  await services.writer.run("reader.add", [
    create("reader", "r1", { name: "张素琴", phones: ["13812345678"] }),
    create("reader", "r2", { name: "别人" }),
  ]);
  await services.writer.run("reader.edit", [edit("reader", "r1", { organisation: "城东小学" })]);
  await services.writer.run("reader.edit", [edit("reader", "r1", { organisation: "城东中学" })]);
  for (let index = 0; index < furtherEdits; index++)
    await services.writer.run("reader.edit", [edit("reader", "r1", { organisation: `第${index}小学` })]);
  await services.writer.run("reader.delete", [remove("reader", "r1")]);
  await renderWithServices(<Opener />, { services: { ...services, ...workerInPage(services) }, language });
  // awaited as a whole: the dialog is fetched when first asked for
  await act(async () => screen.getByRole("button", { name: "open" }).click());
  await screen.findByRole("dialog");
  return services;
}

it("lists who wrote what, the newest first, protected values masked, and nothing of other readers", async () => {
  await openHistory();
  const steps = await screen.findAllByRole("listitem");
  expect(steps.map((step) => step.textContent)).toEqual([
    expect.stringContaining("已删除"),
    expect.stringMatching(/城东中学/),
    expect.stringMatching(/城东小学/),
    expect.stringMatching(/张素琴/),
  ]);
  expect(screen.queryByText(/别人/)).toBeNull();
  expect(document.body.textContent).not.toContain("13812345678");
  expect(within(steps[3] ?? document.body).getByText(/^138\*+5678/)).toBeTruthy();
  expect(await findAxeFaults(document.body)).toEqual([]);
});

it("puts an old value back as an ordinary change, which stands in the history too", async () => {
  const { db } = await openHistory();
  const [, , school] = await screen.findAllByRole("listitem");
  await userEvent.click(within(school ?? document.body).getByRole("button", { name: "恢复此值：单位" }));
  await waitFor(async () => expect((await db.reader.get("r1"))?.organisation).toBe("城东小学"));
  await screen.findByText("单位：已恢复旧值");
  await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(5));
});

it("puts a protected value back as it was, though it is shown masked", async () => {
  const { db, writer } = await openHistory();
  await writer.run("reader.edit", [edit("reader", "r1", { phones: ["13900000000"] })]);
  const steps = await screen.findAllByRole("listitem");
  await userEvent.click(within(steps.at(-1) ?? document.body).getByRole("button", { name: /恢复此值：电话/ }));
  await waitFor(async () => expect((await db.reader.get("r1"))?.phones).toEqual(["13812345678"]));
});

it("speaks English", async () => {
  await openHistory("en");
  await screen.findByRole("dialog", { name: "History of 张素琴" });
  expect((await screen.findAllByRole("listitem"))[0]?.textContent).toContain("Deleted");
});

it("says who looked at protected fields and when, and whose list took them out, for the reader on paper", async () => {
  const { db, writer } = await openHistory();
  await screen.findByText("谁查看过受保护字段（0）");
  const look = (id: string, about: string, more = {}): Promise<unknown> =>
    writer.run("reader.reveal", [
      create("reveal", id, {
        about: { kind: "reader", id: about },
        fields: ["phones", "note"],
        at: new Date(2026, 10, 25, 2).getTime(),
        staff: "chen",
        ...more,
      }),
    ]);
  await look("look-1", "r1");
  await look("look-2", "r2");
  await look("look-4", "export-of-some-csv-1", { reason: "export" });
  await look("look-5", "export-csv-2", { at: new Date(2026, 10, 25, 1).getTime(), reason: "export", fields: [] });
  await look("look-3", "export-csv-2", { at: new Date(2026, 10, 25, 3).getTime(), reason: "export" });
  await userEvent.click(await screen.findByText("谁查看过受保护字段（3）"));
  const looks = screen.getByText("谁查看过受保护字段（3）").closest("details") ?? document.body;
  const lines = within(looks)
    .getAllByRole("listitem")
    .map((line) => line.textContent);
  expect(lines).toEqual([
    expect.stringMatching(/^陈雨桐 · .+随含受保护字段的全部名单导出：.*电话.*备注/),
    expect.stringMatching(/^陈雨桐 · .+电话.*备注/),
    expect.stringContaining("已遮盖"),
  ]);
  expect(within(looks).getByRole("button", { name: "打印" })).toBeTruthy();
  expect(await findAxeFaults(document.body)).toEqual([]);
  expect(await db.reveal.count()).toBe(5);
});

const PIN = { salt: "00", hash: "00" };

/** Files of every sort, with r1 in some of them. */
async function makeFiles({ writer }: TestServices): Promise<void> {
  const at = (hour: number): number => new Date(2026, 10, 25, hour).getTime();
  const list = (id: string, about: string, hour: number, more: object) =>
    create("reveal", id, { about: { kind: "reader", id: about }, fields: [], at: at(hour), staff: "chen", ...more });
  await writer.run("test.files", [
    create("outreach", "o1", { name: "秋天的邀请", goal: "invite-back" }),
    create("outreach-file", "f1", {
      outreach: "o1",
      made: "letters",
      channel: "letter",
      purpose: "invite-back",
      people: 12,
      by: "chen",
      at: at(9),
    }),
    create("outreach-file", "f2", { outreach: "o1", made: "sms", channel: "sms", people: 3, at: at(9) }),
    create("recipient", "p1", { outreach: "o1", reader: "r2", files: { f1: at(9) } }),
    // told by the letter of her household
    create("recipient", "p2", { outreach: "o1", reader: "r1", with: "p1" }),
    list("x1", "export-of-some-csv-2-sms.event", 10, { readers: ["r1", "r2"], fields: ["phones"], reason: "export" }),
    list("x2", "export-of-some-xlsx-1", 11, { readers: ["r2"], reason: "export" }),
    list("x3", "export-xlsx-2", 8, { reason: "export" }),
  ]);
}

it("tells an administrator in which files a reader stood, when it is opened, and prints it for her", async () => {
  const services = await openHistory();
  await makeFiles(services);
  const files = screen.getByText("放进过哪些文件").closest("details") ?? document.body;
  expect(within(files).queryByText(/秋天的邀请/)).toBeNull();
  await userEvent.click(screen.getByText("放进过哪些文件"));
  await within(files).findByText(/秋天的邀请/);
  expect(
    within(files)
      .getAllByRole("listitem")
      .map((line) => line.textContent),
  ).toEqual([
    expect.stringMatching(/^陈雨桐 · .+ 导出读者，受保护字段不遮盖 · 事由：活动邀请 · 短信 · 共 2 条$/),
    expect.stringMatching(/^陈雨桐 · .+ 信 · 联络“秋天的邀请” · 事由：邀请回馆 · 共 12 位$/),
    expect.stringMatching(/^陈雨桐 · .+ 导出读者，受保护字段已遮盖 · 不用来联系 · 共 2 条$/),
  ]);
  expect(within(files).getByRole("button", { name: "打印" })).toBeTruthy();
  expect(await findAxeFaults(document.body)).toEqual([]);
});

it.each(["desk", "lead"] as const)("shows no file to a colleague of the role %s, and says who may", async (role) => {
  const services = await openHistory();
  await makeFiles(services);
  await services.writer.run("test.roles", [
    edit("staff", "chen", { role, pin: PIN }),
    create("staff", "zhou", { name: "周静", role: "admin", pin: PIN }),
  ]);
  await userEvent.click(screen.getByText("放进过哪些文件"));
  await screen.findByText(/^要由管理员来做/);
  expect(screen.queryByText(/秋天的邀请/)).toBeNull();
});

it("prints every look and every step, though the screen begins with some", async () => {
  const { writer } = await openHistory("zh-CN", 100);
  await writer.run(
    "reader.reveal",
    Array.from({ length: 60 }, (_, index) =>
      create("reveal", `look-${index}`, {
        about: { kind: "reader", id: "r1" },
        fields: ["note"],
        at: index,
        staff: "chen",
      }),
    ),
  );
  await userEvent.click(await screen.findByText("谁查看过受保护字段（60）"));
  const lines = (): number => document.querySelectorAll(".dialog li").length;
  await waitFor(() => expect(lines()).toBe(50 + 100));
  await act(async () => dispatchEvent(new Event("beforeprint")));
  expect(lines()).toBe(60 + 104);
  await act(async () => dispatchEvent(new Event("afterprint")));
  expect(lines()).toBe(50 + 100);
});

describe("what a look covers", () => {
  const isProtecting = (kind: Kind): boolean =>
    Object.values<FieldSpec>(RECORDS[kind].fields).some(({ masked }) => masked);
  /** Fields that are more than a text. */
  const VALUES: Readonly<Record<string, unknown>> = {
    birthDate: "1958-03-04",
    phones: ["13812345678"],
    contact: { name: "王芳" },
    notes: { n1: { text: "来过电话" } },
    data: "AAAA",
  };

  async function openOf(kind: Kind) {
    const protectedFields = Object.entries<FieldSpec>(RECORDS[kind].fields).flatMap(([field, { masked }]) =>
      masked ? [field] : [],
    );
    const values = Object.fromEntries(protectedFields.map((field) => [field, VALUES[field] ?? "受保护的话"]));
    const services = await createTestServices();
    await services.writer.run("test.record", [create(kind, "r1", values)]);
    await renderWithServices(<Opener kind={kind} />, { services: { ...services, ...workerInPage(services) } });
    await act(async () => screen.getByRole("button", { name: "open" }).click());
    return { services, protectedFields, values, dialog: await screen.findByRole("dialog") };
  }

  it.each(KINDS.filter(isProtecting))(
    "of a record of the kind %s is every protected field, each by its name in the record's history",
    async (kind) => {
      const { services, protectedFields, values } = await openOf(kind);
      await screen.findByText("谁查看过受保护字段（0）");
      expect(await revealFields(services, services.acts, "s1", { kind, id: "r1", fields: protectedFields })).toEqual(
        values,
      );
      await userEvent.click(await screen.findByText("谁查看过受保护字段（1）"));
      const line = within(screen.getByText("谁查看过受保护字段（1）").closest("details") ?? document.body).getByRole(
        "listitem",
      );
      for (const field of protectedFields)
        expect(line.textContent).toContain(words[`words.${kind}.${field}` as keyof typeof words]);
    },
  );

  // of looks themselves it is the case that is shown
  it.each(KINDS.filter((kind) => !isProtecting(kind) && kind !== "reveal"))(
    "is nothing of the kind %s, which protects no field",
    async (kind) => {
      const { dialog } = await openOf(kind);
      await within(dialog).findByText("没有关于这条记录的变更");
      expect(within(dialog).queryByText(/谁查看过受保护字段/)).toBeNull();
    },
  );
});
