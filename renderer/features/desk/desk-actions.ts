/**
 * Every act of the desk by name: what a key, a scan or a button does. They read the conversation and
 * write through the acts of the page, which say what was done and how to take it back.
 */

import { uuidV7 } from "#shared/kernel/ids.ts";
import type { FeedbackType } from "#shared/model/feedback.ts";
import { mayBeCard, normalizeCard } from "#shared/model/input/card-number.ts";
import type { Scan } from "#shared/model/input/scan-burst.ts";
import { isOpinionPurpose } from "#shared/model/purpose.ts";
import { type CalledOut, maskName, nameless } from "#shared/model/readers/mask.ts";
import { type Comer, createAttendActions } from "./attend/attend-actions.ts";
import { CARD_MODE } from "./attend/mode.ts";
import type { DeskDeps } from "./desk-deps.ts";
import {
  cleared,
  type DeskState,
  isSameSheet,
  isUnsolved,
  type LastLog,
  minutesSince,
  NO_PANEL,
  nextChannel,
  nextWhose,
  notServing,
  type Panel,
  serve,
  withoutReaders,
  withReader,
} from "./desk-store.ts";
import { logChanges } from "./log/log-changes.ts";
import { type FoundByScan, findByScan } from "./scan/find-by-scan.ts";
import { createWaitingScans } from "./scan/waiting-scans.ts";
import { type DeskDraft, draftKey, dropDraft, keepDraft } from "./session/drafts.ts";
import { expectReader } from "./session/use-reader-mask.ts";

export type DeskActions = ReturnType<typeof createDeskActions>;

