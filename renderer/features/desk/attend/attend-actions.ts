/**
 * The acts of counting: a scan becomes a visit of the day, or somebody's coming to an event; once a day each, at
 * whichever desk.
 */

import { hexToBytes } from "#shared/kernel/bytes.ts";
import { uuidV8 } from "#shared/kernel/ids.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import type { Activity } from "#shared/model/activity.ts";
import { AT_THE_DESK, activityKey, atEvent } from "#shared/model/activity-key.ts";
import type { Values } from "#shared/model/kinds.ts";
import { type CalledOut, nameless } from "#shared/model/readers/mask.ts";
import { create } from "../../../db/write/changes.ts";
import type { DeskDeps } from "../desk-deps.ts";
import { CARD_MODE, type CountingMode, type DeskMode, isSameSitting, type ScanLine, withLine } from "./mode.ts";

/** Who was scanned or chosen: a reader, or a code that belongs to nobody. */
export type Comer = { readonly reader: string } | { readonly code: string };

export interface AttendActions {
  /**
   * Counts whoever came, as the mode said then and in the order of coming, however long one is looked up; in no mode,
   * nothing.
   */
  readonly attend: (comer: Promise<Comer | null>, mode: DeskMode) => Promise<void>;
  /** A scan that waits for a person: more than one reader has the code, or something is being written. */
  readonly needsPerson: () => void;
  readonly toggleVisits: () => void;
  readonly beginEvent: (name: string) => void;
  readonly leaveMode: () => void;
  /** Takes back the last one who was counted in this sitting. */
  readonly undoLast: () => Promise<void>;
}

interface Needs {
  readonly readerMask: (reader: string) => Promise<CalledOut>;
  readonly undoing: () => () => void;
  readonly focusScan: () => void;
}

export function createAttendActions(deps: DeskDeps, { readerMask, undoing, focusScan }: Needs): AttendActions {
  const { services, acts, store, sound, t } = deps;
  /** A line that comes late stays out of the next sitting. */
  const note = (of: CountingMode, line: ScanLine): void =>
    store.setState(({ mode }) => ({ mode: isSameSitting(mode, of) ? withLine(mode, line) : mode }));
  const enter = (mode: DeskMode): void => {
    deps.toasts.clear();
    store.setState({ mode });
    focusScan();
  };
  /** Scans come faster than they are written: each waits for the one before. */
  const inTurn = oneAtATime();

  async function count(mode: CountingMode, reader: string): Promise<void> {
    const on = deps.format().day(services.clock.now());
    const source = mode.tag === "visit" ? AT_THE_DESK : atEvent(mode.name);
    const derived = await services.host("library.derive", {
      texts: [activityKey({ source, reader, on, kind: mode.tag, mainClass: undefined })],
    });
    const [digest] = derived.ok ? derived.value : [];
    if (digest === undefined) {
      deps.toasts.show({ tone: "failed", text: t("acts.not-begun"), detail: t("acts.silent") });
      sound.nobody();
      return;
    }
    const id = uuidV8(hexToBytes(digest));
    const there = await services.db.activity.get(id);
    const who = await readerMask(reader);
    if (there !== undefined && there.gone !== 1) {
      note(mode, { tag: "again", reader });
      deps.toasts.show({ text: t(`attend.again-${mode.tag}`, { who }) });
      sound.again();
      return;
    }
    const values = attendance(mode, reader, on, deps.place().branch);
    const begun = await acts.run({
      command: `activity.${mode.tag}`,
      changes: [create("activity", id, values)],
      said: { id: `attend.did-${mode.tag}`, values: { who } },
      ...(mode.tag === "event" && { detail: mode.name }),
      onUndo: undoing,
      options: { whose: [reader] },
    });
    if (begun !== null) note(mode, { tag: "counted", activity: id, reader, seq: begun.seq });
    (begun === null ? sound.nobody : sound.counted)();
  }

  /** Whatever went wrong with one is told, and the next ones are counted. */
  async function tellFailed(reader: string): Promise<void> {
    const who = await readerMask(reader).catch(() => nameless(t("words.anonymous")));
    deps.toasts.show({ tone: "failed", text: t("attend.failed", { who }), detail: t("attend.failed-detail") });
    sound.nobody();
  }

  return {
    attend: (looked, mode) =>
      inTurn(async () => {
        const comer = await looked;
        if (mode.tag === "card" || comer === null) return;
        if ("reader" in comer) return count(mode, comer.reader).catch(() => tellFailed(comer.reader));
        note(mode, { tag: "nobody", code: comer.code });
        sound.nobody();
      }),
    needsPerson() {
      if (store.getState().mode.tag !== "card") sound.nobody();
    },
    toggleVisits: () => enter(store.getState().mode.tag === "visit" ? CARD_MODE : { tag: "visit", lines: [] }),
    beginEvent: (name) => enter({ tag: "event", name, lines: [] }),
    leaveMode: () => enter(CARD_MODE),
    async undoLast() {
      const { mode } = store.getState();
      if (mode.tag === "card") return;
      for (const line of mode.lines) {
        if (line.tag !== "counted" || (await services.db.activity.get(line.activity))?.gone === 1) continue;
        const undone = undoing();
        await acts.turn(line.seq);
        return undone();
      }
    },
  };
}

function attendance(mode: CountingMode, reader: string, on: string, branch: string | undefined): Values<"activity"> {
  const values: Activity = { reader, on, kind: mode.tag, ...(branch !== undefined && { branch }) };
  return mode.tag === "event" ? { ...values, batch: mode.name } : values;
}
