/** Traditional to simplified, one character at a time, for comparing only: never for what is stored or shown. */
import { Converter } from "opencc-js/t2cn";
import type { CharMap } from "#shared/kernel/fold.ts";

/** Its tables take megabytes: one for all, made when a first character is asked for. */
let made: ((text: string) => string) | null = null;
const convert = (text: string): string => {
  made ??= Converter({ from: "t", to: "cn" });
  return made(text);
};

export function createSimplifier(): CharMap {
  const known = new Map<string, string>();
  return (char) => {
    const found = known.get(char);
    if (found !== undefined) return found;
    // one of all characters takes two steps (薴 → 苧 → 苎), and what is mapped must stay
    const once = convert(char);
    const simplified = once === char ? char : convert(once);
    known.set(char, simplified);
    return simplified;
  };
}
