/**
 * Characters that no font of this computer has, and that would be an empty box on paper: each is drawn once and compared
 * with the box that a font draws for what is no character at all.
 */
import { PAPER_FONTS } from "#shared/outreach/paper/sheet-html.ts";
import type { Locale } from "../../../i18n/locale.ts";

const SIDE = 40;
const NO_CHARACTER = ["\u{10FFFE}", "\u{0378}"];
/** They are drawn as nothing, and are meant to be. */
const UNSEEN = /^[\s\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Zs}\p{Variation_Selector}]$/u;

export type Undrawable = (text: string, language: Locale) => readonly string[];

/** Remembers what it has drawn. */
export function createUndrawable(): Undrawable {
  const known = new Map<string, boolean>();
  const pens = new Map<Locale, (char: string) => string>();
  return (text, language) => {
    const pen = pens.get(language) ?? createPen(language);
    pens.set(language, pen);
    const boxes = NO_CHARACTER.map(pen);
    return [...new Set(text)].filter((char) => {
      if (UNSEEN.test(char)) return false;
      const key = `${language} ${char}`;
      const is = known.get(key) ?? boxes.includes(pen(char));
      known.set(key, is);
      return is;
    });
  };
}

function createPen(language: Locale): (char: string) => string {
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return (char) => char;
  context.font = `24px ${PAPER_FONTS[language]}`;
  return (char) => {
    context.clearRect(0, 0, SIDE, SIDE);
    context.fillText(char, 6, 30);
    return context.getImageData(0, 0, SIDE, SIDE).data.join("");
  };
}
