/** Two desks that had not heard of each other gave two branches one short code. */
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { create } from "../../../renderer/db/write/changes.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { openSync } from "./open-sync.tsx";

const badge = (): string | undefined => document.querySelector('.rail a[href="/sync"] .badge')?.textContent;

it("is asked about: one keeps the code, the other gets one that is free, and an undo asks again", async () => {
  const { services } = await openSync({
    prepare: async ({ writer }) => {
      await writer.run("test", [
        create("branch", "b2", { name: "西馆", code: "ｃd" }),
        create("branch", "b3", { name: "北馆", code: "CD2" }),
      ]);
    },
  });
  const codes = async () =>
    Object.fromEntries((await services.db.branch.toArray()).map(({ name, code }) => [name ?? "", code]));
  const asked = within(await screen.findByRole("group", { name: /^有两个以上分馆用简称/ }));
  await screen.findByText("1 个分馆简称");
  await expect.poll(badge).toBe("待处理1");
  const act = screen.getByRole("button", { name: /^定下并看下一处/ });
  // nothing is taken from anybody that nobody has chosen
  expect(act.getAttribute("aria-disabled")).toBe("true");
  const [first] = asked.getAllByRole("radio");
  if (first === undefined) throw new Error("nobody to choose");
  await userEvent.click(first);
  const box = await asked.findByRole<HTMLInputElement>("textbox", { name: "西馆的新简称" });
  // CD2 is given
  expect(box.value).toBe("CD3");
  await userEvent.clear(box);
  await userEvent.type(box, "cd2");
  expect((await asked.findByRole("alert")).textContent).toBe("请换一个没有用过的简称");
  expect(await findAxeFaults(document.body)).toEqual([]);
  await userEvent.clear(box);
  await userEvent.type(box, "XG{Enter}");
  await screen.findByText("简称 CD 归城东馆", { selector: ".toast b" });
  expect(await codes()).toEqual({ 城东馆: "CD", 西馆: "XG", 北馆: "CD2" });
  await expect.poll(() => screen.queryByRole("group", { name: /^有两个以上分馆用简称/ })).toBeNull();
  await services.writer.undo();
  await screen.findByRole("group", { name: /^有两个以上分馆用简称/ });
});
