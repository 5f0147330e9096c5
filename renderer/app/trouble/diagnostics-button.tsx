/** Opens the diagnostics from wherever something has gone wrong. Its code and words come when they are asked for. */
import { FileText } from "lucide-react";
import { Suspense, useState } from "react";
import { useDiagnostics } from "../../desk-services/diagnostics.ts";
import { useT } from "../../i18n/use-t.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { Button } from "../../ui/button.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";

const DiagnosticsDialog = lazyPart(
  async () => (await import("../../features/settings/diagnostics-dialog.tsx")).DiagnosticsDialog,
);

export function DiagnosticsButton({ onOpen }: { onOpen?: (open: boolean) => void }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const turn = (next: boolean): void => {
    setOpen(next);
    onOpen?.(next);
  };
  if (useDiagnostics() === null) return null;
  return (
    <>
      <Button icon={FileText} onClick={() => turn(true)}>
        {t("boot.diagnostics")}
      </Button>
      {open && (
        // a program that is away does not give the dialog's code either
        <ErrorBoundary resetKey="diagnostics" draw={() => <span role="alert">{t("boot.no-diagnostics")}</span>}>
          <Suspense fallback={null}>
            <WholeLanguage>
              <DiagnosticsDialog onClose={() => turn(false)} />
            </WholeLanguage>
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}
