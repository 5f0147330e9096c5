import { expect, test } from "vitest";
import { readFormTable } from "#shared/model/mail/web-form.ts";
import { createI18n } from "../../../../../renderer/i18n/i18n.ts";
import { LOCALES } from "../../../../../renderer/i18n/locale.ts";

test.each(LOCALES)(
  "a site's table is read that names its columns as the form names its fields, in %s",
  async (locale) => {
    const { t } = await createI18n(locale);
    const headers = [
      t("words.feedback.type"),
      t("mail.form-name"),
      t("mail.form-card"),
      t("mail.form-contact"),
      t("words.feedback.title"),
      t("mail.form-words"),
    ];
    const row = [t("words.opinion.suggestion"), "王芳", "1000000416", "13800138000", "Wi-Fi", "太慢"];
    expect(readFormTable(headers, [row])).toEqual([
      {
        kind: "suggestion",
        name: "王芳",
        card: "1000000416",
        contact: "13800138000",
        subject: "Wi-Fi",
        words: "太慢",
        at: "",
      },
    ]);
  },
);
