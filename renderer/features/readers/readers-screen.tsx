/**
 * The list of readers: all of them, those of a segment, those behind a figure. Ctrl+F and F narrow it, S puts it in
 * another order, Enter opens, Ctrl+P prints what is listed; Escape leads back to where the figure stands.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useDeviceSettings, useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { useEscapeTo } from "../../desk-services/way-back.ts";
import { useT } from "../../i18n/use-t.ts";
import type { ReaderOrderBy } from "../../platform/worker/reader-list-api.ts";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { useChosenReaders } from "./list/chosen-readers.ts";
import { ColumnsDialog } from "./list/columns-dialog.tsx";
import { useFigureColumns } from "./list/figure-columns.tsx";
import { FilterBar } from "./list/filter-bar.tsx";
import { ListBar } from "./list/list-bar.tsx";
import { isOrdered, useListColumns } from "./list/list-columns.ts";
import { searchAt, useListCursor } from "./list/list-cursor.ts";
import { ListEmpty } from "./list/list-empty.tsx";
import { useAlike, useListFigure } from "./list/list-figure.ts";
import { ALL_READERS } from "./list/list-filter.ts";
import { ListHints } from "./list/list-hints.tsx";
import { OrderDialog } from "./list/order-head.tsx";
import { PeekPane } from "./list/peek-pane.tsx";
import { PrintedReaders } from "./list/printed-readers.tsx";
import { ReaderGrid } from "./list/reader-grid.tsx";
import { useChosenActs } from "./list/use-chosen-acts.tsx";
import { useListCommands } from "./list-commands.ts";
import { ListHead } from "./list-head.tsx";
import { useListOutreach } from "./outreach/list-outreach.ts";
import { useOutreachOfList } from "./outreach/use-outreach-of-list.ts";
import { useNarrowedList } from "./use-narrowed-list.ts";

/** Behind a figure stands another list: what is selected and in hand there is not taken along into this one. */
export function ReadersScreen() {
  const figure = useListFigure();
  const outreach = useListOutreach();
  const behind = figure ?? outreach;
  const key = behind === null ? "" : JSON.stringify(behind.asked);
  return <ListScreen key={key} figure={figure} outreach={outreach} figureKey={key} />;
}

interface ListScreenProps {
  readonly figure: ReturnType<typeof useListFigure>;
  readonly outreach: ReturnType<typeof useListOutreach>;
  readonly figureKey: string;
}

