/**
 * One person in hand, and what is said of her call. A digit chooses, Enter writes it in one act and brings the next; what
 * was chosen is written too where she is left in another way, so that no call is lost.
 */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { type NoteLine, parseNoteLine } from "#shared/model/input/note-line.ts";
import { type Callee, isOfAnotherDesk } from "#shared/outreach/call-queue.ts";
import { isAtEnd } from "#shared/outreach/call-state.ts";
import { useActs } from "../../../acts/use-acts.ts";
import { readLastCall } from "../../../db/lists/last-call.ts";
import { edit } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { type Toast, useShownToast, useToasts } from "../../../ui/dialogs/toast.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import type { KeyedOutcome } from "./call-changes.ts";
import { neighbourOf, nextInTurn } from "./call-order.ts";
import { outcomeKeysOf } from "./outcomes.ts";
import type { CallListView } from "./use-call-list.ts";
import { useCallNote } from "./use-call-note.ts";
import { type CallMade, useWriteCall } from "./use-write-call.ts";

export interface Draft {
  readonly outcome: KeyedOutcome | null;
  readonly answers: CallMade["answers"];
  /** So many of the questions were answered or passed over. */
  readonly asked: number;
  /** By the clock, from when she was shown to when something was chosen; or as somebody has typed it. */
  readonly minutes: number | undefined;
}

const NOTHING: Draft = { outcome: null, answers: {}, asked: 0, minutes: undefined };

/** An Enter that comes so soon after the one that wrote a call is that one struck twice: nobody has seen who is next. */
const STRUCK_TWICE_MS = 500;

/** Longer than a call ever is: somebody has left the desk meanwhile. */
const MOST_MINUTES = 60;

export interface Calling {
  /** Undefined where it is nobody's turn, and nobody was chosen. */
  readonly inHand: Callee | undefined;
  /** She was reached by her turn: her number may be shown at once. */
  readonly isByTurn: boolean;
  /** She is in no part of this desk: she is not called here, and her number stays hidden. */
  readonly isElsewhere: boolean;
  readonly draft: Draft;
  /** As it is typed, and as it is read. */
  readonly text: string;
  readonly note: NoteLine;
  readonly choose: (outcome: KeyedOutcome) => void;
  readonly answer: (question: string, answer: string | null) => void;
  /** Back by one answer, then by the outcome. */
  readonly back: () => void;
  readonly write: (text: string) => void;
  readonly spend: (minutes: number) => void;
  /** As Enter does: a note is no result, so whoever has one without the other stays in hand. */
  readonly next: () => void;
  /** A note that was begun is kept. */
  readonly passOver: () => void;
  readonly step: (by: 1 | -1) => void;
  readonly show: (id: string) => void;
  readonly putOff: (later: NonNullable<Callee["later"]>) => void;
  readonly undo: () => void;
}

