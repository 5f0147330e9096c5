/**
 * The desk's conversation: who stands at the counter, whose the next entry is, what is open, what was just
 * logged. Facts stay in the database; nothing here outlives the window but the drafts, which are kept apart.
 * Time arrives as an argument.
 */
import { createStore, type StoreApi } from "zustand";
import { AHEAD_MS } from "#shared/kernel/clock-doubt.ts";
import type { FeedbackType } from "#shared/model/feedback.ts";
import type { Scan } from "#shared/model/input/scan-burst.ts";
import type { CallerCheck, Channel } from "#shared/model/interaction.ts";
import { CARD_MODE, type DeskMode } from "./attend/mode.ts";
import { type DeskDraft, withoutTheirs } from "./session/drafts.ts";

/** Without a key for so long, nobody is served any more. */
const WHOSE_FALLS_BACK_MS = 60_000;
/** After a longer jump of the clock the time is asked for before anything is written. */
const LONGEST_IDLE_MS = AHEAD_MS;
/** Without a key for so long, and with nothing begun, the scan box gets the focus back. */
export const FOCUS_RETURNS_MS = 15_000;
const KEY_TOLD_EVERY_MS = 250;
const SESSION_LENGTH = 8;
export const SEEN_LENGTH = 200;

/** How the next reader came, in the order of the key; other channels are chosen in the sheets. */
export const KEY_CHANNELS = ["desk", "phone", "fax", "letter", "web"] as const satisfies readonly Channel[];
export type KeyChannel = (typeof KEY_CHANNELS)[number];

export type ScanOutcome =
  | { readonly tag: "waiting" }
  /** @property ime the code was rebuilt because an input method had taken the keys */
  | { readonly tag: "found"; readonly ime: boolean }
  | { readonly tag: "not-found"; readonly text: string; readonly ime: boolean }
  | { readonly tag: "isbn"; readonly isbn: string };

export interface Served {
  /** Null: somebody who gave no name. */
  readonly reader: string | null;
  readonly at: number;
}

export interface LastLog {
  readonly seq: number;
  readonly id: string;
  readonly reader: string | null;
  readonly purpose: string;
  readonly channel: Channel;
  readonly at: number;
  readonly minutes: number | undefined;
}

export type Panel =
  | { readonly tag: "none" }
  | { readonly tag: "note"; readonly log: LastLog }
  | { readonly tag: "opinion"; readonly type: FeedbackType; readonly reader: string | null; readonly channel: Channel }
  /**
   * @property name what was looked for and is no number @property begun when the sheet was opened: the name of its
   * draft
   */
  | { readonly tag: "new-reader"; readonly card: string; readonly name?: string; readonly begun: number }
  | { readonly tag: "event" }
  /** Who calls is checked. */
  | { readonly tag: "caller"; readonly reader: string };

export interface SlipSource {
  readonly kind: "interaction" | "feedback";
  readonly id: string;
}

export interface DeskState {
  /** Whose card is open. */
  readonly reader: string | null;
  /** Whose the entries are; null: nobody's by name. */
  readonly whose: string | null;
  /** Whose card closed because nobody pressed a key: the chip gives her back. */
  readonly lately: string | null;
  /** Only the next entry is nobody's by name. */
  readonly anonymousNext: boolean;
  readonly lastKeyAt: number;
  /** When the present contact began: the stopwatch. */
  readonly since: number;
  readonly channel: KeyChannel;
  /** How it was checked that the open reader is who calls; null: it was not. */
  readonly callerCheck: CallerCheck | null;
  /** What a scan does besides opening a card. */
  readonly mode: DeskMode;
  readonly outcome: ScanOutcome;
  /** Latest first. */
  readonly session: readonly Served[];
  /** Everybody seen at this desk today, latest first, for the rank of the search. */
  readonly seen: readonly string[];
  /** The log that F4 still adds to; gone with the next act. */
  readonly lastLog: LastLog | null;
  /** What Ctrl+P prints a paper for. */
  readonly lastSlip: SlipSource | null;
  /** A slip is on its way to the printer. */
  readonly printing: SlipSource | null;
  readonly panel: Panel;
  /** Scanned while words were being written that leaving would lose, in their order: they wait to be opened. */
  readonly held: readonly Scan[];
  readonly drafts: readonly DeskDraft[];
  /** Text that the scan box shall show the found list for; null once a person has answered whose it is. */
  readonly asked: { readonly text: string } | null;
  /** A new one whenever the scan box shall take the focus: empty, or with what was begun in it. */
  readonly scanFocus: { readonly emptied: boolean };
}

