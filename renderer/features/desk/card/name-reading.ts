/**
 * Pinyin beside the name: what was set by hand, else the worker's reading of it. It is asked for with the scan, and so
 * most often there when the card is drawn.
 */
import { useEffect, useState } from "react";
import { useServices } from "../../../desk-services/services.ts";
import type { SearchApi } from "../../../platform/worker/worker-api.ts";

interface NameReading {
  readonly name: string;
  /** Null while it is asked for. */
  readonly reading: string | null;
}

const lastOf = new WeakMap<SearchApi, NameReading>();

export async function askReading(search: SearchApi, name: string): Promise<string> {
  const last = lastOf.get(search);
  if (last?.name === name && last.reading !== null) return last.reading;
  lastOf.set(search, { name, reading: null });
  const reading = await search.reading(name);
  if (lastOf.get(search)?.name === name) lastOf.set(search, { name, reading });
  return reading;
}

/** Undefined until it is known, and where it says no more than the name. */
export function useReading(name: string | undefined, byHand: string | undefined): string | undefined {
  const { search } = useServices();
  const [guess, setGuess] = useState(() => lastOf.get(search));
  useEffect(() => {
    if (name === undefined || byHand !== undefined) return;
    let wanted = true;
    void askReading(search, name).then((reading) => {
      if (wanted)
        setGuess((before) => (before?.name === name && before.reading === reading ? before : { name, reading }));
    });
    return () => {
      wanted = false;
    };
  }, [search, name, byHand]);
  if (byHand !== undefined) return byHand;
  return guess !== undefined && guess.name === name && guess.reading !== name
    ? (guess.reading ?? undefined)
    : undefined;
}
