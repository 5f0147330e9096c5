import { expect, expectTypeOf, test } from "vitest";
import { type CalledOut, maskName } from "#shared/model/readers/mask.ts";
import type { Deed } from "../../../../renderer/acts/acts.ts";
import { type NewsWords, newsWords, type WordedNews } from "../../../../renderer/acts/news-words.ts";
import type { I18n } from "../../../../renderer/i18n/i18n.ts";
import { createI18n, startI18n } from "../../../../renderer/i18n/i18n.ts";
import type { MessageValues, Said } from "../../../../renderer/i18n/message-id.ts";

const chinese = await createI18n("zh-CN");
const list = (items: readonly string[]): string => items.join("、");
const say = (news: WordedNews, language: I18n = chinese): NewsWords => newsWords(news, language, { list });

const turned = (
  command: string,
  { left = [], direction = "undo", said }: { left?: readonly string[]; direction?: "undo" | "redo"; said?: Said } = {},
): Deed => ({
  tag: "turned",
  direction,
  command,
  left,
  ...(said !== undefined && { said }),
});
const saved = (deed: Deed, late = false, unsafe: readonly Deed[] = []): NewsWords =>
  say({ tag: "saved", deed, seq: 1, late, unsafe });
const OPINION: Deed = {
  tag: "act",
  act: { command: "feedback.register", changes: [], said: { id: "desk.task-done" }, detail: "11 月 30 日前答复" },
};

test("names what was taken back, in the words it was said with where they are known", () => {
  expect(saved(turned("segment.fix"))).toEqual({ text: "已撤销：读者群" });
  expect(saved(turned("task.add", { direction: "redo" }))).toEqual({ text: "已重做：新待办" });
  expect(
    saved(
      turned("feedback.assign", { said: { id: "desk.logged", values: { kind: "咨询", who: maskName("张素琴") } } }),
    ),
  ).toEqual({ text: "已撤销：已记录：咨询 → 张*琴" });
});

test.each([
  ["interaction.contact", "已联系读者"],
  ["interaction.missed", "联系未接"],
  ["interaction.declined", "谢绝定期联系"],
  ["reader.contact-later", "稍后联系"],
  ["task.later", "改日再办"],
  ["feedback.snooze", "改日再办"],
  ["task.promise", "新承诺"],
  ["handover.add", "交班"],
  ["handover.take-notes", "接下留言"],
  ["handover.take-note", "接下留言"],
  ["branch.hide", "停用分馆"],
  ["branch.show", "恢复分馆"],
])("names %s by itself", (command, name) => expect(saved(turned(command)).text).toBe(`已撤销：${name}`));

test("says what it was that was taken back, or whom it was about, as they are called out", () => {
  const deed: Deed = { tag: "turned", direction: "undo", command: "interaction.log", left: [] };
  const who = [maskName("张素琴"), maskName("李明")];
  expect(saved({ ...deed, who })).toEqual({ text: "已撤销：快速登记", detail: "张*琴、李*" });
  expect(saved({ ...deed, who, others: 4 }).detail).toBe("张*琴、李*、另外 4 位");
  const was: Said = { id: "mail.registered", values: { count: 4 } };
  expect(saved({ ...deed, command: "feedback.mail", was, who }).detail).toBe("已登记4件来件 · 张*琴、李*");
  const named: Said = { id: "calls.did.declined", values: { who: maskName("张素琴") } };
  expect(saved({ ...deed, command: "outreach.call", was: named, who })).toEqual({
    text: `已撤销：${chinese.t("desk.act.outreach-call")}`,
    detail: chinese.say(named),
  });
  expect(saved({ ...deed, command: "feedback.mail", was })).toEqual({
    text: "已撤销：读者意见登记",
    detail: "已登记4件来件",
  });
});

test("names a field once, and the record where all of it was left", () => {
  const left = ["feedback/a/owner", "feedback/b/owner", "task/c", "reader/d/.deleted", "reader/d/otherIds/学号"];
  expect(saved(turned("feedback.assign", { left })).detail).toBe("5 处同事已改过，保留：承办人、待办、读者、其他证号");
});

test("says that nothing was taken back where all of it was left, without a tick, and names the setting", () => {
  const deed: Deed = {
    tag: "turned",
    direction: "undo",
    command: "setting.rule",
    left: ["setting/setting-value/value"],
    nothing: true,
  };
  expect(saved(deed)).toEqual({ text: "没有撤销：修改设置", detail: "1 处同事已改过，保留：利用度", tone: "failed" });
  expect(saved({ ...deed, direction: "redo" }).text).toBe("没有重做：修改设置");
});

test("says that there was nothing", () =>
  expect(say({ tag: "nothing", direction: "undo" })).toEqual({ text: "没有可撤销的操作" }));

test("says of a late act that it is safe now, and which others are not", () => {
  expect(saved(OPINION, true, [turned("task.add")])).toEqual({
    text: chinese.t("desk.task-done"),
    detail: "刚才未能保存的，现在已保存 · 11 月 30 日前答复 · 还有 1 条尚未保存妥当：已撤销：新待办",
  });
});

test("names the record for a field whose word has not come yet", async () => {
  const early = await startI18n("en");
  expect(early.t("words.reader.phones")).toBe("words.reader.phones");
  expect(
    say(
      { tag: "saved", deed: turned("reader.edit", { left: ["reader/d/phones"] }), seq: 1, late: false, unsafe: [] },
      early,
    ).detail,
  ).toContain(early.t("words.kind.reader"));
});

test.each(["zh-CN", "zh-TW", "en"] as const)(
  "every reason is a sentence of its own in %s, and none is called saved",
  async (locale) => {
    const language = await createI18n(locale);
    const begun = (
      [
        "journal-silent",
        "disk-full",
        "disk-refused",
        "folder-away",
        "database-gone",
        "stream-moved",
        "too-large",
        "reader-gone",
        "reader-changed",
        "still-pending",
        "broken",
      ] as const
    ).map((why) => say({ tag: "not-begun", why }, language));
    const safe = (
      ["journal-silent", "disk-full", "disk-refused", "folder-away", "database-gone", "journal-refused"] as const
    ).map((why) => say({ tag: "not-safe", deed: OPINION, why }, language));
    const broke = say({ tag: "command-broke", command: { label: "commands.lock" } }, language);
    const all = [...begun, ...safe, broke];
    expect(all.every(({ tone }) => tone === "failed")).toBe(true);
    const sentences = all.map(({ detail = "" }) => detail);
    expect(new Set(sentences).size).toBe(all.length);
    for (const { text, detail } of all)
      for (const words of [text, detail ?? ""]) expect(words).not.toMatch(/^$|acts\.|\{/);
  },
);

test("a sentence of an act that names a reader as she is in the records does not compile", () => {
  interface Naming<V> {
    readonly id: "readers.did-delete";
    readonly values: V;
  }
  expectTypeOf<Naming<{ who: CalledOut }>>().toExtend<Said>();
  expectTypeOf<Naming<{ who: string }>>().not.toExtend<Said>();
  // nor under the name of whatever has a name
  expectTypeOf<Naming<{ name: string }>>().not.toExtend<Said>();
  expectTypeOf<{ who: string }>().not.toExtend<MessageValues>();
  expectTypeOf(maskName).returns.toEqualTypeOf<CalledOut>();
});
