/**
 * Every act of the desk by name: what a key, a scan or a button does. They read the conversation and
 * write through the acts of the page, which say what was done and how to take it back.
 */
import type { FeedbackType } from "#shared/model/feedback.ts";
import { mayBeCard } from "#shared/model/input/card-number.ts";
import type { CallerCheck } from "#shared/model/interaction.ts";
import { type CalledOut, maskName, nameless } from "#shared/model/readers/mask.ts";
import { erasedDraftKey } from "../../db/erasing/erased-drafts.ts";
import type { ComposedDraft, HandoverForm } from "../../desk-services/counter.ts";
import { createAttendActions } from "./attend/attend-actions.ts";
import { CARD_MODE } from "./attend/mode.ts";
import type { DeskDeps } from "./desk-deps.ts";
import {
  afterKey,
  cleared,
  type DeskState,
  isSameSheet,
  isUnsolved,
  NO_PANEL,
  nextChannel,
  nextWhose,
  notServing,
  type Panel,
  servedOnce,
  withoutReaders,
  withReader,
} from "./desk-store.ts";
import { createLogActions } from "./log/log-actions.ts";
import { createScanActions } from "./scan/scan-actions.ts";
import { composedDraftOf, type DeskDraft, draftKey, dropDraft, keepDraft } from "./session/drafts.ts";
import { readShownReader } from "./session/use-reader-mask.ts";

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

  /** At the desk, whose card or queue it is: nobody's card stays open. */
  function toQueue(): void {
    deps.newest.begin();
    set({ ...cleared(now()), lastKeyAt: now() });
    deps.toasts.clear();
    deps.ways().toDesk();
    focusScan();
  }

  async function readerMask(id: string | null): Promise<CalledOut> {
    const row = id === null ? undefined : await readShownReader(services.db, id);
    return row?.name === undefined ? nameless(t("words.anonymous")) : maskName(row.name, row.familyName);
  }

  function openOpinion(type: FeedbackType, reader: string | null): void {
    deps.toasts.clear();
    set({ panel: { tag: "opinion", type, reader, channel: store.getState().channel }, lastLog: null });
  }

  function clear(): void {
    deps.newest.begin();
    deps.toasts.clear();
    set(cleared(now()));
    focusScan();
  }

  /** At the desk the scan box is where to go on; elsewhere whatever had the keyboard has it again. */
  function closePanel(): void {
    const { panel, drafts } = store.getState();
    if (drafts.some((draft) => isDraftOf(draft, panel))) deps.toasts.show({ text: t("words.kept-draft") });
    set({ panel: NO_PANEL });
    if (deps.ways().isAtDesk()) focusScan();
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

  /** Of each it is said once, whichever of page and drawer hears of it first. */
  const told = new Set<string>();
  function tellErasedDrafts(keys: readonly string[]): void {
    const untold = keys.filter((key) => !told.has(key));
    for (const key of untold) told.add(key);
    if (untold.length > 0)
      deps.toasts.show({
        tone: "failed",
        text: t("words.drafts-erased", { count: untold.length }),
        untilSeen: true,
      });
  }

  const attending = createAttendActions(deps, { readerMask, undoing, focusScan });
  const { waiting, ...scanning } = createScanActions(deps, { attending, openReader, toQueue });

  return {
    ...attending,
    ...scanning,
    ...createLogActions(deps, { readerMask, undoing, openOpinion, focusScan }),
    openReader,
    openOpinion,
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
    touch: () => store.setState((state) => afterKey(state, now())),
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
    /** Before anything personal is said on the telephone. */
    askCaller: () => {
      const { reader } = store.getState();
      if (reader !== null) set({ channel: "phone", panel: { tag: "caller", reader } });
    },
    /** @param reader of whom it was asked: another may have come meanwhile */
    checkedCaller: (reader: string, callerCheck: CallerCheck) => {
      if (store.getState().reader !== reader) return;
      set({ callerCheck, panel: NO_PANEL });
      focusScan();
      // at the desk the card says it
      const isWrong = callerCheck === "failed";
      if (!deps.ways().isAtDesk())
        deps.toasts.show({
          text: t(isWrong ? "words.caller-check.failed" : "desk.caller-checked"),
          detail: t(isWrong ? "desk.caller-say-nothing" : `words.caller-check.${callerCheck}`),
          ...(isWrong && { tone: "failed" as const }),
          ofMoment: true,
        });
    },
    /** Asks for the event's name; its queue begins with it. */
    askEvent: () => set({ panel: { tag: "event" } }),
    /** The chip: whose the next entries are, the open reader's, or hers whose card has just closed by itself, or nobody's. */
    toggleWhose: () =>
      store.setState((state) => ({
        reader: state.reader ?? state.lately,
        whose: nextWhose(state) === null ? (state.reader ?? state.lately) : null,
        lately: null,
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
      const emptied = { emptied: true };
      set({ ...cleared(now()), scanFocus: emptied, asked: null, session: [], seen: [], mode: CARD_MODE });
    },
    /** Of these nothing is left: nobody of them is served, waits or has a draft. */
    letGo: (readers: ReadonlySet<string>) => {
      waiting.letGo(readers);
      const before = store.getState();
      const after = { ...before, ...withoutReaders(before, readers, now()) };
      store.setState(after);
      const isLeft = new Set(after.drafts.map(({ at }) => at));
      const lost = before.drafts.filter(({ at }) => !isLeft.has(at));
      const isClosed = before.panel.tag !== "none" && after.panel.tag === "none";
      if (lost.length > 0) tellErasedDrafts(lost.map(({ at }) => erasedDraftKey(at)));
      else if (isClosed) deps.toasts.show({ tone: "failed", text: t("words.sheet-erased") });
    },
    tellErasedDrafts,
    /** These are deleted: the next entry is nobody's, and none of them is called back. */
    stopServing: (readers: ReadonlySet<string>) => store.setState((state) => notServing(state, readers, now())),
    /** Records of one person, as they were merged. */
    serveOnce: (records: ReadonlySet<string>) => store.setState((state) => servedOnce(state, records)),
    keepComposed: (draft: ComposedDraft) =>
      store.setState(({ drafts }) => ({ drafts: keepDraft(drafts, { tag: "composed", ...draft, at: now() }) })),
    dropComposed: ({ reader, about }: Omit<ComposedDraft, "form">) =>
      store.setState(({ drafts }) => {
        const draft = composedDraftOf(drafts, reader, about);
        return draft === undefined ? {} : { drafts: dropDraft(drafts, draftKey(draft)) };
      }),
    keepHandover: (form: HandoverForm) =>
      store.setState(({ drafts }) => ({
        drafts: keepDraft(drafts, { tag: "handover", reader: null, form, at: now() }),
      })),
    keepDraft: (draft: DeskDraft) => store.setState(({ drafts }) => ({ drafts: keepDraft(drafts, draft) })),
    dropDraft: (draft: DeskDraft) => store.setState(({ drafts }) => ({ drafts: dropDraft(drafts, draftKey(draft)) })),
    /** Of the composer and of the hand-over, their hosts open them. */
    resume: (draft: Exclude<DeskDraft, { tag: "composed" | "handover" }>) => {
      if (draft.reader !== null) openReader(draft.reader);
      set({ panel: resumed(draft) });
    },
  };
}

/** What was begun in a sheet or a note, and is kept. */
function isDraftOf(draft: DeskDraft, panel: Panel): boolean {
  switch (panel.tag) {
    case "note":
      return draft.tag === "note" && draft.log === panel.log.id;
    case "opinion":
      return draft.tag === "opinion" && draft.type === panel.type && draft.reader === panel.reader;
    case "new-reader":
      return draft.tag === "new-reader" && draft.at === panel.begun;
    default:
      return false;
  }
}

function resumed(draft: Exclude<DeskDraft, { tag: "composed" | "handover" }>): Panel {
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
