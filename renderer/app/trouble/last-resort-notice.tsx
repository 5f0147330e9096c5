/**
 * One notice for all errors that nobody has caught, with their number: what happened, what is safe, what to press.
 * It stands above everything and moves nothing; whoever is in the middle of something goes on.
 */
import { RefreshCw } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { defectLine } from "#shared/host/defect.ts";
import { type Diagnostics, useDiagnostics } from "../../desk-services/diagnostics.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { DiagnosticsButton } from "./diagnostics-button.tsx";
import styles from "./last-resort-notice.module.css";

export function LastResortNotice() {
  const diagnostics = useDiagnostics();
  return diagnostics === null ? null : <Notice lastResort={diagnostics.lastResort} />;
}

function Notice({ lastResort }: Pick<Diagnostics, "lastResort">) {
  const t = useT();
  const noticed = useSyncExternalStore(lastResort.noticed.subscribe, lastResort.noticed.get);
  const [reading, setReading] = useState(false);
  if (noticed === null) return null;
  return (
    <aside className={styles.notice} role="alert" hidden={reading}>
      <b>{t("last-resort.title", { count: noticed.times })}</b>
      <p>{t("last-resort.safe")}</p>
      <p className="mono meta">{defectLine(noticed.last)}</p>
      <div className="row">
        <Button kind="primary" icon={RefreshCw} onClick={() => location.reload()}>
          {t("last-resort.reload")}
        </Button>
        <DiagnosticsButton onOpen={setReading} />
        <Button onClick={lastResort.dismiss}>{t("last-resort.close")}</Button>
      </div>
    </aside>
  );
}