function ListScreen({ figure, outreach, figureKey }: ListScreenProps) {
  const behind = figure ?? outreach;
  const t = useT();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const find = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const holder = useRef<HTMLElement>(null);
  const focusGrid = (): void => grid.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const narrowed = useNarrowedList({ figure, outreach, behindKey: figureKey, find, focusList: focusGrid });
  const { list, isNow, kept, text, filter, order, endFilter } = narrowed;
  const total = list?.total ?? 0;
  const cursor = useListCursor(list, narrowed.key, kept);
  const alike = useAlike(figure, list);
  const said = useFigureColumns(list, figure?.asked ?? null);
  const chosen = useChosenReaders(list, kept);
  const { singleKeys = true } = useDeviceSettings();
  const settings = useDeviceSettingsStore();
  const [isChoosingColumns, setIsChoosingColumns] = useState(false);
  const [isOrdering, setIsOrdering] = useState(false);
  const [isPeeking, setIsPeeking] = useState(false);
  const stopPeeking = useCallback(() => setIsPeeking(false), []);

  const { shown, withRoom } = useListColumns(holder, said.columns, figure !== null);
  const title = behind?.text ?? filter.segment?.name ?? t("readers.title");

  const isSegmentOnly = behind === null && text.trim() === "" && !filter.isDirty;
  const toOutreach = useOutreachOfList({
    list,
    chosen: chosen.ids,
    title,
    isPlain: behind === null && filter.segment === null,
    segment: isSegmentOnly ? (filter.segment?.id ?? null) : null,
    figure,
  });

  // on paper its row says of which
  const asksBranch = filter.draft.groups.some(({ conditions }) => conditions.some(({ field }) => field === "branch"));

  const orderBy = (by: ReaderOrderBy): void => {
    order.choose(by);
    focusGrid();
  };
  /** By the column under the cursor, else by one of a list. */
  const askOrder = (): void => {
    const column = withRoom[cursor.place.column];
    if (column !== undefined && isOrdered(column)) orderBy(column);
    else setIsOrdering(true);
  };
  const from = behind?.from ?? null;
  const back = useEscapeTo(from);
  useListCommands({
    singleKeys,
    find,
    grid,
    canEndFilter: behind === null && filter.isNarrowed && chosen.ids.size === 0 && !isPeeking,
    onColumns: () => setIsChoosingColumns(true),
    onOrder: askOrder,
    onPeek: () => setIsPeeking((now) => !now),
    onEndFilter: endFilter,
  });

  const open = async (index: number, held?: string): Promise<void> => {
    const id = held ?? (await list?.idsOf(index, index + 1))?.[0];
    if (id === undefined) return;
    navigate(`${path}${searchAt(search, id)}`, { replace: true });
    navigate(`/readers/${id}`);
  };
  const listed = list !== undefined && total > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is another list
  useEffect(() => {
    if (listed) takeFocus(grid.current, "grid");
  }, [listed, figureKey]);
  const { bar, dialog } = useChosenActs({
    list,
    chosen,
    current: cursor.id,
    holder: grid,
    focusList: focusGrid,
    title,
    figure: figure === null ? null : { text: figure.text, alike },
    onOutreach: toOutreach,
  });

  return (
    <div className={isPeeking && cursor.id !== undefined ? "work with-pane" : "work"}>
      <main className="centre" id="main" ref={holder} aria-busy={!isNow}>
        <PaperHead scope={figure?.scope ?? (asksBranch ? "" : t("words.all-branches"))} period={figure?.period ?? ""} />
        <ListHead
          title={behind?.text}
          count={list?.failure == null ? total : undefined}
          find={find}
          text={text}
          onText={(next) => {
            narrowed.setText(next);
            cursor.start();
          }}
          onEmpty={narrowed.emptyFind}
          onFirst={() => void open(0)}
          focusList={focusGrid}
          onBack={from === null ? null : back}
        />
        <FilterBar
          filter={filter}
          figure={figure === null ? (outreach?.text ?? null) : `${figure.text} · ${figure.scope} · ${figure.period}`}
          count={isNow ? total : undefined}
          holder={grid}
          focusList={focusGrid}
          onClear={endFilter}
          listed={async () => (await list?.idsOf(0, total)) ?? []}
        />
        <ListBar
          list={list}
          order={order.shown}
          own={text.trim() !== "" ? null : figure !== null ? "figure" : outreach === null ? null : "outreach"}
          alike={alike.size}
          chosen={shown}
          shown={withRoom}
          onAll={() => {
            navigate(ALL_READERS);
            focusGrid();
          }}
          onOutreach={() => void toOutreach()}
          onColumns={() => {
            // the dialog gives the focus back to the list
            focusGrid();
            setIsChoosingColumns(true);
          }}
        />
        {list !== undefined && total === 0 && <h1 className="print-only">{title}</h1>}
        {list !== undefined && total === 0 ? (
          <ListEmpty
            list={list}
            text={text}
            isNarrowed={filter.isNarrowed}
            onClear={endFilter}
            onBack={from === null ? null : back}
          />
        ) : (
          <ReaderGrid
            label={title}
            list={list}
            columns={withRoom}
            cursor={cursor}
            chosen={chosen}
            figure={said}
            order={order.shown}
            onOrder={orderBy}
            holder={grid}
            focusList={focusGrid}
            onOpen={(index, held) => void open(index, held)}
          />
        )}
        {bar ?? (singleKeys && total > 0 && <ListHints />)}
        {dialog}
        {isOrdering && (
          <OrderDialog columns={withRoom} order={order.shown} onChoose={orderBy} onClose={() => setIsOrdering(false)} />
        )}
        {isChoosingColumns && (
          <ColumnsDialog
            shown={shown}
            onChange={(next) => void settings.update({ readerColumns: [...next] })}
            onClose={() => setIsChoosingColumns(false)}
          />
        )}
        <PrintedReaders list={list} columns={shown} title={title} figure={figure?.asked ?? null} />
      </main>
      {isPeeking && cursor.id !== undefined && (
        <PeekPane id={cursor.id} onOpen={() => void open(cursor.place.row, cursor.id)} onClose={stopPeeking} />
      )}
    </div>
  );
}
