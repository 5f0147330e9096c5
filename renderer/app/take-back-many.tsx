/** Takes one change for many back: loaded when it is asked for, since it speaks a screen's sentences. */
import { useEffect, useRef } from "react";
import { useBatch } from "../acts/use-batch.ts";

export interface TakeBackManyProps {
  readonly batchId: string;
  /** Whether the journal has all of it. */
  readonly onDone: (isDone: boolean) => void;
}

export function TakeBackMany({ batchId, onDone }: TakeBackManyProps): null {
  const latest = useRef({ ...useBatch(), onDone });
  useEffect(() => {
    const { takeBack, onDone: done } = latest.current;
    takeBack(batchId).then(done, () => done(false));
  }, [batchId]);
  return null;
}
