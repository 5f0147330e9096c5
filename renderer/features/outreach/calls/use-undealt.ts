/**
 * What of a list nobody holds: this computer takes all of it by one key, or it is dealt out. Of its own part too it may
 * deal out whom it has not tried yet: it alone may call them, so nobody is called twice.
 */
import { useMemo, useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { Turn } from "#shared/outreach/call-queue.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { readBranch } from "../../../db/read-house.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { dealChanges, MOST_AT_ONCE, usualLapse } from "./part-changes.ts";
import type { CallListView } from "./use-call-list.ts";

export interface Undealt {
  /** Recipients that nobody holds, in the order of the list. */
  readonly free: readonly string[];
  /** With them, and before them, those of its own part who were not tried: what can be dealt out. */
  readonly toDeal: readonly string[];
  readonly takeAll: () => void;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

export function useUndealt(list: CallListView): Undealt {
  const act = useAct();
  const { db, clock, random } = useServices();
  const { branch, staff } = useDeviceSettings();
  const [isOpen, setOpen] = useState(false);
  const { free, toDeal } = useMemo(() => undealtIn(list), [list]);
  const takeAll = useOnce(async (): Promise<void> => {
    const { own: desk } = list.computers;
    const people = Math.min(free.length, MOST_AT_ONCE);
    if (desk === undefined || people === 0) return;
    const calendar = branch === undefined ? {} : ((await readBranch(db, branch)) ?? {});
    const at = clock.now();
    const changes = dealChanges({
      outreach: list.outreach.id,
      free,
      shares: [{ id: uuidV7(at, random), desk, people }],
      lapsesOn: usualLapse(calendar, list.now.on),
      at,
      staff,
    });
    await act({ command: "outreach.deal", changes, said: { id: "calls.did-deal", values: { people } } });
  });
  return { free, toDeal, takeAll: () => void takeAll(), isOpen, setOpen };
}

function undealtIn({ callees, turnOf, stops, computers }: CallListView): Pick<Undealt, "free" | "toDeal"> {
  const open = callees.filter(({ reader }) => !stops.has(reader));
  const free = open.filter((callee) => turnOf(callee) === "take").map(({ id }) => id);
  if (computers.others.length === 0) return { free, toDeal: free };
  const own = open.filter(
    (callee) => callee.part !== undefined && callee.attempts.length === 0 && MINE.has(turnOf(callee)),
  );
  return { free, toDeal: [...own.map(({ id }) => id), ...free] };
}

const MINE: ReadonlySet<Turn> = new Set(["now", "later", "other-day"]);