export function createDeskActions(deps: DeskDeps) {
  const { services, acts, store, t } = deps;
  const now = (): number => services.clock.now();
  const set = (change: Partial<DeskState>): void => store.setState(change);
  const focusScan = (): void => set({ scanFocus: { emptied: true } });

  function openReader(
    id: string,
    { ime = false, keepToast = false }: { readonly ime?: boolean; readonly keepToast?: boolean } = {},
  ): void {
    deps.newest.begin();
    if (!keepToast) deps.toasts.clear();
    store.setState((state) => withReader(state, id, now(), ime));
    deps.ways().toDesk();
    focusScan();
  }

  const waiting = createWaitingScans(deps);

  async function scanned(scan: Scan): Promise<void> {
    const { mode } = store.getState();
    if (deps.isWriting()) {
      attending.needsPerson();
      return waiting.hold(scan);
    }
    waiting.release(scan);
    const looked = lookUp(scan);
    deps.lookingUp.current = looked.then(
      () => undefined,
      () => undefined,
    );
    await attending.attend(looked, mode);
  }

  /**
   * Another card, or whoever moved on while this one was looked up, has the desk.
   * @returns what is counted all the same, where that is so
   */
  async function lookUp(scan: Scan): Promise<Comer | null> {
    const isNewest = deps.newest.begin();
    const before = store.getState().panel;
    // half of a card number may be another's: whose it is says a person
    const found: FoundByScan =
      scan.doubtful === true
        ? { tag: "several", code: normalizeCard(scan.text) }
        : await findByScan(scan.text, services);
    const { panel } = store.getState();
    const isHere = isNewest();
    // what was begun meanwhile is not closed by it
    if (isHere && (deps.isWriting() || (panel.tag !== "none" && panel !== before))) {
      attending.needsPerson();
      waiting.hold(scan);
      return null;
    }
    if (found.tag === "reader") {
      if (isHere && found.row !== undefined) expectReader(services, found.row);
      if (isHere && panel.tag === "opinion" && panel.reader === null) {
        attach(found.id, panel);
        return null;
      }
      if (isHere) open(found.id, scan.ime);
      return { reader: found.id };
    }
    if (isHere && panel.tag === "new-reader" && found.tag === "nobody") {
      set({ panel: { ...panel, card: found.code } });
      return null;
    }
    if (found.tag === "several") attending.needsPerson();
    if (isHere) showNobody(found, scan.ime);
    if (isHere && scan.doubtful === true)
      deps.toasts.show({ tone: "failed", text: t("desk.scan-doubtful"), detail: t("desk.scan-doubtful-hint") });
    return found.tag === "several" ? null : { code: found.tag === "isbn" ? found.isbn : found.code };
  }

  function showNobody(found: Exclude<FoundByScan, { tag: "reader" }>, ime: boolean): void {
    toQueue();
    if (found.tag === "several") set({ asked: { text: found.code } });
    else if (store.getState().mode.tag !== "event")
      set({
        outcome: found.tag === "isbn" ? { tag: "isbn", isbn: found.isbn } : { tag: "not-found", text: found.code, ime },
      });
  }

  function open(id: string, ime: boolean): void {
    if (store.getState().mode.tag === "event") toQueue();
    else openReader(id, { ime });
  }

  /** Chosen: the card opens and, where scans are counted, she is; in an event's queue she is only counted. */
  async function picked(id: string): Promise<void> {
    open(id, false);
    await attending.attend(Promise.resolve({ reader: id }), store.getState().mode);
  }

  /** At the desk, whose card or queue it is: nobody's card stays open. */
  function toQueue(): void {
    deps.newest.begin();
    set({ ...cleared(now()), lastKeyAt: now() });
    deps.toasts.clear();
    deps.ways().toDesk();
    focusScan();
  }

  /** A card scanned while an opinion without a reader is being written says whose it is. */
  function attach(reader: string, panel: Extract<Panel, { tag: "opinion" }>): void {
    store.setState((state) => ({
      reader,
      whose: reader,
      anonymousNext: false,
      lastKeyAt: now(),
      panel: { ...panel, reader },
      ...serve(state, reader, now()),
    }));
  }

  async function readerMask(id: string | null): Promise<CalledOut> {
    const row = id === null ? undefined : await services.db.reader.get(id);
    return row?.name === undefined ? nameless(t("words.anonymous")) : maskName(row.name, row.familyName);
  }

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

  function openOpinion(type: FeedbackType, reader: string | null): void {
    deps.toasts.clear();
    set({ panel: { tag: "opinion", type, reader, channel: store.getState().channel }, lastLog: null });
  }

  /** F4: the note line of the log just made, else the panel of presets. */
  function note(): void {
    const { lastLog, panel } = store.getState();
    if (panel.tag !== "none") return;
    deps.ways().toDesk();
    set({ panel: lastLog === null ? { tag: "presets" } : { tag: "note", log: lastLog } });
  }

  function clear(): void {
    deps.newest.begin();
    deps.toasts.clear();
    set(cleared(now()));
    focusScan();
  }

  function closePanel(): void {
    set({ panel: NO_PANEL });
    focusScan();
  }

  /** The sheet is saved: it closes unless it is another one by now. */
  function closeSaved(sheet: Panel): void {
    if (isSameSheet(store.getState().panel, sheet)) closePanel();
  }

  /** @param atBox whether the scan box is where to go on; on another screen the list keeps its keys */
  async function undo(direction: "undo" | "redo", atBox = true): Promise<void> {
    const undone = undoing(atBox);
    await acts.turn(direction);
    undone();
  }

  /**
   * Asked when an act is to be taken back. @returns what the desk does when it is, unless somebody else is served by
   * then
   */
  function undoing(atBox = true): () => void {
    const isNewest = deps.newest.watch();
    const { panel } = store.getState();
    return () => {
      if (!isNewest()) return;
      set({ lastLog: null });
      if (atBox && store.getState().panel === panel) focusScan();
    };
  }

  const attending = createAttendActions(deps, { readerMask, undoing, focusScan });

  return {
    ...attending,
    openReader,
    picked,
    scanned,
    /**
     * The first of the scans that came while something was being written; while that is so they wait on, and it is told
     * again.
     */
    openHeld: async () => {
      const { held } = store.getState();
      const [first, last] = [held[0], held.at(-1)];
      if (first === undefined || last === undefined) return;
      if (deps.isWriting()) set({ held: held.with(-1, { ...last }) });
      else await scanned(first);
    },
    logPreset,
    openOpinion,
    note,
    closePanel,
    closeSaved,
    undo,
    undoing,
    focusScan,
    readerMask,
    /** Her full page is open: the next entry is hers. Whoever is served already goes on as she was. */
    serve: (id: string) =>
      store.setState((state) => (state.reader === id && state.whose === id ? state : withReader(state, id, now()))),
    /** A key was pressed somewhere: whoever works here is here. */
    touch: () => set({ lastKeyAt: now() }),
    newReader: (card?: string) => {
      const { outcome } = store.getState();
      const text = card ?? (outcome.tag === "not-found" ? outcome.text : "");
      set({
        panel: {
          tag: "new-reader",
          ...(text === "" || mayBeCard(text) ? { card: text } : { card: "", name: text }),
          begun: now(),
        },
      });
    },
    notFound: (text: string) => {
      deps.newest.begin();
      set({ ...cleared(now()), outcome: { tag: "not-found", text, ime: false } });
    },
    setChannel: () => store.setState(({ channel }) => ({ channel: nextChannel(channel) })),
    /** Asks for the event's name; its queue begins with it. */
    askEvent: () => set({ panel: { tag: "event" } }),
    /** The chip: whose the next entries are, the open reader's or nobody's. */
    toggleWhose: () =>
      store.setState((state) => ({
        whose: nextWhose(state) === null ? state.reader : null,
        anonymousNext: false,
        lastKeyAt: now(),
        since: now(),
      })),
    anonymousNext: () => set({ anonymousNext: true }),
    clear,
    /**
     * Escape outside the scan box: closes the note line or leads to the box, where the next one clears the desk; a code
     * that nobody has is let go at once.
     */
    escape: () => (store.getState().panel.tag === "none" && isUnsolved(store.getState()) ? clear() : closePanel()),
    /** The focus comes back by itself: what was begun in the box stays. */
    returnToScan: () => set({ scanFocus: { emptied: false } }),
    /** Ctrl+Tab: the reader before this one, and back. */
    flip: () => {
      const readers = store.getState().session.flatMap(({ reader }) => (reader === null ? [] : [reader]));
      const other = readers.find((id) => id !== store.getState().reader);
      if (other !== undefined) openReader(other);
    },
    /** At lock: nobody who comes after sees who was here. */
    forget: () => {
      deps.newest.begin();
      deps.toasts.clear();
      waiting.forget();
      set({ ...cleared(now()), session: [], seen: [], mode: CARD_MODE });
    },
    /** Of these nothing is left: nobody of them is served, waits or has a draft. */
    letGo: (readers: ReadonlySet<string>) => {
      waiting.letGo(readers);
      store.setState((state) => withoutReaders(state, readers, now()));
    },
    /** These are deleted: the next entry is nobody's, and none of them is called back. */
    stopServing: (readers: ReadonlySet<string>) => store.setState((state) => notServing(state, readers, now())),
    keepDraft: (draft: DeskDraft) => store.setState(({ drafts }) => ({ drafts: keepDraft(drafts, draft) })),
    dropDraft: (draft: DeskDraft) => store.setState(({ drafts }) => ({ drafts: dropDraft(drafts, draftKey(draft)) })),
    resume: (draft: DeskDraft) => {
      if (draft.reader !== null) openReader(draft.reader);
      set({ panel: resumed(draft) });
    },
  };
}

function resumed(draft: DeskDraft): Panel {
  switch (draft.tag) {
    case "note":
      return {
        tag: "note",
        log: {
          seq: 0,
          id: draft.log,
          reader: draft.reader,
          purpose: draft.purpose,
          channel: "desk",
          at: draft.at,
          minutes: undefined,
        },
      };
    case "opinion":
      return { tag: "opinion", type: draft.type, reader: draft.reader, channel: draft.form.channel };
    case "new-reader":
      return { tag: "new-reader", card: draft.form.scanned, begun: draft.at };
  }
}
