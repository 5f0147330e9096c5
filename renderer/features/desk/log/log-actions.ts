/** What a log does: a preset's key writes it for whoever the chip names, and F4 takes its note. */
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { FeedbackType } from "#shared/model/feedback.ts";
import { isOpinionPurpose } from "#shared/model/purpose.ts";
import type { CalledOut } from "#shared/model/readers/mask.ts";
import type { DeskDeps } from "../desk-deps.ts";
import { type DeskState, type LastLog, minutesSince, NO_PANEL, nextWhose, serve } from "../desk-store.ts";
import { logChanges } from "./log-changes.ts";

interface LogActions {
  readonly logPreset: (index: number, options?: { readonly count?: number }) => Promise<void>;
  readonly note: () => void;
}

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
  async function logPreset(index: number, options: { readonly count?: number } = {}): Promise<void> {
    const preset = deps.presets()[index];
    if (preset === undefined) return;
    // a card that was scanned before the key says whose it is
    await deps.lookingUp.current;
    if (isOpinionPurpose(preset.purpose)) return openOpinion(preset.purpose, nextWhose(store.getState()));
    await log(preset.purpose, options);
  }

  async function log(purpose: string, { count }: { readonly count?: number }): Promise<void> {
    const state = store.getState();
    const isNewest = deps.newest.begin();
    // used up by this log, not by what comes before it is written
    set({ channel: "desk", anonymousNext: false });
    const at = now();
    const reader = nextWhose(state);
    const minutes = reader === null ? undefined : minutesSince(state, at);
    const entry = { id: uuidV7(at, services.random), at, purpose, reader, channel: state.channel, minutes };
    const who = await readerMask(reader);
    const { desk, branch, staff } = deps.place();
    const name = deps.purposeName(purpose);
    const detail =
      minutes === undefined
        ? t(`words.channel.${state.channel}`)
        : t("desk.logged-detail", { channel: t(`words.channel.${state.channel}`), minutes });
    const begun = await acts.run({
      command: "interaction.log",
      changes: logChanges(count === undefined ? entry : { ...entry, count }, { desk, branch, staff }),
      said:
        count !== undefined && count > 1
          ? { id: "desk.logged-count", values: { kind: name, count, who } }
          : { id: "desk.logged", values: { kind: name, who } },
      detail,
      offers: [{ label: "desk.add-note", keys: "F4", run: note }],
      onUndo: undoing,
      ...(reader !== null && { options: { whose: [reader] } }),
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
    focusScan();
  }

  /** F4: the note line of the log just made, else the panel of presets. */
  function note(): void {
    const { lastLog, panel } = store.getState();
    if (panel.tag !== "none") return;
    deps.ways().toDesk();
    set({ panel: lastLog === null ? { tag: "presets" } : { tag: "note", log: lastLog } });
  }

  return { logPreset, note };
}
