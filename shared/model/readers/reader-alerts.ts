/**
 * What must not be missed when a card is scanned, most urgent first: the alert that a colleague wrote,
 * and what follows from the record itself.
 */
import { daysBetween } from "../../kernel/day.ts";
import { isOver } from "../last-day.ts";
import type { Reader } from "../reader.ts";

export type CardAlert =
  | { readonly kind: "written"; readonly level: "must" | "soon" | "info"; readonly text: string }
  | { readonly kind: "left"; readonly level: "must"; readonly reason: string; readonly on: string }
  | { readonly kind: "expired"; readonly level: "must"; readonly on: string; readonly daysAgo: number }
  | { readonly kind: "expiring"; readonly level: "soon"; readonly on: string; readonly daysLeft: number }
  | {
      readonly kind: "do-not-contact";
      readonly level: "soon";
      readonly since: string;
      readonly words: string | undefined;
    }
  | { readonly kind: "bad-contact"; readonly level: "info"; readonly ways: readonly string[] };

type Asked = Pick<Reader, "alert" | "card" | "expiresOn" | "leaving" | "badContact" | "doNotContact">;

/** @param ahead from how many days before its end a card's expiry is said */
export function readerAlerts(row: Asked, today: string, ahead: number): readonly CardAlert[] {
  const alerts: CardAlert[] = [];
  const { alert, leaving, expiresOn, badContact, doNotContact } = row;
  if (alert !== undefined && !isOver(alert.until, today))
    alerts.push({ kind: "written", level: alert.level, text: alert.text });
  if (leaving !== undefined) alerts.push({ kind: "left", level: "must", reason: leaving.reason, on: leaving.on });
  else if (row.card !== undefined && expiresOn !== undefined) {
    const days = daysBetween(today, expiresOn);
    if (isOver(expiresOn, today)) alerts.push({ kind: "expired", level: "must", on: expiresOn, daysAgo: -days });
    else if (days <= ahead) alerts.push({ kind: "expiring", level: "soon", on: expiresOn, daysLeft: days });
  }
  if (doNotContact !== undefined)
    alerts.push({ kind: "do-not-contact", level: "soon", since: doNotContact.since, words: doNotContact.words });
  if (badContact !== undefined && badContact.length > 0)
    alerts.push({ kind: "bad-contact", level: "info", ways: badContact });
  const order = { must: 0, soon: 1, info: 2 } as const;
  return alerts.toSorted((a, b) => order[a.level] - order[b.level]);
}

/** A year on from today, or from the end of a card that is still good. */
export function renewedUntil(expiresOn: string | undefined, today: string): string {
  const from = expiresOn === undefined || isOver(expiresOn, today) ? today : expiresOn;
  const day = from.slice(5) === "02-29" ? "02-28" : from.slice(5);
  return `${String(Number(from.slice(0, 4)) + 1).padStart(4, "0")}-${day}`;
}
