/** A file with the month's figures: what it names goes into the form, where a person looks at it before it is saved. */
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { TYPED_FIGURES } from "#shared/model/reports/month-figures.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { namedFigures, type PastedFigure } from "./pasted-figures.ts";

type Said = { readonly tag: "taken"; readonly text: string } | { readonly tag: "failed"; readonly text: string };

export function FigureFile({ onFigures }: { onFigures: (figures: readonly PastedFigure[]) => void }) {
  const t = useT();
  const format = useFormat();
  const { worker } = useServices();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = await worker.reports.tableRows(file.name, new Uint8Array(await file.arrayBuffer())).catch(() => null);
    if (read === null || !read.ok)
      return setSaid({ tag: "failed", text: t("reports.file-unreadable", { file: file.name }) });
    const figures = namedFigures(read.value, (figure) => t(`reports.name-${figure}`)).map((each) => ({
      ...each,
      source: each.source ?? file.name,
    }));
    if (figures.length === 0)
      return setSaid({
        tag: "failed",
        text: t("reports.file-no-names", {
          file: file.name,
          names: format.list(TYPED_FIGURES.map((figure) => t(`reports.name-${figure}`))),
        }),
      });
    onFigures(figures);
    setSaid({ tag: "taken", text: t("reports.file-taken", { file: file.name, count: figures.length }) });
  };
  return (
    <>
      <div className="row">
        <Button icon={FileUp} onClick={() => input.current?.click()}>
          {t("reports.file-open")}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx,.xls,.ods,.csv,.tsv,.txt"
          aria-label={t("reports.file-open")}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
      {said !== null && (
        <p
          role={said.tag === "failed" ? "alert" : "status"}
          className={said.tag === "failed" ? "field-error" : undefined}
        >
          {said.text}
        </p>
      )}
    </>
  );
}
