/** First screen: the language, which changes at once, and whose rules the library follows. */
import { JURISDICTIONS, type Jurisdiction } from "#shared/model/house.ts";
import { LOCALES } from "../../i18n/locale.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useLanguage, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import styles from "./first-run.module.css";

/** Each in its own language, whatever the screen speaks. */
const NAMES: Readonly<Record<(typeof LOCALES)[number], string>> = {
  "zh-CN": "简体中文",
  "zh-TW": "繁體中文",
  en: "English",
};

const PLACES: Readonly<Record<Jurisdiction, MessageId>> = {
  mainland: "first-run.mainland",
  taiwan: "first-run.taiwan",
  other: "first-run.other-place",
};

export interface LanguageStepProps {
  readonly jurisdiction: Jurisdiction;
  readonly onJurisdiction: (jurisdiction: Jurisdiction) => void;
  readonly onNext: () => void;
}

export function LanguageStep({ jurisdiction, onJurisdiction, onNext }: LanguageStepProps) {
  const t = useT();
  const [language, setLanguage] = useLanguage();
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <fieldset className={styles.choices}>
        <legend>{t("first-run.language")}</legend>
        {LOCALES.map((locale) => (
          <label key={locale} className={styles.choice} lang={locale}>
            <input
              type="radio"
              name="language"
              checked={language === locale}
              onChange={() => void setLanguage(locale)}
            />
            {NAMES[locale]}
          </label>
        ))}
      </fieldset>
      <fieldset className={styles.choices}>
        <legend>{t("first-run.jurisdiction")}</legend>
        {JURISDICTIONS.map((place) => (
          <label key={place} className={styles.choice}>
            <input
              type="radio"
              name="jurisdiction"
              checked={jurisdiction === place}
              onChange={() => onJurisdiction(place)}
            />
            {t(PLACES[place])}
          </label>
        ))}
        <p className="meta">{t("first-run.jurisdiction-hint")}</p>
      </fieldset>
      <div className={styles.buttons}>
        <Button kind="primary" type="submit" autoFocus>
          {t("first-run.next")}
        </Button>
      </div>
    </form>
  );
}
