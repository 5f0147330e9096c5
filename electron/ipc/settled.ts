/** Counts calls under way, so that closing waits for entries that the journal has not answered yet. */
import type { Serve } from "#shared/host/serve.ts";

export interface CountedServe {
  readonly serve: Serve;
  /** Resolves at the next moment without a call under way. */
  readonly settled: () => Promise<void>;
}

export function countCalls(serve: Serve): CountedServe {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  const finished = (): void => {
    underWay -= 1;
    if (underWay > 0) return;
    const resolved = waiting;
    waiting = [];
    for (const resolve of resolved) resolve();
  };
  return {
    serve: (name, args) => {
      underWay += 1;
      return serve(name, args).finally(finished);
    },
    settled: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
