/** The authority's own workbook: opened, its cells assigned to figures once, and a filled copy saved. */
import { FileSpreadsheet } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { err } from "#shared/kernel/result.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { FormFailure } from "../../../platform/worker/reports-api.ts";
import { Button } from "../../../ui/button.tsx";
import type { PageProps } from "../asked.ts";
import { ReportFrame } from "../report-frame.tsx";
import { FilledForm } from "./filled-form.tsx";
import type { FormAtHand } from "./use-form-mapping.ts";

interface FormPageProps extends PageProps {
  readonly opened: FormAtHand | null;
  readonly onOpened: (form: FormAtHand | null) => void;
}

export function FormPage({ opened, onOpened, ...props }: FormPageProps) {
  const t = useT();
  const { worker } = useServices();
  const input = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<FormFailure | null>(null);
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const form = await worker.reports
      .openForm(bytes)
      .catch((error: unknown) =>
        err<FormFailure>({ tag: "damaged", reason: error instanceof Error ? error.message : "" }),
      );
    setFailure(form.ok ? null : form.error);
    onOpened(form.ok ? { name: file.name, bytes, form: form.value } : null);
  };
  return (
    <ReportFrame {...props} isBusy={false} unprintable={opened === null ? t("reports.form-print-none") : undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard */}
      <div className="report scroll" tabIndex={0}>
        <div className="report-block">
          <p className="field-hint">{t("reports.form-hint")}</p>
          <div className="row row-wrap">
            <Button
              kind={opened === null ? "primary" : "plain"}
              icon={FileSpreadsheet}
              onClick={() => input.current?.click()}
            >
              {t(opened === null ? "reports.form-file" : "reports.form-another")}
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              accept=".xlsx,.xlsm"
              aria-label={t("reports.form-file")}
              onChange={(event) => {
                void open(event.target.files?.[0]);
                event.target.value = "";
              }}
            />
            {opened !== null && <b className="clip">{opened.name}</b>}
          </div>
          {failure !== null && (
            <p role="alert" className="field-error">
              {failureText(failure, t)}
            </p>
          )}
        </div>
        {opened !== null && (
          <FilledForm key={opened.form.fingerprint} asked={props.asked} onGo={props.onGo} {...opened} />
        )}
      </div>
    </ReportFrame>
  );
}

const failureText = (failure: FormFailure, t: ReturnType<typeof useT>): ReactNode =>
  failure.tag === "damaged" ? t("reports.form-damaged", { reason: failure.reason }) : t(`reports.form-${failure.tag}`);
