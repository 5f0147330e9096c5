/** Closes a branch, or shows it again. One that has readers asks first where they go; one that was closed says whom it kept. */
import { useEffect, useState } from "react";
import { useAct } from "../../../acts/use-acts.ts";
import type { Batch } from "../../../acts/use-batch.ts";
import type { Row } from "../../../db/database.ts";
import { edit } from "../../../db/write/changes.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { CloseBranchDialog } from "./close-branch-dialog.tsx";

interface CloseBranchButtonProps {
  readonly branch: Row<"branch">;
  /** Open branches beside it. */
  readonly others: readonly Row<"branch">[];
  /** The last open one stays: every desk stands in a branch. */
  readonly onLast: () => void;
  readonly batch: Batch;
}

export function CloseBranchButton({ branch, others, onLast, batch }: CloseBranchButtonProps) {
  const t = useT();
  const { worker } = useServices();
  const act = useAct();
  const [asked, setAsked] = useState<readonly string[]>();
  const isClosed = branch.hidden === true;
  const left = useReadersLeft(isClosed ? branch.id : undefined, asked !== undefined);
  const hide = (hidden: boolean) => {
    const values = { branch: branch.name ?? "" };
    return act({
      command: hidden ? "branch.hide" : "branch.show",
      changes: [edit("branch", branch.id, { hidden })],
      said: hidden ? { id: "settings.branch-did-hide", values } : { id: "settings.branch-did-show", values },
    });
  };
  const close = useOnce(async (): Promise<void> => {
    if (others.length === 0) return onLast();
    const readers = await worker.segments.readersOf(branch.id);
    if (readers.length > 0) setAsked(readers);
    else await hide(true);
  });
  return (
    <>
      {left.length > 0 && others.length > 0 && (
        <Button size="small" onClick={() => setAsked(left)}>
          {t("settings.branch-left", { count: left.length })}
        </Button>
      )}
      <Button
        size="small"
        // the second click of two would show again what the first has hidden
        onClick={({ detail }) => void (detail < 2 && (isClosed ? hide(false) : close()))}
      >
        {t(isClosed ? "settings.show-again" : "settings.hide")}
      </Button>
      {asked !== undefined && (
        <CloseBranchDialog
          batch={batch}
          branch={branch}
          readers={asked}
          others={others}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

const NOBODY: readonly string[] = [];

/** Readers of a branch that is closed: a desk that had not heard of it registered them, or somebody kept them there. */
function useReadersLeft(branch: string | undefined, isAsking: boolean): readonly string[] {
  const { worker } = useServices();
  const [left, setLeft] = useState(NOBODY);
  useEffect(() => {
    let isWanted = true;
    if (branch === undefined || isAsking) setLeft(NOBODY);
    else
      worker.segments.readersOf(branch).then(
        (found) => isWanted && setLeft(found),
        // the next look at the settings asks again
        () => undefined,
      );
    return () => {
      isWanted = false;
    };
  }, [worker, branch, isAsking]);
  return left;
}
