import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastChip, type NoteChip, parseNoteLine } from "#shared/model/input/note-line.ts";

/** A Tuesday. */
const TODAY = "2026-11-24";
const chipsOf = (line: string): readonly NoteChip[] => parseNoteLine(line, TODAY).chips;

describe("the line under a quick log", () => {
  test("reads every mark and keeps the rest as text", () => {
    expect(parseNoteLine("彩色复印 #打印 @林岚 !高 >明天 ~5 教她用自助机", TODAY)).toEqual({
      text: "彩色复印 教她用自助机",
      chips: [
        { kind: "tag", tag: "打印" },
        { kind: "colleague", typed: "林岚" },
        { kind: "priority", priority: "high" },
        { kind: "follow-up", due: "2026-11-25" },
        { kind: "minutes", minutes: 5 },
      ],
    });
  });

  test("full-width marks mean the same as half-width ones", () => {
    expect(chipsOf("＃打印　＠林岚　！高　》明天　～５　＊２７")).toEqual([
      ...chipsOf("#打印 @林岚 !高 >明天 ~5"),
      { kind: "count", count: 27 },
    ]);
  });

  test.each([
    ["今天", "2026-11-24"],
    ["后天", "2026-11-26"],
    ["3天", "2026-11-27"],
    ["周五", "2026-11-27"],
    ["周二", "2026-12-01"],
    ["下周一", "2026-11-30"],
    ["下週五", "2026-12-04"],
    ["fri", "2026-11-27"],
    ["next-monday", "2026-11-30"],
    ["12-3", "2026-12-03"],
    ["12月3日", "2026-12-03"],
    ["1/15", "2027-01-15"],
    ["2027.02.28", "2027-02-28"],
    ["tomorrow", "2026-11-25"],
  ])(">%s is %s", (word, due) => {
    expect(chipsOf(`>${word}`)).toEqual([{ kind: "follow-up", due }]);
  });

  test.each([
    "C# 入门",
    "写到 a@b.cn",
    "太好了！高兴",
    "> 5 人",
    "3 > 2",
    "2026-02-30",
    "~两点",
    "# 号机",
    "***",
    "!",
    "5*3 米",
  ])("%s has no mark and stays as it is", (line) => {
    expect(parseNoteLine(line, TODAY)).toEqual({ text: line, chips: [] });
  });

  test("a tag may follow Han characters without a space and ends at punctuation", () => {
    expect(parseNoteLine("教她用自助机#打印，谢谢@林岚。", TODAY)).toEqual({
      text: "教她用自助机，谢谢。",
      chips: [
        { kind: "tag", tag: "打印" },
        { kind: "colleague", typed: "林岚" },
      ],
    });
  });

  test("so may a day, but not behind a number or the end of a title", () => {
    expect(parseNoteLine("送大字本书目>明天", TODAY)).toEqual({
      text: "送大字本书目",
      chips: [{ kind: "follow-up", due: "2026-11-25" }],
    });
    expect(parseNoteLine("回电，＞后天 带《活着》明天的两本3>2 书>谁", TODAY)).toEqual({
      text: "回电， 带《活着》明天的两本3>2 书>谁",
      chips: [{ kind: "follow-up", due: "2026-11-26" }],
    });
  });

  test.each([
    [">31.2.2027", ">31.2.2027"],
    ["送书 ＞2-30", "＞2-30"],
    [">2026-13-01 #a", ">2026-13-01"],
    ["回电>2月30日", ">2月30日"],
    [">12-04", undefined],
    ["借了 >3本，不到 >1.5小时，>谁", undefined],
  ])("says of %s what is written as a day and is none, and keeps it as text", (line, noDay) => {
    const note = parseNoteLine(line, TODAY);
    expect(note.noDay).toBe(noDay);
    if (noDay !== undefined) expect(note.text).toContain(noDay);
    expect(parseNoteLine(line, TODAY, ({ kind }) => kind === "tag").noDay).toBeUndefined();
  });

  test("tags add up, of the other marks the last counts", () => {
    const note = parseNoteLine("#a #b #a ~5 ~10 >明天 >后天", TODAY);
    expect(note.chips.filter((chip) => chip.kind === "tag")).toHaveLength(2);
    expect(lastChip(note, "minutes")?.minutes).toBe(10);
    expect(lastChip(note, "follow-up")?.due).toBe("2026-11-26");
  });

  test("line breaks of a longer note stay", () => {
    expect(parseNoteLine("第一行 ~5\n第二行", TODAY).text).toBe("第一行\n第二行");
  });

  test("no character that is not part of a mark is ever lost", () => {
    const letters = (text: string): string => text.replace(/\s/g, "");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (line) => {
        const { text, chips } = parseNoteLine(line, TODAY);
        return chips.length > 0 || letters(text) === letters(line);
      }),
    );
  });
});
