/** Asks before a data folder that is gone is made anew from this window: what will be, what is kept and what is not. */

import { useEffect, useState } from "react";
import { assertNever } from "#shared/kernel/assert.ts";
import type { RebuildError, RebuildFolder, Unfit } from "../../db/journal/rebuild-folder.ts";
import type { Message } from "../../i18n/message-id.ts";
import { useSay, useT } from "../../i18n/use-t.ts";
import { AlertDialog } from "../../ui/dialogs/dialog.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";

type Rebuilding =
  | { readonly tag: "idle" }
  | { readonly tag: "busy"; readonly done: number; readonly total: number }
  | { readonly tag: "failed"; readonly why: Message };

export interface RebuildDialogProps {
  readonly rebuild: RebuildFolder;
  readonly path: string;
  readonly onClose: () => void;
  /** @param entries how many stand in the journal again */
  readonly onDone: (entries: number) => void;
}

export function RebuildDialog({ rebuild, path, onClose, onDone }: RebuildDialogProps) {
  const t = useT();
  const say = useSay();
  const unfit = useUnfit(rebuild);
  const [state, setState] = useState<Rebuilding>({ tag: "idle" });
  const isBusy = state.tag === "busy";
  const act = async (): Promise<void> => {
    if (isBusy || unfit !== null) return;
    setState({ tag: "busy", done: 0, total: 0 });
    try {
      const done = await rebuild.run((count, total) => setState({ tag: "busy", done: count, total }));
      if (done.ok) return onDone(done.value);
      setState({ tag: "failed", why: failureText(done.error) });
    } catch (error) {
      setState({
        tag: "failed",
        why: { id: "frame.rebuild-failed", values: { reason: error instanceof Error ? error.name : "?" } },
      });
    }
  };
  return (
    <AlertDialog
      open
      danger
      title={t("frame.rebuild-title")}
      act={t("frame.rebuild-act")}
      cancel={t("frame.rebuild-wait")}
      onAct={() => void act()}
      onCancel={() => !isBusy && onClose()}
      disabled={isBusy || unfit !== null}
    >
      {unfit === null || unfit === "looking" ? (
        <>
          <p>{t("frame.rebuild-what", { path })}</p>
          <p>{t("frame.rebuild-kept")}</p>
          <p>{t("frame.rebuild-lost")}</p>
        </>
      ) : (
        <p role="alert">{t("frame.rebuild-unfit")}</p>
      )}
      {isBusy && (
        <ProgressBar
          label={t("frame.rebuild-busy")}
          done={state.done}
          {...(state.total > 0 && { total: state.total })}
        />
      )}
      {state.tag === "failed" && <p role="alert">{say(state.why)}</p>}
    </AlertDialog>
  );
}

function useUnfit(rebuild: RebuildFolder): Unfit | "looking" | null {
  const [unfit, setUnfit] = useState<Unfit | "looking" | null>("looking");
  useEffect(() => {
    let isOver = false;
    void rebuild
      .unfit()
      // a database that cannot be read holds nothing to build from
      .catch((): Unfit => "partial")
      .then((found) => !isOver && setUnfit(found));
    return () => {
      isOver = true;
    };
  }, [rebuild]);
  return unfit;
}

function failureText(error: RebuildError): Message {
  switch (error.tag) {
    case "unfit":
      return { id: "frame.rebuild-unfit" };
    case "folder-stands":
      return { id: "frame.rebuild-stands", values: { path: error.path } };
    case "lease-lost":
      return { id: "frame.rebuild-elsewhere" };
    case "io":
      return { id: "frame.rebuild-failed", values: { reason: `${error.name} ${error.code}` } };
    case "folder-away":
    case "disk-full":
    case "differs":
    case "not-whole":
    case "no-library":
    case "bad-request":
    case "host-away":
    case "journal-unreadable":
      return { id: "frame.rebuild-failed", values: { reason: error.tag } };
    default:
      return assertNever(error);
  }
}
