import { read, utils } from "@e965/xlsx";
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { isHan } from "#shared/model/input/surname.ts";
import { LETTER_SENDER_ID } from "#shared/model/settings/letter-sender.ts";
import type { PrintedSheet } from "#shared/outreach/paper/printed-sheet.ts";
import {
  OutFilesDialog,
  type OutFilesDialogProps,
} from "../../../../renderer/features/outreach/files/out-files-dialog.tsx";
import type { OutRow } from "../../../../renderer/features/outreach/files/out-rows.ts";
import { createUndrawable } from "../../../../renderer/features/outreach/files/undrawable.ts";
import type { OutFile } from "../../../../renderer/features/outreach/files/use-out-file.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { write } from "../../../support/write.ts";

const rowOf = (no: number, changed: Partial<OutRow> = {}): OutRow => ({
  id: `recipient-${no}`,
  name: `王小明${no}`,
  to: "江苏省苏州市城东区城东路 1 号",
  language: "zh-CN",
  values: { name: `王小明${no}`, salutation: "王先生" },
  addressee: `王小明${no} 先生 收`,
  ...changed,
});
const texts = { "zh-CN": "{称呼}您好，{上次到馆|最近}没见到您。" };

type Print = (sheet: PrintedSheet, no: number) => Result<{ bytes: Uint8Array }, { tag: string }>;

async function openFiles(
  given: Partial<OutFilesDialogProps>,
  print: Print = () => ok({ bytes: new Uint8Array([37]) }),
) {
  const services = await createTestServices();
  const saved: { readonly suggestedName: string; readonly bytes: Uint8Array }[] = [];
  const recorded: OutFile[] = [];
  const printed: PrintedSheet[] = [];
  const ended: string[] = [];
  const host = (async (name: string, args: never) => {
    if (name === "file.save") {
      saved.push(args);
      return ok({ name: "x" });
    }
    if (name === "print.pdf") {
      const { sheet } = args as { readonly sheet: PrintedSheet };
      const answer = print(sheet, printed.length);
      if (answer.ok) printed.push(sheet);
      return answer;
    }
    if (name === "print.end") {
      ended.push(name);
      return ok(null);
    }
    return services.testHost.call(name as never, args);
  }) as unknown as Host; // what the dialog asks, and the rest as the test's own host answers
  const record = async (file: OutFile) => {
    recorded.push(file);
    return true;
  };
  await renderWithServices(
    <OutFilesDialog
      open
      onClose={() => undefined}
      title="邀请回馆"
      channel="letter"
      rows={[rowOf(1)]}
      texts={texts}
      refusal
      record={record}
      {...given}
    />,
    { services: { ...services, ...workerInPage(services), host } },
  );
  await screen.findByRole("dialog");
  return { saved, recorded, printed, ended, db: services.db };
}

const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));

describe("letters", () => {
  it("come in files of 200, say who is left out and why, and are recorded before they go out", async () => {
    const rows = [
      ...Array.from({ length: 203 }, (_, at) => rowOf(at + 1)),
      rowOf(901, { values: { name: "李四" } }),
      rowOf(902, { to: "很长的地址".repeat(60) }),
      rowOf(903, { addressee: "王\u{FFFFE} 收" }),
      rowOf(904, { language: "en" }),
    ];
    const { saved, recorded, printed } = await openFiles({ rows });
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.click(screen.getByText("4 位不在里面"));
    const reasons = within(screen.getByRole("list")).getAllByRole("listitem");
    expect(reasons.map(({ textContent }) => textContent)).toEqual([
      "王小明901：缺称呼",
      "王小明902：地址太长，放不下",
      "王小明903：这台电脑的字体里没有：\u{FFFFE}",
      "王小明904：没有English的模板",
    ]);
    await press("做 203 份");
    await screen.findByText(/^已存好 203 份：邀请回馆 信 2026-11-25\.zip$/);
    expect(printed.map(({ pages }) => pages.length)).toEqual([200, 3]);
    expect(printed[1]?.pages[2]?.lines.map(({ text }) => text)).toContain("203");
    expect(Object.keys(unzipSync(saved[0]?.bytes ?? new Uint8Array()))).toEqual(["001.pdf", "002.pdf"]);
    expect(recorded.map(({ kind, format, recipients }) => [kind, format, recipients.length])).toEqual([
      ["letters", "zip", 203],
    ]);
  });

  it("that are made stay when the printer breaks off, and the rest begins behind them", async () => {
    const rows = Array.from({ length: 401 }, (_, at) => rowOf(at + 1));
    const breaks = new Set([0, 1]);
    const { recorded, printed, ended } = await openFiles({ rows }, (_, no) =>
      breaks.delete(no)
        ? err({ tag: "not-made", reason: "the browser has ended" })
        : ok({ bytes: new Uint8Array([37]) }),
    );
    await press("做 401 份");
    await screen.findByText("做到一半断了。求助时请报：the browser has ended");
    screen.getByText("还没有做好一份；接着做就从头开始，一共 401 份");
    await press("接着做");
    await screen.findByText(/^前 200 份已经做好，还在；接着做就从第 201 份开始，一共 401 份$/);
    await press("接着做");
    await screen.findByText(/^已存好 401 份/);
    expect(printed).toHaveLength(3);
    expect(recorded[0]?.recipients).toHaveLength(401);
    expect(ended.length).toBeGreaterThan(0);
  });

  it("go on behind the last that was printed, under their own numbers", async () => {
    const rows = Array.from({ length: 12 }, (_, at) => rowOf(at + 1));
    const { recorded, printed } = await openFiles({ rows });
    await userEvent.clear(screen.getByLabelText("从第几封开始"));
    await userEvent.type(screen.getByLabelText("从第几封开始"), "11");
    await press("做 2 份");
    await screen.findByText(/^已存好 2 份/);
    expect(recorded[0]?.recipients).toEqual(["recipient-11", "recipient-12"]);
    expect(printed[0]?.pages[0]?.lines.map(({ text }) => text)).toContain("11");
  });

  it("never bear the name that the list has in the house, and a title only where one is written", async () => {
    const { printed } = await openFiles({ title: "近期少来" });
    await userEvent.type(screen.getByLabelText("题目"), "欢迎回来，{{姓名}");
    await press("做 1 份");
    await screen.findByText(/^已存好 1 份/);
    const lines = printed[0]?.pages[0]?.lines.map(({ text }) => text) ?? [];
    expect(lines).toContain("欢迎回来，王小明1");
    expect(lines.join()).not.toContain("近期少来");
  });

  it("can be stopped, and what is done is saved alone", async () => {
    const rows = Array.from({ length: 300 }, (_, at) => rowOf(at + 1));
    const { recorded, saved } = await openFiles({ rows }, (_, no) =>
      no === 0 ? ok({ bytes: new Uint8Array([37]) }) : err({ tag: "cancelled" }),
    );
    await press("做 300 份");
    await press(/先存做好的 200 份/);
    await screen.findByText(/^已存好 200 份/);
    expect(saved[0]?.suggestedName).toMatch(/\.pdf$/);
    expect(recorded[0]?.recipients).toHaveLength(200);
  });

  it("are not handed out where they cannot be recorded", async () => {
    const { saved } = await openFiles({ record: async () => false });
    await press("做 1 份");
    await screen.findByText(/没能记录在案/);
    expect(saved).toEqual([]);
  });
});

