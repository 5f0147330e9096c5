/**
 * Recognises the name of a column that stands in no list by the words it is made of: `home_phone` ends in phone,
 * `first_given_name` in given name, 家长手机 in 手机. It is a guess: what the column holds must agree.
 */
import type { HeaderMatch } from "./match-header.ts";
import type { Target, Withheld } from "./targets.ts";

/** Names and numbers of somebody or something else, and marks. */
const NOT_HERS =
  /(?:^| )(?:b|has|contact|guardian|parent|mother|father|emergency|staff|librarian|item|copy|book|title|file|host|event)(?: |$)/;
/** A mother's telephone is how a child is reached. */
const REACHES_HER: ReadonlySet<Target> = new Set(["phone", "email"]);

const WITHHELD: readonly (readonly [RegExp, Withheld])[] = [
  [/(?:^| )(?:passport|ssn|identity|ident|id card|national id)(?: |$)|身份证|身分證|护照|護照/, "identity-number"],
  [/(?:^| )(?:religion|faith)(?: |$)|宗教/, "religion"],
  [/(?:^| )(?:ethnic\w*|race)(?: |$)|民族|族群/, "ethnic-group"],
  [/(?:^| )political(?: |$)|政治|党派|黨派/, "political"],
  [/(?:^| )(?:password|passwd|pin)(?: |$)|密码|密碼/, "password"],
];

const TARGETS_BY_WORDS: readonly (readonly [RegExp, Target])[] = [
  [/(?:^| )(?:e )?e?mails?(?: (?:address|value))?$|(?:邮箱|信箱)$/, "email"],
  [
    /(?:^| )(?:phones?|mobiles?|cell|tel|telephones?|cellphone)(?: (?:number|no|value))?$|(?:电话|電話|手机|手機|手机号|手機號|手机号码|手機號碼)$/,
    "phone",
  ],
  [/(?:^| )pref(?:erred)?(?: \w+)? name$/, "preferredName"],
  [/(?:^| )(?:second given|middle) name$/, "middleName"],
  [/(?:^| )(?:first|given|fore) name$/, "givenName"],
  [/(?:^| )(?:last|family|sur) name$/, "familyName"],
  [
    /(?:^| )(?:street|state|province|county|(?:post ?code|postal ?code|zip(?: ?code)?)s?)(?: (?:address|line))?$|(?:地址|住址)$/,
    "address",
  ],
  [/^(?:(?:home|mailing|postal|permanent|street) )?address(?: line)?$/, "address"],
  [
    /(?:^| )(?:expires?|expiry|expiration|valid (?:until|to|thru))(?: (?:date|on|day))?$|(?:到期日|到期日期|截止日期|失效日期|有效期|有效期至|有效期限|有效日期)$/,
    "expiresOn",
  ],
  [
    /(?:^| )(?:enrol\w*|registration|registered|joined|membership start)(?: (?:date|on|day))?$|(?:办证|辦證|发证|發證|开户|開戶|注册|註冊)(?:日期|时间|時間)$/,
    "enrolledOn",
  ],
  [/(?:^| )(?:birth|dob|birthday)(?: (?:date|day))?$|(?:^| )date of birth$/, "birthDate"],
  [/(?:^| )(?:card|barcode|bar code)(?: (?:number|no|num))?$/, "card"],
  [/(?:^| )guarantor ?(?:id|number|barcode)?$/, "guarantor"],
  [/(?:^| )(?:barred|debarred|blocked)$/, "barred"],
  [/(?:^| )(?:notes?|remarks?|comments?)$|(?:备注|備註)$/, "note"],
];

/** home_phone, homePhone2 → `home phone`; text without Latin letters stays whole. */
const headerWords = (header: string): string =>
  header
    .normalize("NFKC")
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/(?<=\p{L})\d+$/u, ""))
    .filter((word) => word !== "" && !/^\d+$/.test(word))
    .join(" ");

export function matchByWords(header: string): HeaderMatch | null {
  const words = headerWords(header);
  const withheld = WITHHELD.find(([rule]) => rule.test(words))?.[1];
  if (withheld !== undefined) return { withheld };
  const target = TARGETS_BY_WORDS.find(([rule]) => rule.test(words))?.[1];
  return target === undefined || (NOT_HERS.test(words) && !REACHES_HER.has(target)) ? null : { target };
}
