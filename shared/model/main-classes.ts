/** The 22 main classes of the Chinese Library Classification, in its order. Their names are in the catalogues. */
export const MAIN_CLASSES = [
  "A",
  "B",
  "C",
  "D",
  "E",
  "F",
  "G",
  "H",
  "I",
  "J",
  "K",
  "N",
  "O",
  "P",
  "Q",
  "R",
  "S",
  "T",
  "U",
  "V",
  "X",
  "Z",
] as const;
export type MainClass = (typeof MAIN_CLASSES)[number];

export const isMainClass = (code: string): code is MainClass => MAIN_CLASSES.some((each) => each === code);
