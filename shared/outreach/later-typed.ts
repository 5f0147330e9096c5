/** When somebody wants to be called, as it is typed: a day, a time, or both: `明天 16:00`, `周五`, `下午3点半`, `4:30 pm`. */
import { readDay } from "../model/input/note-line.ts";
import type { Recipient } from "../model/outreach/recipient.ts";
import type { Moment } from "./calling-time.ts";

export type LaterTyped =
  | { readonly ok: true; readonly later: NonNullable<Recipient["later"]> }
  /** `unread`: no day and no time. `past`: it is over. */
  | { readonly ok: false; readonly why: "unread" | "past" };

/** A time without a day is the next such time: today, or tomorrow where it is over. */
export function readLater(typed: string, now: Moment): LaterTyped {
  const plain = typed.normalize("NFKC").trim();
  const found = TIME.exec(plain);
  const minute = found === null ? undefined : minuteOf(found);
  if (plain === "" || minute === null) return { ok: false, why: "unread" };
  const rest = (found === null ? plain : plain.replace(found[0], " ")).trim();
  if (rest === "") {
    if (minute === undefined) return { ok: false, why: "unread" };
    return { ok: true, later: { on: minute > now.minute ? now.on : (readDay("tomorrow", now.on) ?? now.on), minute } };
  }
  const on = readDay(rest, now.on);
  if (on === null) return { ok: false, why: "unread" };
  if (on < now.on || (on === now.on && minute !== undefined && minute <= now.minute)) return { ok: false, why: "past" };
  return { ok: true, later: minute === undefined ? { on } : { on, minute } };
}

const TIME =
  /(上午|早上|中午|下午|晚上)?\s*(?<![\d-])(\d{1,2})(?::(\d{2})|[点點](半|\d{1,2}分?)?|(?=\s*[ap]m))\s*([ap]m)?/iu;

const NOON = 12;

function minuteOf([, half, hour = "", minutes, spoken, latin]: RegExpExecArray): number | null {
  const hours = Number(hour);
  const past = minutes ?? (spoken === "半" ? "30" : spoken?.replace("分", "")) ?? "0";
  const isAfternoon = /下午|晚上|pm/i.test(`${half ?? ""}${latin ?? ""}`);
  const isMorning = /am/i.test(latin ?? "");
  const whole = isAfternoon && hours < NOON ? hours + NOON : isMorning && hours === NOON ? 0 : hours;
  return whole > 23 || Number(past) > 59 ? null : whole * 60 + Number(past);
}
