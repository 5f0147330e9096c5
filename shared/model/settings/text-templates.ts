/**
 * Templates of the library for what is written again and again: replies to opinions, and tasks. Each is a setting of
 * its own with a text in each language; a word in braces is a field that is filled in where it is used.
 */
import * as v from "valibot";
import { line, text } from "../record.ts";

export const TEMPLATE_USES = ["reply", "task"] as const;
export type TemplateUse = (typeof TEMPLATE_USES)[number];

/** None says who a reader is: what is written to somebody begins with her name by hand. */
export const TEMPLATE_FIELDS = ["registerNo", "received", "due", "today", "library", "branch", "colleague"] as const;
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

/** As they stand in a text, in each language of the program; every text understands all of them. */
export const FIELD_NAMES: Readonly<Record<TemplateField, Readonly<Record<"zh-CN" | "zh-TW" | "en", string>>>> = {
  registerNo: { "zh-CN": "登记号", "zh-TW": "登記號", en: "number" },
  received: { "zh-CN": "收到日期", "zh-TW": "收到日期", en: "received" },
  due: { "zh-CN": "期限", "zh-TW": "期限", en: "due" },
  today: { "zh-CN": "今天", "zh-TW": "今天", en: "today" },
  library: { "zh-CN": "图书馆", "zh-TW": "圖書館", en: "library" },
  branch: { "zh-CN": "分馆", "zh-TW": "分館", en: "branch" },
  colleague: { "zh-CN": "同事", "zh-TW": "同仁", en: "colleague" },
};

const template = v.object({
  use: v.picklist(TEMPLATE_USES),
  name: line,
  texts: v.object({ "zh-CN": v.optional(text), "zh-TW": v.optional(text), en: v.optional(text) }),
});
export type TextTemplate = v.InferOutput<typeof template>;

const PREFIX = "template/";
export const templateSettingId = (id: string): string => `${PREFIX}${id}`;
export const isTemplateSetting = (id: string): boolean => id.startsWith(PREFIX);

/** Undefined for what is no such setting. */
export function parseTemplate(value: unknown): TextTemplate | undefined {
  const parsed = v.safeParse(template, value);
  return parsed.success ? parsed.output : undefined;
}

const IN_BRACES = /[{｛]([^{}｛｝]*)[}｝]/gu;

const fieldOf = (name: string): TemplateField | undefined => {
  const plain = name.normalize("NFKC").trim().toLowerCase();
  return TEMPLATE_FIELDS.find((field) => Object.values(FIELD_NAMES[field]).includes(plain));
};

/** What stands in braces and is no field, as it is written. */
export const unknownFields = (written: string): readonly string[] => [
  ...new Set([...written.matchAll(IN_BRACES)].flatMap(([all, name = ""]) => (fieldOf(name) === undefined ? all : []))),
];

/** A field of which nothing is known is left to be written; what is no field stays as it is. */
export const fillTemplate = (
  written: string,
  values: Readonly<Partial<Record<TemplateField, string | undefined>>>,
): string =>
  written.replace(IN_BRACES, (all: string, name: string) => {
    const field = fieldOf(name);
    return field === undefined ? all : (values[field] ?? LEFT);
  });

const LEFT = "____";
