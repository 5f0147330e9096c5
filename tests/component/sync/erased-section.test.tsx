import { act, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import { caseOf } from "#shared/model/who-is-named.ts";
import { noteLooked } from "../../../renderer/db/erasing/erase-rows.ts";
import { applySlice } from "../../../renderer/db/exchange/apply-slice.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-standing.ts";
import type { TestServices } from "../../support/desk-services.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { device, OWN, openSync, reportOf } from "./open-sync.tsx";

const [CHILDREN, BUS] = ["b".repeat(16), "e".repeat(16)];
const AT = new Date(2026, 10, 25, 9, 30).getTime();

/** A colleague tells how far she has come with this desk's own entries. */
const acknowledged = ({ db }: TestServices, stream: string, seq: number, no = 1) =>
  applySlice(db, OWN, AT, {
    stream,
    entries: [],
    ends: { no, hash: `${no}`.repeat(12), at: AT, acked: { [OWN]: { no: 1, hash: "1".repeat(12), seq } } },
  });

async function opened() {
  const { services } = await openSync({
    prepare: async ({ db, writer }) => {
      await writer.run("test", [
        create("reader", "r1", { name: "张素琴" }),
        create("interaction", "i1", { reader: "r1", question: "问" }),
      ]);
      await writer.run(
        "reader.erase",
        [create("erased", "r1", { at: AT, by: "s2", reason: "request", records: ["interaction/i1"] })],
        { undoable: false },
      );
      // a colleague who has gone on, and one who knows nothing of it yet
      await applySlice(db, OWN, AT, {
        stream: BUS,
        entries: [{ seq: 1, hlc: makeHlc(AT, 0), pulls: 0, staff: "s2", command: "test", ops: [] }],
        ends: { no: 1, hash: "2".repeat(12), at: AT },
      });
    },
  });
  const { seq } = (await services.db.streams.get(OWN)) ?? { seq: 0 };
  await acknowledged(services, CHILDREN, seq);
  await addToSyncLog(services.db, {
    report: reportOf({
      devices: [
        device(OWN, "一楼服务台", AT, { own: true }),
        device(CHILDREN, "儿童馆-2", AT),
        device(BUS, "流动书车", AT),
        device("f".repeat(16), "已移除", AT, { out: { way: "removed", at: AT } }),
      ],
    }),
    folder: null,
  });
  return { services, seq, section: await screen.findByRole("region", { name: /已清除的读者/ }) };
}

describe("readers who were erased", () => {
  it("are listed without a name, with who has confirmed, who is still to come, and what remains where", async () => {
    const { section, services, seq } = await opened();
    expect(await within(section).findByText(/读者本人要求 · 周敏 · 连同记录 1 条/)).toBeTruthy();
    expect(section.textContent).not.toContain("张素琴");
    expect(await within(section).findByText("已清除：儿童馆-2")).toBeTruthy();
    expect(await within(section).findByText("还没有清除：流动书车")).toBeTruthy();
    expect(within(section).getByText(/纸张、导出的文件/)).toBeTruthy();
    expect(within(section).getByText(/还在清理日志和备份/)).toBeTruthy();
    expect(await findAxeFaults(document.body)).toEqual([]);
    await noteLooked(services.db, { tainted: { [OWN]: 1 } });
    await acknowledged(services, BUS, seq, 2);
    expect(await within(section).findByText(/^所有电脑都已清除。/)).toBeTruthy();
    expect(await within(section).findByText(/^下次同步时/)).toBeTruthy();
    await services.db.meta.delete("erasure");
    await waitFor(() => expect(within(section).getByText(/这台电脑在共享文件夹里的文件已不含有关内容/)).toBeTruthy());
  });

  it("leave behind who looked at them, under case numbers, to be read and printed", async () => {
    const { section, services } = await opened();
    expect(within(section).queryByText("谁查看过已清除的读者")).toBeNull();
    const look = (id: string, number: string, at: number) =>
      create("reveal", id, { about: caseOf(number), fields: ["phones", "question"], at, staff: "s2" });
    await services.writer.run("reader.reveal", [
      look("look-1", "7K2M-Q9XD", AT - 7_200_000),
      look("look-2", "7K2M-Q9XD", AT - 3_600_000),
      look("look-3", "none", AT - 86_400_000),
    ]);
    await userEvent.click(await within(section).findByText("谁查看过已清除的读者"));
    expect(
      within(section)
        .getAllByRole("button")
        .map(({ textContent }) => textContent),
    ).toEqual([
      expect.stringMatching(/^个案编号 7K2M-Q9XD · 查看 2 次/),
      expect.stringMatching(/^还没有个案编号的读者 · 查看 1 次/),
    ]);
    expect(await findAxeFaults(document.body)).toEqual([]);
    // awaited as a whole: the dialog is fetched when first asked for
    await act(async () =>
      within(section)
        .getByRole("button", { name: /7K2M-Q9XD/ })
        .click(),
    );
    const dialog = await screen.findByRole("dialog", { name: /个案编号 7K2M-Q9XD/ });
    expect((await within(dialog).findAllByRole("listitem")).map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^周敏 · .*电话.*问/),
      expect.stringMatching(/^周敏 · .*电话.*问/),
    ]);
    expect(within(dialog).getByRole("button", { name: "打印" })).toBeTruthy();
    expect(await findAxeFaults(document.body)).toEqual([]);
  });

  it("have no section while there are none", async () => {
    await openSync();
    await screen.findByRole("heading", { name: "同步中心" });
    expect(screen.queryByRole("region", { name: /已清除的读者/ })).toBeNull();
  });
});
