/**
 * How long a text message is, as operators count it (3GPP TS 23.038 and 23.040): in the small alphabet 160 characters,
 * where more than one is needed 153 in each part; with any other character in it 70, then 67, counted in UTF-16 units, so
 * that an emoji and a rare character are two. What takes two places is never cut in the middle.
 *
 * Worked example: 【城东馆】 (5) and 70 more Chinese characters are 75 units, 67 and 8 in two parts; 134 units are two
 * parts of 67; with an emoji at places 67 and 68 the first part ends at 66, and 134 units are three parts.
 */
export interface SmsLength {
  /** Places taken, in the alphabet that it needs. */
  readonly units: number;
  readonly parts: number;
  readonly alphabet: "gsm-7" | "ucs-2";
}

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Two places each, an escape before them. */
const EXTENDED = new Set("\f^{}\\[~]|€");

const LIMITS = { "gsm-7": { one: 160, part: 153 }, "ucs-2": { one: 70, part: 67 } } as const;

/** The most that one message takes. */
export const smsLimit = (alphabet: SmsLength["alphabet"]): number => LIMITS[alphabet].one;

export function smsLength(text: string): SmsLength {
  const chars = [...text];
  const alphabet = chars.every((char) => BASIC.has(char) || EXTENDED.has(char)) ? "gsm-7" : "ucs-2";
  const places = chars.map((char) => (alphabet === "ucs-2" ? char.length : EXTENDED.has(char) ? 2 : 1));
  const units = places.reduce((sum, each) => sum + each, 0);
  const { one, part } = LIMITS[alphabet];
  if (units <= one) return { units, parts: 1, alphabet };
  let [parts, left] = [1, part];
  for (const each of places) {
    if (each > left) {
      parts += 1;
      left = part;
    }
    left -= each;
  }
  return { units, parts, alphabet };
}