export type DeskStore = StoreApi<DeskState>;

export const createDeskStore = (now: number): DeskStore =>
  createStore<DeskState>(() => ({
    reader: null,
    whose: null,
    lately: null,
    anonymousNext: false,
    lastKeyAt: now,
    since: now,
    channel: "desk",
    callerCheck: null,
    mode: CARD_MODE,
    outcome: { tag: "waiting" },
    session: [],
    seen: [],
    lastLog: null,
    lastSlip: null,
    printing: null,
    panel: { tag: "none" },
    held: [],
    drafts: [],
    asked: null,
    scanFocus: { emptied: true },
  }));

export const NO_PANEL: Panel = { tag: "none" };

/** A card that is scanned into a sheet makes no other sheet of it. */
export function isSameSheet(a: Panel, b: Panel): boolean {
  if (a.tag === "note") return b.tag === "note" && a.log.id === b.log.id;
  if (a.tag === "opinion") return b.tag === "opinion" && a.type === b.type;
  if (a.tag === "new-reader") return b.tag === "new-reader" && a.begun === b.begun;
  return a.tag === b.tag;
}

/** Whose the next entry is. */
export const nextWhose = ({ whose, anonymousNext }: Pick<DeskState, "whose" | "anonymousNext">): string | null =>
  anonymousNext ? null : whose;

/** Each reader stands there once, and so does nobody: ten quick tallies push no reader out. */
export const serve = (state: DeskState, reader: string | null, now: number): Pick<DeskState, "session" | "seen"> => ({
  session: [{ reader, at: now }, ...state.session.filter((served) => served.reader !== reader)].slice(
    0,
    SESSION_LENGTH,
  ),
  seen: reader === null ? state.seen : [reader, ...state.seen.filter((id) => id !== reader)].slice(0, SEEN_LENGTH),
});

/** The state with a reader's card open. */
export const withReader = (state: DeskState, reader: string, now: number, ime = false): Partial<DeskState> => ({
  reader,
  whose: reader,
  lately: null,
  anonymousNext: false,
  callerCheck: null,
  lastKeyAt: now,
  since: now,
  outcome: { tag: "found", ime },
  lastLog: null,
  lastSlip: null,
  panel: NO_PANEL,
  ...serve(state, reader, now),
});

/** The empty desk: nobody stands here. */
export const cleared = (now: number): Partial<DeskState> => ({
  reader: null,
  whose: null,
  lately: null,
  anonymousNext: false,
  since: now,
  outcome: { tag: "waiting" },
  lastLog: null,
  lastSlip: null,
  panel: NO_PANEL,
  channel: "desk",
  callerCheck: null,
});

/**
 * None of these readers is served any more, or called back; a sheet that was begun for one stays open, with its words.
 */
export function notServing(state: DeskState, readers: ReadonlySet<string>, now: number): Partial<DeskState> {
  const isIn = isOneOf(readers);
  return {
    ...(isIn(state.lately) && { lately: null }),
    ...((isIn(state.reader) || isIn(state.whose)) && { ...cleared(now), panel: state.panel }),
    ...(state.session.some(({ reader }) => isIn(reader)) && {
      session: state.session.filter(({ reader }) => !isIn(reader)),
    }),
    ...(state.seen.some(isIn) && { seen: state.seen.filter((reader) => !isIn(reader)) }),
  };
}

