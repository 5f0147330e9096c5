import { expect, test } from "vitest";
import type { TakenBack } from "../../../../renderer/db/take-back.ts";
import { undoneWords } from "../../../../renderer/db/undone-words.ts";
import { createI18n, startI18n } from "../../../../renderer/i18n/i18n.ts";

const { t } = await createI18n("zh-CN");
const list = (items: readonly string[]): string => items.join("、");

const done = (command: string, left: readonly string[] = []): TakenBack => ({ tag: "done", undone: { command, left } });

test("names the act, in the words it was said with where they are known", () => {
  expect(undoneWords("undo", done("segment.fix"), t, { list })).toEqual({ text: "已撤销：读者群" });
  expect(undoneWords("redo", done("task.add"), t, { list })).toEqual({ text: "已重做：新待办" });
  expect(undoneWords("undo", done("feedback.assign"), t, { list }, "已分办给周建平")).toEqual({ text: "已撤销：已分办给周建平" });
});

test("names a field once, and the record where all of it was left", () => {
  const left = ["feedback/a/owner", "feedback/b/owner", "task/c", "reader/d/.deleted", "reader/d/otherIds/学号"];
  expect(undoneWords("undo", done("feedback.assign", left), t, { list }).detail).toBe("5 处同事已改过，保留：承办人、待办、读者、其他证号");
});

test("says that there was nothing", () => {
  expect(undoneWords("undo", { tag: "nothing" }, t, { list })).toEqual({ text: "没有可撤销的操作" });
});

test("says what was not begun, and what is not safe yet", () => {
  expect(undoneWords("undo", { tag: "not-begun", why: "disk-full" }, t, { list })).toMatchObject({ text: "没有保存", tone: "failed" });
  expect(undoneWords("undo", { tag: "not-confirmed", why: "journal-silent", undone: { command: "task.add", left: [] } }, t, { list })).toMatchObject({
    text: "还没有存稳：“已撤销：新待办”",
    tone: "failed",
  });
});

test("names the record for a field whose word has not come yet", async () => {
  const { t: early } = await startI18n("en");
  expect(early("words.reader.phones")).toBe("words.reader.phones");
  expect(undoneWords("undo", done("reader.edit", ["reader/d/phones"]), early, { list }).detail).toContain(early("words.kind.reader"));
});
