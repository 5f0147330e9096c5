/** The middle of the desk while no card is open: what to do now, and what to do with a code nobody has. */
import { useLiveQuery } from "dexie-react-hooks";
import { BookOpen, FileInput, RefreshCw, ScanBarcode, UserRoundX, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { hasExchanged } from "../../../db/exchange/sync-log.ts";
import { readHasReaders } from "../../../db/has-readers.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useTaskSheet } from "../../../desk-services/open-task-sheet.ts";
import { useRunCommand } from "../../../desk-services/run-command.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useSharedQuery } from "../../../desk-services/shared-query.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { useDeskActions, useDeskState } from "../desk-context.ts";

export function Nobody() {
  const t = useT();
  const actions = useDeskActions();
  const compose = useTaskSheet();
  const outcome = useDeskState((state) => state.outcome);
  const { db } = useServices();
  const [, navigate] = useLocation();
  const run = useRunCommand();
  const { branch, branchName } = useDeviceSettings();
  const hasJoined = branch === undefined && branchName !== undefined;
  // whoever has joined a library brings its readers here with an exchange: to import them would be a second way
  const isAwaiting = useLiveQuery(async () => hasJoined && !(await hasExchanged(db)), [db, hasJoined], false);
  const hasNoReaders = useSharedQuery(db, readHasReaders) === false;
  if (outcome.tag === "isbn") {
    return (
      <Middle icon={BookOpen}>
        <p>{t("desk.isbn-scanned", { isbn: outcome.isbn })}</p>
        <Button keys="Esc" onClick={actions.clear}>
          {t("desk.scan-again")}
        </Button>
      </Middle>
    );
  }
  if (outcome.tag === "not-found") {
    return (
      <Middle icon={UserRoundX}>
        <p role="alert">{t("desk.nobody-has", { text: outcome.text })}</p>
        <div className="row row-wrap">
          <Button kind="primary" keys="F2" onClick={() => actions.newReader()}>
            {t("desk.new-reader")}
          </Button>
          <Button keys="F4" onClick={() => compose({ kind: "note", reader: null })}>
            {t("desk.log-anonymous")}
          </Button>
          <Button keys="Esc" onClick={actions.clear}>
            {t("desk.scan-again")}
          </Button>
        </div>
      </Middle>
    );
  }
  if (hasNoReaders && isAwaiting)
    return (
      <Middle icon={RefreshCw}>
        <p>{t("desk.readers-elsewhere")}</p>
        <div className="row row-wrap">
          <Button kind="primary" icon={RefreshCw} keys="F9" onClick={() => run("sync.now")}>
            {t("sync.now")}
          </Button>
          <Button icon={FileInput} onClick={() => navigate("/import")}>
            {t("desk.import-readers")}
          </Button>
        </div>
      </Middle>
    );
  return hasNoReaders ? (
    <Middle icon={Users}>
      <p>{t("desk.no-readers")}</p>
      <Button icon={FileInput} onClick={() => navigate("/import")}>
        {t("desk.import-readers")}
      </Button>
    </Middle>
  ) : (
    <Middle icon={ScanBarcode}>
      <p>{t("desk.ready")}</p>
    </Middle>
  );
}

function Middle({ icon, children }: { readonly icon: typeof ScanBarcode; readonly children: ReactNode }) {
  const t = useT();
  return (
    <div className="reader-card scroll">
      <h1 className="vh">{t("desk.title")}</h1>
      <div className="empty no-print">
        <Icon icon={icon} size={20} />
        {children}
      </div>
    </div>
  );
}
