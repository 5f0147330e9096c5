/** How many pairs of readers wait to be decided, for the heads of the screens; undefined before the first look. */
import { countWaitingPairs } from "../db/duplicate-pairs.ts";
import { useServices } from "./services.ts";
import { useCalmQuery } from "./use-calm-query.ts";

export const useWaitingDuplicates = (): number | undefined => useCalmQuery(useServices().db, countWaitingPairs);
