/**
 * A chain of commands that is longer than a person's act: an import, what takes it back, a restore, one change for
 * many.
 * A few wait for the journal at a time. A journal that is only silent, or a folder that is away, is waited for,
 * and that is said; what is counted is what the journal has confirmed.
 */
import type { SaveFailure } from "#shared/host/save-failure.ts";
import type { Result } from "#shared/kernel/result.ts";
import { waitMs } from "./web-lock.ts";

export interface Written {
  readonly seq: number;
  /** Answers when the journal has it: only then is it saved. */
  readonly confirmed: Promise<Result<null, SaveFailure>>;
}

type Saved = Result<null, SaveFailure>;

export interface ChainDeps {
  readonly writer: { readonly confirm: (seq: number) => Promise<Saved> };
  /** @param isWaiting the journal answers slowly */
  readonly onProgress: (confirmed: number, isWaiting: boolean) => void;
  /** Asked while the journal is waited for. */
  readonly isCancelled: () => boolean;
  /** How many may wait for the journal; with none, a stop falls behind what was counted last. */
  readonly atOnce?: number;
}

export interface Chain {
  /** Answers when there is room for one more; false: nothing more is written. */
  add(written: Written, count: number): Promise<boolean>;
  /** Waits for the last ones. @returns whether the journal has all */
  end(): Promise<boolean>;
  readonly confirmed: number;
  readonly failure: SaveFailure | null;
}

/** With one, each transaction would wait for the journal's disk. */
const MOST_PENDING = 2;
const LOOK_MS = 500;
const SLOW_AFTER_MS = 2_000;
/** The log keeps what is written, and brings it to the journal by itself. */
const PASSES: ReadonlySet<SaveFailure["tag"]> = new Set(["journal-silent", "folder-away"]);

export function createChain({ writer, onProgress, isCancelled, atOnce = MOST_PENDING }: ChainDeps): Chain {
  const pending: { readonly written: Written; readonly count: number }[] = [];
  let confirmed = 0;
  let failure: SaveFailure | null = null;

  /** Null where a person did not want to wait any longer. */
  const answerOf = async ({ seq, confirmed: first }: Written): Promise<Saved | null> => {
    let asked = first;
    for (let waited = 0; ; waited += LOOK_MS) {
      const answer = await Promise.race([asked, waitMs(LOOK_MS).then(() => null)]);
      if (answer !== null && (answer.ok || !PASSES.has(answer.error.tag))) return answer;
      if (answer !== null || waited >= SLOW_AFTER_MS) {
        if (isCancelled()) return null;
        onProgress(confirmed, true);
      }
      if (answer === null) continue;
      await waitMs(LOOK_MS);
      asked = writer.confirm(seq);
    }
  };

  const settle = async (most: number): Promise<boolean> => {
    for (
      let oldest = pending[0];
      oldest !== undefined && pending.length > most && failure === null;
      oldest = pending[0]
    ) {
      const answer = await answerOf(oldest.written);
      if (answer?.ok !== true) {
        failure = answer?.error ?? { tag: "journal-silent" };
        break;
      }
      pending.shift();
      confirmed += oldest.count;
      onProgress(confirmed, false);
    }
    return failure === null;
  };

  return {
    add: (written, count) => {
      pending.push({ written, count });
      return settle(atOnce);
    },
    end: () => settle(0),
    get confirmed() {
      return confirmed;
    },
    get failure() {
      return failure;
    },
  };
}