export function useCalling(list: CallListView, channel: ContactChannel, first: string | undefined): Calling {
  const { clock, db } = useServices();
  const t = useT();
  const format = useFormat();
  const acts = useActs();
  const toasts = useToasts();
  const [place, setPlace] = useState<{ readonly id: string | undefined; readonly isByTurn: boolean }>(() => ({
    id: first ?? list.queue[0]?.id,
    isByTurn: first === undefined,
  }));
  const [draft, setDraft] = useState<Draft>(NOTHING);
  const [since, setSince] = useState(() => clock.now());
  const inHand = list.callees.find(({ id }) => id === place.id);
  const today = format.day(clock.now());
  const callNote = useCallNote(place, inHand);
  const note = useMemo(() => parseNoteLine(callNote.text, today), [callNote.text, today]);
  const { staff = "" } = useDeviceSettings();
  const saving = useRef<Promise<boolean> | null>(null);
  /** A result that was pressed while the one before was being saved: nobody had seen yet whose it would be. */
  const isLost = useRef(false);

  const bring = useCallback(
    (id: string | undefined, isByTurn: boolean): void => {
      setPlace({ id, isByTurn });
      setDraft(NOTHING);
      setSince(clock.now());
    },
    [clock],
  );
  /** Whose call was the last: the list that is shown may still take it for her turn. */
  const lastDone = useRef<string | undefined>(undefined);
  // whoever is gone from the list leaves the next in hand
  useEffect(() => {
    if (list.queue.every(({ id }) => id !== lastDone.current)) lastDone.current = undefined;
    const next = list.queue.find(({ id }) => id !== lastDone.current);
    if (inHand === undefined && next !== undefined) bring(next.id, true);
  }, [inHand, list.queue, bring]);

  /** The notes of the calls that were written here, by whom they were about: a call taken back has its words again. */
  const written = useRef(new Map<string, string>());
  const bringBack = async (id: string): Promise<void> => {
    const callee = list.callees.find((each) => each.id === id);
    const text = written.current.get(id);
    if (callee !== undefined && text !== undefined) await callNote.keep({ recipient: id, reader: callee.reader }, text);
    written.current.delete(id);
    bring(id, false);
  };
  const writeCall = useWriteCall(list, channel, callNote.keep, (id) => void bringBack(id));

  /** @returns whether she may be left: there was nothing to write, or it is written */
  const settle = async (): Promise<boolean> => {
    // left while it is being written, it is written once
    if (inHand === undefined || draft.outcome === null || saving.current !== null) return true;
    const chosen = { ...draft, outcome: draft.outcome };
    saving.current = callNote.whole().then((text) => {
      written.current.set(inHand.id, text);
      return writeCall(inHand, chosen, text);
    });
    try {
      return await saving.current;
    } finally {
      saving.current = null;
    }
  };
  /** Whoever was promised a day that is none stays in hand until it is one. */
  const isDayUnread = (): boolean => {
    if (note.noDay === undefined || draft.outcome === null) return false;
    toasts.show({ tone: "failed", text: t("desk.chip.no-day", { typed: note.noDay }), ofMoment: true });
    return true;
  };
  const writtenAt = useRef(Number.NEGATIVE_INFINITY);
  const leaveFor = useOnce(async (to: () => readonly [string | undefined, boolean]): Promise<void> => {
    if (!(await settle())) return;
    if (draft.outcome !== null) writtenAt.current = clock.now();
    bring(...to());
  });
  // whoever goes to another desk while she is in hand leaves the screen; what was said of her call is written first
  const isElsewhere = inHand !== undefined && isOfAnotherDesk(list.turnOf(inHand));
  const held = useRef<string | undefined>(undefined);
  useEffect(() => {
    const wasHere = inHand !== undefined && held.current === inHand.id;
    held.current = isElsewhere ? undefined : inHand?.id;
    if (isElsewhere && wasHere) void leaveFor(() => [list.queue[0]?.id, true]);
  }, [isElsewhere, inHand, list.queue, leaveFor]);
  const undo = useOnce(async (): Promise<void> => {
    const isWritten = saving.current !== null && (await saving.current);
    // what is only chosen is not done yet
    if (draft.outcome !== null && !isWritten) {
      setDraft((before) => ({ ...before, outcome: null, answers: {}, asked: 0, minutes: undefined }));
      return;
    }
    const last = await readLastCall(db, {
      outreach: list.outreach.id,
      staff,
      isToday: (at) => format.day(at) === today,
    });
    if (last === null) return toasts.show({ text: t("calls.nothing-to-undo"), ofMoment: true });
    if (await acts.turn(last.seq)) await bringBack(last.recipient);
  });
  const putOff = useOnce(async (later: Parameters<Calling["putOff"]>[0]): Promise<void> => {
    if (inHand === undefined) return;
    const begun = await acts.run({
      command: "outreach.later",
      changes: [edit("recipient", inHand.id, { later })],
      said: { id: "calls.did-later" },
      options: { whose: [inHand.reader] },
    });
    if (begun === null) return;
    bring(nextInTurn(list.queue, inHand)?.id, true);
  });

  const goOn = (): void => {
    if (isDayUnread()) return;
    const next = nextInTurn(list.queue, inHand)?.id;
    // whoever is only passed over stays where nobody else is left
    void leaveFor(() => {
      lastDone.current = next === undefined ? inHand?.id : undefined;
      return [next ?? (draft.outcome === null ? inHand?.id : undefined), true];
    });
  };
  const passOver = (): void => {
    isLost.current = false;
    goOn();
  };
  const askForResult = useAskForResult(channel, draft.outcome === null ? place : null);
  const lacksResult =
    inHand !== undefined &&
    draft.outcome === null &&
    callNote.text.trim() !== "" &&
    !isElsewhere &&
    (isAtEnd(inHand.state) || !list.stops.has(inHand.reader));

  useWriteAtEnd(settle);
  return {
    inHand,
    isByTurn: place.isByTurn,
    isElsewhere,
    draft,
    text: callNote.text,
    note,
    choose: (outcome) => {
      if (saving.current !== null) {
        isLost.current = true;
        return toasts.show({ tone: "failed", text: t("calls.too-soon"), ofMoment: true });
      }
      isLost.current = false;
      if (isElsewhere) return toasts.show({ tone: "failed", text: t("calls.not-here"), ofMoment: true });
      const minutes = Math.min(MOST_MINUTES, Math.max(1, Math.round((clock.now() - since) / 60_000)));
      setDraft((before) => ({ ...before, outcome, answers: {}, asked: 0, minutes: before.minutes ?? minutes }));
    },
    answer: (question, answer) =>
      setDraft((before) => ({
        ...before,
        asked: before.asked + 1,
        answers: answer === null ? before.answers : { ...before.answers, [question]: answer },
      })),
    back: () =>
      setDraft((before) => {
        if (before.asked === 0) return { ...before, outcome: null, minutes: undefined };
        const question = list.outreach.questions?.[before.asked - 1]?.key;
        const answers = Object.fromEntries(Object.entries(before.answers).filter(([key]) => key !== question));
        return { ...before, asked: before.asked - 1, answers };
      }),
    write: callNote.write,
    spend: (minutes) => setDraft((before) => ({ ...before, minutes })),
    next: () => {
      // nobody is passed over by the Enter that belongs to a lost result
      if (isLost.current && saving.current === null && draft.outcome === null) {
        isLost.current = false;
        return toasts.show({ tone: "failed", text: t("calls.too-soon"), ofMoment: true });
      }
      if (draft.outcome === null && Math.abs(clock.now() - writtenAt.current) < STRUCK_TWICE_MS) return;
      if (lacksResult && saving.current === null) return askForResult(place, passOver);
      goOn();
    },
    passOver,
    step: (by) =>
      isDayUnread() || void leaveFor(() => [(neighbourOf(list.callees, inHand?.id, by) ?? inHand)?.id, false]),
    show: (id) => isDayUnread() || void leaveFor(() => [id, false]),
    putOff: (later) => void putOff(later),
    undo: () => void undo(),
  };
}

