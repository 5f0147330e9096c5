/** A figure as a text for the address: its tag and what it is of, parted by colons. */
import { AGE_BANDS } from "#shared/analysis/age-band.ts";
import { LIFE_STATES } from "#shared/analysis/life/life-state.ts";
import { MEASURES } from "#shared/analysis/value.ts";
import { isMonth } from "#shared/kernel/month.ts";
import { COMING_BANDS } from "../../platform/worker/expected-use-api.ts";
import { CONTACT_DAYS, CONTACT_GROUPS } from "../../platform/worker/keep-page-api.ts";
import { ATTRIBUTES, BECAME, PATH_STEPS, SCORES } from "../../platform/worker/readers-page-api.ts";
import { ATTENTION_GROUPS, type Figure } from "../../platform/worker/statistics-api.ts";

const PLAIN = [
  "active",
  "used",
  "here",
  "owned",
  "one-kind",
  "not-seen-by-phone",
  "new-cards",
  "took-part",
  "unplaced",
] as const;

export function textOf(figure: Figure): string {
  switch (figure.tag) {
    case "stage":
      return joined(figure.tag, figure.state);
    case "group":
      return joined(figure.tag, figure.group);
    case "score":
      return joined(figure.tag, figure.of, String(figure.score));
    case "measured":
    case "top-fifth":
    case "entered-fifth":
    case "left-fifth":
      return joined(figure.tag, figure.measure);
    case "path":
    case "became":
      return joined(figure.tag, figure.step);
    case "coming":
      return joined(figure.tag, figure.band);
    case "cohort":
      return joined(figure.tag, figure.quarter, ...(figure.since === undefined ? [] : [String(figure.since)]));
    case "attribute":
      return joined(figure.tag, figure.attribute, figure.value);
    case "leaving":
      return joined(figure.tag, figure.reason, ...(figure.when === undefined ? [] : [figure.when]));
    case "left-in":
      return joined(figure.tag, figure.month);
    case "not-contacted":
      return joined(figure.tag, figure.group, String(figure.days));
    case "covered":
      return joined(figure.tag, figure.ageBand, figure.branch);
    default:
      return figure.tag;
  }
}

/** Null for what is none. */
export function figureOf(text: string): Figure | null {
  const [tag = "", first = "", second = ""] = text.split(":").map(decoded);
  switch (tag) {
    case "stage":
      return one(LIFE_STATES, first, (state) => ({ tag, state }));
    case "group":
      return one(ATTENTION_GROUPS, first, (group) => ({ tag, group }));
    case "score":
      return /^[0-5]$/.test(second) ? one(SCORES, first, (of) => ({ tag, of, score: Number(second) })) : null;
    case "measured":
    case "top-fifth":
    case "entered-fifth":
    case "left-fifth":
      return one(MEASURES, first, (measure) => ({ tag, measure }));
    case "path":
      return one(PATH_STEPS, first, (step) => ({ tag, step }));
    case "became":
      return one(BECAME, first, (step) => ({ tag, step }));
    case "coming":
      return one(COMING_BANDS, first, (band) => ({ tag, band }));
    case "cohort":
      if (!/^\d{4}-(?:01|04|07|10)$/.test(first)) return null;
      return { tag, quarter: first, ...(/^\d$/.test(second) && { since: Number(second) }) };
    case "leaving":
      return first === "" ? null : { tag, reason: first, ...(second === "before" && { when: second }) };
    case "left-in":
      return isMonth(first) ? { tag, month: first } : null;
    case "not-contacted": {
      const days = CONTACT_DAYS.find((each) => String(each) === second);
      return days === undefined ? null : one(CONTACT_GROUPS, first, (group) => ({ tag, group, days }));
    }
    case "covered":
      return one(AGE_BANDS, first, (ageBand) => ({ tag, ageBand, branch: second }));
    case "attribute":
      return one(ATTRIBUTES, first, (attribute) => ({ tag, attribute, value: second }));
    default:
      return one(PLAIN, text, (plain) => ({ tag: plain }));
  }
}

const joined = (...parts: readonly string[]): string => parts.map(encodeURIComponent).join(":");

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function one<T extends string>(all: readonly T[], text: string, figure: (found: T) => Figure): Figure | null {
  const found = all.find((item) => item === text);
  return found === undefined ? null : figure(found);
}
