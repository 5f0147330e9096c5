import { describe, expect, it } from "vitest";
import { generateDemo } from "#shared/demo/demo-library.ts";
import { trialScript } from "../../../../../renderer/app/boot/trial-script.ts";

const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const library = generateDemo({
  seed: 1,
  readers: 300,
  today: "2026-11-24",
  nowMs: midnightOf("2026-11-24") + 15 * 3_600_000,
  midnightOf,
});
const told = library.chunks.flat().filter(({ kind }) => kind !== "code");

describe("the trial in the script of the screen", () => {
  it("is written in traditional characters, names, texts and the words of Taiwan, where these are read", async () => {
    const inScript = await trialScript("zh-TW");
    expect(inScript({ name: "张素琴", tags: ["大字本"], served: { "东门社区/0-6": 12 }, at: 7, none: null })).toEqual({
      name: "張素琴",
      tags: ["大字本"],
      served: { "東門社區/0-6": 12 },
      at: 7,
      none: null,
    });
    const text = JSON.stringify(inScript(told.map(({ values }) => values)));
    expect([...new Set(text.match(/[们这说时书馆读证续约图阅览讲为问题电话]/g))]).toEqual([]);
    expect(text).toContain("張素琴");
    // as the screens write them
    expect(text).not.toMatch(/檯|地方誌|讀者證/);
  });

  it("keeps ids, codes, numbers and how many there are as they are", async () => {
    const inScript = await trialScript("zh-TW");
    const turned = told.map((record) => inScript(record));
    expect(turned.map(({ kind, id }) => [kind, id])).toEqual(told.map(({ kind, id }) => [kind, id]));
    const shapes = (records: typeof told) => records.map(({ values }) => Object.keys(values).sort());
    expect(shapes(turned)).toEqual(shapes(told));
  });

  it.each(["zh-CN", "en"] as const)("stays as it is written where %s is read", async (language) => {
    const inScript = await trialScript(language);
    expect(inScript(told)).toBe(told);
  });
});
