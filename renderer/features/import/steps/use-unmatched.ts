/**
 * Values that are in no list make errors of their rows, two steps later. The step says first how many, and goes on
 * at the second press.
 */
import { useEffect, useRef, useState } from "react";
import type { Mapping } from "#shared/import-export/columns/mapping.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { ColumnValueCount } from "../../../platform/worker/import-api.ts";

export interface UnmatchedStop {
  /** Goes on, or stops once to say what that costs. */
  readonly next: () => Promise<void>;
  readonly sentence: string | undefined;
}

/**
 * @param isListed whether the values of a column are looked up in a list
 * @param ask the values of a column, under the mapping as it stands
 */
export function useUnmatched<T extends string>(
  mapping: Mapping<T>,
  isListed: (target: T) => boolean,
  ask: (column: number) => Promise<readonly ColumnValueCount[]>,
  onward: () => void,
): UnmatchedStop {
  const t = useT();
  const [told, setTold] = useState<{
    readonly mapping: Mapping<T>;
    readonly unknown: readonly (readonly ColumnValueCount[])[];
  } | null>(null);
  const asking = useRef(false);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const next = async (): Promise<void> => {
    const listed = mapping.columns.flatMap(({ target, values = {} }, column) =>
      target !== null && isListed(target) ? [{ column, values }] : [],
    );
    if (listed.length === 0 || told?.mapping === mapping) return onward();
    if (asking.current) return;
    asking.current = true;
    const found = await Promise.all(
      listed.map(async ({ column, values }) =>
        (await ask(column)).filter(({ value, fits }) => fits === null && !Object.hasOwn(values, value)),
      ),
    ).finally(() => {
      asking.current = false;
    });
    // somebody has left the step meanwhile
    if (!isHere.current) return;
    const unknown = found.filter((values) => values.length > 0);
    if (unknown.length === 0) onward();
    else setTold({ mapping, unknown });
  };
  if (told?.mapping !== mapping) return { next, sentence: undefined };
  const all = told.unknown.flat();
  const rows = all.reduce((sum, { count }) => sum + count, 0);
  const words = { first: all[0]?.value ?? "", values: all.length, rows };
  // a row may have an unknown value in several columns
  return { next, sentence: t(told.unknown.length === 1 ? "import.map-unmatched" : "import.map-unmatched-most", words) };
}
