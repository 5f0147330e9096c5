/**
 * The list of readers: all of them by name, or in the order of any column. Ctrl+F narrows it, Enter opens, S puts it in
 * another order, Ctrl+P prints what is listed.
 */
import { Columns3, Search, Users } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useCounter } from "../../desk-services/counter.ts";
import { useDeviceSettings, useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useWaitingDuplicates } from "../../desk-services/use-waiting-duplicates.ts";
import { useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import type { ReaderOrderBy } from "../../platform/worker/reader-list-api.ts";
import { Button } from "../../ui/button.tsx";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { fitsOnLine } from "../../ui/folded-row.ts";
import { useRoom } from "../../ui/hooks/use-room.ts";
import { Icon } from "../../ui/icon.tsx";
import { isInside, matchKeys } from "../../ui/keyboard.ts";
import { PageTabs } from "../../ui/page-tabs.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { PADDING_EM } from "../../ui/virtual-grid.tsx";
import { useChosenReaders } from "./list/chosen-readers.ts";
import { ColumnsDialog } from "./list/columns-dialog.tsx";
import { ALL_COLUMNS, columnLabel, columnsWithRoom, isOrdered, shownColumns } from "./list/list-columns.ts";
import { useListCursor } from "./list/list-cursor.ts";
import { ListHints } from "./list/list-hints.tsx";
import { useListOrder } from "./list/list-order.ts";
import { OrderDialog } from "./list/order-head.tsx";
import { PrintedReaders } from "./list/printed-readers.tsx";
import { ReaderGrid } from "./list/reader-grid.tsx";
import { useChosenActs } from "./list/use-chosen-acts.tsx";
import { keyOfQuestion, type ListQuestion, useReaderList } from "./readers-in-view.ts";

export function ReadersScreen() {
  const t = useT();
  const counter = useCounter();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const find = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const holder = useRef<HTMLElement>(null);

  const waiting = useWaitingDuplicates();
  const order = useListOrder(text.trim() === "" ? "" : text);
  const question: ListQuestion = { text, segments: [], figure: null, order: order.asked };
  const list = useReaderList(question);
  const total = list?.total ?? 0;
  const cursor = useListCursor(list, keyOfQuestion(question));
  const chosen = useChosenReaders(list);
  const { singleKeys = true, readerColumns } = useDeviceSettings();
  const settings = useDeviceSettingsStore();
  const [isChoosingColumns, setIsChoosingColumns] = useState(false);
  const [isOrdering, setIsOrdering] = useState(false);

  const room = useRoom(holder) - PADDING_EM;
  const shown = shownColumns(readerColumns);
  const withRoom = columnsWithRoom(shown, (widths) => fitsOnLine(widths, room));

  const focusGrid = (): void => grid.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const orderBy = (by: ReaderOrderBy): void => {
    order.choose(by);
    cursor.start();
    focusGrid();
  };
  /** By the column under the cursor, else by one of a list. */
  const askOrder = (): void => {
    const column = withRoom[cursor.place.column];
    if (column !== undefined && isOrdered(column)) orderBy(column);
    else setIsOrdering(true);
  };
  const latest = useRef({ askOrder, singleKeys });
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = { askOrder, singleKeys };
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
        enabled: (pressed) => isInside(grid.current, pressed),
        run: () => latest.current.askOrder(),
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
    if (id !== undefined) navigate(`/readers/${id}`);
  };
  const listed = list !== undefined;
  useEffect(() => {
    if (listed) takeFocus(grid.current, "grid");
  }, [listed]);
  const { bar, dialog } = useChosenActs({ list, chosen, current: cursor.id, holder: grid, focusList: focusGrid });

  return (
    <div className="work">
      <main className="centre" id="main" ref={holder}>
        <header className="page-head no-print">
          <h1>{t("readers.title")}</h1>
          <span className="soft" aria-live="polite">
            {t("readers.count", { count: total })}
          </span>
          <PageTabs
            label={t("readers.pages")}
            tabs={[
              { href: "/readers", label: t("readers.page-all"), isCurrent: true },
              { href: "/readers/segments", label: t("readers.page-segments"), isCurrent: false },
              {
                href: "/readers/duplicates",
                label: t("readers.page-duplicates"),
                isCurrent: false,
                count: waiting,
              },
            ]}
            onGo={navigate}
          />
          <search className="find push">
            <Icon icon={Search} />
            <TextInput
              ref={find}
              aria-label={t("readers.find")}
              aria-keyshortcuts="Control+F"
              placeholder={t("readers.find-hint")}
              onChange={(event) => {
                setText(event.target.value);
                cursor.start();
              }}
              onKeyDown={(event) => {
                if (!matchKeys(event, "↓")) return;
                event.preventDefault();
                focusGrid();
              }}
              onEnter={() => void open(0)}
              onEscape={() => {
                if (find.current !== null) find.current.value = "";
                setText("");
                focusGrid();
              }}
            />
          </search>
          <Button onClick={() => navigate("/import")}>{t("readers.to-import")}</Button>
          <Button onClick={() => navigate("/export")}>{t("commands.export")}</Button>
          {counter !== null && (
            <Button kind="primary" keys="Ctrl+N" onClick={() => counter.newReader()}>
              {t("readers.new")}
            </Button>
          )}
        </header>
        <div className="list-bar no-print">
          <span className="meta" aria-live="polite">
            {order.shown === null
              ? t("readers.order-best")
              : order.shown.by === "name" && !order.shown.isDown
                ? t("readers.order-name")
                : t("readers.order-of", {
                    column: t(columnLabel(order.shown.by)),
                    way: order.shown.isDown ? "down" : "up",
                  })}
          </span>
          <Button
            size="small"
            kind="quiet"
            icon={Columns3}
            className="push"
            {...(withRoom.length < shown.length && { title: t("readers.columns-narrow") })}
            onClick={() => {
              // the dialog gives the focus back to the list
              focusGrid();
              setIsChoosingColumns(true);
            }}
          >
            {t("readers.columns", { shown: withRoom.length, all: ALL_COLUMNS.length })}
          </Button>
        </div>
        {listed && total === 0 && <h1 className="print-only">{t("readers.title")}</h1>}
        {listed && total === 0 ? (
          <EmptyState
            icon={Users}
            action={
              text === "" ? <Button onClick={() => navigate("/import")}>{t("readers.to-import")}</Button> : undefined
            }
          >
            {t(text === "" ? "readers.none-yet" : "readers.none-found")}
          </EmptyState>
        ) : (
          <ReaderGrid
            label={t("readers.title")}
            list={list}
            columns={withRoom}
            cursor={cursor}
            chosen={chosen}
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
        <PrintedReaders list={list} columns={shown} title={t("readers.title")} />
      </main>
    </div>
  );
}
