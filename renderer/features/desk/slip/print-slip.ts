/** Ctrl+P on the desk: prints the paper for what was just logged, or for the opinion just registered. */
import { useCallback } from "react";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { useDeskStore } from "../desk-context.ts";

export function usePrintSlip(): () => void {
  const store = useDeskStore();
  const t = useT();
  const { show } = useToasts();
  return useCallback(() => {
    const { lastSlip } = store.getState();
    if (lastSlip === null) show({ text: t("desk.nothing-to-print") });
    else store.setState({ printing: lastSlip });
  }, [store, t, show]);
}

/** The shell's own printing where it has one, the browser's elsewhere. Answers when the paper is on its way. */
export function usePrinter(): (title: string) => Promise<void> {
  const { host } = useServices();
  return useCallback(
    async (title) => {
      await document.fonts.ready;
      const answer = await host("print.page", { title });
      if (!answer.ok && answer.error.tag !== "cancelled") window.print();
    },
    [host],
  );
}
