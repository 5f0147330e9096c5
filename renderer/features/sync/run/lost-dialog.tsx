/** The second look before a file that is nowhere counts as lost, on every computer of the library. */
import { useState } from "react";
import { declarationOf } from "#shared/replication/lines/gaps.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { create } from "../../../db/write/changes.ts";
import { useT } from "../../../i18n/use-t.ts";
import { AlertDialog } from "../../../ui/dialogs/dialog.tsx";
import { useSyncActions } from "../sync-provider.tsx";
import type { LostQuestion } from "./sync-store.ts";

export function LostDialog({ lost: { gap, name }, onClose }: { lost: LostQuestion; onClose: () => void }) {
  const t = useT();
  const run = useAct();
  const { start } = useSyncActions();
  const [busy, setBusy] = useState(false);
  const declare = async (): Promise<void> => {
    setBusy(true);
    const { id, cells } = declarationOf(gap);
    const change = create("lost-batch", id, cells);
    // what has gone on behind the gap is not taken back by Ctrl+Z
    const saved = await run({
      command: "sync.declare-lost",
      changes: [change],
      said: { id: "centre.did-declare-lost", values: { computer: name } },
      options: { undoable: false },
    });
    setBusy(false);
    if (!saved) return;
    onClose();
    await start();
  };
  return (
    <AlertDialog
      open
      danger
      title={t("centre.lost-title", { name, first: gap.first, last: gap.no })}
      act={t("notices.do-declare-lost")}
      cancel={t("sync.cancel")}
      disabled={busy}
      onAct={() => void declare()}
      onCancel={onClose}
    >
      <p>{t("centre.lost-first", { name })}</p>
      <p>{t("centre.lost-then", { name })}</p>
    </AlertDialog>
  );
}
