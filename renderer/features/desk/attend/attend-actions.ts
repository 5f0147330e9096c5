/** The acts of counting: a scan becomes a visit of the day, or somebody's coming to an event; once a day each, at whichever desk. */
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { uuidV8 } from "#shared/kernel/ids.ts";
import type { Activity } from "#shared/model/activity.ts";
import { AT_THE_DESK, activityKey, atEvent } from "#shared/model/activity-key.ts";
import type { Values } from "#shared/model/kinds.ts";
import { createAgain } from "../../../db/changes.ts";
import type { DeskDeps } from "../desk-deps.ts";
import { save } from "../saving.ts";
import { CARD_MODE, type DeskMode, type ScanLine, withLine } from "./mode.ts";

export interface AttendActions {
  /** Counts a reader as the mode says; in no mode, nothing. */
  readonly attend: (reader: string) => Promise<void>;
  /** A code that belongs to nobody; in no mode, nothing. */
  readonly unknown: (code: string) => void;
  /** A code that more than one reader has: a person chooses. */
  readonly ambiguous: () => void;
  readonly toggleVisits: () => void;
  readonly beginEvent: (name: string) => void;
  readonly leaveMode: () => void;
  /** Takes back the last one who was counted in this sitting. */
  readonly undoLast: () => Promise<void>;
}

interface Needs {
  readonly readerMask: (reader: string) => Promise<string>;
  readonly undoOne: (seq: number) => Promise<void>;
  readonly focusScan: () => void;
}

export function createAttendActions(deps: DeskDeps, { readerMask, undoOne, focusScan }: Needs): AttendActions {
  const { services, store, sound, t } = deps;
  const note = (line: ScanLine): void => store.setState(({ mode }) => ({ mode: withLine(mode, line) }));
  const enter = (mode: DeskMode): void => {
    deps.toasts.clear();
    store.setState({ mode });
    focusScan();
  };
  /** Scans come faster than they are written: each waits for the one before. */
  let turn: Promise<void> = Promise.resolve();

  async function count(reader: string): Promise<void> {
    const { mode } = store.getState();
    if (mode.tag === "card") return;
    const on = deps.format().day(services.clock.now());
    const source = mode.tag === "visit" ? AT_THE_DESK : atEvent(mode.name);
    const derived = await services.host("library.derive", { texts: [activityKey({ source, reader, on, kind: mode.tag, mainClass: undefined })] });
    const [digest] = derived.ok ? derived.value : [];
    if (digest === undefined) {
      deps.toasts.show({ tone: "failed", text: t("desk.not-saved"), detail: t("desk.journal-silent") });
      sound.nobody();
      return;
    }
    const id = uuidV8(hexToBytes(digest));
    const there = await services.db.activity.get(id);
    const who = await readerMask(reader);
    if (there !== undefined && there.gone !== 1) {
      note({ tag: "again", reader });
      deps.toasts.show({ text: t(`attend.again-${mode.tag}`, { who }) });
      sound.again();
      return;
    }
    const values = attendance(mode, reader, on, deps.place().branch);
    const written = await save(deps, `activity.${mode.tag}`, createAgain("activity", id, values, there !== undefined), ({ seq }) => ({
      text: t(`attend.did-${mode.tag}`, { who }),
      ...(mode.tag === "event" && { detail: mode.name }),
      actions: [{ label: t("desk.undo"), keys: "Ctrl+Z", undo: true, onClick: () => void undoOne(seq) }],
    }));
    if (written !== null) note({ tag: "counted", activity: id, reader, seq: written.seq });
    (written === null ? sound.nobody : sound.counted)();
  }

  return {
    attend(reader) {
      turn = turn.then(() => count(reader));
      return turn;
    },
    unknown(code) {
      if (store.getState().mode.tag === "card") return;
      note({ tag: "nobody", code });
      sound.nobody();
    },
    ambiguous() {
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
        return undoOne(line.seq);
      }
    },
  };
}

function attendance(mode: Exclude<DeskMode, { tag: "card" }>, reader: string, on: string, branch: string | undefined): Values<"activity"> {
  const values: Activity = { reader, on, kind: mode.tag, ...(branch !== undefined && { branch }) };
  return mode.tag === "event" ? { ...values, batch: mode.name } : values;
}
