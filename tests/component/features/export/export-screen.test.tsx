import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { ExportScreen } from "../../../../renderer/features/export/export-screen.tsx";
import type { ExportApi } from "../../../../renderer/platform/worker/export-api.ts";
import type { Rate } from "../../../../renderer/platform/worker/import-api.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";

interface Saved {
  readonly suggestedName: string;
  readonly bytes: Uint8Array;
}

/** @param there as many records as the library is said to have; as many as it has where absent */
async function openExport(answer: "saved" | "cancelled" = "saved", there?: number) {
  const services = await createTestServices();
  await (
    await services.writer.run("reader.create", [
      create("reader", "r1", { card: "001", name: "王芳", phones: ["13800138000"] }),
    ])
  ).confirmed;
  const saved: Saved[] = [];
  const host = (async (name: string, args: Saved) => {
    if (name !== "file.save") return services.testHost.call(name as never, args as never); // the rest as the test's own host answers
    if (answer === "cancelled") return err({ tag: "cancelled" });
    saved.push(args);
    return ok({ name: args.suggestedName });
  }) as unknown as Host;
  const { worker } = workerInPage(services);
  const exports =
    there === undefined
      ? worker.exports
      : ({ ...worker.exports, count: async () => there } as unknown as typeof worker.exports); // only asked for these two
  await renderWithServices(<ExportScreen />, { services: { ...services, worker: { ...worker, exports }, host } });
  return { saved, db: services.db, testHost: services.testHost, services };
}

describe("the export", () => {
  it("saves readers as XLSX, masked, with one Enter", async () => {
    const { saved, db } = await openExport();
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => saved.map(({ suggestedName }) => suggestedName)).toEqual(["读者 2026-11-25.xlsx"]);
    expect([...(saved[0]?.bytes.slice(0, 2) ?? [])]).toEqual([0x50, 0x4b]);
    expect(await db.reveal.toArray()).toMatchObject([{ reason: "export", fields: [] }]);
  });

  it("gives plain phones only when that is ticked, and leaves a line behind", async () => {
    const { saved, db } = await openExport();
    await userEvent.click(screen.getByRole("radio", { name: /CSV/ }));
    await userEvent.click(screen.getByRole("button", { name: "导出" }));
    await expect.poll(() => saved.length).toBe(1);
    await userEvent.click(screen.getByRole("checkbox"));
    await userEvent.click(screen.getByRole("button", { name: "导出" }));
    await expect.poll(() => saved.length).toBe(2);
    const [masked, plain] = saved.map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(masked).toContain("138****8000");
    expect(plain).toContain("13800138000");
    expect((await db.reveal.toArray()).map(({ fields }) => fields?.includes("phones"))).toEqual([false, true]);
  });

  it("tells how far it is in thousands too, and of an export that has ended nothing more", async () => {
    const services = await createTestServices();
    const { worker } = workerInPage(services);
    const begun: { readonly tell: (rate: Rate) => void; readonly end: () => void }[] = [];
    const run: ExportApi["run"] = (_, tell) =>
      new Promise((resolve) =>
        begun.push({ tell, end: () => resolve({ bytes: new Uint8Array(1), records: 9005, leftOut: [], ofNobody: 0 }) }),
      );
    const host = (async (name: string, args: Saved) =>
      name === "file.save"
        ? ok({ name: args.suggestedName })
        : services.testHost.call(name as never, args as never)) as unknown as Host; // the rest as the test's own host answers
    const exports = { ...worker.exports, count: async () => 9005, run } as unknown as typeof worker.exports; // only asked for these two
    await renderWithServices(<ExportScreen />, { services: { ...services, worker: { ...worker, exports }, host } });
    const button = screen.getByRole<HTMLButtonElement>("button", { name: "导出" });
    await userEvent.click(button);
    await expect.poll(() => begun.length).toBe(1);
    begun[0]?.tell({ done: 2000, total: 9005 });
    await screen.findByText("正在导出：2,000 / 9,005 条");
    begun[0]?.end();
    await screen.findByText(/^已导出 9,005 条/);
    expect(button.disabled).toBe(false);
    // its last word comes behind its answer
    begun[0]?.tell({ done: 2000, total: 9005 });
    await userEvent.click(screen.getByRole("radio", { name: "到馆与利用" }));
    expect(button.disabled).toBe(false);
    await userEvent.click(button);
    await expect.poll(() => begun.length).toBe(2);
  });

  it("says of more records than a sheet takes that CSV takes them, and makes no file", async () => {
    const { saved } = await openExport("saved", 1_048_576);
    await userEvent.click(screen.getByRole("radio", { name: "到馆与利用" }));
    await userEvent.click(screen.getByRole("button", { name: "导出" }));
    await screen.findByText(/最多放 1,048,575 条。请改选CSV/);
    expect(saved).toEqual([]);
    await userEvent.click(screen.getByRole("radio", { name: /CSV/ }));
    await userEvent.click(screen.getByRole("button", { name: "导出" }));
    await expect.poll(() => saved.map(({ suggestedName }) => suggestedName)).toEqual(["到馆与利用 2026-11-25.csv"]);
  });

  it("makes no file that could not be recorded, and says so", async () => {
    const { saved, db, testHost } = await openExport();
    testHost.away = true;
    await userEvent.keyboard("{Enter}");
    await screen.findByText(/^没有生成文件/, undefined, { timeout: 20_000 });
    expect(saved).toEqual([]);
    expect(await db.reader.count()).toBe(1);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "导出" }).disabled).toBe(false);
  });
});

