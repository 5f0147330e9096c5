/** Whose rules a new library follows: classification, forms, telephone numbers and dates. */
import { JURISDICTIONS, type Jurisdiction } from "#shared/model/house.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import styles from "./first-run.module.css";

const PLACES: Readonly<Record<Jurisdiction, MessageId>> = {
  mainland: "first-run.mainland",
  taiwan: "first-run.taiwan",
  other: "first-run.other-place",
};

export interface PlaceChoiceProps {
  readonly place: Jurisdiction;
  readonly onPlace: (place: Jurisdiction) => void;
}

export function PlaceChoice({ place, onPlace }: PlaceChoiceProps) {
  const t = useT();
  return (
    <fieldset className={styles.choices}>
      <legend>{t("first-run.jurisdiction")}</legend>
      {JURISDICTIONS.map((each) => (
        <label key={each} className={styles.choice}>
          <input type="radio" name="jurisdiction" checked={place === each} onChange={() => onPlace(each)} />
          {t(PLACES[each])}
        </label>
      ))}
      <p className="meta">{t("first-run.jurisdiction-hint")}</p>
    </fieldset>
  );
}
