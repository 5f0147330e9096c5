/** One of the three sheets: to be read, and printed to hang beside the telephone. */
import { useLiveQuery } from "dexie-react-hooks";
import { Printer } from "lucide-react";
import { useEffect, useState } from "react";
import { CODE_PLACE_ID, EMERGENCY_CONTACT_ID } from "#shared/model/house.ts";
import { readLibraryLine } from "../../../db/library-name.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { usePrintFoot } from "../../../desk-services/paper/use-print-foot.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useLibraryName } from "../../../desk-services/use-library-name.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { codeReplaced } from "../share/code-replaced.ts";
import { type PresentCode, presentCodeMessage, readPresentCode } from "../share/present-code.ts";
import { SHEETS } from "./sheet-steps.ts";
import { SHEET_TITLES, type SheetId } from "./sheet-titles.ts";

export function SheetDialog({ sheet, onClose }: { sheet: SheetId; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const say = useSay();
  const foot = usePrintFoot();
  const { db } = useServices();
  const code = usePresentCode();
  const library = useLibraryName();
  const { branch: at = "" } = useDeviceSettings();
  const branch = useHouse().branches.get(at);
  const lines = useLiveQuery(
    async () => ({
      contact: await readLibraryLine(db, EMERGENCY_CONTACT_ID),
      place: await readLibraryLine(db, CODE_PLACE_ID),
    }),
    [db],
  );
  const { when, steps } = SHEETS[sheet];
  const title = SHEET_TITLES[sheet];
  const print = (
    <footer className="no-print">
      <Button kind="primary" icon={Printer} onClick={() => window.print()}>
        {t("centre.print")}
      </Button>
    </footer>
  );
  return (
    <Dialog open title={t(title)} closeLabel={t("centre.close")} onClose={onClose} footer={print} wide reading>
      <div className="step-sheet">
        <h2 className="print-only">{t(title)}</h2>
        <p className="print-only">{branch === undefined ? library : `${library} · ${branch}`}</p>
        <p>{t(when)}</p>
        <ol>
          {steps.map(({ says, names }) => (
            <li key={says}>
              {t(says, Object.fromEntries(Object.entries(names).map(([place, id]) => [place, t(id)])))}
            </li>
          ))}
        </ol>
        <p className="print-only">{t("centre.sheet-contact", { contact: lines?.contact ?? BLANK })}</p>
        <p className="print-only">{t("centre.sheet-code-place", { where: lines?.place ?? BLANK })}</p>
        <p className="meta print-only">
          {[foot, ...(code === null ? [] : [say(presentCodeMessage(code, format))])].join(" · ")}
        </p>
      </div>
    </Dialog>
  );
}

/** To be filled in by hand. */
const BLANK = "____________________";

/** Null until it is known, where the keys are away, and where the present one is not here. */
function usePresentCode(): PresentCode | null {
  const { db, host } = useServices();
  const [code, setCode] = useState<PresentCode | null>(null);
  useEffect(() => {
    let shown = true;
    void host("library.own", {}).then(async (own) => {
      // of a code that is replaced a sheet on the wall would tell for ever
      const isPresent = own.ok && (await codeReplaced(db, own.value)) === null;
      const present = isPresent ? await readPresentCode(db, own.value) : null;
      if (shown) setCode(present);
    });
    return () => {
      shown = false;
    };
  }, [db, host]);
  return code;
}
