/**
 * Whether a reader may be contacted: for one purpose, on one channel, on one day. Every list, file, letter, label and
 * task by which somebody is to be contacted asks here, and nothing else decides.
 *
 * The answer is yes with what it rests on and the number or address that may be used, or exactly one reason. The first
 * of `NO_CONTACT_REASONS` that holds is said: who she is before what she wants, and what she wants before what would be
 * possible, so that a list never says "no number" of somebody who has asked to be left in peace.
 *
 * - A withdrawal for the channel and the purpose ends it, whatever else the record says, a duty too.
 * - A consent counts for its channel and purpose alone. Below the age of consent only a guardian's counts; what a child
 *   agreed to does not grow up with her, as it was none when it was given.
 * - Do-not-contact stops what the library would like to say. It stops neither the reply that she asked for nor what is
 *   owed by duty: a hold that she placed goes to the next reader and a loan that she took runs into a fine if nobody
 *   tells her. Who wants none of these either says so by channel, which is a withdrawal.
 * - A reply is stopped only where none is wanted, or where nobody is reached: by a wrong or missing number, because she
 *   has died, or because the card is nobody's.
 * - A child is contacted through her guardian where the guardian's record has a number; a reply goes to whoever asked.
 *   A guardian who wants no contact herself is not used as a way for anything but a duty or a reply.
 */
import type { Jurisdiction } from "../house.ts";
import { type Reader, TEST_TAG } from "../reader.ts";
import { type ConsentAge, consentAgeOn } from "./age-of-consent.ts";
import { contactWay, type Reachable } from "./contact-way.ts";
import {
  CONTACT_PURPOSES,
  type ConsentPurpose,
  type ContactBasis,
  type ContactChannel,
  consentKey,
  isOwed,
} from "./purposes.ts";

/** In the order in which they are said. */
export const NO_CONTACT_REASONS = [
  /** The card is a trial of the library's own: there is nobody. */
  "nobody",
  "deceased",
  /** Of what she asked: it says that she wants no reply. */
  "no-reply-wanted",
  /** The card was given back, or she has moved away. */
  "left",
  "do-not-contact",
  "withdrawn",
  /** In a call of the last twelve months she said no to this purpose. */
  "declined",
  "guardian-consent",
  /** Something says that she may be a child, and no birth date whether she is under the age of consent. */
  "age-unclear",
  /** A reply, and she asked nothing; a word about her card, and it does not run out. */
  "not-concerned",
  "no-consent",
  /** There is a number or an address, and it is marked as wrong. */
  "bad-contact",
  "no-address",
] as const;
export type NoContactReason = (typeof NO_CONTACT_REASONS)[number];

export type Contactable = Reachable &
  Pick<
    Reader,
    "birthDate" | "ageBand" | "category" | "guardian" | "leaving" | "doNotContact" | "consents" | "declined" | "tags"
  >;

export interface MayContact {
  readonly may: true;
  readonly basis: ContactBasis;
  /** The number or address that may be used. */
  readonly to: string;
  /** In whose record it stands. */
  readonly of: "reader" | "guardian";
  /** Nothing says how old she is: it is for a person to know whether she may agree for herself. */
  readonly isAgeUnknown: boolean;
}
export interface MayNotContact {
  readonly may: false;
  readonly reason: NoContactReason;
}
export type ContactAnswer = MayContact | MayNotContact;

export interface Where {
  /** YYYY-MM-DD */
  readonly today: string;
  readonly place: Jurisdiction;
}

export type ContactQuestion = Where & {
  readonly reader: Contactable;
  /** The record of the guardian whom hers names, where there is one. */
  readonly guardian?: Contactable | undefined;
  readonly channel: ContactChannel;
} & (
    | { readonly purpose: ConsentPurpose }
    | {
        readonly purpose: "reply";
        /** What she asked: an opinion, a wish, a promise made to her; null: nothing, so there is no reply to tell her. */
        readonly asked: { readonly noReply: boolean } | null;
      }
  );

