/** What a key says of a call or a message, in the order of the keys, and how it is drawn. */
import {
  Ban,
  Check,
  CircleSlash,
  type LucideIcon,
  MessageSquareText,
  PhoneMissed,
  PhoneOff,
  Truck,
  UserRoundX,
  Voicemail,
  X,
} from "lucide-react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { isContactResult } from "#shared/model/interaction.ts";
import { CALL_STATES, type CallState } from "#shared/outreach/call-state.ts";
import type { MessageId } from "../../../i18n/message-id.ts";
import type { KeyedOutcome } from "./call-changes.ts";

export interface OutcomeKey {
  readonly outcome: KeyedOutcome;
  readonly key: string;
  /** Of those that come seldom: drawn smaller, in a second line. */
  readonly seldom?: true;
}

const CALL_KEYS: readonly OutcomeKey[] = [
  { outcome: "reached", key: "1" },
  { outcome: "no-answer", key: "2" },
  { outcome: "declined", key: "3" },
  { outcome: "wrong-number", key: "4" },
  { outcome: "moved", key: "5", seldom: true },
  { outcome: "deceased", key: "6", seldom: true },
  { outcome: "somebody-else", key: "7", seldom: true },
  { outcome: "left-message", key: "8", seldom: true },
  { outcome: "do-not-contact", key: "9", seldom: true },
];
const MESSAGE_KEYS: readonly OutcomeKey[] = [
  { outcome: "sent", key: "1" },
  { outcome: "failed", key: "2" },
  { outcome: "declined", key: "3" },
  { outcome: "do-not-contact", key: "9", seldom: true },
];

export const outcomeKeysOf = (channel: ContactChannel): readonly OutcomeKey[] =>
  channel === "phone" ? CALL_KEYS : MESSAGE_KEYS;

export const OUTCOME_ICONS: Readonly<Record<KeyedOutcome, LucideIcon>> = {
  reached: Check,
  "no-answer": PhoneMissed,
  declined: Ban,
  "wrong-number": X,
  moved: Truck,
  deceased: CircleSlash,
  "somebody-else": UserRoundX,
  "left-message": Voicemail,
  sent: Check,
  delivered: Check,
  failed: X,
  returned: MessageSquareText,
  "do-not-contact": PhoneOff,
};

/** On its key a no is short; everything else is said as in the record. */
export const outcomeWord = (outcome: KeyedOutcome): MessageId =>
  outcome !== "declined" && isContactResult(outcome) ? `words.contact-result.${outcome}` : `calls.outcome.${outcome}`;

/** How a row is drawn whose call is at its end: as it stands, not as it was tried last. */
export const END_ICONS: Readonly<Record<Exclude<CallState, "waiting" | "again" | "gave-up">, LucideIcon>> = {
  reached: Check,
  declined: Ban,
  "wrong-number": X,
  gone: Truck,
  sent: Check,
  returned: MessageSquareText,
};

/** The chips over the list: those that are there are drawn. `stopped`: she may not be told any more. */
export const STATE_CHIPS = [...CALL_STATES, "stopped"] as const;
export type StateChip = (typeof STATE_CHIPS)[number];
