/** What a column of a foreign file can be: one target fills one field of a reader, or a part of it. */
import type { Reader } from "../../model/reader.ts";

/** How the cells of a target are read. */
export type ReadingKind =
  | "code"
  | "name"
  | "line"
  | "text"
  | "day"
  | "phone"
  | "email"
  | "gender"
  | "category"
  | "branch"
  | "list"
  | "attributes"
  | "status"
  | "barred"
  | "named"
  | "flag"
  | "quiet"
  | "answer";

interface TargetSpec {
  readonly field: keyof Reader;
  readonly reading: ReadingKind;
  /** Key in a map field. */
  readonly key?: string;
  /** Several columns and several values in a cell add up. */
  readonly many?: true;
}

export const TARGETS = {
  system: { field: "otherIds", key: "system", reading: "code" },
  card: { field: "card", reading: "code" },
  student: { field: "otherIds", key: "student", reading: "code" },
  staff: { field: "otherIds", key: "staff", reading: "code" },
  userid: { field: "otherIds", key: "userid", reading: "code" },
  attributes: { field: "otherIds", reading: "attributes", many: true },
  name: { field: "name", reading: "name" },
  familyName: { field: "familyName", reading: "name" },
  givenName: { field: "givenName", reading: "name" },
  middleName: { field: "givenName", reading: "name" },
  preferredName: { field: "preferredName", reading: "name" },
  reading: { field: "reading", reading: "line" },
  category: { field: "category", reading: "category" },
  collective: { field: "category", reading: "flag" },
  branch: { field: "branch", reading: "branch" },
  gender: { field: "gender", reading: "gender" },
  birthDate: { field: "birthDate", reading: "day" },
  organisation: { field: "organisation", reading: "line" },
  unit: { field: "unit", reading: "line" },
  position: { field: "position", reading: "line" },
  language: { field: "language", reading: "line" },
  phone: { field: "phones", reading: "phone", many: true },
  fax: { field: "fax", reading: "line" },
  email: { field: "email", reading: "email" },
  wechat: { field: "wechat", reading: "line" },
  line: { field: "line", reading: "line" },
  address: { field: "address", reading: "text", many: true },
  badAddress: { field: "badContact", reading: "flag" },
  doNotContact: { field: "doNotContact", reading: "quiet" },
  phoneArrival: { field: "consents", key: "phone.arrival", reading: "answer" },
  smsArrival: { field: "consents", key: "sms.arrival", reading: "answer" },
  emailArrival: { field: "consents", key: "email.arrival", reading: "answer" },
  wechatArrival: { field: "consents", key: "wechat.arrival", reading: "answer" },
  lineArrival: { field: "consents", key: "line.arrival", reading: "answer" },
  phoneEvent: { field: "consents", key: "phone.event", reading: "answer" },
  smsEvent: { field: "consents", key: "sms.event", reading: "answer" },
  emailEvent: { field: "consents", key: "email.event", reading: "answer" },
  wechatEvent: { field: "consents", key: "wechat.event", reading: "answer" },
  lineEvent: { field: "consents", key: "line.event", reading: "answer" },
  letterArrival: { field: "consents", key: "letter.arrival", reading: "answer" },
  letterEvent: { field: "consents", key: "letter.event", reading: "answer" },
  phoneSurvey: { field: "consents", key: "phone.survey", reading: "answer" },
  smsSurvey: { field: "consents", key: "sms.survey", reading: "answer" },
  letterSurvey: { field: "consents", key: "letter.survey", reading: "answer" },
  emailSurvey: { field: "consents", key: "email.survey", reading: "answer" },
  wechatSurvey: { field: "consents", key: "wechat.survey", reading: "answer" },
  lineSurvey: { field: "consents", key: "line.survey", reading: "answer" },
  phoneInviteBack: { field: "consents", key: "phone.invite-back", reading: "answer" },
  smsInviteBack: { field: "consents", key: "sms.invite-back", reading: "answer" },
  letterInviteBack: { field: "consents", key: "letter.invite-back", reading: "answer" },
  emailInviteBack: { field: "consents", key: "email.invite-back", reading: "answer" },
  wechatInviteBack: { field: "consents", key: "wechat.invite-back", reading: "answer" },
  lineInviteBack: { field: "consents", key: "line.invite-back", reading: "answer" },
  phoneNewTitles: { field: "consents", key: "phone.new-titles", reading: "answer" },
  smsNewTitles: { field: "consents", key: "sms.new-titles", reading: "answer" },
  letterNewTitles: { field: "consents", key: "letter.new-titles", reading: "answer" },
  emailNewTitles: { field: "consents", key: "email.new-titles", reading: "answer" },
  wechatNewTitles: { field: "consents", key: "wechat.new-titles", reading: "answer" },
  lineNewTitles: { field: "consents", key: "line.new-titles", reading: "answer" },
  phoneThanks: { field: "consents", key: "phone.thanks", reading: "answer" },
  smsThanks: { field: "consents", key: "sms.thanks", reading: "answer" },
  letterThanks: { field: "consents", key: "letter.thanks", reading: "answer" },
  emailThanks: { field: "consents", key: "email.thanks", reading: "answer" },
  wechatThanks: { field: "consents", key: "wechat.thanks", reading: "answer" },
  lineThanks: { field: "consents", key: "line.thanks", reading: "answer" },
  enrolledOn: { field: "enrolledOn", reading: "day" },
  expiresOn: { field: "expiresOn", reading: "day" },
  status: { field: "alert", reading: "status" },
  barred: { field: "alert", reading: "barred" },
  guarantor: { field: "note", reading: "named", many: true },
  note: { field: "note", reading: "text", many: true },
  /** Whatever no other target fits and a person wants to keep: it goes by the name of its column. */
  extra: { field: "note", reading: "named", many: true },
  tags: { field: "tags", reading: "list", many: true },
} as const satisfies Readonly<Record<string, TargetSpec>>;

export type Target = keyof typeof TARGETS;

export const TARGET_IDS = Object.keys(TARGETS) as readonly Target[]; // the keys of a const object are its targets

export const targetSpec = (target: Target): TargetSpec => TARGETS[target];

export const isTarget = (text: string): text is Target => Object.hasOwn(TARGETS, text);

/** Schemes that tell one reader from another, surest first. The first that a row has makes its derived id. */
export const KEY_SCHEMES = ["system", "card", "student", "staff", "userid"] as const;
export type KeyScheme = (typeof KEY_SCHEMES)[number];

/** Columns that are recognised in order to be left out, each for its own reason. */
export const WITHHELD = ["ethnic-group", "political", "religion", "identity-number", "password"] as const;
export type Withheld = (typeof WITHHELD)[number];
