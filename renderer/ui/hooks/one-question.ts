/**
 * One question at a time, and none in the middle of a scan. A scanner's keys follow each other faster than the
 * pause before a question, a person's do not, and the pause is shorter than a frame: so a scan asks nothing of its
 * parts, and nobody waits. What is asked while another is being answered gives way to what is asked after it.
 */
import { createNewest } from "#shared/kernel/newest.ts";

export interface OneQuestion {
  ask(text: string): void;
  /** What waits is not asked any more; an answer on its way is not told. */
  drop(): void;
}

export const PAUSE_MS = 12;

/** @param told the answer to the last question only */
export function oneQuestion<T>(answerTo: (text: string) => Promise<T>, told: (answer: T) => void): OneQuestion {
  let waiting: string | null = null;
  let asking = false;
  const newest = createNewest();
  let isNewest = newest.begin();
  let pause: ReturnType<typeof setTimeout> | undefined;
  const next = async (): Promise<void> => {
    if (waiting === null) return;
    const text = waiting;
    const mine = isNewest;
    waiting = null;
    asking = true;
    try {
      const answer = await answerTo(text);
      if (mine()) told(answer);
    } finally {
      // also after one that failed: what waits has nobody else to ask it
      asking = false;
      void next();
    }
  };
  return {
    ask: (text) => {
      isNewest = newest.begin();
      waiting = text;
      clearTimeout(pause);
      if (!asking) pause = setTimeout(() => void next(), PAUSE_MS);
    },
    drop: () => {
      isNewest = newest.begin();
      waiting = null;
      clearTimeout(pause);
    },
  };
}
