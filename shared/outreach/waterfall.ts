/**
 * From a group of readers to the list of an outreach: each of them is contacted on one channel, or not, for exactly one
 * reason. The bars of the screen are sums of this answer, so that they add up; the lists are made from it and from
 * nothing else.
 *
 * The order: whoever nobody can or may write to at all (left, deceased, do-not-contact, no consent) · contacted lately ·
 * no number that works · left out by hand · in another running outreach · held back, drawn last, of those who could have
 * been contacted. Of the channels the first that is open is taken, in the order of the outreach. Where none is open the
 * reason is that of the channel that came nearest to a yes: "the number is wrong" of somebody who agreed to calls and to
 * nothing else, not "no consent" to letters. But who said no on one channel and yes on none has said no: asked about the
 * others she would be asked again.
 */

import type { LifeState } from "../analysis/life/life-state.ts";
import {
  type ContactAnswer,
  type Contactable,
  mayContact,
  NO_CONTACT_REASONS,
  type NoContactReason,
  type Where,
} from "../model/consent/may-contact.ts";
import { type ContactChannel, type ContactPurpose, isOwed } from "../model/consent/purposes.ts";
import type { NotContacted } from "../model/outreach/recipient.ts";
import { plainWay } from "./plain-way.ts";

export interface Candidate {
  readonly id: string;
  readonly reader: Contactable & { readonly household?: string; readonly expiresOn?: string };
  /** The record of the guardian whom hers names. */
  readonly guardian: Contactable | undefined;
  readonly stage: LifeState;
  /** Somebody spoke or wrote to her last on this day; an attempt that reached nobody is none. */
  readonly contactedOn: string | undefined;
  readonly inOtherOutreach: boolean;
  /** Of an outreach that answers: whether she wants a reply to what she asked; undefined where she asked nothing. */
  readonly asked?: { readonly noReply: boolean } | undefined;
}

export interface Asked extends Where {
  readonly purpose: ContactPurpose;
  /** A word about her card is for whose card runs out by this day, YYYY-MM-DD; undefined where it is about something else. */
  readonly cardUntil: string | undefined;
  /** In the order in which they are tried. */
  readonly channels: readonly ContactChannel[];
  /** Contacted on this day or later: lately. Undefined where that is no reason. */
  readonly latelySince: string | undefined;
  readonly excluded: ReadonlySet<string>;
  /** One call or letter for a household; one number or mail address is one in any case. */
  readonly perHousehold: boolean;
  /** Draws the ids of who is held back, of all leads with their stages. */
  readonly holdBack:
    | ((leads: readonly { readonly reader: string; readonly stage: string }[]) => ReadonlySet<string>)
    | null;
}

export interface Told {
  readonly id: string;
  readonly stage: LifeState;
  readonly contact: {
    readonly channel: ContactChannel;
    readonly to: string;
    readonly via: "reader" | "guardian";
    /** The reader by whose call or letter she is told; undefined where it is her own. */
    readonly with: string | undefined;
  };
}
export interface NotTold {
  readonly id: string;
  readonly stage: LifeState;
  readonly notContacted: NotContacted;
  /** Of who is held back: the reader with whom she was drawn; undefined where it was by herself. */
  readonly with?: string;
}
export type Placing = Told | NotTold;

export const isTold = (placed: Placing): placed is Told => "contact" in placed;

/** In the order of the group. */
export function placeAll(candidates: readonly Candidate[], asked: Asked): readonly Placing[] {
  const placed = candidates.map((candidate) => place(candidate, asked));
  const leads = leadsOf(candidates, placed, asked.perHousehold);
  const own = placed.filter((one): one is Told => isTold(one) && leads.get(one.id) === one.id);
  const held = asked.holdBack?.(own.map(({ id, stage }) => ({ reader: id, stage }))) ?? new Set<string>();
  return placed.map((one) => {
    if (!isTold(one)) return one;
    const lead = leads.get(one.id) ?? one.id;
    // who is told with her cannot be told without her
    if (held.has(lead))
      return { id: one.id, stage: one.stage, notContacted: "held-back", ...(lead !== one.id && { with: lead }) };
    return lead === one.id ? one : { ...one, contact: { ...one.contact, with: lead } };
  });
}

function place(candidate: Candidate, asked: Asked): Placing {
  const not = (notContacted: NotContacted): NotTold => ({ id, stage, notContacted });
  const { id, stage, contactedOn, inOtherOutreach } = candidate;
  const { expiresOn } = candidate.reader;
  // what the library owes to one it does not owe to the others
  if (asked.cardUntil !== undefined && (expiresOn === undefined || expiresOn > asked.cardUntil))
    return not("not-concerned");
  const answer = bestAnswer(candidate, asked);
  const isBad = !answer.may && (answer.reason === "bad-contact" || answer.reason === "no-address");
  if (!answer.may && !isBad) return not(answer.reason);
  const isLately = asked.latelySince !== undefined && contactedOn !== undefined && contactedOn >= asked.latelySince;
  if (isLately && !isOwed(asked.purpose)) return not("lately");
  if (!answer.may) return not(answer.reason);
  if (asked.excluded.has(id)) return not("by-hand");
  if (inOtherOutreach) return not("other-outreach");
  return { id, stage, contact: { channel: answer.channel, to: answer.to, via: answer.of, with: undefined } };
}

