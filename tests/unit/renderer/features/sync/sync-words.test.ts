/** Every way in which an exchange can end or warn, said in three languages, each with its one button. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { alarmList } from "#shared/host/alarm-calls.ts";
import type { SyncStop, SyncWarning } from "#shared/replication/exchange/sync-report.ts";
import { joinMessage } from "../../../../../renderer/features/first-run/first-run-errors.ts";
import { alarmMessage } from "../../../../../renderer/features/sync/run/alarm-words.ts";
import { alarmOf } from "../../../../../renderer/features/sync/run/alarms.ts";
import {
  actionLabel,
  isPassing,
  type NoticeAction,
  setAsideNotice,
  stopNotice,
  warningNotice,
} from "../../../../../renderer/features/sync/run/sync-words.ts";
import { folderMessage } from "../../../../../renderer/features/sync/share/folder-words.ts";
import { createFormat } from "../../../../../renderer/i18n/format.ts";

/** One of each tag: a new one does not compile until it stands here. */
const STOPS: { readonly [T in SyncStop["tag"]]: Extract<SyncStop, { tag: T }> } = {
  cancelled: { tag: "cancelled" },
  "no-folder": { tag: "no-folder" },
  gone: { tag: "gone" },
  "empty-folder": { tag: "empty-folder" },
  "wrong-folder": { tag: "wrong-folder" },
  "marker-lost": { tag: "marker-lost" },
  "another-library": { tag: "another-library", library: "0123456789abcdef" },
  "newer-format": { tag: "newer-format" },
  "read-only": { tag: "read-only" },
  full: { tag: "full" },
  unclear: { tag: "unclear", code: "EIO", file: "heads" },
  "other-content": { tag: "other-content", file: "streams/x" },
  "not-kept": { tag: "not-kept" },
  locked: { tag: "locked" },
  removed: { tag: "removed", at: 1_800_000_000_000, no: 7 },
  "local-store": { tag: "local-store", code: "EACCES" },
  database: { tag: "database", reason: "QuotaExceededError" },
};

const WARNINGS: { readonly [T in SyncWarning["tag"]]: Extract<SyncWarning, { tag: T }> } = {
  "clock-off": { tag: "clock-off", stream: "s", device: null, aheadMs: 7 * 60_000 },
  "file-refused": {
    tag: "file-refused",
    stream: "s",
    device: "三楼咨询台",
    file: "f",
    error: { tag: "bad-signature" },
  },
  "second-marker": { tag: "second-marker", file: "reader-desk.library-zzzzzzzzzzzzzzzz" },
  "batch-missing": { tag: "batch-missing", stream: "s", device: "三楼咨询台", no: 4, gap: null },
  "head-alone": { tag: "head-alone", stream: "s", device: "三楼咨询台", no: 9, head: "s-00000009-0123456789ab" },
  "went-back": { tag: "went-back", stream: "s", device: "三楼咨询台", from: 9, to: 7 },
  fork: { tag: "fork", stream: "s", device: "三楼咨询台", no: 4, kept: "a", excluded: "b" },
  "digest-differs": {
    tag: "digest-differs",
    stream: "s",
    device: "三楼咨询台",
    kinds: ["reader"],
    ours: { at: {}, aside: 0, tables: {} },
    theirs: { at: {}, aside: 0, tables: {} },
  },
  unfinished: { tag: "unfinished", stream: "s", device: null },
  "removed-wrote": { tag: "removed-wrote", stream: "s", device: "书车", at: 1_800_000_000_000 },
  "removal-late": { tag: "removal-late" },
  "old-code": { tag: "old-code", stream: "s", device: "外来" },
  "new-code": { tag: "new-code" },
  "key-missing": { tag: "key-missing", stream: "s", device: null },
  "new-stream": { tag: "new-stream", stream: "t", from: "s", entries: 3 },
};

const format = createFormat("zh-CN", "UTC");
const nameOf = (): string => "儿童馆-2";
const GAP = { stream: "s", first: 4, no: 4, hash: "0123456789ab", lastSeq: 9 };
const notices = [
  ...Object.values(STOPS).map(stopNotice),
  setAsideNotice({ readers: 2 }),
  setAsideNotice({ readers: 0 }),
  ...[...Object.values(WARNINGS).filter(isPassing), { ...WARNINGS["batch-missing"], gap: GAP }].map((warning) =>
    warningNotice(warning, nameOf, format),
  ),
];