/** These are one person's records, and she was served under several of them: she stands there once, as served last. */
export function servedOnce({ session }: Pick<DeskState, "session">, records: ReadonlySet<string>): Partial<DeskState> {
  const [, ...earlier] = session.filter(({ reader }) => isOneOf(records)(reader));
  return earlier.length === 0 ? {} : { session: session.filter((served) => !earlier.includes(served)) };
}

const isOneOf =
  (readers: ReadonlySet<string>) =>
  (reader: string | null): boolean =>
    reader !== null && readers.has(reader);

/** For whom a sheet was begun: she may have been deleted, and served no more, before she was erased. */
const readerOf = (panel: Panel): string | null =>
  panel.tag === "opinion" ? panel.reader : panel.tag === "note" ? panel.log.reader : null;

/** The state as if these readers had never been here. */
export function withoutReaders(state: DeskState, readers: ReadonlySet<string>, now: number): Partial<DeskState> {
  const isIn = isOneOf(readers);
  return {
    ...notServing(state, readers, now),
    ...((isIn(state.reader) || isIn(state.whose) || isIn(readerOf(state.panel))) && { panel: NO_PANEL }),
    ...(state.drafts.some(({ reader }) => isIn(reader)) && {
      drafts: withoutTheirs(state.drafts, isIn),
    }),
  };
}

/** A code was scanned or typed that opened nobody: what to do with it is still asked. */
export const isUnsolved = ({ outcome }: Pick<DeskState, "outcome">): boolean =>
  outcome.tag === "not-found" || outcome.tag === "isbn";

/**
 * What the passing of time changes; null where nothing. The next entry is nobody's again, and the card closes.
 * @param isFree nothing has been begun at the card that its closing would take away
 */
export function afterIdle(
  { reader, whose, lastKeyAt, panel }: DeskState,
  now: number,
  isFree = true,
): Partial<DeskState> | null {
  const closes = isFree && reader !== null;
  if (whose === null && !closes) return null;
  const idle = now - lastKeyAt;
  // the clock was moved, or put right: nobody knows how long nobody was here, and it is counted anew
  if (idle < 0 || idle >= LONGEST_IDLE_MS) return { lastKeyAt: now };
  if (idle < WHOSE_FALLS_BACK_MS || panel.tag !== "none") return null;
  return {
    whose: null,
    anonymousNext: false,
    ...(closes && { callerCheck: null, reader: null, lately: reader, outcome: { tag: "waiting" } }),
  };
}

/** At a key. The whole desk hears of a change, so the dozen keys of a scan are one. */
export function afterKey<State extends Pick<DeskState, "lastKeyAt">>(
  state: State,
  now: number,
): State | Pick<DeskState, "lastKeyAt"> {
  const since = now - state.lastKeyAt;
  return since >= 0 && since < KEY_TOLD_EVERY_MS ? state : { lastKeyAt: now };
}

/** Of an entry: a call of the open reader says how it was checked that it is she. */
export const checkOf = (
  state: Pick<DeskState, "reader" | "callerCheck">,
  reader: string | null,
  channel: Channel,
): CallerCheck | undefined =>
  channel === "phone" && reader !== null && reader === state.reader ? (state.callerCheck ?? undefined) : undefined;

export const nextChannel = (channel: KeyChannel): KeyChannel =>
  KEY_CHANNELS[(KEY_CHANNELS.indexOf(channel) + 1) % KEY_CHANNELS.length] ?? "desk";

/**
 * Whole minutes from the beginning of a contact; undefined where nobody was being served, or where the clock was put
 * right meanwhile.
 */
export function minutesSince(state: Pick<DeskState, "since" | "whose">, now: number): number | undefined {
  if (state.whose === null) return undefined;
  const minutes = Math.round((now - state.since) / 60_000);
  return minutes < 0 || minutes > LONGEST_CONTACT ? undefined : Math.max(1, minutes);
}

/** Minutes; what is longer tells of the clock, not of the contact. */
const LONGEST_CONTACT = 12 * 60;
