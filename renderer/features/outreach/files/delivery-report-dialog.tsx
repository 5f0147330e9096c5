/** Reads the gateway's report on a file of messages back: who got it, who did not and why; nothing is noted before it is read. */
import { Upload } from "lucide-react";
import { type ChangeEvent, useMemo, useRef, useState } from "react";
import {
  DELIVERY_FAULTS,
  type DeliveryReport,
  readDeliveryReport,
  type SentMessage,
} from "#shared/outreach/messages/delivery-report.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { ReturnedTable } from "../../../platform/worker/out-files-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { isClear } from "./list-file-changes.ts";

export type ReadReport = Extract<DeliveryReport, { readonly ok: true }>;

interface DeliveryReportDialogProps {
  readonly onClose: () => void;
  /** To whom the messages went. */
  readonly sent: readonly SentMessage[];
  /** Of what a reader has asked for she refuses nothing. */
  readonly keepsRefusals: boolean;
  /** Notes what the report says with each of them. */
  readonly onReport: (report: ReadReport) => void;
}

type Fault = "no-number" | "no-state" | "unreadable";

export function DeliveryReportDialog({ onClose, sent, keepsRefusals, onReport }: DeliveryReportDialogProps) {
  const t = useT();
  const { worker } = useServices();
  const input = useRef<HTMLInputElement>(null);
  const [table, setTable] = useState<ReturnedTable | "unreadable" | null>(null);
  // to whom the messages went may be known only after the file was chosen
  const read = useMemo(
    () => (table === null || table === "unreadable" ? null : readDeliveryReport(table.header, table.rows, sent)),
    [table, sent],
  );
  const report = read?.ok === true ? read : null;
  const noted = report?.deliveries.filter(isClear).length ?? 0;
  const fault: Fault | null = table === "unreadable" ? table : read?.ok === false ? `no-${read.missing}` : null;

  const readFile = async (file: File): Promise<void> => {
    const answer = await worker.outFiles.read(file.name, new Uint8Array(await file.arrayBuffer())).catch(() => null);
    setTable(answer?.ok === true ? answer.value : "unreadable");
  };
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    const [file] = currentTarget.files ?? [];
    // the same file may be chosen again once it was mended
    currentTarget.value = "";
    if (file !== undefined) void readFile(file);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("out-files.report-title")}
      closeLabel={t("ui.close")}
      footer={
        <DialogButtons
          act={t("out-files.report-note", { count: noted })}
          cancel={t("ui.cancel")}
          disabled={noted === 0}
          onAct={() => {
            if (report !== null) onReport(report);
          }}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <p>{t("out-files.report-hint", { count: sent.length })}</p>
        <p className="row">
          <input
            ref={input}
            hidden
            type="file"
            accept=".xlsx,.xls,.csv,.txt"
            aria-label={t("out-files.report-file")}
            onChange={choose}
          />
          <Button icon={Upload} autoFocus onClick={() => input.current?.click()}>
            {t("out-files.report-choose")}
          </Button>
        </p>
        {fault !== null && (
          <p className="field-error" role="alert">
            {t(`out-files.report-${fault}`)}
          </p>
        )}
        {report !== null && <ReportSum report={report} />}
        {keepsRefusals && report?.deliveries.some(({ delivery }) => delivery.tag === "declined") && (
          <p className="field-hint">{t("out-files.report-declined-hint")}</p>
        )}
      </div>
    </Dialog>
  );
}

function ReportSum({ report: { deliveries, unreported, strangers } }: { readonly report: ReadReport }) {
  const t = useT();
  const { number } = useFormat();
  const count = (tag: "delivered" | "declined" | "unclear"): number =>
    deliveries.filter(({ delivery }) => delivery.tag === tag).length;
  const failed = DELIVERY_FAULTS.map((fault) => ({
    key: fault,
    name: t(`out-files.fault-sms-${fault}`),
    of: deliveries.filter(({ delivery }) => delivery.tag === "failed" && delivery.fault === fault).length,
  }));
  const lines = [
    { key: "delivered", name: t("out-files.report-delivered"), of: count("delivered") },
    { key: "declined", name: t("out-files.report-declined"), of: count("declined") },
    ...failed.filter(({ of }) => of > 0),
    { key: "unclear", name: t("out-files.report-unclear"), of: count("unclear") },
    { key: "unreported", name: t("out-files.report-unreported"), of: unreported.length },
    { key: "strangers", name: t("out-files.report-strangers"), of: strangers },
  ];
  return (
    <ul className="list" aria-live="polite">
      {lines
        .filter(({ key, of }) => key === "delivered" || of > 0)
        .map(({ key, name, of }) => (
          <li key={key} className="line">
            <span className="grow">{name}</span>
            <span className="nums">{number(of)}</span>
          </li>
        ))}
    </ul>
  );
}
