/**
 * Seeds that once broke a check, each with what was wrong; they stay clean. A seed means what it meant only as long as
 * the dice fall in the same order.
 */
export interface Regression {
  readonly seed: number;
  readonly minDesks: number;
  readonly maxDesks: number;
  /** People erase readers as well. */
  readonly erases?: boolean;
  readonly sentence: string;
}

export const REGRESSIONS: readonly Regression[] = [
  { seed: 40, minDesks: 2, maxDesks: 4, sentence: "a desk whose rebuilding was cut off ends it with its next sync" },
  { seed: 42, minDesks: 2, maxDesks: 4, sentence: "a share and a profile that go back together lose nothing" },
  { seed: 101, minDesks: 2, maxDesks: 8, sentence: "the last acknowledgement is followed by silence" },
  {
    seed: 259,
    minDesks: 2,
    maxDesks: 4,
    sentence: "own entries that were applied anew before what they had seen are applied anew again when it is there",
  },
  {
    seed: 294,
    minDesks: 2,
    maxDesks: 4,
    sentence:
      "whoever joins after a fork waits for nothing of the line that is excluded, and begins with no checkpoint on it",
  },
  {
    seed: 462,
    minDesks: 2,
    maxDesks: 4,
    sentence: "what a database of another day alone had is made anew behind the journal's entries",
  },
  {
    seed: 1506,
    minDesks: 2,
    maxDesks: 8,
    erases: true,
    sentence: "a checkpoint is made anew where an erasing has left only one that stands on an excluded line",
  },
  {
    seed: 3002,
    minDesks: 2,
    maxDesks: 8,
    erases: true,
    sentence: "who restored a backup takes back what it had published since, though the newest batch was misread",
  },
  {
    seed: 3042,
    minDesks: 2,
    maxDesks: 8,
    erases: true,
    sentence: "what only a computer had that is out is declared lost by a person, and there is silence again",
  },
  {
    seed: 4063,
    minDesks: 2,
    maxDesks: 8,
    sentence: "two folders stay one library when a computer is taken out that has gone between them",
  },
  {
    seed: 4141,
    minDesks: 2,
    maxDesks: 8,
    sentence:
      "what a twin had seen of an excluded line counts nowhere, also where only a checkpoint stands for the line that is kept",
  },
  {
    seed: 20_056,
    minDesks: 2,
    maxDesks: 8,
    erases: true,
    sentence: "a desk whose journal was purged for an erasing that counts no more shows what its cursors say",
  },
  {
    seed: 20_078,
    minDesks: 2,
    maxDesks: 8,
    erases: true,
    sentence:
      "an erasing by a computer that is taken out up to before it stays, where a colleague has purged what it named",
  },
  {
    seed: 60_099,
    minDesks: 2,
    maxDesks: 8,
    erases: true,
    sentence:
      "whoever comes back keeps what a colleague has seen only as empty, though no checkpoint leads back to apply all anew",
  },
  {
    seed: 70_273,
    minDesks: 2,
    maxDesks: 8,
    sentence: "nobody waits for what a colleague has seen of a twin's line on the own stream",
  },
  {
    seed: 310_063,
    minDesks: 2,
    maxDesks: 8,
    sentence:
      "what a twin has put on a wiped folder is not taken for common where the batch is missing that shows the other line",
  },
  {
    seed: 510_036,
    minDesks: 2,
    maxDesks: 8,
    sentence: "no own number is sealed twice where the copy of a checkpoint is spoilt here, and an older one had to do",
  },
  {
    seed: 610_085,
    minDesks: 2,
    maxDesks: 8,
    sentence:
      "a line that a checkpoint stands for is left as well where the last batch of it came later than the line that stays",
  },
  {
    seed: 1_000_066,
    minDesks: 2,
    maxDesks: 8,
    sentence: "who was let in while a removal was on its way gets the key that it began",
  },
  {
    seed: 1_000_104,
    minDesks: 2,
    maxDesks: 8,
    sentence: "a profile and a database that go back to different days end in one state",
  },
  {
    seed: 2_000_022,
    minDesks: 2,
    maxDesks: 8,
    erases: true,
    sentence: "a head goes before its batch, where an erasing takes the last one of a computer that is out",
  },
  {
    seed: 2_000_029,
    minDesks: 2,
    maxDesks: 8,
    erases: true,
    sentence: "nobody waits for the last batch of a computer that is out, which only its owner had, and has erased",
  },
  {
    seed: 2_000_084,
    minDesks: 2,
    maxDesks: 8,
    erases: true,
    sentence: "what a colleague had seen of a twin's line counts nowhere, at the twin's owner either",
  },
];
