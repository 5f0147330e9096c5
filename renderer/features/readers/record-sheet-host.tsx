/** Lends every screen the forms of a service record; a form itself is fetched when it is first asked for. */
import { type ReactNode, Suspense, useState } from "react";
import { type RecordAsked, RecordSheetProvider } from "../../desk-services/open-record-sheet.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";

const GiveDialog = lazyPart(async () => (await import("./together/give-dialog.tsx")).GiveDialog);
const InteractionDialog = lazyPart(async () => (await import("./interaction-dialog.tsx")).InteractionDialog);

export function RecordSheetHost({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<RecordAsked | null>(null);
  const close = (): void => {
    setAsked(null);
    // after the form is out of the page
    requestAnimationFrame(() => asked?.onClosed?.());
  };
  return (
    <RecordSheetProvider value={setAsked}>
      {children}
      {asked !== null && (
        <Suspense fallback={null}>
          <WholeLanguage>
            {asked.give ? (
              <GiveDialog id={asked.id} onClose={close} />
            ) : (
              <InteractionDialog id={asked.id} onClose={close} />
            )}
          </WholeLanguage>
        </Suspense>
      )}
    </RecordSheetProvider>
  );
}
