/**
 * Search as you type: asks the worker as the text changes and shows only the answer to the last question.
 * Rows come masked from the database; at most fifty, with the total.
 */
import { useCallback, useMemo, useRef, useState } from "react";
import { type Masked, maskedRows } from "../../../db/masked.ts";
import { readPeople } from "../../../db/reader-class.ts";
import { useServices } from "../../../desk-services/services.ts";
import { oneQuestion } from "../../../ui/hooks/one-question.ts";
import { useDeskStore } from "../desk-context.ts";

const LIST_LENGTH = 50;

export interface ReaderAnswer {
  readonly text: string;
  readonly rows: readonly Masked<"reader">[];
  readonly total: number;
}

export interface ReaderSearch {
  /** Null: nothing was asked. */
  readonly answer: ReaderAnswer | null;
  /** Called with what stands in the box at every change. */
  readonly type: (text: string) => void;
  /** The answer to exactly this text. */
  readonly ask: (text: string) => Promise<ReaderAnswer>;
  readonly clear: () => void;
  /** Whether the box was changed since it was last cleared. */
  readonly touched: { readonly current: boolean };
}

export function useReaderSearch(): ReaderSearch {
  const { db, search } = useServices();
  const store = useDeskStore();
  const [answer, setAnswer] = useState<ReaderAnswer | null>(null);
  const touched = useRef(false);

  const ask = useCallback(
    async (text: string): Promise<ReaderAnswer> => {
      const { hits, total, exact } = await search.query({ text, limit: LIST_LENGTH, seenToday: store.getState().seen });
      const rows = maskedRows(
        "reader",
        await readPeople(
          db,
          hits.map(({ id }) => id),
        ),
      );
      const first = exact === null ? undefined : rows.find(({ id }) => id === exact);
      return { text, total, rows: first === undefined ? rows : [first, ...rows.filter((row) => row !== first)] };
    },
    [db, search, store],
  );

  const typed = useMemo(() => oneQuestion(ask, setAnswer), [ask]);

  const clear = useCallback(() => {
    typed.drop();
    touched.current = false;
    setAnswer(null);
  }, [typed]);

  const type = useCallback(
    (value: string) => {
      touched.current = true;
      const text = value.trim();
      if (text !== "") return typed.ask(text);
      typed.drop();
      setAnswer(null);
    },
    [typed],
  );

  return useMemo(() => ({ answer, type, ask, clear, touched }), [answer, type, ask, clear]);
}
