/**
 * The form on the library's own site: a file of plain HTML without a script, so that any site takes it. It is sent to the
 * site's own handler (POST, urlencoded), whose table this program reads, or, where a site has none, by the reader's own
 * mail program, whose letter it reads as well: both name the fields alike.
 */
import type { MailKind } from "./mail-item.ts";

/** In the order of the form: the words stand last, and take all lines that follow. */
const FORM_FIELDS = ["form", "kind", "name", "card", "contact", "subject", "words"] as const;
type FormField = (typeof FORM_FIELDS)[number];

/** What says that a letter is a form of ours. */
const FORM_MARK = "reader-desk";

export interface FormAnswer {
  readonly kind: MailKind | null;
  readonly name: string;
  readonly card: string;
  readonly contact: string;
  readonly subject: string;
  readonly words: string;
  /** As it stands in a table, where it does. */
  readonly at: string;
}

/** Names of columns: the fields of the form, what stands beside them there, and those of forms that a library has had before. */
const COLUMNS: Readonly<Record<Exclude<FormField, "form"> | "at", readonly string[]>> = {
  kind: ["kind", "type", "类型", "類型", "类别", "類別", "种类"],
  name: ["name", "姓名", "称呼", "稱呼", "您的姓名", "怎么称呼您", "怎麼稱呼您", "your name", "联系人", "聯絡人"],
  card: ["card", "card number", "证号", "證號", "读者证号", "借阅证号", "借閱證號"],
  contact: [
    "contact",
    "phone",
    "mobile",
    "email",
    "e-mail",
    "phone or e-mail",
    "电话或邮箱",
    "電話或信箱",
    "电话",
    "電話",
    "手机",
    "手機",
    "联系方式",
    "聯絡方式",
    "邮箱",
    "電子郵件",
  ],
  subject: ["subject", "title", "标题", "標題", "主题", "主旨"],
  words: [
    "words",
    "message",
    "text",
    "content",
    "内容",
    "內容",
    "留言",
    "意见",
    "意見",
    "建议",
    "您的意见",
    "您想说的",
    "您想說的",
    "what you want to say",
  ],
  at: [
    "at",
    "time",
    "date",
    "submitted at",
    "timestamp",
    "提交时间",
    "提交時間",
    "时间",
    "時間",
    "时间戳记",
    "時間戳記",
    "日期",
  ],
};

const KINDS: Readonly<Record<string, MailKind>> = {
  complaint: "complaint",
  投诉: "complaint",
  投訴: "complaint",
  申訴: "complaint",
  suggestion: "suggestion",
  建议: "suggestion",
  建議: "suggestion",
  praise: "praise",
  表扬: "praise",
  表揚: "praise",
  讚美: "praise",
  question: "question",
  询问: "question",
  詢問: "question",
  "personal-information": "personal-information",
  个人信息: "personal-information",
  個人資料: "personal-information",
};

const fold = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

const kindOf = (text: string): MailKind | null => KINDS[fold(text)] ?? null;

/** Null: no column says what anybody has written. */
export function readFormTable(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): readonly FormAnswer[] | null {
  const names = headers.map((header) => fold(header.replace(/[(（][^()（）]*[)）]\s*$/u, "")));
  const at = (field: keyof typeof COLUMNS): readonly number[] =>
    names.flatMap((name, index) => (COLUMNS[field].includes(name) ? [index] : []));
  if (at("words").length === 0) return null;
  const places = Object.fromEntries(Object.keys(COLUMNS).map((field) => [field, at(field as keyof typeof COLUMNS)])); // its keys
  return rows.flatMap((cells) => {
    const read = (field: keyof typeof COLUMNS): string =>
      (places[field] ?? []).flatMap((index) => cells[index]?.trim() || []).join(" ");
    const words = read("words");
    return words === "" && read("subject") === ""
      ? []
      : [
          {
            kind: kindOf(read("kind")),
            name: read("name"),
            card: read("card"),
            contact: read("contact"),
            subject: read("subject"),
            words,
            at: read("at"),
          },
        ];
  });
}

/** A letter that a mail program has made of the form; null where it is any other. */
export function readFormText(text: string): FormAnswer | null {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const found = new Map<FormField, string>();
  let current: FormField | null = null;
  for (const line of lines) {
    const [, name = "", value = ""] = /^([a-z]+)=(.*)$/.exec(line) ?? [];
    const field: FormField | undefined =
      current === "words" ? undefined : FORM_FIELDS.find((each) => each === name && !found.has(each));
    if (field !== undefined) {
      current = field;
      found.set(field, value);
    } else if (current !== null) found.set(current, `${found.get(current) ?? ""}\n${line}`);
  }
  if (found.get("form")?.trim() !== FORM_MARK) return null;
  const said = (field: FormField): string => (found.get(field) ?? "").trim();
  return {
    kind: kindOf(said("kind")),
    name: said("name"),
    card: said("card"),
    contact: said("contact"),
    subject: said("subject"),
    words: said("words"),
    at: "",
  };
}

export interface SiteFormWords extends Readonly<Record<Exclude<FormField, "form">, string>> {
  readonly title: string;
  readonly about: string;
  readonly send: string;
  readonly kinds: readonly (readonly [value: MailKind, name: string])[];
}

const ESCAPED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? sign);

/** Where the form goes to: a mailbox, or a page of the site; null where it is neither. */
export function formAddress(typed: string): { readonly mail: boolean; readonly action: string } | null {
  const text = typed.trim();
  if (/^[^\s@<>"'?&]+@[^\s@<>"'?&]+\.[^\s@<>"'?&]+$/.test(text)) return { mail: true, action: `mailto:${text}` };
  if (!/^https:\/\/[^\s<>"']+$/i.test(text)) return null;
  return { mail: false, action: text };
}

/** The whole file. @param lang as in `zh-CN` */
export function webFormHtml(
  words: SiteFormWords,
  { mail, action }: { readonly mail: boolean; readonly action: string },
  lang: string,
): string {
  const t = Object.fromEntries(Object.entries(words).map(([key, value]) => [key, escaped(String(value))]));
  const how = mail ? 'method="post" enctype="text/plain"' : 'method="post" accept-charset="utf-8"';
  const input = (field: "name" | "card" | "contact" | "subject"): string =>
    `      <p><label>${t[field] ?? ""}<br><input name="${field}" maxlength="200"></label></p>`;
  return `<!doctype html>
<html lang="${escaped(lang)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${t.title ?? ""}</title>
    <style>body{max-width:40em;margin:2em auto;padding:0 1em;font:16px/1.5 sans-serif}input,select,textarea{box-sizing:border-box;width:100%;padding:.4em;font:inherit}button{padding:.5em 1.5em;font:inherit}</style>
  </head>
  <body>
    <h1>${t.title ?? ""}</h1>
    <p>${t.about ?? ""}</p>
    <form action="${escaped(action)}" ${how}>
      <input type="hidden" name="form" value="${FORM_MARK}">
      <p><label>${t.kind ?? ""}<br><select name="kind">${words.kinds
        .map(([value, name]) => `<option value="${value}">${escaped(name)}</option>`)
        .join("")}</select></label></p>
${(["name", "card", "contact", "subject"] as const).map(input).join("\n")}
      <p><label>${t.words ?? ""}<br><textarea name="words" rows="8" maxlength="5000" required></textarea></label></p>
      <p><button type="submit">${t.send ?? ""}</button></p>
    </form>
  </body>
</html>
`;
}
