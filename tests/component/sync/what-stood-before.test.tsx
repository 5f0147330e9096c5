/** What the sync centre says stood there before two desks wrote: nothing that one of them wrote. */
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { shapeSettingId, storedShape, usualShape } from "#shared/rules/thresholds.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import { openSync, writtenElsewhere } from "./open-sync.tsx";

it("a setting that nobody had made before shows what held then", async () => {
  const id = shapeSettingId("new-no-return");
  const usual = usualShape("new-no-return");
  const after = (days: number) =>
    storedShape("new-no-return", { ...usual, thresholds: { ...usual.thresholds, after: days } });
  await openSync({
    prepare: async (made) => {
      await made.writer.run("setting.rule", [create("setting", id, { name: "value", value: after(10) })]);
      await writtenElsewhere(made, [{ kind: "setting", id, cells: { name: "value", value: after(60) } }]);
    },
  });
  const before = (await screen.findByText("修改前")).closest(".opt")?.querySelector(".value");
  expect(before?.textContent).toMatch(new RegExp(`：${usual.thresholds.after}$`));
});

it("an answer that came while another was being written is the other side, and not what stood before", async () => {
  const id = "00000000-0000-7000-8000-00000000000f";
  await openSync({
    prepare: async (made) => {
      await made.writer.run("feedback.register", [create("feedback", id, { text: "太吵", status: "registered" })]);
      await writtenElsewhere(made, [{ kind: "feedback", id, cells: { publicReply: "乙的答复，一个长一些的句子" } }]);
      await made.writer.run("feedback.answer", [
        edit("feedback", id, { publicReply: "甲的答复，一个长一些的句子" }, { publicReply: [] }),
      ]);
    },
  });
  const group = (await screen.findByText("修改前")).closest("fieldset");
  expect(group?.querySelector(".opt-was")?.textContent).toBe("修改前这里没有留下");
  expect(within(group as HTMLElement).getAllByText(/乙的答复/)).toHaveLength(1);
  expect(within(group as HTMLElement).getAllByText(/甲的答复/)).toHaveLength(1);
});
