/**
 * The history of a record, which any screen may open about its own record. The page hands it in, because no
 * feature knows another.
 */
import { createContext, useContext } from "react";
import { assert } from "#shared/kernel/assert.ts";
import type { Kind } from "#shared/model/kinds.ts";

export interface HistoryOf {
  /** `reveal`: of looks that have outlived their reader. */
  readonly kind: Kind;
  /** The record, then those that were merged into it; of looks, their case. */
  readonly ids: readonly string[];
  /** As the screen calls it. */
  readonly title: string;
}

export type OpenHistory = (of: HistoryOf) => void;

const HistoryContext = createContext<OpenHistory | null>(null);
export const HistoryProvider = HistoryContext.Provider;

export function useRecordHistory(): OpenHistory {
  const open = useContext(HistoryContext);
  assert(open !== null, "no history around this component");
  return open;
}
