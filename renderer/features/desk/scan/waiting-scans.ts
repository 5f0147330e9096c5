/**
 * Cards that were scanned while something was being written: they wait in the order they came. Whose they are is looked
 * up, since once a reader is erased her number must go too and says itself no more; and a card is answered once its
 * reader is served, whichever way she was opened.
 */
import type { Scan } from "#shared/model/input/scan-burst.ts";
import { findByScan } from "../../../db/find-by-scan.ts";
import type { DeskDeps } from "../desk-deps.ts";
import type { DeskState } from "../desk-store.ts";

export interface WaitingScans {
  hold(scan: Scan): void;
  /** It is answered now. */
  release(scan: Scan): void;
  letGo(readers: ReadonlySet<string>): void;
  forget(): void;
}

export function createWaitingScans({ store, services }: Pick<DeskDeps, "store" | "services">): WaitingScans {
  const readers = new Map<string, string>();
  const take = (isOut: (scan: Scan) => boolean): void => {
    const { held } = store.getState();
    const out = new Set(held.filter(isOut));
    if (out.size === 0) return;
    store.setState({ held: held.filter((scan) => !out.has(scan)) });
    for (const { text } of out) readers.delete(text);
  };
  const letGo = (gone: ReadonlySet<string>): void => take(({ text }) => gone.has(readers.get(text) ?? ""));
  /** Where scans are counted, hers is still to be. */
  const answer = ({ reader, mode }: DeskState): void => {
    if (reader !== null && mode.tag === "card") letGo(new Set([reader]));
  };
  store.subscribe((state, before) => {
    if (state.reader !== before.reader) answer(state);
  });

  const lookUp = async ({ text }: Scan): Promise<void> => {
    const found = await findByScan(text, services);
    if (found.tag !== "reader" || !store.getState().held.some((scan) => scan.text === text)) return;
    readers.set(text, found.id);
    // she may have been erased while it was looked up, or opened
    if ((await services.db.erased.get(found.id)) !== undefined) letGo(new Set([found.id]));
    answer(store.getState());
  };

  return {
    hold: (scan) => {
      store.setState(({ held }) => ({ held: [...held.filter(({ text }) => text !== scan.text), scan] }));
      lookUp(scan).catch(() => undefined);
    },
    release: (scan) => take(({ text }) => text === scan.text),
    letGo,
    forget: () => take(() => true),
  };
}
