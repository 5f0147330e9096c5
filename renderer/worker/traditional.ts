/**
 * Simplified to traditional, with the words of Taiwan: for the trial library's invented texts alone. What people have
 * written is never turned.
 */
import { Converter } from "opencc-js/cn2t";

/** Where the table knows the words of computing, but not those of a library. */
const WORDS = [
  ["社群", "社區"],
  ["讀者證", "借閱證"],
  ["借閱證押金", "借閱證保證金"],
  ["地方誌", "地方志"],
  ["檯", "台"],
] as const;

export function createTraditional(): (text: string) => string {
  const byTable = Converter({ from: "cn", to: "twp" });
  return (text) => WORDS.reduce((said, [from, to]) => said.replaceAll(from, to), byTable(text));
}
