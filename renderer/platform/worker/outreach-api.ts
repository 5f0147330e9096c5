/**
 * What the page asks of its worker about an outreach: who of its group is contacted and why others are not, before its
 * lists are made and after, and making them.
 */
import type { RuleProblem } from "#shared/analysis/segments/compile-segment.ts";
import type { NoContactReason } from "#shared/model/consent/may-contact.ts";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import type { NotContacted } from "#shared/model/outreach/recipient.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { CALL_STATES, type CallState } from "#shared/outreach/call-state.ts";
import { JOURNEYS, type Journey } from "#shared/outreach/journey.ts";
import { type Bar, WATERFALL } from "#shared/outreach/waterfall.ts";
import type { Rate } from "./import-api.ts";
import { type ComesAnyway, OUTREACH_BY, OUTREACH_WHO, type OutreachReaders } from "./outreach-result-api.ts";
import type { BatchOutcome, BatchRequest } from "./segments-api.ts";
import type { OnProgress } from "./statistics-api.ts";

export interface ReasonCount {
  readonly reason: NotContacted;
  readonly count: number;
}

export interface FallBar {
  readonly bar: Bar;
  readonly count: number;
  /** Those that are not nil, the most frequent first. */
  readonly reasons: readonly ReasonCount[];
}

export interface ChannelCount {
  readonly channel: ContactChannel;
  /** Everybody who is told on it. */
  readonly people: number;
  /** Calls or pieces: a household, or all of one number, is one. */
  readonly pieces: number;
  /** Of the pieces those that go to a guardian. */
  readonly guardians: number;
}

export interface OutreachFigures {
  /** YYYY-MM-DD, of today. */
  readonly day: string;
  readonly isMade: boolean;
  /** What is wrong with the segment's rule; then nobody is in the group. */
  readonly problems: readonly RuleProblem[];
  readonly group: number;
  /** All of them, in the order of the screen. */
  readonly bars: readonly FallBar[];
  /** To be contacted when the list was made, and not to be any more. */
  readonly since: { readonly count: number; readonly reasons: readonly { reason: NoContactReason; count: number }[] };
  readonly told: number;
  /**
   * As how many drawn one by one the two groups say: whoever is told by one call, or was held back with somebody, was
   * drawn together (`shared/outreach/pooled-difference.ts`).
   */
  readonly lots: { readonly told: number; readonly heldBack: number };
  /** In the order of the outreach. */
  readonly channels: readonly ChannelCount[];
  /** Of those who are told, how each stands; of a made list. */
  readonly states: Readonly<Record<CallState, number>>;
  /** Of those contacted lately the last day. */
  readonly lastContactOn: string | undefined;
}

/** Whom a number of the screen counts. */
export type OutreachDoor =
  | { readonly tag: "group" | "told" | "done" | "since" }
  | { readonly tag: "bar"; readonly bar: Bar }
  | { readonly tag: "channel"; readonly channel: ContactChannel }
  | { readonly tag: "state"; readonly state: CallState }
  /** Of what came of it. */
  | { readonly tag: "result"; readonly readers: OutreachReaders }
  /** For whom a journey's step is due: of no outreach yet. */
  | { readonly tag: "step"; readonly step: JourneyPlace };

export interface OutreachPeople {
  /** Empty for a step that is due. */
  readonly id: string;
  readonly of: OutreachDoor;
}

/** As it stands in an address. */
export function doorText(door: OutreachDoor): string {
  switch (door.tag) {
    case "bar":
      return `bar:${door.bar}`;
    case "channel":
      return `channel:${door.channel}`;
    case "state":
      return `state:${door.state}`;
    case "step":
      return `step:${stepText(door.step)}`;
    case "result": {
      const { who, of, rounds } = door.readers;
      return ["result", who, of?.by ?? "", of?.value ?? "", ...rounds].map(encodeURIComponent).join(":");
    }
    default:
      return door.tag;
  }
}

/** Null for what is none. */
export function doorOf(text: string): OutreachDoor | null {
  const [tag, of = "", second = "", third = "", ...rounds] = text.split(":").map(decoded);
  switch (tag) {
    case "group":
    case "told":
    case "done":
    case "since":
      return { tag };
    case "bar": {
      const found = WATERFALL.find(({ bar }) => bar === of);
      return found === undefined ? null : { tag, bar: found.bar };
    }
    case "channel": {
      const channel = CONTACT_CHANNELS.find((each) => each === of);
      return channel === undefined ? null : { tag, channel };
    }
    case "state": {
      const state = CALL_STATES.find((each) => each === of);
      return state === undefined ? null : { tag, state };
    }
    case "step": {
      const step = stepOf(of);
      return step === null ? null : { tag, step };
    }
    case "result": {
      const who = OUTREACH_WHO.find((each) => each === of);
      const by = OUTREACH_BY.find((each) => each === second);
      if (who === undefined) return null;
      return { tag, readers: { rounds, who, ...(by !== undefined && { of: { by, value: third } }) } };
    }
    default:
      return null;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export interface JourneyPlace {
  readonly journey: Journey;
  /** Its place, from 0. */
  readonly step: number;
}

/** A step of a journey and the readers for whom it is due. */
export interface JourneyStepDue extends JourneyPlace {
  readonly readers: readonly string[];
}

/** As it stands in the outreach that was made for it. */
export const stepText = ({ journey, step }: JourneyPlace): string => `${journey}.${step}`;

/** Null for what is none. */
export function stepOf(text: string): JourneyPlace | null {
  const [name, step = ""] = text.split(".");
  const journey = JOURNEYS.find((each) => each === name);
  return journey === undefined || !/^\d$/.test(step) ? null : { journey, step: Number(step) };
}

/** One call, letter or message that is still to be made: whom it reaches, and how. */
export interface OutreachPiece {
  /** Its record once the lists are made. */
  readonly recipient: string | undefined;
  readonly reader: string;
  /** Number or address that may be used today. */
  readonly to: string;
  readonly via: "reader" | "guardian";
  /** YYYY-MM-DD, of the last recorded visit. */
  readonly lastVisitOn: string | undefined;
}

export interface OutreachApi {
  /** Null: there is none, or it was deleted. */
  figures(id: string): Promise<OutreachFigures | null>;
  /** Readers whom a number counts, in the order of the list. */
  people(asked: OutreachPeople): Promise<readonly string[]>;
  /** Before its list is made: how many of the library's own readers in such stages come again by themselves. */
  comesAnyway(id: string, onProgress: OnProgress): Promise<ComesAnyway | null>;
  /**
   * In the order of the list; who is told by the call or letter of another has none.
   * @param withSent also those to whom something has gone out, for what comes back of it
   */
  pieces(id: string, channel: ContactChannel, withSent?: boolean): Promise<readonly OutreachPiece[]>;
  /** Of the journeys that the library makes; nobody is in them whom a list was made for. */
  stepsDue(): Promise<readonly JourneyStepDue[]>;
  /** Makes the lists of the outreach that the act names; its readers are worked out anew. */
  make(request: BatchRequest, onProgress: (rate: Rate) => void): Promise<BatchOutcome>;
  cancel(): Promise<void>;
}
