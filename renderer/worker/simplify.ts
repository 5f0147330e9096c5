/** Traditional to simplified, one character at a time, for comparing only: never for what is stored or shown. */
import { Converter } from "opencc-js/t2cn";
import type { CharMap } from "#shared/kernel/fold.ts";

export function createSimplifier(): CharMap {
  const convert = Converter({ from: "t", to: "cn" });
  const known = new Map<string, string>();
  return (char) => {
    const found = known.get(char);
    if (found !== undefined) return found;
    const simplified = convert(char);
    known.set(char, simplified);
    return simplified;
  };
}
