/** The button that opens a file of holidays, and what it says where the file cannot be read. */
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import type { HolidayList } from "#shared/import-export/holidays/holiday-days.ts";
import type { Row } from "../../../db/database.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import type { BranchesChange } from "./calendar-queries.ts";
import { HolidayDialog } from "./holiday-dialog.tsx";
import { readHolidays } from "./read-holidays.ts";

interface HolidayFileProps {
  /** All that are open. */
  readonly branches: readonly Row<"branch">[];
  /** The one that is shown; null: all. */
  readonly shown: string | null;
  readonly year: number;
  readonly onDone: (change: BranchesChange, dues: number) => void;
}

export function HolidayFile({ branches, shown, year, onDone }: HolidayFileProps) {
  const t = useT();
  const { worker } = useServices();
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<{ readonly name: string; readonly list: HolidayList } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setFault(null);
    const read = await readHolidays(file, year, worker.reports);
    if (read.ok && read.value.spans.length + read.value.problems.length > 0)
      return setOpened({ name: file.name, list: read.value });
    setFault(
      read.ok
        ? t("calendar.file-empty", { file: file.name })
        : read.error.tag === "holidays-too-large"
          ? t("calendar.file-large", { file: file.name })
          : t("calendar.file-unreadable", { file: file.name }),
    );
  };
  return (
    <>
      <Button size="small" icon={FileUp} className="push" onClick={() => input.current?.click()}>
        {t("calendar.file-open")}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".ics,.csv,.tsv,.txt,.xlsx,.xls,.ods"
        aria-label={t("calendar.file-open")}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {fault !== null && (
        <p className="field-error" role="alert">
          {fault}
        </p>
      )}
      {opened !== null && (
        <HolidayDialog
          {...{ branches, shown, year }}
          file={opened.name}
          list={opened.list}
          onClose={() => setOpened(null)}
          onDone={(change, dues) => {
            setOpened(null);
            onDone(change, dues);
          }}
        />
      )}
    </>
  );
}