const FILE = "streams/s/0000/00000001-0123456789ab.batch";
const REFUSALS: readonly Extract<SyncWarning, { tag: "file-refused" }>["error"][] = [
  { tag: "unreadable", what: "folder" },
  { tag: "unreadable", what: "too-large" },
  { tag: "unreadable", what: "refused" },
  { tag: "damaged" },
  { tag: "bad-signature" },
  { tag: "newer-format" },
];
const alarms = [
  ...Object.values(WARNINGS),
  ...REFUSALS.map((error) => ({ ...WARNINGS["file-refused"], file: FILE, error })),
].flatMap((warning) => {
  const cause = alarmOf(warning);
  return cause === null ? [] : [alarmMessage(cause, nameOf, null), alarmMessage(cause, nameOf, cause.stream)];
});

const catalogue = (locale: string, area = "notices"): Record<string, string> =>
  JSON.parse(readFileSync(`renderer/i18n/messages/${locale}/${area}.json`, "utf8"));

/** Two of its sentences are those of the first run too, where only the desk's own are at hand. */
const said = (locale: string): Record<string, string> => ({ ...catalogue(locale), ...catalogue(locale, "sync") });

/** What is said of each kind of alarm, whoever reads it and whatever has become of it since. */
const saidOf = new Map(
  alarmList.item.entries.kind.options.map((kind) => {
    const causes = [
      ...Object.values(WARNINGS),
      ...REFUSALS.map((error) => ({ ...WARNINGS["file-refused"], file: FILE, error })),
    ].flatMap((warning) => alarmOf(warning) ?? []);
    const messages = causes
      .filter((cause) => cause.kind === kind)
      .flatMap((cause) =>
        [null, cause.stream].flatMap((own) =>
          (["waits", "in", "out"] as const).flatMap((admitted) =>
            [false, true].map((isBack) => alarmMessage(cause, nameOf, own, { admitted, isBack })),
          ),
        ),
      );
    return [kind, messages] as const;
  }),
);

/** Words of the program's inside, and in Chinese any in Latin letters. */
const INTERNAL: Readonly<Record<string, RegExp>> = {
  en: /[a-z]-[a-z]|\b(signatures?|signed|streams?|batch(es)?|hash(es)?|heads?|digests?|epochs?|vectors?|checkpoints?|manifests?|entry|entries|verif\w*|keys?|undefined|null)\b/i,
  "zh-CN": /[A-Za-z]{2,}|签名|签章|哈希|批次|摘要|条目|向量|检查点|校验|验证|密钥/,
  "zh-TW": /[A-Za-z]{2,}|簽名|簽章|雜湊|批次|摘要|條目|向量|檢查點|校驗|驗證|金鑰/,
};

describe("each kind of alarm", () => {
  it.each(["zh-CN", "zh-TW", "en"])(
    "has plain sentences of its own in %s, without a word of the program's inside, and names nothing but the computer and the file",
    (locale) => {
      const texts = said(locale);
      const kindOf = new Map<string, string>();
      for (const [kind, messages] of saidOf) {
        expect(messages, kind).not.toEqual([]);
        for (const { id, values = {} } of messages) {
          const text = texts[id] ?? "";
          expect(text.replace(/\{(name|file)\}/g, ""), id).toMatch(/^[^{}]+[。.]$/);
          expect(text.replace(/\{\w+\}/g, ""), id).not.toMatch(INTERNAL[locale] ?? /^/);
          for (const [place, value] of Object.entries(values))
            expect([place, value]).toEqual(
              place === "file"
                ? ["file", expect.stringMatching(/^(f|streams\/.*|reader-desk\..*)$/)]
                : ["name", "儿童馆-2"],
            );
          expect(kindOf.get(text) ?? kind).toBe(kind);
          kindOf.set(text, kind);
        }
      }
    },
  );
});

