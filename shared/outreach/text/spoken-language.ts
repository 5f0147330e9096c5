/**
 * In which of the languages of our texts a reader is written to, by what her record says of her language: a tag (zh-Hant,
 * en) or, as a list has it, a name (繁體中文, 英语, Mandarin). A language that we do not write is read in that of the place.
 */
import type { TextLanguage } from "./merge-fields.ts";

const TRADITIONAL = /^zh-(hant|tw|hk|mo)\b|traditional|cantonese|hokkien|hakka|[繁正]|[語國話語體臺灣]|粤|闽南|客家/u;
const SIMPLIFIED = /^zh-(hans|cn|sg)\b|simplified|简|[语国话]/u;
const CHINESE =
  /^(zh|chi|zho|cn)\b|chinese|mandarin|^[中国國]|[汉漢华華]|普通|[粤粵闽閩]|客家|[繁简簡]|[正台臺][体體语語]/u;
const ENGLISH = /^en\b|^eng\b|english|^英/u;

/** @param here of whoever's language is not known; of Chinese whose script is not said, where it is Chinese */
export function textLanguageOf(said: string | undefined, here: TextLanguage): TextLanguage {
  const language = (said ?? "").normalize("NFKC").trim().toLowerCase();
  if (ENGLISH.test(language)) return "en";
  if (!CHINESE.test(language)) return here;
  if (SIMPLIFIED.test(language)) return "zh-CN";
  if (TRADITIONAL.test(language)) return "zh-TW";
  return here === "en" ? "zh-CN" : here;
}
