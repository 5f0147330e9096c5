/** Words that cells use for a gender, a category, a yes, a card in order; in English and both Chinese scripts. */
import type { Reader } from "../../model/reader.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const FEMALE = words("女 女性 f female w woman 2 ♀");
const MALE = words("男 男性 m male man 1 ♂");
const OTHER = words("其他 其它 o other x nonbinary non-binary diverse");
const UNSAID = words(
  "未知 未知的性别 未知的性別 未知性别 未知性別 未说明的性别 未說明的性別 不明 未说明 未說明 保密 unknown unspecified u 0 9",
);

/** @returns null where the cell says that nothing is known; undefined where the word is unknown */
export function parseGender(cell: string): Reader["gender"] | null {
  const word = fold(cell);
  if (FEMALE.has(word)) return "female";
  if (MALE.has(word)) return "male";
  if (OTHER.has(word)) return "other";
  return UNSAID.has(word) || saysNothing(cell) ? null : undefined;
}

const NOTHING = words("无 無 没有 沒有 暂无 暫無 未知 不详 不詳 未填 未填写 未填寫 空 - -- — —— / \\ .");
const NOTHING_IN_LATIN = words("n/a na none null nil nan (null)");
/**
 * A cell that was filled because a form wanted something.
 * @param isName Null, Na and Nil are surnames
 */
export function saysNothing(cell: string, isName = false): boolean {
  if (cell.length > LONGEST_NOTHING) return false;
  const word = fold(cell);
  return NOTHING.has(word) || (!isName && NOTHING_IN_LATIN.has(word));
}
/** With a space or two around it; longer cells are not folded at all. */
const LONGEST_NOTHING = 10;

const NO_EXPIRY = words(
  "长期 長期 长期有效 長期有效 永久 永久有效 无期限 無期限 无限期 無限期 不限 不限期 终身 終身 终生 終生 never permanent unlimited lifetime indefinite",
);
/** A card that never expires, in words or as a day that nobody will see. */
export const isNoExpiry = (cell: string): boolean =>
  NO_EXPIRY.has(fold(cell)) || /^(?:[3-9]\d{3}|2[3-9]\d\d)\D?\d\d?\D?\d\d?(?:\D.*)?$/u.test(fold(cell));

const YES = words("true yes y 1 是 有 √ ✓ t");
export const isYes = (cell: string): boolean => YES.has(fold(cell));

const NO = words("false no n f 0 否 没有 沒有 ✗ ×");
export const isNo = (cell: string): boolean => NO.has(fold(cell));

const AGREED = words(
  "同意 愿意 願意 接收 接受 允许 允許 可以 订阅 訂閱 需要 开通 開通 on agree agreed optin opt-in subscribed",
);
const REFUSED = words(
  "不同意 不愿意 不願意 不接收 不接受 不允许 不允許 不可以 退订 退訂 不需要 关闭 關閉 拒绝 拒絕 off refuse refused optout opt-out unsubscribed",
);
/** @returns undefined where the cell says neither: then nothing is taken for a yes */
export const parseAnswer = (cell: string): boolean | undefined =>
  isYes(cell) || AGREED.has(fold(cell)) ? true : isNo(cell) || REFUSED.has(fold(cell)) ? false : undefined;

const IN_ORDER = words("有效 正常 启用 啟用 在用 有效证 active valid normal ok true 1 yes y t 是 可用 使用中");
export const isCardInOrder = (cell: string): boolean => IN_ORDER.has(fold(cell));

/** Usual names of categories → code of the default list. FOLIO's are the ids of its reference groups. */
const CATEGORY: readonly (readonly [string, string])[] = [
  ["adult", "成人 普通读者 普通讀者 社会读者 一般讀者 成年 adult patron pt public"],
  ["child", "少儿 少兒 儿童 兒童 少年 少年儿童 少年兒童 幼儿 幼兒 青少年 child children kid k juvenile juv j"],
  ["senior", "老年 老人 长者 長者 乐龄 樂齡 senior elder"],
  [
    "student",
    "学生 學生 本科 本科生 研究生 博士 博士生 硕士 碩士 硕士生 专科生 大學生 中学生 小学生 student st undergraduate undergrad graduate postgraduate bdc2b6d4-5ceb-4a12-ab46-249b9a68473e ad0bc554-d5bc-463c-85d1-5562127ae91b",
  ],
  [
    "teacher",
    "教师 教師 老师 老師 教职工 教職員 教工 教授 讲师 teacher faculty t 503a81cd-6c26-400f-b620-14c08943697c",
  ],
  ["staff", "馆员 館員 员工 員工 工作人员 职工 staff librarian 3684a786-6671-4268-8ed0-9db82ebca60b"],
  ["collective", "集体 集体证 团体 團體 團體證 单位证 collective organisation organization"],
];

const CATEGORY_BY_WORD: ReadonlyMap<string, string> = new Map(
  CATEGORY.flatMap(([code, list]) => list.split(" ").map((word) => [word, code] as const)),
);

export const usualCategory = (cell: string): string | undefined => CATEGORY_BY_WORD.get(fold(cell));

const fold = (cell: string): string => cell.normalize("NFKC").trim().toLowerCase();
