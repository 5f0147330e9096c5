/** Lends every screen the history of a record; the dialog itself is fetched when it is first asked for. */
import { type ReactNode, Suspense, useState } from "react";
import { type HistoryOf, HistoryProvider } from "../../desk-services/record-history.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";

const HistoryDialog = lazyPart(async () => (await import("./history-dialog.tsx")).HistoryDialog);
const CaseDialog = lazyPart(async () => (await import("./case-dialog.tsx")).CaseDialog);

export function HistoryHost({ children }: { children: ReactNode }) {
  const [of, setOf] = useState<HistoryOf | null>(null);
  return (
    <HistoryProvider value={setOf}>
      {children}
      {of !== null && (
        <Suspense fallback={null}>
          <WholeLanguage>
            {of.kind === "reveal" ? (
              <CaseDialog of={of} onClose={() => setOf(null)} />
            ) : (
              <HistoryDialog of={of} onClose={() => setOf(null)} />
            )}
          </WholeLanguage>
        </Suspense>
      )}
    </HistoryProvider>
  );
}