describe("what a sync has to say", () => {
  it.each(["zh-CN", "zh-TW", "en"])("has a sentence of its own for every stop and warning in %s", (locale) => {
    const texts = said(locale);
    const spoken = notices.map((notice) => texts[notice.said.id]);
    expect(spoken).not.toContain(undefined);
    expect(new Set(spoken).size).toBe(notices.length);
    const alarming = [...new Set(alarms.map(({ id }) => texts[id]))];
    expect(alarming).not.toContain(undefined);
    // what a newer desk wrote needs the same from everybody; six are of no file of a computer
    expect(alarming).toHaveLength(REFUSALS.length + (REFUSALS.length - 1) + 6);
    expect(
      alarming.filter(
        (text) =>
          spoken.includes(text) ||
          (text?.match(/[。.，,;；]/g) ?? []).length < 2 ||
          /signature|bad-|entr(y|ies)\b/.test(text ?? ""),
      ),
    ).toEqual([]);
    // what happened, what is safe, what to press: never one clause
    expect(spoken.filter((text) => (text?.match(/[。.，,;；]/g) ?? []).length < 2)).toEqual([]);
  });

  it.each(["zh-CN", "zh-TW", "en"])("names every button in %s", (locale) => {
    const texts = said(locale);
    const labels = [...new Set(notices.map(({ action }) => action))].map((action) => texts[actionLabel(action)]);
    expect(labels).not.toContain(undefined);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("says of a removed computer that wrote on only what holds too where it has come back with that under a new number", () => {
    expect(catalogue("zh-CN")["notices.warn-removed-wrote"]).toMatch(/旧编号写下的不算数.*再次加入.*新编号/);
    expect(catalogue("zh-TW")["notices.warn-removed-wrote"]).toMatch(/舊編號寫下的不算數.*再次加入.*新編號/);
    expect(catalogue("en")["notices.warn-removed-wrote"]).toMatch(
      /under its old number does not count.*joins again.*new number/,
    );
  });

  it("fills every placeholder of its sentences", () => {
    const texts = said("zh-CN");
    for (const said of [...notices.map((notice) => notice.said), ...alarms])
      for (const [, name] of (texts[said.id] ?? "").matchAll(/\{(\w+)/g))
        expect(Object.keys(said.values ?? {})).toContain(name);
  });

  it("tells the computer whose file is bad what it does itself, and sends nobody to it", () => {
    const texts = said("zh-CN");
    const saidTo = (own: string | null, isBack = false): string => {
      const cause = alarmOf({ ...WARNINGS["file-refused"], file: FILE, error: { tag: "damaged" } });
      return cause === null ? "" : (texts[alarmMessage(cause, nameOf, own, { isBack }).id] ?? "");
    };
    expect(saidTo(null)).toMatch(/请先在那台电脑上同步/);
    expect(saidTo("s")).toMatch(/这台电脑的记录都在，同步时会放回正确的文件/);
    expect(saidTo("s", true)).toMatch(/这台电脑的记录都在，已放回正确的文件/);
    // of a colleague's file this computer puts nothing back
    expect(saidTo(null, true)).toBe(saidTo(null));
    for (const isBack of [false, true]) expect(saidTo("s", isBack)).not.toMatch(/那台/);
  });

  it.each(["zh-CN", "zh-TW", "en"])(
    "tells in %s who joins a folder with two markers where the wrong one is named, and leads to no other folder",
    (locale) => {
      const fault = { tag: "two-libraries", libraries: ["0123456789abcdef", "zzzzzzzzzzzzzzzz"] } as const;
      for (const { id, values } of [joinMessage(fault), folderMessage(fault)]) {
        // in the words of the screen that is shown there
        const text = catalogue(locale, id.slice(0, id.indexOf(".")))[id];
        expect(text).toMatch(
          /\{count\}.*(同步|Sync on a computer of your library).*(标记|標記|marker).*(移走|move that file away)/,
        );
        expect(text).not.toMatch(/选择|換|换|選擇|[Cc]hoose|another folder/);
        expect(values).toEqual({ count: 2 });
      }
    },
  );

  it("counts readers where something was set aside, and nothing where it is no reader's", () => {
    expect(setAsideNotice({ readers: 3 }).said.values).toEqual({ readers: 3 });
    expect(setAsideNotice({ readers: 0 }).said.values).toEqual({});
  });

  it.each([
    ["empty-folder", "prepare"],
    ["wrong-folder", "choose-folder"],
    ["marker-lost", "rebuild"],
    ["another-library", "choose-folder"],
    ["gone", "again"],
    ["other-content", "copy"],
    ["locked", "reopen"],
  ] satisfies [SyncStop["tag"], NoticeAction][])("leads from %s to %s", (tag, action) => {
    expect(stopNotice(STOPS[tag]).action).toBe(action);
  });

  it("names the computer whose clock is off, and by how many minutes", () => {
    expect(warningNotice(WARNINGS["clock-off"], nameOf, format).said.values).toEqual({
      name: "儿童馆-2",
      minutes: "7",
    });
  });
});