it("leaves out whoever may not be contacted for a purpose, and says of each reason who that is", async () => {
  const { saved, services } = await openExport();
  const yes = { given: true, at: Date.UTC(2026, 1, 1) };
  await services.writer.run("test", [
    create("reader", "r2", {
      name: "李雷",
      phones: ["13800138002"],
      birthDate: "1980-01-01",
      consents: { "phone.event": yes },
    }),
    create("reader", "r3", {
      name: "周颖",
      phones: ["13800138003"],
      consents: { "phone.event": yes },
      doNotContact: { since: "2026-11-01" },
    }),
    create("reader", "r4", { name: "赵静", phones: ["13800138004"] }),
  ]);
  await userEvent.click(screen.getByRole("radio", { name: /CSV/ }));
  // a masked file reaches nobody, and is asked nothing
  expect(screen.queryByRole("combobox", { name: "文件做什么用" })).toBeNull();
  await userEvent.click(screen.getByRole("checkbox"));
  const purpose = screen.getByRole<HTMLSelectElement>("combobox", { name: "文件做什么用" });
  expect(purpose.selectedOptions[0]?.textContent).toBe("图书馆自用，不拿来联系任何人");
  await userEvent.selectOptions(purpose, "活动邀请");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "怎样联系" }), "电话");
  await userEvent.click(screen.getByRole("button", { name: "导出" }));
  await expect.poll(() => saved.length).toBe(1);
  const text = new TextDecoder().decode(saved[0]?.bytes);
  expect(text).toContain("13800138002");
  for (const left of ["13800138000", "13800138003", "13800138004"]) expect(text).not.toContain(left);
  expect(await screen.findByText("没有放进文件的读者：3 位")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "还没同意：2 位" }));
  expect(await screen.findByRole("link", { name: "王芳" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "赵静" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "不要联系：1 位" }));
  expect(await screen.findByRole("link", { name: "周颖" })).toBeTruthy();
  // who stands in it is kept, and nobody whom it left out
  expect((await services.db.reveal.toArray()).map(({ about, readers }) => [about?.id, readers])).toEqual([
    ["export-of-some-csv-1-phone.event", ["r2"]],
  ]);
  expect(await findAxeFaults(document.body)).toEqual([]);
  // for the library's own use all are in it
  await userEvent.selectOptions(purpose, "图书馆自用，不拿来联系任何人");
  await userEvent.click(screen.getByRole("button", { name: "导出" }));
  await expect.poll(() => saved.length).toBe(2);
  expect(new TextDecoder().decode(saved[1]?.bytes)).toContain("13800138004");
  expect(screen.queryByText("没有放进文件的读者：3 位")).toBeNull();
});

it("asks of service records with plain fields too what they are for, and leaves out those of whoever may not be told", async () => {
  const { saved, services } = await openExport();
  const yes = { given: true, at: Date.UTC(2026, 1, 1) };
  const record = { at: Date.UTC(2026, 10, 20), purpose: "enquiry" } as const;
  await services.writer.run("test", [
    create("reader", "r2", {
      name: "李雷",
      phones: ["13800138002"],
      birthDate: "1980-01-01",
      consents: { "phone.event": yes },
    }),
    create("interaction", "i1", { ...record, reader: "r1", question: "问一" }),
    create("interaction", "i2", { ...record, reader: "r2", question: "问二" }),
    create("interaction", "i3", { ...record, question: "问三" }),
  ]);
  await userEvent.click(screen.getByRole("radio", { name: "服务记录" }));
  await userEvent.click(screen.getByRole("radio", { name: /CSV/ }));
  await userEvent.click(screen.getByRole("checkbox"));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "文件做什么用" }), "活动邀请");
  await userEvent.click(screen.getByRole("button", { name: "导出" }));
  await expect.poll(() => saved.length).toBe(1);
  const text = new TextDecoder().decode(saved[0]?.bytes);
  expect(text).toContain("问二");
  expect(text).not.toMatch(/问一|问三/);
  expect(await screen.findByText("没有放进文件的读者：1 位")).toBeTruthy();
  expect(screen.getByText("没有记在读者名下的也不在里面：1 条")).toBeTruthy();
  expect((await services.db.reveal.toArray()).map(({ about, readers }) => [about, readers])).toEqual([
    [{ kind: "interaction", id: "export-of-some-csv-1-phone.event" }, ["r2"]],
  ]);
});
