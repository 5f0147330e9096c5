/** What stands on the page until the desk is ready: progress, or why it is not, what is safe and what to press. */
import { RefreshCw } from "lucide-react";
import { Suspense, useState } from "react";
import { assertNever } from "#shared/kernel/assert.ts";
import { canBeRight } from "#shared/kernel/clock-doubt.ts";
import { doubtText } from "../../features/clock/clock-words.ts";
import type { Message, MessageId } from "../../i18n/message-id.ts";
import { useFormat, useSay, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { DiagnosticsButton } from "../trouble/diagnostics-button.tsx";
import { LazyRebuildDialog } from "../trouble/lazy-dialogs.ts";
import type { Boot, BootStep } from "./boot.ts";
import type { BootFailure } from "./boot-failure.ts";
import styles from "./boot-screen.module.css";
import { UnlockForm } from "./unlock-form.tsx";

const STEPS: Readonly<Record<BootStep, MessageId>> = {
  host: "boot.host",
  database: "boot.database",
  blocked: "boot.blocked",
  journal: "boot.journal",
  demo: "boot.demo",
  "demo-slow": "boot.demo-slow",
  renewal: "boot.renewal",
  "renewal-closing": "boot.renewal-closing",
  "renewal-back": "boot.renewal-back",
  "trial-leaving": "boot.trial-leaving",
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
          <ProgressBar
            label={t(STEPS[boot.step])}
            done={boot.progress?.done ?? 0}
            {...(boot.progress && { total: boot.progress.total })}
          />
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
          {!canBeRight(boot.doubt) && <p>{t("boot.clock-too-early")}</p>}
          <div className="row">
            <Button kind="primary" autoFocus onClick={boot.onLookAgain}>
              {t("boot.clock-again")}
            </Button>
            {canBeRight(boot.doubt) && <Button onClick={boot.onRight}>{t("boot.clock-right")}</Button>}
          </div>
        </>
      )}
      {boot.state === "trial-left" && <p role="status">{t("boot.trial-left")}</p>}
      {boot.state === "failed" && <Failed {...boot} />}
    </main>
  );
}

function Failed({ failure, rebuild, goOn, unlock }: Extract<Boot, { state: "failed" }>) {
  const t = useT();
  const [isAsked, setAsked] = useState(false);
  const say = useSay();
  const { bytes } = useFormat();
  return (
    <>
      <p role="alert">{say(sentence(failure, bytes))}</p>
      {failure.tag === "keys-away" && failure.keys === "owner" && (
        <>
          <p>{t("boot.keys-away-works")}</p>
          <p>{t("boot.keys-away-lost")}</p>
        </>
      )}
      {"reason" in failure && <p className="meta">{t("boot.code", { code: `${failure.tag}: ${failure.reason}` })}</p>}
      {unlock !== undefined && <UnlockForm unlock={unlock} />}
      <div className="row">
        {unlock === undefined && (
          <Button kind="primary" autoFocus icon={RefreshCw} onClick={() => location.reload()}>
            {t("boot.again")}
          </Button>
        )}
        {rebuild !== undefined && <Button onClick={() => setAsked(true)}>{t("frame.rebuild-open")}</Button>}
        {goOn !== undefined && <Button onClick={goOn}>{t("boot.rebuilding-go-on")}</Button>}
        <DiagnosticsButton />
        {isAsked && rebuild !== undefined && failure.tag === "folder-away" && (
          <Suspense fallback={null}>
            <LazyRebuildDialog
              rebuild={rebuild}
              path={failure.path}
              onClose={() => setAsked(false)}
              onDone={() => location.reload()}
            />
          </Suspense>
        )}
      </div>
    </>
  );
}

function sentence(failure: BootFailure, bytes: (count: number) => string): Message {
  switch (failure.tag) {
    case "host-away":
      return { id: failure.unproved ? "boot.host-unproved" : "boot.host-away" };
    case "keys-away":
      return { id: failure.keys === "keychain" ? "boot.keys-away" : "boot.keys-away-owner" };
    case "newer-database":
      return { id: "boot.newer-database" };
    case "cannot-open":
      return { id: "boot.cannot-open" };
    case "journal-unreadable":
      return { id: "boot.journal-unreadable" };
    case "worker-failed":
      return { id: "boot.worker-failed" };
    case "folder-away":
      return { id: "boot.folder-away", values: { path: failure.path, code: failure.code } };
    case "rebuilding-cut":
      return { id: "boot.rebuilding-cut", values: { lastSeq: failure.lastSeq, owed: failure.owed } };
    case "disk-refused":
      return { id: "boot.disk-refused" };
    case "disk-full":
      return { id: "boot.disk-full", values: { free: bytes(failure.freeBytes) } };
    case "broke":
      return { id: "boot.broke" };
    default:
      return assertNever(failure);
  }
}
