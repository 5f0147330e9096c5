/** What to do when something is lost, beside the place where it is done. */
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useSyncActions } from "../sync-provider.tsx";
import { SHEET_IDS, SHEET_TITLES } from "./sheet-titles.ts";

export function SheetsSection() {
  const t = useT();
  const { open } = useSyncActions();
  return (
    <section className="no-print" aria-labelledby="sheets-h">
      <div className="section-head">
        <h2 id="sheets-h">{t("centre.sheets")}</h2>
      </div>
      <p className="row sheet-buttons">
        {SHEET_IDS.map((sheet) => (
          <Button key={sheet} size="small" onClick={() => open({ sheet })}>
            {t(SHEET_TITLES[sheet])}
          </Button>
        ))}
      </p>
    </section>
  );
}
