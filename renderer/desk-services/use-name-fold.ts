/** Folds a few names, and what is typed to find one, so that either script, width and case find them. */
import { useEffect, useMemo, useState } from "react";
import { foldName } from "#shared/kernel/fold.ts";
import { useServices } from "./services.ts";

const NONE: Readonly<Record<string, string>> = {};

/** Until the worker has answered, and where it cannot, each script finds its own. */
export function useNameFold(names: Iterable<string | undefined>): (text: string) => string {
  const { search } = useServices();
  const text = [...new Set([...names].join(""))].toSorted().join("");
  const [same, setSame] = useState(NONE);
  useEffect(() => {
    let isWanted = true;
    search.sameCharacters(text).then(
      (found) => isWanted && setSame(found),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [search, text]);
  return useMemo(() => (typed: string) => foldName(typed, (char) => same[char] ?? char), [same]);
}
