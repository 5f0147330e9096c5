/** What a log does: a preset's key writes it for whoever the chip names, and F4 takes its note. */
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { FeedbackType } from "#shared/model/feedback.ts";
import { lastChip, parseNoteLine } from "#shared/model/input/note-line.ts";
import { isOpinionPurpose } from "#shared/model/purpose.ts";
import { type CalledOut, maskText, nameless } from "#shared/model/readers/mask.ts";
import { create } from "../../../db/write/changes.ts";
import { given, logChanges, logValues } from "../../../db/write/log-changes.ts";
import { notedValues, workOf } from "../../../db/write/note-changes.ts";
import type { ComposedRecord } from "../../../desk-services/counter.ts";
import type { Said } from "../../../i18n/message-id.ts";
import type { DeskDeps } from "../desk-deps.ts";
import { checkOf, type DeskState, type LastLog, minutesSince, NO_PANEL, nextWhose, serve } from "../desk-store.ts";

interface LogActions {
  readonly logPreset: (index: number) => Promise<void>;
  /**
   * F4: the note line of the log just made, on whatever screen. @param reader of whom it must be, where it is said
   * @returns whether there is one
   */
  readonly noteLast: (reader?: string) => boolean;
  readonly record: (entry: ComposedRecord) => Promise<boolean>;
}

const loggedWords = (kind: string, who: CalledOut, count = 1): Said =>
  count > 1 ? { id: "desk.logged-count", values: { kind, count, who } } : { id: "desk.logged", values: { kind, who } };

interface Needs {
  readonly readerMask: (id: string | null) => Promise<CalledOut>;
  readonly undoing: () => () => void;
  readonly openOpinion: (type: FeedbackType, reader: string | null) => void;
  readonly focusScan: () => void;
}

export function createLogActions(deps: DeskDeps, { readerMask, undoing, openOpinion, focusScan }: Needs): LogActions {
  const { services, acts, store, t } = deps;
  const now = (): number => services.clock.now();
  const set = (change: Partial<DeskState>): void => store.setState(change);

  /** Logs a preset for whoever the chip names; opinions open their sheet instead. */
  async function logPreset(index: number): Promise<void> {
    const preset = deps.presets()[index];
    if (preset === undefined) return;
    // a card that was scanned before the key says whose it is
    await deps.lookingUp.current;
    const state = store.getState();
    if (state.asked !== null && nextWhose(state) === null && !state.anonymousNext)
      return deps.toasts.show({
        tone: "failed",
        text: t("desk.scan-unanswered"),
        detail: t("desk.scan-unanswered-hint"),
        ofMoment: true,
      });
    if (isOpinionPurpose(preset.purpose)) return openOpinion(preset.purpose, nextWhose(store.getState()));
    await log(preset.purpose);
  }

  async function log(purpose: string): Promise<void> {
    const state = store.getState();
    const isNewest = deps.newest.begin();
    // used up by this log, not by what comes before it is written
    set({ channel: "desk", anonymousNext: false });
    const at = now();
    const reader = nextWhose(state);
    const minutes = reader === null ? undefined : minutesSince(state, at);
    const callerCheck = checkOf(state, reader, state.channel);
    const entry = {
      id: uuidV7(at, services.random),
      at,
      purpose,
      reader,
      channel: state.channel,
      minutes,
      callerCheck,
    };
    const who = await readerMask(reader);
    const { desk, branch, staff } = deps.place();
    const name = deps.purposeName(purpose);
    const detail =
      minutes === undefined
        ? t(`words.channel.${state.channel}`)
        : t("desk.logged-detail", { channel: t(`words.channel.${state.channel}`), minutes });
    const begun = await acts.run({
      command: "interaction.log",
      changes: logChanges(entry, { desk, branch, staff }),
      said: loggedWords(name, who),
      detail,
      offers: [{ label: "desk.add-note", keys: "F4", run: () => void noteLast() }],
      onUndo: undoing,
      options: { likelyNew: true, ...(reader !== null && { whose: [reader] }) },
    });
    if (begun === null) {
      if (isNewest()) set({ channel: state.channel, anonymousNext: state.anonymousNext });
      return;
    }
    if (reader === null) store.setState((current) => serve(current, null, at));
    // a sheet that was opened meanwhile stays open, and whoever came next has a note line of her own
    if (!isNewest() || store.getState().panel !== state.panel) return;
    const lastLog: LastLog = { ...entry, seq: begun.seq };
    store.setState((current) => ({
      lastLog,
      lastSlip: { kind: "interaction", id: entry.id },
      since: at,
      lastKeyAt: at,
      panel: NO_PANEL,
      outcome: current.outcome.tag === "found" ? current.outcome : { tag: "waiting" },
    }));
    // on another page the list keeps the keyboard
    if (deps.ways().isAtDesk()) focusScan();
  }

  function noteLast(reader?: string): boolean {
    const { lastLog, panel } = store.getState();
    if (lastLog === null || (reader !== undefined && lastLog.reader !== reader)) return false;
    if (panel.tag === "none") set({ panel: { tag: "note", log: lastLog } });
    return true;
  }

  /** A record with its words from the composer, and the work that they ask for, in one act; the person stays where she is. */
  async function record(entry: ComposedRecord): Promise<boolean> {
    const { ids, reader, contact, purpose, text, assignee, promised } = entry;
    const state = store.getState();
    const at = now();
    set({ channel: "desk", anonymousNext: false });
    const { desk, branch, staff } = deps.place();
    const place = { desk, branch, staff };
    const note = parseNoteLine(text, deps.format().day(at));
    const kind = deps.purposeName(purpose);
    const minutes = reader !== null && state.whose === reader ? minutesSince(state, at) : undefined;
    const callerCheck = checkOf(state, reader, state.channel);
    const log = { id: ids.record, at, purpose, reader, channel: state.channel, minutes, callerCheck };
    const who = reader === null && contact !== undefined ? nameless(t("words.no-card")) : await readerMask(reader);
    const followUp = { id: ids.task, assignee, promised, fallback: t("desk.follow-up-of", { kind }) };
    const begun = await acts.run(
      {
        command: "interaction.log",
        changes: [
          create("interaction", ids.record, given({ ...logValues(log, place), contact, ...notedValues(note) })),
          ...workOf({ id: ids.record, reader, contact }, note, followUp, place),
        ],
        said: loggedWords(kind, who, lastChip(note, "count")?.count),
        detail: maskText(note.text),
        ...(reader !== null && { options: { whose: [reader] } }),
      },
      ids,
    );
    if (begun === null) {
      set({ channel: state.channel, anonymousNext: state.anonymousNext });
      return false;
    }
    store.setState((current) => ({
      ...(reader === null && serve(current, null, at)),
      lastSlip: { kind: "interaction", id: ids.record },
      // whoever is served while another's record is written has been here as long as before
      ...(current.whose === reader && { since: at }),
      lastKeyAt: at,
      outcome: current.outcome.tag === "found" ? current.outcome : { tag: "waiting" },
    }));
    return begun.saved;
  }

  return { logPreset, noteLast, record };
}
