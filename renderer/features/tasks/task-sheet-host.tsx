/** Lends every screen the form of a task; the form itself is fetched when it is first asked for. */
import { type ReactNode, Suspense, useState } from "react";
import { type TaskAsked, TaskSheetProvider } from "../../desk-services/open-task-sheet.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";

const TaskSheet = lazyPart(async () => (await import("./task-sheet.tsx")).TaskSheet);

export function TaskSheetHost({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<TaskAsked | null>(null);
  const close = (): void => {
    setAsked(null);
    // after the form is out of the page
    requestAnimationFrame(() => asked?.onClosed?.());
  };
  return (
    <TaskSheetProvider value={setAsked}>
      {children}
      {asked !== null && (
        <Suspense fallback={null}>
          <WholeLanguage>
            <TaskSheet asked={asked} onClose={close} />
          </WholeLanguage>
        </Suspense>
      )}
    </TaskSheetProvider>
  );
}
