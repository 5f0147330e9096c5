/**
 * Which numbers may leave the house: asked for beside the page, which is exact. Until the answer is there none of them
 * does.
 */
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useAsked } from "../../desk-services/use-asked.ts";
import type { StatisticsAsked } from "../../platform/worker/statistics-api.ts";

interface Told {
  /** Whether all numbers of these names are told; `counted-sets.ts`. */
  readonly tells: (...names: readonly string[]) => boolean;
  /** Paper and files wait for it; where it failed they tell none. */
  readonly isDecided: boolean;
  /** Of which branch and month; null where that is not said. */
  readonly asked: StatisticsAsked | null;
}

/** A page is looked at before it is printed, and changes while the desk works. */
const QUIET_MS = { first: 0, again: 1500 } as const;

const ToldContext = createContext<Told>({ tells: () => false, isDecided: true, asked: null });
export const useTold = (): Told => useContext(ToldContext);

export function ToldByNames({ names, children }: { names: ReadonlySet<string>; children: ReactNode }) {
  const told = useMemo(
    () => ({
      tells: (...wanted: readonly string[]) => wanted.every((name) => names.has(name)),
      isDecided: true,
      asked: null,
    }),
    [names],
  );
  return <ToldContext.Provider value={told}>{children}</ToldContext.Provider>;
}

export function ToldOf({ asked: { branch, month }, children }: { asked: StatisticsAsked; children: ReactNode }) {
  const question = `${branch} ${month}`;
  const { held, isBusy, failure } = useAsked(
    question,
    async (worker, onProgress) => new Set(await worker.statistics.told({ branch, month }, onProgress)),
    QUIET_MS,
  );
  const names = !isBusy && failure === null && held?.question === question ? held.value : null;
  const told = useMemo(
    () => ({
      tells: (...wanted: readonly string[]) => names !== null && wanted.every((name) => names.has(name)),
      isDecided: !isBusy,
      asked: { branch, month },
    }),
    [names, isBusy, branch, month],
  );
  return <ToldContext.Provider value={told}>{children}</ToldContext.Provider>;
}
