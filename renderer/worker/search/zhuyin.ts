/**
 * Zhuyin as people in Taiwan type it, turned into the pinyin by which names are indexed: ㄨㄤˊ is wang. What is cut
 * short, or the first symbol of each character, is read as initials: ㄨㄒㄇ is wxm.
 */
const INITIALS: Readonly<Record<string, string>> = {
  ㄅ: "b",
  ㄆ: "p",
  ㄇ: "m",
  ㄈ: "f",
  ㄉ: "d",
  ㄊ: "t",
  ㄋ: "n",
  ㄌ: "l",
  ㄍ: "g",
  ㄎ: "k",
  ㄏ: "h",
  ㄐ: "j",
  ㄑ: "q",
  ㄒ: "x",
  ㄓ: "zh",
  ㄔ: "ch",
  ㄕ: "sh",
  ㄖ: "r",
  ㄗ: "z",
  ㄘ: "c",
  ㄙ: "s",
};
/** Behind an initial, and alone. */
const FINALS: Readonly<Record<string, readonly [behind: string, alone: string]>> = {
  ㄚ: ["a", "a"],
  ㄛ: ["o", "o"],
  ㄜ: ["e", "e"],
  ㄝ: ["e", "e"],
  ㄞ: ["ai", "ai"],
  ㄟ: ["ei", "ei"],
  ㄠ: ["ao", "ao"],
  ㄡ: ["ou", "ou"],
  ㄢ: ["an", "an"],
  ㄣ: ["en", "en"],
  ㄤ: ["ang", "ang"],
  ㄥ: ["eng", "eng"],
  ㄦ: ["er", "er"],
  ㄧ: ["i", "yi"],
  ㄧㄚ: ["ia", "ya"],
  ㄧㄛ: ["io", "yo"],
  ㄧㄝ: ["ie", "ye"],
  ㄧㄞ: ["iai", "yai"],
  ㄧㄠ: ["iao", "yao"],
  ㄧㄡ: ["iu", "you"],
  ㄧㄢ: ["ian", "yan"],
  ㄧㄣ: ["in", "yin"],
  ㄧㄤ: ["iang", "yang"],
  ㄧㄥ: ["ing", "ying"],
  ㄨ: ["u", "wu"],
  ㄨㄚ: ["ua", "wa"],
  ㄨㄛ: ["uo", "wo"],
  ㄨㄞ: ["uai", "wai"],
  ㄨㄟ: ["ui", "wei"],
  ㄨㄢ: ["uan", "wan"],
  ㄨㄣ: ["un", "wen"],
  ㄨㄤ: ["uang", "wang"],
  ㄨㄥ: ["ong", "weng"],
  ㄩ: ["v", "yu"],
  ㄩㄝ: ["ve", "yue"],
  ㄩㄢ: ["van", "yuan"],
  ㄩㄣ: ["vn", "yun"],
  ㄩㄥ: ["iong", "yong"],
};
/** Said without a final of their own. */
const WHOLE = /^[ㄓㄔㄕㄖㄗㄘㄙ]$/u;
const ZHUYIN = /^[ㄅ-ㄩˊˇˋ˙ˉ\s]+$/u;
const SYLLABLE = /([ㄅ-ㄙ]?)([ㄧㄨㄩ]?[ㄚ-ㄦ]?)([ˊˇˋ˙ˉ\s]*)/gu;

export interface TypedZhuyin {
  /** As whole syllables, null where one of them is none. */
  readonly letters: string | null;
  /** As the beginning of each, null where more is said of one. */
  readonly initials: string | null;
}

/** @returns null for anything else */
export function readZhuyin(typed: string): TypedZhuyin | null {
  const text = typed.trim();
  if (!/[ㄅ-ㄩ]/u.test(text) || !ZHUYIN.test(text)) return null;
  const syllables = [...text.matchAll(SYLLABLE)]
    .filter(([, initial, final]) => `${initial}${final}` !== "")
    .map(([, initial = "", final = ""]) => ({ initial, final, letters: lettersOf(initial, final) }));
  const letters = syllables.every((one) => one.letters !== null) ? syllables.map((one) => one.letters).join("") : null;
  const isShort = syllables.every(({ initial, final }) => [...(initial + final)].length === 1);
  const initials =
    isShort || letters === null
      ? syllables.map(({ initial, final }) => (INITIALS[initial] ?? lettersOf("", final) ?? "").charAt(0)).join("")
      : null;
  return { letters, initials };
}

function lettersOf(initial: string, final: string): string | null {
  if (final === "") return WHOLE.test(initial) ? `${INITIALS[initial]}i` : null;
  const [behind, alone] = FINALS[final] ?? [];
  if (behind === undefined || alone === undefined) return null;
  if (initial === "") return alone;
  // ü is written u where nothing else can stand
  return `${INITIALS[initial]}${/[ㄐㄑㄒ]/u.test(initial) ? behind.replace(/^v/, "u") : behind}`;
}
