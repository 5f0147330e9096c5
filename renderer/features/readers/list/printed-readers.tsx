/** The list on paper: everybody who is listed, in the order of the list, read when it is printed. */
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type Masked, maskedRows } from "../../../db/masked.ts";
import { PaperFoot } from "../../../desk-services/paper/paper-head.tsx";
import { usePrintWords } from "../../../desk-services/paper/print-words.ts";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import type { DeskCommand } from "../../../platform/command.ts";
import { usePrintMany } from "../../../ui/dialogs/print-many.tsx";
import type { ReaderList } from "../readers-in-view.ts";
import { PRINTED_COLUMNS } from "./list-columns.ts";
import { readerText } from "./reader-cell.tsx";

/** Rows read at a time. */
const CHUNK = 1000;

/** Ctrl+P, and what it prints. */
export function PrintedReaders({ list, title }: { list: ReaderList | undefined; title: string }) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const house = useHouse();
  const { db } = useServices();
  const [rows, setRows] = useState<readonly Masked<"reader">[]>([]);
  const { ask, dialog } = usePrintMany(usePrintWords());
  const latest = useRef({ list, ask });
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = { list, ask };
  });
  useScreenCommands(
    useMemo((): readonly DeskCommand[] => {
      const print = async (): Promise<void> => {
        const { list: now } = latest.current;
        const ids = (await now?.idsOf(0, now.total)) ?? [];
        const read: Masked<"reader">[] = [];
        for (let from = 0; from < ids.length; from += CHUNK)
          read.push(...maskedRows("reader", await db.reader.bulkGet(ids.slice(from, from + CHUNK))));
        flushSync(() => setRows(read));
        window.print();
      };
      return [
        {
          id: "readers.print-list",
          label: "readers.print-list",
          section: "file",
          keys: ["Ctrl+P"],
          inFields: true,
          run: () => latest.current.ask(latest.current.list?.total ?? 0, print),
        },
      ];
    }, [db]),
  );
  return (
    <>
      {rows.length > 0 && (
        <section className="print-only">
          <h1>{title}</h1>
          <p>{t("readers.printed", { count: rows.length, total: list?.total ?? 0 })}</p>
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
      )}
      {dialog}
    </>
  );
}
