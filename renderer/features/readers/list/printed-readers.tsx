/**
 * The list on paper: everybody who is listed, in the order of the list and in the columns that this computer has
 * chosen, read when it is printed.
 */
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type Masked, maskedRows } from "../../../db/masked.ts";
import { figureWhy } from "../../../desk-services/figures/figure-why.ts";
import { useReasonName } from "../../../desk-services/figures/figure-words.ts";
import { PaperFoot } from "../../../desk-services/paper/paper-head.tsx";
import { usePrintWords } from "../../../desk-services/paper/print-words.ts";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import type { DeskCommand } from "../../../platform/command.ts";
import type { ReaderListAsked } from "../../../platform/worker/reader-list-api.ts";
import { usePrintMany } from "../../../ui/dialogs/print-many.tsx";
import type { ReaderList } from "../readers-in-view.ts";
import { columnLabel, isAcross, isDayColumn, isNumber, type ListColumn, rowsAPage } from "./list-columns.ts";
import { paperText } from "./reader-cell.tsx";
import { type RowFacts, readRowFacts } from "./row-facts.ts";

/** Rows read at a time. */
const CHUNK = 1000;

interface PrintedPart {
  readonly rows: readonly Masked<"reader">[];
  readonly facts: RowFacts;
  /** Why each is behind the figure. */
  readonly why: ReadonlyMap<string, string>;
}

interface PrintedReadersProps {
  readonly list: ReaderList | undefined;
  readonly columns: readonly ListColumn[];
  readonly title: string;
  /** Each with the reason, where there is one. */
  readonly figure: ReaderListAsked["figure"];
}

/** Ctrl+P, and what it prints. */
export function PrintedReaders({ list, columns, title, figure }: PrintedReadersProps) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const house = useHouse();
  const reasonName = useReasonName();
  const services = useServices();
  const [parts, setParts] = useState<readonly PrintedPart[]>([]);
  const { ask, dialog } = usePrintMany(usePrintWords());
  const latest = useRef({ list, columns, ask, figure });
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = { list, columns, ask, figure };
  });
  useScreenCommands(
    useMemo((): readonly DeskCommand[] => {
      const print = async (): Promise<void> => {
        const { list: now, columns: asked, figure: of } = latest.current;
        const ids = (await now?.idsOf(0, now.total)) ?? [];
        const read: PrintedPart[] = [];
        for (let from = 0; from < ids.length; from += CHUNK) {
          const some = ids.slice(from, from + CHUNK);
          const rows = maskedRows("reader", await services.db.reader.bulkGet(some));
          const behind = of === null ? [] : await services.worker.statistics.readersOf(of.asked, of.of, some);
          const why = new Map(
            of === null ? [] : behind.map((each) => [each.id, figureWhy(of.of, each, t, format, reasonName)]),
          );
          read.push({ rows, facts: await readRowFacts(services, some, asked), why });
        }
        flushSync(() => setParts(read));
        window.print();
      };
      return [
        {
          id: "readers.print-list",
          label: "readers.print-list",
          section: "file",
          keys: ["Ctrl+P"],
          inFields: true,
          run: () => latest.current.ask(latest.current.list?.total ?? 0, print, rowsAPage(latest.current.columns)),
        },
      ];
    }, [services, t, format, reasonName]),
  );
  const count = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <>
      {count > 0 && (
        <section className={isAcross(columns) ? "print-only paper-wide" : "print-only"}>
          <h1>{title}</h1>
          <p>{t("readers.printed", { count, total: list?.total ?? 0 })}</p>
          <table>
            <thead>
              <tr>
                {columns.map((id) => (
                  <th key={id} scope="col" className={isNumber(id) ? "nums" : undefined}>
                    {t(columnLabel(id))}
                  </th>
                ))}
                {figure !== null && <th scope="col">{t("readers.figure-why")}</th>}
              </tr>
            </thead>
            <tbody>
              {parts.flatMap(({ rows, facts, why }) =>
                rows.map((reader) => (
                  <tr key={reader.id}>
                    {columns.map((id) => (
                      <td key={id} className={isNumber(id) ? "nums" : isDayColumn(id) ? "nowrap" : undefined}>
                        {paperText(reader, id, { house, locale, format, facts, t })}
                      </td>
                    ))}
                    {figure !== null && <td>{why.get(reader.id)}</td>}
                  </tr>
                )),
              )}
            </tbody>
          </table>
          <PaperFoot />
        </section>
      )}
      {dialog}
    </>
  );
}
