/** What is wrong with the rows that cannot be written, asked of the worker again whenever the plan changes. */
import { useEffect, useState } from "react";
import type { ProblemGroup } from "#shared/import-export/cells/problem-groups.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useImportState } from "../import-session.tsx";

const LINES = 20;
const NOTHING: readonly ProblemGroup[] = [];

export interface ShownProblems {
  readonly groups: readonly ProblemGroup[];
  /** The groups are those of the plan as it stands. */
  readonly isCurrent: boolean;
  /** Shows more lines of each group. */
  readonly showMore: () => void;
}

export function useProblems(): ShownProblems {
  const { worker } = useServices();
  const checked = useImportState((state) => state.checked);
  const version = useImportState((state) => state.version);
  const isEmpty = useImportState((state) => state.counts === null);
  const [most, setMost] = useState(LINES);
  const [found, setFound] = useState({ groups: NOTHING, version: -1 });
  useEffect(() => {
    if (!checked) return isEmpty ? setFound({ groups: NOTHING, version: -1 }) : undefined;
    let wanted = true;
    void worker.imports.problems(most).then((groups) => {
      if (wanted) setFound({ groups, version });
    });
    return () => {
      wanted = false;
    };
  }, [worker, checked, isEmpty, version, most]);
  return {
    groups: found.groups,
    isCurrent: found.version === version,
    showMore: () => setMost((before) => before * 5),
  };
}
