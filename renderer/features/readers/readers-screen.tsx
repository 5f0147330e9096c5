/** All readers in the surname-aware order. Ctrl+F narrows the list, Enter opens, Ctrl+P prints what is listed. */
import { Columns3, Search, Users } from "lucide-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useLocation } from "wouter";
import { type Masked, maskedRows } from "../../db/masked.ts";
import type { House } from "../../db/read-house.ts";
import { useCounter } from "../../desk-services/counter.ts";
import { useDeviceSettings, useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { PaperFoot } from "../../desk-services/paper/paper-head.tsx";
import { usePrintWords } from "../../desk-services/paper/print-words.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useWaitingDuplicates } from "../../desk-services/use-waiting-duplicates.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { Button } from "../../ui/button.tsx";
import { usePrintMany } from "../../ui/dialogs/print-many.tsx";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { fitsOnLine } from "../../ui/folded-row.ts";
import { useRoom } from "../../ui/hooks/use-room.ts";
import { Icon } from "../../ui/icon.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { isIme, matchKeys } from "../../ui/keyboard.ts";
import { PageTabs } from "../../ui/page-tabs.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { type GridColumn, PADDING_EM, VirtualGrid } from "../../ui/virtual-grid.tsx";
import { ChooseBox } from "./list/choose-box.tsx";
import { useChosenReaders } from "./list/chosen-readers.ts";
import { ColumnsDialog } from "./list/columns-dialog.tsx";
import {
  ALL_COLUMNS,
  columnLabel,
  columnsWithRoom,
  isNumber,
  PRINTED_COLUMNS,
  shownColumns,
  widthOf,
} from "./list/list-columns.ts";
import { useListCursor } from "./list/list-cursor.ts";
import { ReaderCell, readerText } from "./list/reader-cell.tsx";
import { useRowFacts } from "./list/row-facts.ts";
import { useChosenActs } from "./list/use-chosen-acts.tsx";
import { useReaderList } from "./readers-in-view.ts";

/** Rows read at a time for the paper. */
const PRINT_CHUNK = 1000;

export function ReadersScreen() {
  const t = useT();
  const locale = useLocale();
  const house = useHouse();
  const counter = useCounter();
  const { db } = useServices();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const [printed, setPrinted] = useState<readonly Masked<"reader">[]>([]);
  const find = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);

  const waiting = useWaitingDuplicates();
  const list = useReaderList(text);
  const total = list?.total ?? 0;
  const cursor = useListCursor(list, text);
  const chosen = useChosenReaders(list);
  const { singleKeys = true, readerColumns } = useDeviceSettings();
  const settings = useDeviceSettingsStore();
  const [isChoosingColumns, setIsChoosingColumns] = useState(false);
  const holder = useRef<HTMLElement>(null);

  const latest = useRef(list);
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = list;
  });
  const { ask, dialog: printDialog } = usePrintMany(usePrintWords());
  const printMany = useRef(ask);
  useLayoutEffect(() => {
    printMany.current = ask;
  });
  const commands = useMemo((): readonly DeskCommand[] => {
    const print = async (): Promise<void> => {
      const ids = (await latest.current?.idsOf(0, latest.current.total)) ?? [];
      const rows: Masked<"reader">[] = [];
      for (let from = 0; from < ids.length; from += PRINT_CHUNK)
        rows.push(...maskedRows("reader", await db.reader.bulkGet(ids.slice(from, from + PRINT_CHUNK))));
      flushSync(() => setPrinted(rows));
      window.print();
    };
    return [
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
        id: "readers.print-list",
        label: "readers.print-list",
        section: "file",
        keys: ["Ctrl+P"],
        inFields: true,
        run: () => printMany.current(latest.current?.total ?? 0, print),
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
    ];
  }, [db, counter]);
  useScreenCommands(commands);

  const open = async (index: number, held?: string): Promise<void> => {
    const id = held ?? (await list?.idsOf(index, index + 1))?.[0];
    if (id !== undefined) navigate(`/readers/${id}`);
  };
  const focusGrid = (): void => grid.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  const listed = list !== undefined;
  useEffect(() => {
    if (listed) takeFocus(grid.current, "grid");
  }, [listed]);
  const { bar, dialog } = useChosenActs({ list, chosen, current: cursor.id, holder: grid, focusList: focusGrid });
  const isAll =
    total > 0 && (list?.found == null ? chosen.ids.size >= total : [...list.found].every((id) => chosen.ids.has(id)));
  const room = useRoom(holder) - PADDING_EM;
  const shown = shownColumns(readerColumns);
  const withRoom = columnsWithRoom(shown, (widths) => fitsOnLine(widths, room));
  const facts = useRowFacts(list, withRoom);
  const columns = withRoom.map(
    (id): GridColumn => ({
      id,
      width: widthOf(id),
      numeric: isNumber(id),
      header:
        id === "name" ? (
          <span className="choose">
            <ChooseBox
              label={t("readers.choose-all")}
              checked={isAll}
              isPart={chosen.ids.size > 0 && !isAll}
              onChoose={() => {
                if (isAll) chosen.clear();
                else void chosen.addAll();
                focusGrid();
              }}
            />
            {t("words.reader.name")}
          </span>
        ) : (
          t(columnLabel(id))
        ),
    }),
  );
  const cell = (reader: Masked<"reader">, column: string) => (
    <ReaderCell
      reader={reader}
      column={column}
      house={house}
      locale={locale}
      facts={facts}
      onOpenWork={() => navigate(`/readers/${reader.id}`)}
    />
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (isIme(event) || event.ctrlKey || event.altKey || event.metaKey || !event.shiftKey) return;
    // the arrow itself then moves on
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const { row } = cursor.place;
    if (step !== 0) void chosen.addRange(row, Math.max(0, Math.min(total - 1, row + step)));
  };

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
          <span className="meta">{t("readers.order-name")}</span>
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
          <div className="grid-holder no-print" ref={grid}>
            <VirtualGrid
              label={t("readers.title")}
              columns={columns}
              rowCount={total}
              active={cursor.place}
              onActive={cursor.moveTo}
              onOpen={(index) => void open(index, index === cursor.place.row ? cursor.id : undefined)}
              onKeyDown={onKeyDown}
              multiple
              isSelected={(index) => chosen.ids.has(list?.idAt(index) ?? "")}
              renderCell={(index, column) => {
                const reader = list?.rowAt(index);
                if (reader !== undefined && column.id === "name")
                  return (
                    <span className="choose">
                      <ChooseBox
                        label={t("readers.choose-one", { name: reader.name ?? t("readers.no-name") })}
                        checked={chosen.ids.has(reader.id)}
                        onChoose={(isRange) => {
                          if (isRange) void chosen.addRange(cursor.place.row, index);
                          else chosen.toggle(reader.id);
                          focusGrid();
                        }}
                      />
                      {cell(reader, column.id)}
                    </span>
                  );
                return reader === undefined ? <span className="soft">…</span> : cell(reader, column.id);
              }}
            />
          </div>
        )}
        {bar ?? (singleKeys && total > 0 && <KeyHints />)}
        {dialog}
        {isChoosingColumns && (
          <ColumnsDialog
            shown={shown}
            onChange={(next) => void settings.update({ readerColumns: [...next] })}
            onClose={() => setIsChoosingColumns(false)}
          />
        )}
        {printed.length > 0 && <PrintedList rows={printed} house={house} total={total} />}
        {printDialog}
      </main>
    </div>
  );
}

const HINTS = [
  ["X", "readers.choose"],
  ["Ctrl+A", "readers.choose-all"],
  ["T", "readers.chosen-task"],
  ["A", "readers.chosen-owner"],
  ["L", "readers.chosen-tags"],
  ["↵", "readers.hint-open"],
] as const;

function KeyHints() {
  const t = useT();
  return (
    <div className="keys no-print" role="note" aria-label={t("readers.keys")}>
      {HINTS.map(([keys, label]) => (
        <span key={label}>
          <Kbd keys={keys} />
          {t(label)}
        </span>
      ))}
    </div>
  );
}

function PrintedList({ rows, house, total }: { rows: readonly Masked<"reader">[]; house: House; total: number }) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  return (
    <section className="print-only">
      <h1>{t("readers.title")}</h1>
      <p>{t("readers.printed", { count: rows.length, total })}</p>
      <table>
        <thead>
          <tr>
            {PRINTED_COLUMNS.map((id) => (
              <th key={id} scope="col">
                {t(`words.reader.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((reader) => (
            <tr key={reader.id}>
              {PRINTED_COLUMNS.map((id) => (
                <td key={id}>{readerText(reader, id, { house, locale, format })}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <PaperFoot />
    </section>
  );
}
