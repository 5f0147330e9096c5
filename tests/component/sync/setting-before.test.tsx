import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { shapeSettingId, storedShape, usualShape } from "#shared/rules/shape.ts";
import { create } from "../../../renderer/db/write/changes.ts";
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
