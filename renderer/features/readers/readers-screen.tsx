/**
 * The list of readers: all of them, those of a segment, those behind a figure. Ctrl+F and F narrow it, S puts it in
 * another order, Enter opens, Ctrl+P prints what is listed; Escape leads back to where the figure stands.
 */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useCounter } from "../../desk-services/counter.ts";
import { useDeviceSettings, useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useEscapeTo } from "../../desk-services/way-back.ts";
import { useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import type { ReaderOrderBy } from "../../platform/worker/reader-list-api.ts";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { fitsOnLine } from "../../ui/folded-row.ts";
import { useRoom } from "../../ui/hooks/use-room.ts";
import { isInside } from "../../ui/keyboard.ts";
import { PADDING_EM } from "../../ui/virtual-grid.tsx";
import { useChosenReaders } from "./list/chosen-readers.ts";
import { ColumnsDialog } from "./list/columns-dialog.tsx";
import { useFigureColumns } from "./list/figure-columns.tsx";
import { FilterBar } from "./list/filter-bar.tsx";
import { useKeptList } from "./list/kept-list.ts";
import { ListBar } from "./list/list-bar.tsx";
import { columnsWithRoom, isOrdered, shownColumns } from "./list/list-columns.ts";
import { searchAt, useListCursor } from "./list/list-cursor.ts";
import { ListEmpty } from "./list/list-empty.tsx";
import { useAlike, useListFigure } from "./list/list-figure.ts";
import { ALL_READERS, useListFilter } from "./list/list-filter.ts";
import { ListHints } from "./list/list-hints.tsx";
import { useListOrder } from "./list/list-order.ts";
import { OrderDialog } from "./list/order-head.tsx";
import { PeekPane } from "./list/peek-pane.tsx";
import { PrintedReaders } from "./list/printed-readers.tsx";
import { ReaderGrid } from "./list/reader-grid.tsx";
import { useChosenActs } from "./list/use-chosen-acts.tsx";
import { ListHead } from "./list-head.tsx";
import { useListOutreach } from "./outreach/list-outreach.ts";
import { useOutreachOfList } from "./outreach/use-outreach-of-list.ts";
import { keyOfQuestion, type ListQuestion, useReaderList } from "./readers-in-view.ts";

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
  const counter = useCounter();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const find = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const holder = useRef<HTMLElement>(null);
  const kept = useKeptList(figureKey);
  const usual = useKeptList("");
  const [text, setText] = useState(kept.text ?? "");
  const emptyFind = (): void => {
    if (find.current !== null) find.current.value = "";
    setText("");
  };
  const filter = useListFilter(behind === null ? usual : null, emptyFind);
  useLayoutEffect(() => {
    kept.text = text;
  }, [kept, text]);
  const order = useListOrder(text.trim() === "" ? figureKey : `${figureKey} ${text}`);
  const question: ListQuestion = {
    text,
    segments: filter.asked,
    figure: figure?.asked ?? null,
    outreach: outreach?.asked ?? null,
    order: order.asked,
  };
  const answer = useReaderList(question);
  // a segment that is still read would show all readers for a moment
  const list = filter.segment === undefined ? undefined : answer;
  const isNow = list?.answers === keyOfQuestion(question);
  const total = list?.total ?? 0;
  const cursor = useListCursor(list, keyOfQuestion(question), kept);
  const alike = useAlike(figure, list);
  const said = useFigureColumns(list, figure?.asked ?? null);
  const chosen = useChosenReaders(list, kept);
  const { singleKeys = true, readerColumns } = useDeviceSettings();
  const settings = useDeviceSettingsStore();
  const { show } = useToasts();
  const [isChoosingColumns, setIsChoosingColumns] = useState(false);
  const [isOrdering, setIsOrdering] = useState(false);
  const [isPeeking, setIsPeeking] = useState(false);
  const stopPeeking = useCallback(() => setIsPeeking(false), []);

  const room = useRoom(holder) - PADDING_EM;
  const shown = shownColumns(readerColumns, figure !== null);
  const withRoom = columnsWithRoom(
    shown,
    (widths) => fitsOnLine([...widths, ...said.columns.map(({ width }) => width)], room),
    figure !== null,
  );
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

  const focusGrid = (): void => grid.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
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
  /** What it was narrowed by may be many rows, which nobody wants to lose by one key. */
  const endFilter = (): void => {
    const before = { text, search };
    filter.clear();
    emptyFind();
    focusGrid();
    show({
      text: t("readers.filter-cleared"),
      actions: [
        {
          label: t("acts.undo"),
          onClick: () => {
            navigate(`${path}?${before.search}`, { replace: true });
            if (find.current !== null) find.current.value = before.text;
            setText(before.text);
            focusGrid();
          },
        },
      ],
    });
  };
  const canEnd = behind === null && filter.isNarrowed && chosen.ids.size === 0 && !isPeeking;
  const latest = useRef({ askOrder, endFilter, canEnd });
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = { askOrder, endFilter, canEnd };
  });
  const commands = useMemo(
    (): readonly DeskCommand[] => [
      {
        id: "readers.find",
        label: "readers.find",
        section: "reader",
        keys: ["Ctrl+F"],
        inFields: true,
        run: () => find.current?.select(),
      },
      {
        id: "readers.columns",
        label: "readers.columns-title",
        section: "view",
        run: () => setIsChoosingColumns(true),
      },
      {
        id: "readers.order",
        label: "readers.order",
        section: "view",
        ...(singleKeys && { keys: ["S"] }),
        isAt: (pressed) => isInside(grid.current, pressed),
        run: () => latest.current.askOrder(),
      },
      {
        id: "readers.peek",
        label: "readers.peek",
        section: "view",
        ...(singleKeys && { keys: ["Space"] }),
        isAt: (pressed) => isInside(grid.current, pressed),
        run: () => setIsPeeking((now) => !now),
      },
      {
        id: "readers.filter-clear",
        label: "readers.filter-clear",
        section: "view",
        keys: ["Esc"],
        isAt: (pressed) => isInside(grid.current, pressed),
        enabled: () => latest.current.canEnd,
        run: () => latest.current.endFilter(),
      },
      ...(counter === null
        ? []
        : [
            {
              id: "readers.new",
              label: "readers.new" as const,
              section: "reader" as const,
              keys: ["Ctrl+N"],
              inFields: true,
              run: () => counter.newReader(),
            },
          ]),
    ],
    [counter, singleKeys],
  );
  useScreenCommands(commands);

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
            setText(next);
            cursor.start();
          }}
          onEmpty={emptyFind}
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
