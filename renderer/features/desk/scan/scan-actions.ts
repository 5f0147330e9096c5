/** What a scan does: it opens a card, says whose an opinion is, counts who came, or waits while words are written. */
import { normalizeCard } from "#shared/model/input/card-number.ts";
import type { Scan } from "#shared/model/input/scan-burst.ts";
import { codeBehindKeys, type FoundByScan, findByScan } from "../../../db/find-by-scan.ts";
import type { AttendActions, Comer } from "../attend/attend-actions.ts";
import type { DeskDeps } from "../desk-deps.ts";
import { type DeskState, type Panel, serve } from "../desk-store.ts";
import { expectReader } from "../session/use-reader-mask.ts";
import { createWaitingScans, type WaitingScans } from "./waiting-scans.ts";

interface ScanActions {
  readonly scanned: (scan: Scan) => Promise<void>;
  /** Chosen: the card opens and, where scans are counted, she is; in an event's queue she is only counted. */
  readonly picked: (id: string) => Promise<void>;
  /**
   * The first of the scans that came while something was being written; while that is so they wait on, and it is told
   * again.
   */
  readonly openHeld: () => Promise<void>;
  readonly waiting: Pick<WaitingScans, "forget" | "letGo">;
}

interface Needs {
  readonly attending: AttendActions;
  readonly openReader: (id: string, how: { readonly ime: boolean }) => void;
  /** At the desk, nobody's card is open. */
  readonly toQueue: () => void;
}

export function createScanActions(deps: DeskDeps, { attending, openReader, toQueue }: Needs): ScanActions {
  const { services, store, t } = deps;
  const now = (): number => services.clock.now();
  const set = (change: Partial<DeskState>): void => store.setState(change);
  const waiting = createWaitingScans(deps);

  async function scanned(heard: Scan): Promise<void> {
    const { text, rest, ime } = heard;
    const hers = rest === undefined ? null : await codeBehindKeys(text, rest, services);
    const scan = hers === null ? heard : { text: hers, ime };
    if (deps.isWriting() || deps.holdsScans()) {
      attending.needsPerson();
      return waiting.hold(scan);
    }
    await take(scan);
  }

  async function take(scan: Scan): Promise<void> {
    const { mode } = store.getState();
    waiting.release(scan);
    const looked = lookUp(scan);
    const ended = looked
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        if (deps.lookingUp.current === ended) deps.lookingUp.current = null;
      });
    deps.lookingUp.current = ended;
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
      deps.toasts.show({
        tone: "failed",
        text: t("desk.scan-doubtful"),
        detail: t("desk.scan-doubtful-hint"),
        actions: [{ label: t("ui.close"), keys: "Esc", onClick: deps.toasts.clear }],
        ofMoment: true,
      });
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

  async function picked(id: string): Promise<void> {
    open(id, false);
    await attending.attend(Promise.resolve({ reader: id }), store.getState().mode);
  }

  /** A card scanned while an opinion without a reader is being written says whose it is. */
  function attach(reader: string, panel: Extract<Panel, { tag: "opinion" }>): void {
    deps.toasts.clear();
    store.setState((state) => ({
      reader,
      whose: reader,
      anonymousNext: false,
      lastKeyAt: now(),
      panel: { ...panel, reader },
      ...serve(state, reader, now()),
    }));
  }

  async function openHeld(): Promise<void> {
    const { held } = store.getState();
    const [first, last] = [held[0], held.at(-1)];
    if (first === undefined || last === undefined) return;
    deps.leaveKept();
    if (deps.isWriting()) set({ held: held.with(-1, { ...last }) });
    else await take(first);
  }

  return { scanned, picked, openHeld, waiting };
}
