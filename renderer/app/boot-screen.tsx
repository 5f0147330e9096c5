/** What stands on the page until the desk is ready: progress, or why it is not and what to press. */
import { RefreshCw } from "lucide-react";
import { doubtText } from "../features/clock/clock-words.ts";
import type { MessageId } from "../i18n/message-id.ts";
import { useFormat, useT } from "../i18n/use-t.ts";
import { Button } from "../ui/button.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";
import type { Boot, BootFailure, BootStep } from "./boot.ts";
import styles from "./boot-screen.module.css";

const STEPS: Readonly<Record<BootStep, MessageId>> = {
  host: "boot.host",
  database: "boot.database",
  blocked: "boot.blocked",
  journal: "boot.journal",
  demo: "boot.demo",
  renewal: "boot.renewal",
  "renewal-closing": "boot.renewal-closing",
  "renewal-back": "boot.renewal-back",
};

const FAILURES: Readonly<Record<BootFailure["tag"], MessageId>> = {
  "host-away": "boot.host-away",
  "newer-database": "boot.newer-database",
  "cannot-open": "boot.cannot-open",
  "journal-unreadable": "boot.journal-unreadable",
  "worker-failed": "boot.worker-failed",
};

export function BootScreen({ boot }: { boot: Exclude<Boot, { state: "ready" | "first-run" }> }) {
  const t = useT();
  const format = useFormat();
  return (
    <main className={styles.screen}>
      <h1>{t("boot.title")}</h1>
      {boot.state === "starting" && (
        <>
          <p role="status">{t(STEPS[boot.step])}</p>
          <ProgressBar label={t(STEPS[boot.step])} done={boot.progress?.done ?? 0} {...(boot.progress && { total: boot.progress.total })} />
          {boot.postpone !== undefined && <Button onClick={boot.postpone}>{t("boot.renewal-later")}</Button>}
        </>
      )}
      {boot.state === "held" && (
        <>
          <p role="alert">{t("boot.held")}</p>
          <Button kind="primary" autoFocus onClick={boot.takeOver}>
            {t("boot.take-over")}
          </Button>
        </>
      )}
      {boot.state === "clock" && (
        <>
          <p role="alert">{doubtText(boot.doubt, t, format)}</p>
          <p>{t("boot.clock-waits")}</p>
          <div className="row">
            <Button kind="primary" autoFocus onClick={boot.onLookAgain}>
              {t("boot.clock-again")}
            </Button>
            <Button onClick={boot.onRight}>{t("boot.clock-right")}</Button>
          </div>
        </>
      )}
      {boot.state === "failed" && (
        <>
          <p role="alert">{t(FAILURES[boot.failure.tag])}</p>
          {"reason" in boot.failure && <p className="meta">{t("boot.code", { code: `${boot.failure.tag}: ${boot.failure.reason}` })}</p>}
          <Button kind="primary" icon={RefreshCw} autoFocus onClick={() => location.reload()}>
            {t("boot.again")}
          </Button>
        </>
      )}
    </main>
  );
}
