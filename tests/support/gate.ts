/** Answers that a test lets through one by one, in the order that it likes. */
export interface Gate {
  /** Passes calls on; those that `waits` names are answered only when they are let through. */
  through<A extends unknown[], T>(
    call: (...args: A) => Promise<T>,
    waits: (...args: A) => boolean,
  ): (...args: A) => Promise<T>;
  /** How many wait. */
  readonly size: () => number;
  /** Lets the nth of those through that wait (from 0), and waits until whoever asked has heard. */
  open(which?: number): Promise<void>;
}

export function createGate(): Gate {
  const waiting: (() => Promise<unknown>)[] = [];
  return {
    through:
      (call, waits) =>
      (...args) => {
        if (!waits(...args)) return call(...args);
        return new Promise((resolve, reject) => waiting.push(() => call(...args).then(resolve, reject)));
      },
    size: () => waiting.length,
    open: async (which = 0) => {
      const [go] = waiting.splice(which, 1);
      if (go === undefined) throw new Error("nothing waits");
      await go();
      // one task: the answer's own promises, and what is drawn for them, come before it
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}
