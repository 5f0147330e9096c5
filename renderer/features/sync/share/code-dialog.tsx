/** The code sheet: shown, printed, copied. Whoever has it is admitted. */

import { Copy, Printer, RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { readLibraryName } from "../../../db/library-name.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import type { PrintedBy } from "../../../desk-services/paper/use-print-foot.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { useSyncActions, useSyncState } from "../sync-provider.tsx";
import { type CodeReplaced, codeReplaced } from "./code-replaced.ts";
import { CodeSheet, type CodeSheetProps } from "./code-sheet.tsx";
import { readPresentCode } from "./present-code.ts";

export function CodeDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { db, host, clock, start } = useServices();
  const { show } = useToasts();
  const { open, start: sync, acknowledge } = useSyncActions();
  const alarms = useSyncState((state) => state.alarms);
  const { staff = "", deskName: desk = "", branch = "" } = useDeviceSettings();
  const house = useHouse();
  const person = house.staff.get(staff) ?? "";
  const [sheet, setSheet] = useState<
    Omit<CodeSheetProps, keyof PrintedBy> | "locked" | "not-allowed" | CodeReplaced | null
  >(null);
  useEffect(() => {
    let shown = true;
    void host("library.own", {}).then(async (own) => {
      // a sheet of a code that is replaced would let nobody in, and bear the later date
      const replaced = own.ok ? await codeReplaced(db, own.value) : null;
      if (replaced !== null) return shown && setSheet(replaced);
      // what the library calls itself now; the host knows only the name of the founding, and none where it was joined
      const [answer, name] = await Promise.all([host("library.code", { staff }), readLibraryName(db)]);
      if (!answer.ok && answer.error.tag === "not-allowed") return shown && setSheet("not-allowed");
      if (!answer.ok || !own.ok) return shown && setSheet("locked");
      const { code, libraryId, libraryName, epoch } = answer.value;
      const present = await readPresentCode(db, { heldKeys: own.value.heldKeys, epoch });
      return shown && setSheet({ code, libraryId, libraryName: name ?? libraryName, ...present });
    });
    return () => {
      shown = false;
    };
  }, [db, host, staff]);
  const copy = async (code: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(code);
      show({ text: t("centre.code-copied") });
    } catch {
      show({ text: t("centre.not-copied"), tone: "failed" });
    }
  };
  const print = (): void => {
    window.print();
    // that the new sheet is to be printed is settled
    const told = alarms.find(({ kind, acknowledged }) => kind === "new-code" && acknowledged === undefined);
    if (told !== undefined) void acknowledge(told);
  };
  const syncNow = (): void => {
    onClose();
    void sync();
  };
  const footer = (
    <footer className="no-print">
      {(sheet === "out" || sheet === "waits") && (
        <Button onClick={() => open("rejoin")}>{t("notices.do-rejoin")}</Button>
      )}
      {(sheet === "behind" || sheet === "waits") && (
        <Button icon={RefreshCw} keys="F9" onClick={syncNow}>
          {t("sync.now")}
        </Button>
      )}
      {sheet !== null && typeof sheet === "object" && (
        <>
          <Button kind="primary" icon={Printer} onClick={print}>
            {t("centre.print")}
          </Button>
          <Button icon={Copy} onClick={() => void copy(sheet.code)}>
            {t("centre.copy-code")}
          </Button>
          <Button onClick={() => open("new-code")}>{t("centre.new-code")}</Button>
        </>
      )}
    </footer>
  );
  return (
    <Dialog
      open
      title={t("sync.code")}
      closeLabel={t("centre.close")}
      onClose={onClose}
      footer={sheet === null || sheet === "locked" || sheet === "not-allowed" ? null : footer}
    >
      {sheet === "locked" && <p>{t("notices.stop-locked")}</p>}
      {sheet === "not-allowed" && <p>{t("acts.only-administrators")}</p>}
      {(sheet === "out" || sheet === "behind" || sheet === "waits") && <p>{t(`centre.code-${sheet}`)}</p>}
      {sheet !== null && typeof sheet === "object" && (
        <div className="stack">
          <CodeSheet {...sheet} branch={house.branches.get(branch)} desk={desk} person={person} at={clock.now()} />
          <p className="no-print">{t(`words.disk-${start.keys}`)}</p>
        </div>
      )}
    </Dialog>
  );
}
