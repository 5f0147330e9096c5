/** Answers of readers in other systems' lists: taken for what they say, for their channel alone, and a no for good. */
import { describe, expect, it } from "vitest";
import { matchHeader } from "#shared/import-export/columns/match-header.ts";
import { TARGET_IDS, targetSpec } from "#shared/import-export/columns/targets.ts";
import { DEFAULT_RULES } from "#shared/import-export/plan/import-rules.ts";
import { readerAfter } from "#shared/import-export/plan/merge-rows.ts";
import type { KnownReader } from "#shared/import-export/plan/reader-index.ts";
import { LOCALES } from "../../../../renderer/i18n/locale.ts";
import en from "../../../../renderer/i18n/messages/en/import.json" with { type: "json" };
import zhCN from "../../../../renderer/i18n/messages/zh-CN/import.json" with { type: "json" };
import zhTW from "../../../../renderer/i18n/messages/zh-TW/import.json" with { type: "json" };
import { planTable, tableOf } from "../../../support/plan-table.ts";

const catalogues = { en, "zh-CN": zhCN, "zh-TW": zhTW };
const CONSENT_TARGETS = TARGET_IDS.filter((target) => targetSpec(target).field === "consents");

const HEADERS = ["读者证号", "姓名", "免打扰", "短信通知", "活动邮件", "微信推送"];
const row = (...answers: readonly string[]) => tableOf(HEADERS.join("|"), ["0021001", "张素琴", ...answers].join("|"));

describe("columns of answers", () => {
  it("are taken by their own names, each for its channel and purpose, with what the list said", async () => {
    const planner = await planTable(row("否", "是", "退订", ""));
    const { values, problems } = planner.draft(0);
    expect(problems).toEqual([]);
    expect(values.doNotContact).toBeUndefined();
    expect(values.consents).toEqual({
      "sms.arrival": { given: true, at: expect.any(Number), how: "imported", wording: "短信通知：是" },
      "email.event": { given: false, at: expect.any(Number), how: "imported", wording: "活动邮件：退订" },
    });
    const quiet = (await planTable(row("夜里勿扰", "", "", ""))).draft(0).values.doNotContact;
    expect(quiet).toEqual({ since: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), words: "免打扰：夜里勿扰" });
  });

  it("are there for every purpose for which she is asked, and for letters", async () => {
    const headers = "读者证号|邀请回馆电话|新书短信|致谢信函|回访邮件|活动信函";
    const { values, problems } = (await planTable(tableOf(headers, "0021001|是|是|否|是|是"))).draft(0);
    expect(problems).toEqual([]);
    expect(Object.entries(values.consents ?? {}).map(([key, { given }]) => [key, given])).toEqual([
      ["phone.invite-back", true],
      ["sms.new-titles", true],
      ["letter.thanks", false],
      ["email.survey", true],
      ["letter.event", true],
    ]);
  });

  it.each(LOCALES)("are known by the names that the form gives them, in %s", (locale) => {
    const named = Object.entries(catalogues[locale]).flatMap(([id, name]) =>
      CONSENT_TARGETS.flatMap((target) => (id === `import.target-${target}` ? [[target, name]] : [])),
    );
    expect(named).toHaveLength(36);
    expect(named.map(([target, name = ""]) => [target, matchHeader(name)])).toEqual(
      named.map(([target]) => [target, { target }]),
    );
  });

  it.each([
    ["愿意接到电话邀请回馆", "phoneInviteBack"],
    ["邮件：邀请回馆", "emailInviteBack"],
    ["是否接收活动短信", "smsEvent"],
    ["預約到書LINE推播", "lineArrival"],
    ["Newsletter", null],
    ["活动短信发送时间", null],
    ["回访", null],
  ])("%s is %s", (header, target) => {
    expect(matchHeader(header)).toEqual(target === null ? null : { target });
  });

  it("take no word for a yes that is none", async () => {
    const { problems, values } = (await planTable(row("", "随便", "", ""))).draft(0);
    expect(problems.map(({ tag, target }) => [tag, target])).toEqual([["unknown-value", "smsArrival"]]);
    expect(values.consents).toBeUndefined();
  });

  it("end an older yes by whichever rule, and make no yes of a no", async () => {
    const known = (given: boolean): KnownReader => ({
      id: "r",
      name: "张素琴",
      card: "0021001",
      consents: { "sms.arrival": { given, at: 5, how: "spoken" } },
      ...(!given && { doNotContact: { since: "2025-01-01" } }),
    });
    const written = async (given: boolean, answer: string, onMatch: "fill" | "overwrite") => {
      const here = known(given);
      const planner = await planTable(row(answer, answer === "是" ? "否" : "是", "", ""), {
        known: [here],
        rules: { ...DEFAULT_RULES, onMatch, blankErases: true },
      });
      return readerAfter(here, planner.row(0).cells);
    };
    for (const onMatch of ["fill", "overwrite"] as const) {
      expect(await written(true, "是", onMatch)).toMatchObject({
        consents: { "sms.arrival": { given: false, how: "imported" } },
        doNotContact: { words: "免打扰：是" },
      });
      // the same yes once more is nothing new, and she has said no since
      expect(await written(true, "", onMatch)).toEqual(known(true));
      expect(await written(false, "", onMatch)).toEqual(known(false));
    }
  });
});
