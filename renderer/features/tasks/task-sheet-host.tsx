/** Lends every screen the composer and the form of a task; they are fetched when they are first asked for. */
import { type ReactNode, Suspense, useState } from "react";
import { type TaskAsked, TaskSheetProvider } from "../../desk-services/open-task-sheet.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";

const Composer = lazyPart(async () => (await import("./composer.tsx")).Composer);
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
            {asked.task === undefined ? (
              <Composer asked={asked} onClose={close} />
            ) : (
              <TaskSheet task={asked.task} onClose={close} />
            )}
          </WholeLanguage>
        </Suspense>
      )}
    </TaskSheetProvider>
  );
}
