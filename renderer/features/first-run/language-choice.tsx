/** The language of the screen, which changes at once. */
import { Globe } from "lucide-react";
import { LANGUAGE_NAMES, LOCALES } from "../../i18n/locale.ts";
import { useLanguage, useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";
import styles from "./welcome.module.css";

export function LanguageChoice() {
  const t = useT();
  const [language, setLanguage] = useLanguage();
  return (
    <fieldset className={styles.language}>
      <legend className="vh">{t("first-run.language")}</legend>
      <Icon icon={Globe} />
      <span className={styles.segments}>
        {LOCALES.map((locale) => (
          <label key={locale} lang={locale}>
            <input
              type="radio"
              name="language"
              checked={language === locale}
              onChange={() => void setLanguage(locale)}
            />
            {LANGUAGE_NAMES[locale]}
          </label>
        ))}
      </span>
      <span className="meta push">{t("first-run.any-time")}</span>
    </fieldset>
  );
}