/** The screen is left with something chosen: it is written, as it is where the next person is brought. */
function useWriteAtEnd(settle: () => Promise<boolean>): void {
  const latest = useRef(settle);
  useLayoutEffect(() => {
    latest.current = settle;
  });
  useEffect(() => () => void latest.current(), []);
}

/** Its offer is about whoever is in hand without a result, and goes with her. */
function useAskForResult(channel: ContactChannel, about: object | null): (of: object, passOver: () => void) => void {
  const t = useT();
  const { show, clear } = useToasts();
  const toast = useShownToast();
  const asked = useRef<{ readonly toast: Toast; readonly of: object } | null>(null);
  useEffect(() => {
    if (toast !== null && toast === asked.current?.toast && about !== asked.current.of) clear();
  }, [toast, about, clear]);
  return (of, passOver) => {
    const keys = outcomeKeysOf(channel).filter(({ seldom }) => seldom !== true);
    const said: Toast = {
      tone: "failed",
      text: t("calls.needs-outcome"),
      detail: t("calls.needs-outcome-keys", { first: keys[0]?.key ?? "", last: keys.at(-1)?.key ?? "" }),
      actions: [{ label: t("calls.pass-over"), onClick: passOver }],
      ofMoment: true,
    };
    asked.current = { toast: said, of };
    show(said);
  };
}
