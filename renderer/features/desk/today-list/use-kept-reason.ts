/** For how many open days a reader who used to come has not been seen, as the worker found it before anybody asked. */
import { useEffect, useState } from "react";
import { useServices } from "../../../desk-services/services.ts";

export interface Away {
  readonly per: "week" | "month";
  readonly often: number;
  readonly openDays: number;
}

/** Undefined where she comes as always, and until it is known. */
export function useKeptReason(reader: string): Away | undefined {
  const { worker } = useServices();
  const [away, setAway] = useState<Away | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    worker.rules.keptLineOf(reader).then(
      (line) => {
        if (isWanted && line?.line === "away")
          setAway({ per: line.often.per, often: line.often.days, openDays: line.openDays });
      },
      // a reason that cannot be had is not shown
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [worker, reader]);
  return away;
}
