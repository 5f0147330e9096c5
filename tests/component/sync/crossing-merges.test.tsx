/**
 * Two desks merge one reader into different ones and both keep the values of that reader: what the questions then say.
 */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Entry, Op } from "#shared/replication/rows/entry.ts";
import { eraseChanges, planErasing } from "../../../renderer/db/erasing/erase-reader.ts";
import { mergeChanges } from "../../../renderer/features/readers/merge/merge-changes.ts";
import { createTestServices, type TestServices } from "../../support/desk-services.ts";
import { openSync, seenByAll, writtenElsewhere } from "./open-sync.tsx";

const [WANG, SUN, ZHOU] = [1, 2, 3].map((end) => `00000000-0000-7000-8000-00000000000${end}`) as [
  string,
  string,
  string,
];

const ALL: readonly Op[] = [
  { kind: "reader", id: WANG, cells: { name: "王小明", card: "10000005" } },
  { kind: "reader", id: SUN, cells: { name: "孙悦", card: "10000006" } },
  { kind: "reader", id: ZHOU, cells: { name: "周八", card: "10000007" } },
];

/** As the dialog does it: of the reader's page, the other one, every value of the other one chosen. */
async function mergeZhouInto({ db, writer }: TestServices, id: string): Promise<void> {
  const [mine, yours] = await db.reader.bulkGet([id, ZHOU]);
  if (mine === undefined || yours === undefined) throw new Error("both readers");
  await (await writer.run("reader.merge", mergeChanges(mine, yours, new Set(["name", "card"]), "zh-CN").changes))
    .confirmed;
}

/** What a desk writes that knows the three and has not heard of the other's merge. */
async function mergedElsewhere(id: string): Promise<Entry> {
  const other = await createTestServices();
  await seenByAll(other, ALL);
  await mergeZhouInto(other, id);
  const entry = other.testHost.entries.at(-1);
  if (entry === undefined) throw new Error("an entry");
  return entry;
}

const openAfter = (here: string, there: string, language: "zh-CN" | "zh-TW" | "en" = "zh-CN") =>
  openSync({
    settings: { language },
    prepare: async (services) => {
      await seenByAll(services, ALL);
      await mergeZhouInto(services, here);
      await writtenElsewhere(services, (await mergedElsewhere(there)).ops);
    },
  });

const sayings = (group: HTMLElement): readonly string[] =>
  [...group.querySelectorAll("label.opt")].map((side) =>
    [...side.querySelectorAll(".value, .meta")].map((part) => part.textContent).join(" | "),
  );
const field = (name: RegExp): Promise<HTMLElement> => screen.findByRole("group", { name });

describe("a reader whose values two desks kept in different merges", () => {
  it.each([
    ["here", WANG, SUN, ["王小明 · 1000 0005", "孙悦 · 1000 0006"]],
    ["at the other desk", SUN, WANG, ["孙悦 · 1000 0006", "王小明 · 1000 0005"]],
  ] as const)(
    "asks with what each of the others was called before, as seen %s",
    async (_, mine, theirs, [ours, others]) => {
      await openAfter(mine, theirs);
      const [first, second] = sayings(await field(/合并/));
      expect(first).toContain(`并入 周八 · 1000 0007 | 原登记为 ${ours}`);
      expect(second).toContain(`并入 周八 · 1000 0007 | 原登记为 ${others}`);
    },
  );

  it.each([
    ["zh-TW", /^1 · 合併/, "原登記為 王小明 · 1000 0005", "原登記為 孙悦 · 1000 0006"],
    ["en", /^1 · Merge/, "Formerly 王小明 · 1000 0005", "Formerly 孙悦 · 1000 0006"],
  ] as const)("says so in %s", async (language, name, ours, theirs) => {
    await openAfter(WANG, SUN, language);
    const [first, second] = sayings(await field(name));
    expect(first).toContain(ours);
    expect(second).toContain(theirs);
  });

  it("says nothing any more of what an erased one was called", async () => {
    const { services } = await openAfter(WANG, SUN);
    await field(/合并/);
    const { db, writer, clock } = services;
    for (const changes of eraseChanges(await planErasing(db, SUN), { at: clock.now(), reason: "request" }, "case-1"))
      await (await writer.run("reader.erase", changes)).confirmed;
    await waitFor(() => expect(document.body.textContent).not.toMatch(/孙悦|1000 0006/));
    expect(sayings(await field(/合并/))[0]).toContain("原登记为 王小明 · 1000 0005");
    expect(JSON.stringify([await db.reader.toArray(), await db.log.toArray()])).not.toContain("孙悦");
  });

  it("asks whose the card is with what each was called before", async () => {
    await openAfter(WANG, SUN);
    (await screen.findByRole("button", { name: "以后再定" })).click();
    const group = await field(/1000 0007/);
    expect(sayings(group).map((text) => text.split(" | ").slice(0, 2))).toEqual([
      ["周八", "原登记为 王小明 · 1000 0005"],
      ["周八", "原登记为 孙悦 · 1000 0006"],
    ]);
    expect(within(group).getAllByRole("radio")).toHaveLength(2);
    expect(document.querySelector(".review-foot")?.textContent).toContain("1 周八 2 周八");
  });
});
