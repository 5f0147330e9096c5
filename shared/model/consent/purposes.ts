/**
 * For what readers are contacted, and what each purpose rests on. The words of a purpose are narrow: a consent to one
 * says nothing of another, nor of another channel (GDPR 6(1)(a) "specific purposes", 7; PIPL 14; Taiwan 個人資料保護法 7).
 */
import type { CONTACT_CHANNELS } from "../reader.ts";

export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

export type ContactBasis = "request" | "duty" | "consent";

/**
 * `request`: she asked for an answer. PIPL 13(2), GDPR 6(1)(b), Taiwan 19 I 2: steps at her own request; it is kept
 * nowhere but in what she asked.
 * `duty`: a hold that she placed and a loan that she took bind both sides. PIPL 13(2) and (3), GDPR 6(1)(b) and (e),
 * Taiwan 15 and 19 I 2. Nobody is asked first, and whoever has said no to a channel is left in peace on it (GDPR 21,
 * PIPL 44).
 * `consent`: whatever the library would like to say. PIPL 13(1), 15 (withdrawn as easily as given), 16 (no service is
 * refused for it), GDPR 6(1)(a), 7(3), 21(2), Taiwan 15 (2), 19 I 5 and 20 II (a refusal ends it). Nothing is presumed.
 */
export const CONTACT_PURPOSES = {
  reply: "request",
  arrival: "duty",
  event: "consent",
  survey: "consent",
  "invite-back": "consent",
  "new-titles": "consent",
  thanks: "consent",
} as const satisfies Readonly<Record<string, ContactBasis>>;
export type ContactPurpose = keyof typeof CONTACT_PURPOSES;
/** What she asked for, or the library's duty: it is told to everybody whom it concerns, whoever spoke to her since. */
export const isOwed = (purpose: ContactPurpose): boolean => CONTACT_PURPOSES[purpose] !== "consent";
export type ConsentPurpose = Exclude<ContactPurpose, "reply">;

/** About which she is asked at the counter. A reply has no answer that could be kept: she asked for it. */
export const CONSENT_PURPOSES = [
  "arrival",
  "event",
  "survey",
  "invite-back",
  "new-titles",
  "thanks",
] as const satisfies readonly ConsentPurpose[];

/** Under which an answer stands in a reader's `consents`. */
export const consentKey = (channel: ContactChannel, purpose: ConsentPurpose): string => `${channel}.${purpose}`;
