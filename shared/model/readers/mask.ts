/**
 * What stays visible of protected values where a queue can read the screen: 138****5678, 张*琴, 欧阳**.
 * Masking happens where rows are read, so lists, tooltips, the clipboard, print and screen readers agree.
 */
import { hasExtension, withoutExtension } from "../../kernel/phone-extension.ts";
import { splitPhones } from "../input/phones.ts";
import { isHan, surnameLength } from "../input/surname.ts";

const HIDDEN = "*";
const WHOLE = "****";

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const split = (text: string): readonly string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

declare const CALLED_OUT: unique symbol;
/** What a sentence may say of whom it is about where a queue reads it: a masked name, or that nobody is named. */
export type CalledOut = string & { readonly [CALLED_OUT]: true };

/** Words for somebody without a name: 匿名. */
export const nameless = (words: string): CalledOut => words as CalledOut; // made here and in `maskName` only

/**
 * A name as called out in a queue: the surname, stars, and of three or more characters the last.
 * Two characters hide the second; compound surnames hide the whole given name; names in parts
 * (Latin, or joined by a middle dot) keep their first part, and of a name after a form of address its first letter.
 * Words that name nobody, 一位家长, stay whole.
 * @param familyName the surname where the record says it
 */
export const maskName = (name: string, familyName?: string): CalledOut => nameless(maskedName(name, familyName));

const anyOf = (words: string): string => `(?:${words.replaceAll(" ", "|")})`;
const HOW_MANY = anyOf("一 两 兩 几 幾 某 有 这 這 那");
const SOMEBODY =
  "家长 家長 读者 讀者 市民 居民 访客 訪客 路人 学生 學生 老人 老人家 小朋友 孩子 先生 女士 小姐 太太 阿姨 老师 老師 同学 同學";
const HOW_OLD = anyOf("young old elderly");
const SOMEONE =
  "parents? mothers? fathers? readers? users? students? visitors? child children teachers? lady gentleman man woman";
/** What a person without a card is called by who she is and not by her name: 一位家长, a parent. */
const DESCRIBED = [
  new RegExp(`^(?:${HOW_MANY}[位名个個]|某)[男女老]?${anyOf(SOMEBODY)}$`, "u"),
  new RegExp(`^${anyOf("an? the some two another")} (?:${HOW_OLD} )?${anyOf(SOMEONE)}$`, "i"),
];

/** Without a letter of the name nobody called so could be told from the next. */
const ADDRESS = /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam)\.?$/i;

function maskedName(name: string, familyName?: string): string {
  const text = name.trim();
  if (text === "") return HIDDEN;
  if (DESCRIBED.some((words) => words.test(text))) return text;
  const parts = text.split(/([·・•．\s,，]+)/u);
  if (parts[2] && ADDRESS.test(parts[0] ?? "")) return `${parts[0]} ${split(parts[2])[0]}${HIDDEN}`;
  if (parts.length > 1) return `${parts[0]}${/^[·・•．]/u.test(parts[1] ?? "") ? "·" : " "}${HIDDEN}`;
  const chars = split(text);
  if (!isHan(chars[0] ?? "")) return `${chars[0] ?? ""}${HIDDEN}`;
  const kept =
    familyName !== undefined && text.startsWith(familyName)
      ? Math.min(split(familyName).length, chars.length - 1)
      : surnameLength(chars);
  const surname = chars.slice(0, Math.max(1, kept));
  const given = chars.slice(surname.length);
  if (given.length === 0) return surname.join("") + HIDDEN;
  if (surname.length > 1 || given.length === 1) return surname.join("") + HIDDEN.repeat(given.length);
  return surname.join("") + HIDDEN.repeat(given.length - 1) + (given[given.length - 1] ?? "");
}

const BETWEEN = "[·・•．\\s,，]";
const GAPS = new RegExp(`${BETWEEN}+`, "u");
const ASCII = /^[\x20-\x7e]+$/;
/** A long s and the sign of the kelvin are letters of ASCII in the other case. */
const ASCII_TOO = /[\u017f\u212a]/u;

/** Whether words may hold what begins so: most name nobody, and an expression for a name of letters takes long to make. */
function mayHold(text: string, first: string): boolean {
  const [letter = ""] = first;
  if (isHan(letter)) return text.includes(letter);
  return !ASCII.test(first) || ASCII_TOO.test(text) || text.toLowerCase().includes(first.toLowerCase());
}

/**
 * Words about somebody, with the own name in them as it is called out: also where it is written with another middle dot,
 * without one, or in other letters of the same case. A name of one character is a word like any other, and stays.
 * @param name in full @param who what stands in its place
 */
export function hideName(text: string, name: string, who: CalledOut): string {
  const parts = name.split(GAPS).filter((part) => part !== "");
  const [first = ""] = parts;
  if (!mayHold(text, first) || split(parts.join("")).length < 2) return text;
  const own = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)).join(`${BETWEEN}*`);
  // letters run on in a longer word; Han do not
  const whole = isHan(split(first)[0] ?? "") ? own : String.raw`(?<!\p{L})${own}(?!\p{L})`;
  return text.replaceAll(new RegExp(whole, "giu"), () => who);
}

/**
 * The last four digits, and of numbers longer than eight up to three in front; the country code of the mainland
 * is dropped. Of an extension it is said that there is one. Several numbers in one text are masked one by one.
 */
export const maskPhone = (phone: string): string => splitPhones(phone).map(maskOnePhone).join(" / ") || WHOLE;

function maskOnePhone(phone: string): string {
  const digits = withoutExtension(phone)
    .replace(/^\s*(\+|00)86/, "")
    .replace(/\D/g, "");
  const extension = hasExtension(phone) ? ` #${HIDDEN.repeat(3)}` : "";
  if (digits.length < 7) return WHOLE + extension;
  const front = Math.min(3, digits.length - 8);
  return digits.slice(0, Math.max(0, front)) + WHOLE + digits.slice(-4) + extension;
}

export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at <= 0 ? WHOLE : `${split(email)[0] ?? ""}***${email.slice(at)}`;
}

/** The district at most: enough to tell two readers of one name apart, not to find a door. */
export function maskAddress(address: string): string {
  const chars = split(address.replace(/\s+/g, " ").trim());
  return chars.slice(0, chars.length > 12 ? 6 : Math.floor(chars.length / 3)).join("") + WHOLE;
}

/** The year of a day `YYYY-MM-DD`. */
export const maskDay = (day: string): string => `${day.slice(0, 4)}-**-**`;

export function maskIdentity(value: string): string {
  const chars = split(value.trim());
  return chars.length < 8
    ? WHOLE
    : `${chars.slice(0, 3).join("")}${HIDDEN.repeat(chars.length - 7)}${chars.slice(-4).join("")}`;
}

/** Seven digits and more, single spaces or dashes between them; the last may be the X of an identity number. */
const NUMBERS = /\+?\d(?:[ -]?\d){6,}[Xx]?/g;
const PLAIN_DAY = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_PHONE = 14;

/** A person's own words stay readable for the work; numbers and addresses that reach somebody do not. */
export const maskText = (text: string): string =>
  text.replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, maskEmail).replace(NUMBERS, maskNumber);

const maskNumber = (run: string): string => {
  if (PLAIN_DAY.test(run)) return run;
  const digits = run.replace(/[ -]/g, "");
  return digits.length > LONGEST_PHONE ? maskIdentity(digits) : maskPhone(run);
};
