/** The list as it is asked for: by a text and rows of a rule, or behind a number, and in which order. */
import { type RefObject, useLayoutEffect, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useT } from "../../i18n/use-t.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { useKeptList } from "./list/kept-list.ts";
import type { ListFigure } from "./list/list-figure.ts";
import { useListFilter } from "./list/list-filter.ts";
import { useListOrder } from "./list/list-order.ts";
import type { ListOutreach } from "./outreach/list-outreach.ts";
import { keyOfQuestion, type ListQuestion, useReaderList } from "./readers-in-view.ts";

interface NarrowedBy {
  readonly figure: ListFigure | null;
  readonly outreach: ListOutreach | null;
  /** Names the list behind a number; empty for the usual one. */
  readonly behindKey: string;
  readonly find: RefObject<HTMLInputElement | null>;
  readonly focusList: () => void;
}

export function useNarrowedList({ figure, outreach, behindKey, find, focusList }: NarrowedBy) {
  const t = useT();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const { show } = useToasts();
  const kept = useKeptList(behindKey);
  const usual = useKeptList("");
  const [text, setText] = useState(kept.text ?? "");
  const writeFind = (words: string): void => {
    if (find.current !== null) find.current.value = words;
    setText(words);
  };
  const emptyFind = (): void => writeFind("");
  const filter = useListFilter(behindKey === "" ? usual : null, emptyFind);
  useLayoutEffect(() => {
    kept.text = text;
  }, [kept, text]);
  const order = useListOrder(text.trim() === "" ? behindKey : `${behindKey} ${text}`);
  const question: ListQuestion = {
    text,
    segments: filter.asked,
    figure: figure?.asked ?? null,
    outreach: outreach?.asked ?? null,
    order: order.asked,
  };
  const key = keyOfQuestion(question);
  const answer = useReaderList(question);
  // a segment that is still read would show all readers for a moment
  const list = filter.segment === undefined ? undefined : answer;
  /** What it was narrowed by may be many rows, which nobody wants to lose by one key. */
  const endFilter = (): void => {
    filter.clear();
    emptyFind();
    focusList();
    const undo = (): void => {
      navigate(`${path}?${search}`, { replace: true });
      writeFind(text);
      focusList();
    };
    show({ text: t("readers.filter-cleared"), actions: [{ label: t("acts.undo"), onClick: undo }] });
  };
  return { list, key, isNow: list?.answers === key, kept, text, setText, emptyFind, filter, order, endFilter };
}
