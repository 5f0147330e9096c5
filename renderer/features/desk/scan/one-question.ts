/**
 * One question at a time: what is asked while another is being answered waits, and gives way to what is asked
 * after it. So a scanner's twelve keys ask twice, not twelve times, and the first key still asks at once.
 */
export interface OneQuestion {
  ask(text: string): void;
  /** What waits is not asked any more; an answer on its way is not told. */
  drop(): void;
}

/** @param told the answer to the last question only */
export function oneQuestion<T>(answerTo: (text: string) => Promise<T>, told: (answer: T) => void): OneQuestion {
  let waiting: string | null = null;
  let asking = false;
  let turn = 0;
  const next = async (): Promise<void> => {
    if (waiting === null) return;
    const text = waiting;
    const mine = turn;
    waiting = null;
    asking = true;
    try {
      const answer = await answerTo(text);
      if (mine === turn) told(answer);
    } finally {
      // also after one that failed: what waits has nobody else to ask it
      asking = false;
      void next();
    }
  };
  return {
    ask: (text) => {
      turn++;
      waiting = text;
      if (!asking) void next();
    },
    drop: () => {
      turn++;
      waiting = null;
    },
  };
}
