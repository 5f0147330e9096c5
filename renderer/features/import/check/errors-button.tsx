/** The rows that are not written, with their reasons, as a workbook to be mended and imported again. */
import { Download } from "lucide-react";
import { useState } from "react";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { saveFile } from "../../../platform/save-file.ts";
import { Button } from "../../../ui/button.tsx";
import { useImportState } from "../import-session.tsx";
import { problemMessage } from "../import-words.ts";

export function ErrorsButton({
  className = "",
  large = false,
}: {
  readonly className?: string;
  readonly large?: boolean;
}) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { worker, host, clock } = useServices();
  const total = useImportState((state) => state.counts?.error ?? 0);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const { rows } = await worker.imports.page("error", 0, total);
    const reasons = rows.map(
      (row) => [row.position, row.problems.map((problem) => say(problemMessage(problem))).join("；")] as const,
    );
    const bytes = await worker.imports.errorsFile(t("import.col-row"), t("import.col-reason"), reasons);
    await saveFile(host, t("import.errors-name", { on: format.day(clock.now()) }), bytes);
    setBusy(false);
  };
  return (
    <Button
      size={large ? "normal" : "small"}
      className={className}
      icon={Download}
      disabled={busy}
      onClick={() => void save()}
    >
      {t("import.export-errors")}
    </Button>
  );
}
