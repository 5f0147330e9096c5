/**
 * Runs every feature's acts: pale while the journal has not answered, then confirmed with its undo, or a
 * sentence that says what is kept. The toast stays until the next act.
 */
import { type ReactNode, useCallback } from "react";
import { type Act, ActsContextProvider, type RunAct } from "../db/acts.ts";
import { StreamMoved } from "../db/commit.ts";
import { DatabaseGone } from "../db/presence.ts";
import { useServices } from "../db/services.ts";
import { takeBack } from "../db/take-back.ts";
import { undoneWords } from "../db/undone-words.ts";
import type { SaveFailure } from "../db/writer.ts";
import { useFormat, useSay, useT } from "../i18n/use-t.ts";
import { showPale } from "../ui/pale-toast.ts";
import { useToasts } from "../ui/toast.tsx";

/** Until the page is opened again after a sync has moved the desk, or the database filled again, nothing is written. */
function unwritten(error: unknown): SaveFailure {
  if (error instanceof StreamMoved) return { tag: "journal-refused", reason: "new stream" };
  if (error instanceof DatabaseGone) return { tag: "database-gone" };
  throw error;
}

export function ActsProvider({ children }: { children: ReactNode }) {
  const { writer, host } = useServices();
  const { show } = useToasts();
  const t = useT();
  const say = useSay();
  const { bytes, list } = useFormat();

  const run: RunAct = useCallback(
    async ({ command, changes, said, options }: Act) => {
      const text = say(said);
      const kept = await whatHinders();
      if (kept !== null) {
        show({ text: failure(kept), tone: "failed" });
        return false;
      }
      const written = await writer.run(command, changes, options).catch(unwritten);
      if ("tag" in written) {
        show({ text: failure(written), tone: "failed" });
        return false;
      }
      if (written.seq === 0) return true;
      showPale({ show }, t("acts.saving"), written.confirmed);
      const confirmed = await written.confirmed;
      if (!confirmed.ok) {
        show({ text: failure(confirmed.error), tone: "failed" });
        return false;
      }
      const undo = async (): Promise<void> => show(undoneWords("undo", await takeBack(writer, written.seq), t, { list }, text));
      show({ text, ...(options?.undoable !== false && { actions: [{ label: t("acts.undo"), keys: "Ctrl+Z", undo: true, onClick: () => void undo() }] }) });
      return true;

      /** While the journal does not answer nothing new is taken: a second press would write a second record. */
      async function whatHinders(): Promise<SaveFailure | null> {
        const health = writer.health.get();
        if (health === "ok") return null;
        if (health === "silent") return { tag: "journal-silent" };
        if (health === "gone") return { tag: "database-gone" };
        const started = await host("device.start", {});
        if (health === "away") return { tag: "folder-away", path: started.ok ? started.value.dataFolder : "", code: "ENOENT" };
        return { tag: "disk-full", freeBytes: started.ok ? started.value.freeBytes : 0 };
      }

      function failure(error: SaveFailure): string {
        switch (error.tag) {
          case "journal-silent":
            return t("acts.silent");
          case "disk-full":
            return t("acts.disk-full", { free: bytes(error.freeBytes) });
          case "folder-away":
            return t("acts.folder-away", { path: error.path, code: error.code });
          case "journal-refused":
            return t("acts.refused", { reason: error.reason });
          case "database-gone":
            return t("acts.database-gone");
        }
      }
    },
    [writer, host, show, t, say, bytes, list],
  );

  return <ActsContextProvider value={run}>{children}</ActsContextProvider>;
}
