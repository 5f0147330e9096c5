/**
 * Whether the privacy screen is up, and how often another colleague has come to it. One per window, made by the
 * page; the choice of a name takes the screen away.
 */
import { createContext, useContext } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import type { Host } from "#shared/host/contract.ts";
import { assert } from "#shared/kernel/assert.ts";
import { readWhoMay } from "../../acts/use-may.ts";
import type { DeskDb } from "../../db/database.ts";
import type { KeptLock, WindowLock } from "../../platform/kept-lock.ts";

export interface DeskSession {
  readonly locked: boolean;
  readonly lock: () => void;
  /** Whoever comes finds nothing that another left open. */
  readonly unlock: (by: "same" | "another") => void;
  /** Grows with every other colleague. */
  readonly turn: number;
}

const LOST_WITH_THE_PAGE: KeptLock = { isLocked: () => false, keep: () => undefined };

export function createDeskSession(kept: KeptLock = LOST_WITH_THE_PAGE): StoreApi<DeskSession> {
  return createStore<DeskSession>((set) => ({
    locked: kept.isLocked(),
    turn: 0,
    lock: () => {
      kept.keep(true);
      set({ locked: true });
    },
    unlock: (by) => {
      kept.keep(false);
      set(({ turn }) => ({ locked: false, turn: by === "another" ? turn + 1 : turn }));
    },
  }));
}

const DeskSessionContext = createContext<StoreApi<DeskSession> | null>(null);
export const DeskSessionProvider = DeskSessionContext.Provider;

export function useDeskSession(): DeskSession {
  const store = useContext(DeskSessionContext);
  assert(store !== null, "no desk session around this component");
  return useStore(store);
}

/**
 * Tells a host that was started anew who is at the desk: whoever was there last, unless a PIN has to be shown for it.
 * Then the privacy screen is up, as it is after Ctrl+L; so it is in a window that was opened anew, though its host
 * has run on or does not answer, and at a desk where nobody was ever chosen once roles are in force.
 */
export async function resumeSession(
  { host, db, lock }: { readonly host: Host; readonly db: DeskDb; readonly lock: WindowLock },
  staff: string | undefined,
): Promise<void> {
  const isSame = lock.isSameWindow();
  if (lock.isLocked()) return;
  if (staff === undefined) {
    if ((await readWhoMay(db, "settings")) !== undefined) lock.keep(true);
    return;
  }
  const session = await host("session.state", {});
  if (session.ok && isSame && session.value.staff === staff) return;
  const self = await db.staff.get(staff);
  if (self?.pin !== undefined && self.gone !== 1) lock.keep(true);
  else if (session.ok) await host("session.enter", { staff });
}
