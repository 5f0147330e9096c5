import { expect, it } from "vitest";
import type { WhyIn } from "#shared/analysis/segments/compile-segment.ts";
import { masked } from "../../../../renderer/db/masked.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { PrintedList } from "../../../../renderer/features/readers/segments/printed-list.tsx";
import { useWords } from "../../../../renderer/features/readers/segments/rule-wording.ts";
import { whyText } from "../../../../renderer/words/rule-words.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

const FOUND = [
  ["tags", ["志愿者"]],
  ["value", 80],
  ["age", 67],
  ["serviceNeeds", ["轮椅"]],
  ["consents", ["phone.event"]],
  ["openOpinionTypes", ["complaint"]],
] as const;
const WHY: WhyIn = {
  isIn: true,
  because: "rule",
  groups: [
    {
      match: "all",
      holds: true,
      conditions: FOUND.map(([field, found]) => ({ condition: { field, is: "known" }, holds: true, found })),
    },
  ],
};

/** As the screen says it, and as paper does. */
function BothWays() {
  const words = useWords();
  const readers = new Map([["ann", masked("reader", { id: "ann", name: "张素琴", card: "001" } as never)]]); // the fields that a list shows
  return (
    <>
      <p>{whyText(WHY, words)}</p>
      <PrintedList title="志愿者" printed={{ members: [{ id: "ann", why: WHY }], total: 1, readers }} words={words} />
    </>
  );
}

it("keeps health, age, consents and complaints off the paper, and says at its foot who printed it and when; the screen shows an age band", async () => {
  const services = await createTestServices({ settings: { staff: "chen", deskName: "一楼服务台" } });
  await (await services.writer.run("test", [create("staff", "chen", { name: "陈雨桐" })])).confirmed;
  const { container } = await renderWithServices(<BothWays />, { services });
  expect(container.querySelector("p")?.textContent).toContain("年龄：60 岁以上");
  expect(container.querySelector("p")?.textContent).not.toContain("67");
  expect(container.querySelector("tbody")?.textContent).toBe("张素琴001标签：志愿者");
  await expect
    .poll(() => container.querySelector("footer")?.textContent)
    .toMatch(/^一楼服务台 陈雨桐 打印于 2026-11-25\s\d\d:\d\d$/);
});
