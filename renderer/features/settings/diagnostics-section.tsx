/** Where the diagnostics are looked at and saved when somebody who helps asks for them. */
import { useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { DiagnosticsDialog } from "./diagnostics-dialog.tsx";

export function DiagnosticsSection() {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <div className="settings-fields">
      <p className="field-hint">{t("settings.diagnostics-hint")}</p>
      <div className="row">
        <Button onClick={() => setOpen(true)}>{t("settings.diagnostics-show")}</Button>
      </div>
      {open && <DiagnosticsDialog onClose={() => setOpen(false)} />}
    </div>
  );
}
