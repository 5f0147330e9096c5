/** Lends every screen the composer and the form of a task; they are fetched when they are first asked for. */
import { type ReactNode, Suspense, useCallback, useRef, useState } from "react";
import { type TaskAsked, TaskSheetProvider } from "../../desk-services/open-task-sheet.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";

const Composer = lazyPart(async () => (await import("./composer.tsx")).Composer);
const TaskSheet = lazyPart(async () => (await import("./task-sheet.tsx")).TaskSheet);

interface Opened {
  readonly asked: TaskAsked;
  /** Asked again while it is open, it is another form. */
  readonly no: number;
}

export function TaskSheetHost({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Opened | null>(null);
  const latest = useRef<Opened | null>(null);
  const show = useCallback((next: Opened | null): void => {
    latest.current = next;
    setOpen(next);
  }, []);
  const ask = useCallback((asked: TaskAsked): void => show({ asked, no: (latest.current?.no ?? 0) + 1 }), [show]);
  const close = (): void => {
    // the journal's answer may come when another form is open
    if (latest.current !== open) return;
    show(null);
    // after the form is out of the page
    requestAnimationFrame(() => open?.asked.onClosed?.());
  };
  return (
    <TaskSheetProvider value={ask}>
      {children}
      {open !== null && (
        <Suspense fallback={null}>
          <WholeLanguage>
            {open.asked.task === undefined ? (
              <Composer key={open.no} asked={open.asked} onClose={close} />
            ) : (
              <TaskSheet key={open.no} task={open.asked.task} onClose={close} />
            )}
          </WholeLanguage>
        </Suspense>
      )}
    </TaskSheetProvider>
  );
}