describe("labels", () => {
  it("of an own measure say what is wrong with it, and are kept for the next time", async () => {
    const { printed, db } = await openFiles({});
    await userEvent.click(screen.getByRole("radio", { name: /标签/ }));
    await userEvent.selectOptions(screen.getByLabelText("标签纸"), "own");
    const columns = screen.getByLabelText("一行几张");
    await userEvent.clear(columns);
    await userEvent.type(columns, "3");
    expect(screen.getByText("横着超出纸边 97 mm")).toBeTruthy();
    expect(screen.getByRole("button", { name: "做 1 份" }).getAttribute("aria-disabled")).toBe("true");
    await userEvent.clear(columns);
    await userEvent.type(columns, "１");
    await press("做 1 份");
    await screen.findByText(/^已存好 1 份/);
    expect(printed[0]?.pages).toHaveLength(1);
    expect(await db.setting.get(LETTER_SENDER_ID)).toMatchObject({ value: { labels: { columns: 1, rows: 7 } } });
  });
});

describe("files", () => {
  it("of text messages hold whole numbers as text, signed, and no formula", async () => {
    const rows = [
      rowOf(1, { to: "138-0013 8000", values: { salutation: "=1+1" } }),
      rowOf(2, { to: "+886 912 345 678" }),
    ];
    const { saved, recorded } = await openFiles({ channel: "sms", rows, refusal: true });
    const signature = screen.getByLabelText("短信签名");
    await userEvent.clear(signature);
    await write(signature, "城东馆");
    expect(screen.getByText("2 条短信，0 条超过一条的长度，共按 2 条计费")).toBeTruthy();
    await press("做 2 份");
    await screen.findByText(/^已存好 2 份/);
    const sheet = read(saved[0]?.bytes).Sheets.Sheet1;
    expect(sheet?.A2).toMatchObject({ t: "s", v: "13800138000" });
    expect(sheet?.A3).toMatchObject({ t: "s", v: "+886912345678" });
    expect(sheet?.B2).toMatchObject({ t: "s", v: "【城东馆】=1+1您好，最近没见到您。拒收请回复R" });
    expect(sheet === undefined ? "" : utils.sheet_to_formulae(sheet).join("\n")).not.toMatch(/^\w+==/m);
    expect(recorded[0]).toMatchObject({ kind: "sms", format: "xlsx", recipients: ["recipient-1", "recipient-2"] });
  });

  it("for a mail merge guard what a spreadsheet would compute", async () => {
    const rows = [rowOf(1, { to: "138 0013 8000", values: { name: "=HYPERLINK(1)", salutation: "王先生" } })];
    const { saved } = await openFiles({ channel: "phone", rows });
    await userEvent.click(screen.getByRole("checkbox", { name: /CSV/ }));
    await press("做 1 份");
    await screen.findByText(/^已存好 1 份/);
    expect(new TextDecoder().decode(saved[0]?.bytes)).toContain("'=HYPERLINK(1),王先生,138 0013 8000");
  });

  it("of drafts have one for each person, and leave out who has no address", async () => {
    const rows = [rowOf(1, { to: "w@example.org" }), rowOf(2, { to: "w@example" })];
    const { saved } = await openFiles({ channel: "email", rows });
    await press("做 1 份");
    await screen.findByText(/^已存好 1 份/);
    const [entry = ["", new Uint8Array()]] = Object.entries(unzipSync(saved[0]?.bytes ?? new Uint8Array()));
    expect(entry[0]).toBe("0001-王小明1.eml");
    expect(new TextDecoder().decode(entry[1])).toMatch(/^X-Unsent: 1\r\n[\s\S]*<w@example\.org>/);
  });
});

it("knows which characters no font has, and leaves the others alone", () => {
  const undrawable = createUndrawable();
  expect(undrawable("王𠮷 Aé😀، ئ\u200B\u0301\n", "zh-CN").filter((char) => isHan(char) || char === "A")).toEqual([]);
  expect(undrawable("王\u{FFFFE}\u{FFFFE}", "en")).toEqual(["\u{FFFFE}"]);
});