export function mayContact(question: ContactQuestion): ContactAnswer {
  const { reader, today, place } = question;
  const basis = CONTACT_PURPOSES[question.purpose];
  const age = consentAgeOn(reader, today, place);
  const stop =
    question.purpose === "reply"
      ? (gone(reader) ?? replyStop(question.asked))
      : (stopOf(reader, CONTACT_PURPOSES[question.purpose], today) ?? willOf(question, question.purpose, age));
  if (stop !== undefined) return { may: false, reason: stop };
  const way = findWay(question, basis, age);
  return "to" in way ? { may: true, basis, ...way, isAgeUnknown: age === "unknown" } : { may: false, ...way };
}

const replyStop = (asked: { readonly noReply: boolean } | null): NoContactReason | undefined =>
  asked === null ? "not-concerned" : asked.noReply ? "no-reply-wanted" : undefined;

/**
 * What stops every channel at once, where channel and purpose are still to be chosen: such a reader comes into no list.
 * @param basis of what is meant; a list that does not know its purpose rests on consent
 * @param today YYYY-MM-DD
 * @returns undefined where some channel may be open
 */
export const stopOf = (
  reader: Pick<Contactable, "leaving" | "doNotContact" | "tags">,
  basis: Exclude<ContactBasis, "request">,
  today: string,
): NoContactReason | undefined =>
  gone(reader) ??
  (reader.leaving !== undefined && reader.leaving.on <= today
    ? "left"
    : reader.doNotContact !== undefined && basis === "consent"
      ? "do-not-contact"
      : undefined);

const gone = ({ leaving, tags }: Pick<Contactable, "leaving" | "tags">): NoContactReason | undefined =>
  tags?.includes(TEST_TAG) === true ? "nobody" : leaving?.reason === DECEASED ? "deceased" : undefined;

/** A code of the list `reason`. */
const DECEASED = "deceased";

function willOf(
  { reader, channel, place, today }: ContactQuestion,
  purpose: ConsentPurpose,
  age: ConsentAge,
): NoContactReason | undefined {
  const consent = reader.consents?.[consentKey(channel, purpose)];
  if (consent?.given === false) return "withdrawn";
  if (declinedUntil(reader, purpose, today) !== undefined) return "declined";
  if (isOwed(purpose) || consent?.giver === "guardian") return undefined;
  if (age === "under-age") return "guardian-consent";
  if (consent === undefined) return "no-consent";
  if (age === "unclear") return "age-unclear";
  // in UTC, where it is never later than at a desk to the east of it
  const then = new Date(consent.at).toISOString().slice(0, 10);
  return consentAgeOn(reader, then, place) === "under-age" ? "no-consent" : undefined;
}

/** Days as text are in order: 2024-02-29 ends before 2025-03-01, as 2025-02-29 does. */
/** @returns the day from which she may be asked again, YYYY-MM-DD; undefined where she has not declined the purpose in a call */
export function declinedUntil(
  { declined }: Pick<Reader, "declined">,
  purpose: ConsentPurpose,
  today: string,
): string | undefined {
  const on = declined?.[purpose];
  return on !== undefined && today < yearAfter(on) ? yearAfter(on) : undefined;
}

const yearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

function findWay(
  { reader, guardian, channel, place }: ContactQuestion,
  basis: ContactBasis,
  age: ConsentAge,
): Pick<MayContact, "to" | "of"> | Pick<MayNotContact, "reason"> {
  const isOpen = guardian !== undefined && age !== "of-age" && age !== "unknown" && gone(guardian) === undefined;
  if (isOpen && basis === "consent" && guardian.doNotContact !== undefined) return { reason: "do-not-contact" };
  const own = { of: "reader", way: contactWay(reader, channel, place) } as const;
  const hers = isOpen ? [{ of: "guardian", way: contactWay(guardian, channel, place) } as const] : [];
  const all = basis === "request" ? [own, ...hers] : [...hers, own];
  for (const { of, way } of all) if (way.tag === "works") return { of, to: way.to };
  return { reason: all.some(({ way }) => way.tag === "bad") ? "bad-contact" : "no-address" };
}
