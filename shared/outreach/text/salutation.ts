/**
 * How a reader is addressed in a text of a language: 王女士, 林老师, 王小明小朋友; Ms Smith. Where nothing says how,
 * undefined, and the text says something else.
 *
 * - Below 13 a child is 小朋友, up to 17 a pupil is 同学; whoever answers for a child is addressed through it.
 * - A teacher is 老师 (zh-TW 老師), a professor 教授, whatever the gender; every other adult 先生 or 女士. In Taiwan a
 *   woman who is known to be younger than 30 is 小姐.
 * - Before these a Chinese surname stands alone. A name of two parts (阿卜杜热合曼·依木: the own name, the father's) has
 *   none, and stands whole, as does every name in another script.
 * - In English Mr or Ms and the family name, where the record has one of its own: which word of a name is it, no
 *   program can tell. Else the full name, without a title.
 */
import { isHan, surnameLength } from "../../model/input/surname.ts";
import type { Reader } from "../../model/reader.ts";
import type { TextLanguage } from "./merge-fields.ts";
import { oneLine } from "./merge-text.ts";

type Addressed = Pick<
  Reader,
  "name" | "familyName" | "preferredName" | "gender" | "birthDate" | "ageBand" | "category" | "position"
>;

const CHILD_BELOW = 13;
const ADULT_FROM = 18;
const YOUNG_BELOW = 30;

/**
 * @param today YYYY-MM-DD
 * @param toGuardian the text goes to whoever answers for this child
 */
export function salutationOf(
  reader: Addressed,
  language: TextLanguage,
  today: string,
  toGuardian = false,
): string | undefined {
  const name = oneLine(reader.name ?? "");
  if (name === "") return undefined;
  const called = oneLine(reader.preferredName ?? "") || name;
  if (toGuardian) return GUARDIAN[language](called);
  const age = ageOf(reader, today);
  const titles = TITLES[language];
  if (titles === undefined) return englishTitle(reader, name, called, age);
  if (isChild(reader, age)) return `${called}${titles.child}`;
  if (age !== undefined ? age < ADULT_FROM : reader.category === "student") return `${called}${titles.pupil}`;
  const before = surnameOf(reader, name);
  if (/教授/u.test(reader.position ?? "")) return `${before}教授`;
  if (reader.category === "teacher" || TEACHES.test(reader.position ?? "")) return `${before}${titles.teacher}`;
  if (reader.gender === "male") return `${before}${titles.man}`;
  if (reader.gender === "female")
    return `${before}${age !== undefined && age < YOUNG_BELOW ? titles.youngWoman : titles.woman}`;
  return undefined;
}

/**
 * How her name stands on an envelope: 王小明 先生 收; in English the name alone.
 * @param toGuardian the letter goes to whoever answers for this child
 */
export function addresseeOf(reader: Addressed, language: TextLanguage, toGuardian = false): string {
  const name = oneLine(reader.name ?? "");
  if (language === "en") return toGuardian ? `The ${GUARDIAN.en(name)}` : name;
  if (toGuardian) return `${GUARDIAN[language](name)} 收`;
  const title = reader.gender === "male" ? "先生 " : reader.gender === "female" ? "女士 " : "";
  return `${name} ${title}收`;
}

const TEACHES = /老师|老師|教师|教師|讲师|講師|教员|教員|\b(?:teacher|lecturer)\b/iu;

interface Titles {
  readonly child: string;
  readonly pupil: string;
  readonly teacher: string;
  readonly man: string;
  readonly woman: string;
  readonly youngWoman: string;
}
const TITLES: Readonly<Record<TextLanguage, Titles | undefined>> = {
  "zh-CN": { child: "小朋友", pupil: "同学", teacher: "老师", man: "先生", woman: "女士", youngWoman: "女士" },
  "zh-TW": { child: "小朋友", pupil: "同學", teacher: "老師", man: "先生", woman: "女士", youngWoman: "小姐" },
  en: undefined,
};

const GUARDIAN: Readonly<Record<TextLanguage, (name: string) => string>> = {
  "zh-CN": (name) => `${name}的家长`,
  "zh-TW": (name) => `${name}的家長`,
  en: (name) => `parent or guardian of ${name}`,
};

const isChild = ({ category }: Addressed, age: number | undefined): boolean =>
  age !== undefined ? age < CHILD_BELOW : category === "child";

function englishTitle(reader: Addressed, name: string, called: string, age: number | undefined): string {
  const family = oneLine(reader.familyName ?? "");
  const isYoung = age !== undefined ? age < ADULT_FROM : reader.category === "child";
  const title = reader.gender === "male" ? "Mr" : reader.gender === "female" ? "Ms" : undefined;
  if (isYoung || title === undefined || family === "" || isHan(name)) return called;
  return `${title} ${family}`;
}

function surnameOf({ familyName }: Addressed, name: string): string {
  const family = oneLine(familyName ?? "");
  const chars = [...name];
  if (!chars.every(isHan)) return name;
  return family !== "" && name.startsWith(family) ? family : chars.slice(0, surnameLength(chars)).join("");
}

/** In whole years; of a band of ages the youngest. */
function ageOf({ birthDate, ageBand }: Addressed, today: string): number | undefined {
  if (birthDate !== undefined) {
    const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
    return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
  }
  const [, from] = /^(\d{1,3})\s*[-–—~～至到+]/u.exec(ageBand?.normalize("NFKC").trim() ?? "") ?? [];
  return from === undefined ? undefined : Number(from);
}
