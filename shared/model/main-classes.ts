/** The main classes by which a library knows what somebody reads. Their names are in the catalogues. */
import type { Jurisdiction } from "./house.ts";

/** The 22 of the Chinese Library Classification, in its order. */
const MAIN_CLASSES = [
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
type MainClass = (typeof MAIN_CLASSES)[number];

/** The ten of the New Classification Scheme for Chinese Libraries (中文圖書分類法), which libraries in Taiwan use. */
const TAIWAN_CLASSES = ["000", "100", "200", "300", "400", "500", "600", "700", "800", "900"] as const;
type TaiwanClass = (typeof TAIWAN_CLASSES)[number];

/** The classes that a library there chooses from. */
export const mainClassesOf = (place: Jurisdiction): readonly (MainClass | TaiwanClass)[] =>
  place === "taiwan" ? TAIWAN_CLASSES : MAIN_CLASSES;

/** Hundreds mean something else in every decimal scheme: only a library in Taiwan reads them so. */
export const isTaiwanClass = (code: string): code is TaiwanClass => TAIWAN_CLASSES.some((each) => each === code);
export const isMainClass = (code: string): code is MainClass => MAIN_CLASSES.some((each) => each === code);
