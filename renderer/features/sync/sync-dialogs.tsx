/** What lies above the sync centre, one at a time. */
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import type { LoggedSync } from "../../db/exchange/sync-log.ts";
import type { NameOf } from "../../words/computer-names.ts";
import { AdmitDialog } from "./out/admit-dialog.tsx";
import { OutDialog } from "./out/out-dialog.tsx";
import { RejoinDialog } from "./out/rejoin-dialog.tsx";
import { LogDialog } from "./run/log-dialog.tsx";
import { LostDialog } from "./run/lost-dialog.tsx";
import { CodeDialog } from "./share/code-dialog.tsx";
import { FolderDialog } from "./share/folder-dialog.tsx";
import { NewCodeDialog } from "./share/new-code-dialog.tsx";
import { PrepareDialog } from "./share/prepare-dialog.tsx";
import { SheetDialog } from "./sheets/sheet-dialog.tsx";
import { useSyncActions, useSyncState } from "./sync-provider.tsx";

export interface SyncDialogsProps {
  readonly log: readonly LoggedSync[];
  readonly lines: readonly DeviceLine[];
  readonly now: number;
  readonly nameOf: NameOf;
}

export function SyncDialogs({ log, lines, now, nameOf }: SyncDialogsProps) {
  const which = useSyncState((state) => state.open);
  const { open } = useSyncActions();
  const close = (): void => open(null);
  switch (which) {
    case "folder":
      return <FolderDialog onClose={close} />;
    case "prepare":
    case "rebuild":
      return <PrepareDialog kind={which} onClose={close} />;
    case "code":
      return <CodeDialog onClose={close} />;
    case "log":
      return <LogDialog log={log} now={now} nameOf={nameOf} onClose={close} />;
    case "new-code":
      return <NewCodeDialog lines={lines} onClose={close} />;
    case "rejoin":
      return <RejoinDialog onClose={close} />;
    case "moved":
    case null:
      return null;
    default:
      if ("prepare" in which) return <PrepareDialog kind={which.prepare} path={which.path} onClose={close} />;
      if ("sheet" in which) return <SheetDialog sheet={which.sheet} onClose={close} />;
      if ("admit" in which) return <AdmitDialog question={which} onClose={close} />;
      return "out" in which ? (
        <OutDialog question={which} lines={lines} onClose={close} />
      ) : (
        <LostDialog lost={which} onClose={close} />
      );
  }
}
