import { describe, expect, it } from "vitest";
import { generateDemo } from "#shared/demo/demo-library.ts";
import type { DemoPlace } from "#shared/demo/demo-place.ts";
import type { DemoRecord } from "#shared/demo/world.ts";
import { isOpen } from "#shared/model/feedback.ts";
import { CHANNELS } from "#shared/model/interaction.ts";
import { KINDS, type Kind, type Values } from "#shared/model/kinds.ts";
import { isMainClass, isTaiwanClass } from "#shared/model/main-classes.ts";
import { offeredIn } from "#shared/model/place-channels.ts";
import { trialPlace } from "../../../../../renderer/app/boot/trial-place.ts";

const midnightOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const MOMENT = {
  seed: 1,
  readers: 300,
  today: "2026-11-24",
  nowMs: midnightOf("2026-11-24") + 15 * 3_600_000,
  midnightOf,
};
const mainland = await trialPlace("zh-CN");
const taiwan = await trialPlace("zh-TW");
const recordsIn = (place: DemoPlace): readonly DemoRecord[] => generateDemo({ ...MOMENT, place }).chunks.flat();
const [here, there] = [recordsIn(mainland), recordsIn(taiwan)];
const of = <K extends Kind>(records: readonly DemoRecord[], kind: K): readonly Values<K>[] =>
  records.filter((record) => record.kind === kind).map(({ values }) => values as Values<K>); // told apart by kind just before

describe("the trial where its screen is read", () => {
  it.each([
    ["zh-CN", "mainland"],
    ["zh-TW", "taiwan"],
    ["en", "mainland"],
  ] as const)("stands for %s in %s", async (language, place) => {
    expect((await trialPlace(language)).jurisdiction).toBe(place);
  });

  it("is written in traditional characters and the words of Taiwan, where these are read", () => {
    const text = JSON.stringify(there.filter(({ kind }) => kind !== "code"));
    expect([...new Set(text.match(/[们这说时书馆读证续约图阅览讲为问题电话]/g))]).toEqual([]);
    expect(text).toContain("張素琴");
    // as the screens write them
    expect(text).not.toMatch(/檯|臺|地方誌|讀者證/);
    // as a library on the mainland says it
    expect(text.match(/微信|短信|身份證|社區|街道辦|投訴|表揚|志願者|公眾號|信息|視頻|打印|複印/g)).toBe(null);
  });

  it("has telephones, mail, messenger and city line of Taiwan", () => {
    const readers = of(there, "reader");
    const phones = [
      ...readers.flatMap(({ phones: own = [] }) => own),
      ...of(there, "feedback").flatMap(({ contact }) => contact?.phone ?? []),
    ];
    expect(phones.length).toBeGreaterThan(250);
    expect(phones.filter((phone) => !/^(?:09\d\d-\d{3}-\d{3}|02-2\d{3}-\d{4})$/.test(phone))).toEqual([]);
    expect(readers.filter(({ email }) => email?.endsWith(".tw") === false)).toEqual([]);
    expect(readers.filter(({ wechat }) => wechat !== undefined)).toEqual([]);
    expect(readers.filter(({ line }) => line !== undefined).length).toBeGreaterThan(30);
    const used = new Set(of(there, "interaction").map(({ channel }) => channel));
    expect([...used].sort()).toEqual(offeredIn("taiwan", CHANNELS).toSorted());
    expect(JSON.stringify(readers.map(({ consents, preferredChannel }) => [consents, preferredChannel]))).not.toContain(
      "wechat",
    );
    const systems = of(there, "feedback").flatMap(({ externalOrder }) => externalOrder?.system ?? []);
    expect(new Set(systems)).toEqual(new Set(["1999"]));
  });

  it("reads by the classes of the place", () => {
    const classesOf = (records: readonly DemoRecord[]) => [
      ...of(records, "reader").flatMap(({ interests = {} }) => Object.keys(interests)),
      ...of(records, "activity").flatMap(({ mainClass }) => mainClass ?? []),
    ];
    expect(classesOf(there).filter((code) => !isTaiwanClass(code))).toEqual([]);
    // the classes below a letter begin with it
    expect(classesOf(here).filter((code) => !isMainClass(code.slice(0, 1)))).toEqual([]);
  });

  it("is closed on the national days of the place", () => {
    for (const { dayNames, exceptions } of of(there, "branch")) {
      expect(dayNames).toEqual({ "2026-01-01": "開國紀念日", "2026-10-10": "國慶日" });
      expect(exceptions).toEqual({ "2026-01-01": "closed", "2026-10-10": "closed" });
    }
  });

  it("is as large in both places, text by text and figure by figure", () => {
    const counts = (records: readonly DemoRecord[]) => ({
      kinds: KINDS.map((kind) => [kind, of(records, kind).length]),
      open: of(records, "feedback").filter(isOpen).length,
      cards: of(records, "reader").filter(({ card }) => card !== undefined).length,
      expiry: of(records, "reader").map(({ expiresOn }) => expiresOn),
      twice: of(records, "not-same").length,
    });
    expect(counts(there)).toEqual(counts(here));
    const purposes = ({ contactTexts }: DemoPlace) =>
      Object.entries(contactTexts).map(([purpose, texts]) => [purpose, texts.length]);
    expect(purposes(taiwan)).toEqual(purposes(mainland));
    const opinions = ({ opinionTexts }: DemoPlace) =>
      opinionTexts.map(({ type, topic, publicReply }) => [type, topic, publicReply !== undefined]);
    expect(opinions(taiwan)).toEqual(opinions(mainland));
    expect(Object.keys(taiwan.departments)).toEqual(Object.keys(mainland.departments));
  });

  it("names its people alike: the one whom the trial shows, who stand there twice, and who is praised", () => {
    for (const place of [mainland, taiwan]) {
      const records = generateDemo({ ...MOMENT, seed: 20_261, readers: 100, place }).chunks.flat();
      const names = of(records, "reader").map(({ name = "" }) => name);
      expect(names[0]).toBe(place.shown.name);
      // mother and daughter, one without her card, one by a list; and one whose name was heard
      for (const at of [62, 67, 80]) expect(names[at + 1]).toBe(names[at]);
      expect([names[91]?.[0], names[92]]).toEqual([place.heard.familyName, place.heard.name]);
      const staff = new Set(place.staff.map(({ name }) => name));
      const thanked = place.opinionTexts.flatMap(
        ({ reply }) => /已?(?:转告|轉告)([^，]{2,3})[，。]/.exec(reply)?.[1] ?? [],
      );
      expect(thanked.filter((name) => name.length > 1 && !staff.has(name) && !/班|組/.test(name))).toEqual([]);
    }
  });
});