type Best =
  | (Extract<ContactAnswer, { may: true }> & { readonly channel: ContactChannel })
  | { readonly may: false; readonly reason: NoContactReason };

function bestAnswer({ reader, guardian, asked: hers }: Candidate, asked: Asked): Best {
  let nearest: NoContactReason = "no-address";
  let at = -1;
  let hasRefused = false;
  for (const channel of asked.channels) {
    const base = { reader, guardian, channel, today: asked.today, place: asked.place };
    const answer =
      asked.purpose === "reply"
        ? mayContact({ ...base, purpose: "reply", asked: hers ?? null })
        : mayContact({ ...base, purpose: asked.purpose });
    if (answer.may) return { ...answer, channel };
    hasRefused ||= answer.reason === "withdrawn";
    const place = NO_CONTACT_REASONS.indexOf(answer.reason);
    if (place > at) [nearest, at] = [answer.reason, place];
  }
  const isUnasked = nearest === "no-consent" || nearest === "guardian-consent";
  return { may: false, reason: hasRefused && isUnasked ? "withdrawn" : nearest };
}

/**
 * Who is told by whose call or letter: whoever has one number or mail address is one call or mail; one letter is it for
 * whoever stands on the envelope, as a hall of residence has one address too. A household, and whoever lives at one
 * address, is one where that is wished. The first in the order of the group is the lead; but no grown-up is asked for where another
 * of them answers for a child that is told too: that one is.
 */
function leadsOf(
  candidates: readonly Candidate[],
  placed: readonly Placing[],
  perHousehold: boolean,
): ReadonlyMap<string, string> {
  const [first, leads] = [new Map<string, string>(), new Map<string, string>()];
  for (const [at, one] of placed.entries()) {
    if (!isTold(one)) continue;
    const { channel, to } = one.contact;
    const household = perHousehold ? candidates[at]?.reader.household : undefined;
    // whose household the others name is of it too
    const homes = perHousehold ? [`household ${household ?? one.id}`] : [];
    const answering = one.contact.via === "guardian" ? candidates[at]?.reader.guardian : undefined;
    const place = `${channel} ${plainWay(channel, to)}`;
    const keys = [
      ...(channel === "letter" && !perHousehold ? [`letter to ${answering ?? one.id}`] : [place]),
      ...homes,
    ];
    const lead = keys.map((key) => first.get(key)).find((known) => known !== undefined) ?? one.id;
    for (const key of keys) if (!first.has(key)) first.set(key, lead);
    leads.set(one.id, lead);
  }
  const ofGuardian = new Set(
    placed.filter(isTold).flatMap(({ id, contact }) => (contact.via === "guardian" ? [id] : [])),
  );
  const answering = new Map<string, string>();
  for (const { id, reader } of candidates) {
    const lead = leads.get(id) ?? id;
    const { guardian = "" } = reader;
    if (!ofGuardian.has(id) || ofGuardian.has(lead) || answering.has(lead)) continue;
    if (leads.get(guardian) === lead) answering.set(lead, guardian);
  }
  return new Map([...leads].map(([id, lead]) => [id, answering.get(lead) ?? lead]));
}

/** The bars of the screen, in its order; a reason stands in exactly one of them. */
export const WATERFALL = [
  { bar: "not-concerned", of: ["not-concerned", "no-reply-wanted"] },
  {
    bar: "no-consent",
    of: ["do-not-contact", "withdrawn", "declined", "guardian-consent", "age-unclear", "no-consent"],
  },
  { bar: "lately", of: ["lately"] },
  { bar: "bad-contact", of: ["bad-contact", "no-address"] },
  { bar: "left", of: ["nobody", "deceased", "left"] },
  { bar: "by-hand", of: ["by-hand"] },
  { bar: "other-outreach", of: ["other-outreach"] },
  { bar: "held-back", of: ["held-back"] },
] as const satisfies readonly { readonly bar: string; readonly of: readonly NotContacted[] }[];
export type Bar = (typeof WATERFALL)[number]["bar"];

/** @throws where a reason stands in no bar, which is a bug. */
export function barOf(reason: NotContacted): Bar {
  const found = WATERFALL.find(({ of }) => (of as readonly NotContacted[]).includes(reason));
  if (found === undefined) throw new Error(`no bar for ${reason}`);
  return found.bar;
}
