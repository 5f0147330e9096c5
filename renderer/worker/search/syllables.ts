/** Pinyin as a person writes it by hand, taken apart: `Zēng Xiǎoxián`, `zeng1 xiao3 xian2`, `lü'ān`. */

const INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?";
const FINAL =
  "(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|van|iou|uei|uen|ai|ei|ao|ou|an|en|in|un|vn|er|ia|ie|iu|ua|uo|ui|ue|ve|a|o|e|i|u|v)";
const SYLLABLE = new RegExp(`${INITIAL}${FINAL}(?![aeiouv])|${INITIAL}${FINAL}`, "g");

/** Letters a–z only; ü is v, tone marks and digits fall away. */
export const tonedToPlain = (toned: string): string =>
  toned
    .toLowerCase()
    .normalize("NFD")
    .replace(/u\u0308/g, "v")
    // a tone mark may stand before the dots in text from elsewhere
    .replace(/u([\u0300-\u0304\u030c])\u0308/g, "v")
    .replace(/[^a-z]/g, "");

/**
 * @param expected how many Han characters the name has
 * @returns the plain syllables; where they cannot be told apart, the words as they were written
 */
export function splitSyllables(reading: string, expected: number): readonly string[] {
  const words = reading
    .split(/[\s'’·-]+/)
    .map(tonedToPlain)
    .filter((word) => word !== "");
  if (words.length >= expected) return words;
  const split = words.flatMap((word) => {
    const parts = word.match(SYLLABLE) ?? [];
    return parts.join("") === word ? parts : [word];
  });
  return split;
}
