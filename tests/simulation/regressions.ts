/** Seeds that once broke a check, each with what was wrong; they stay clean. */
export interface Regression {
  readonly seed: number;
  readonly minDesks: number;
  readonly maxDesks: number;
  readonly sentence: string;
}

export const REGRESSIONS: readonly Regression[] = [{ seed: 52, minDesks: 2, maxDesks: 4, sentence: "a desk that rebuilds within a sync acknowledges after its last batch, not with a second batch 1" }];
