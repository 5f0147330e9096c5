/** The figure that the list of readers is behind, as it stands in the address. */
import { useEffect, useMemo, useState } from "react";
import { useSearch } from "wouter";
import { type FigureAsked, figureIn } from "../../../desk-services/figures/figure-path.ts";
import { useFigureWords } from "../../../desk-services/figures/figure-words.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { ReaderListAsked } from "../../../platform/worker/reader-list-api.ts";
import { monthText } from "../../../words/things-named.ts";
import type { ReaderList } from "../readers-in-view.ts";

export interface ListFigure {
  /** As the worker is asked. */
  readonly asked: NonNullable<ReaderListAsked["figure"]>;
  readonly text: string;
  /** Whose branch and which month, for paper. */
  readonly scope: string;
  readonly period: string;
  /** Where the number stands. */
  readonly from: string;
}

export function useListFigure(): ListFigure | null {
  const t = useT();
  const search = useSearch();
  const { clock } = useServices();
  const today = useFormat().day(clock.now());
  const house = useHouse();
  const words = useFigureWords();
  const found = useMemo((): FigureAsked | null => figureIn(new URLSearchParams(search), today), [search, today]);
  if (found === null) return null;
  const { asked, of, from } = found;
  return {
    asked: { asked, of },
    text: words(of),
    scope: (asked.branch === null ? undefined : house.branches.get(asked.branch)) ?? t("words.all-branches"),
    period: monthText(asked.month, t),
    from,
  };
}

const NOBODY: ReadonlySet<string> = new Set();

/** Who stays away with the whole group; read again with the list. */
export function useAlike(figure: ListFigure | null, list: ReaderList | undefined): ReadonlySet<string> {
  const { worker } = useServices();
  const [alike, setAlike] = useState(NOBODY);
  const key = figure === null ? "" : JSON.stringify(figure.asked);
  useEffect(() => {
    if (key === "" || list === undefined) return undefined;
    const { asked, of } = JSON.parse(key) as ListFigure["asked"]; // written just above
    let isWanted = true;
    worker.statistics.alikeOf(asked, of).then(
      (ids) => isWanted && setAlike((now) => (now.size === 0 && ids.length === 0 ? now : new Set(ids))),
      // the list says what is wrong
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [worker, key, list]);
  return key === "" ? NOBODY : alike;
}
