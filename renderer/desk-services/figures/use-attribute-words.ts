/** What the values of an attribute are called: codes by the library's names, ages by their band, branches by name. */
import { AGE_BANDS } from "#shared/analysis/age-band.ts";
import { codeName } from "../../db/read-house.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";
import type { Attribute } from "../../platform/worker/readers-page-api.ts";
import { useHouse } from "../use-house.ts";

const GENDERS = ["female", "male", "other"] as const;

export function useAttributeWords(): (attribute: Attribute, value: string) => string {
  const t = useT();
  const house = useHouse();
  const locale = useLocale();
  return (attribute, value) => {
    if (value === "") return t("figures.not-known");
    switch (attribute) {
      case "category":
      case "source":
        return codeName(house, attribute, value, locale);
      case "branch":
        return house.branches.get(value) ?? value;
      case "gender": {
        const gender = GENDERS.find((each) => each === value);
        return gender === undefined ? value : t(`words.gender.${gender}`);
      }
      case "ageBand": {
        const band = AGE_BANDS.find((each) => each === value);
        return band === undefined ? value : t(`figures.age-${band}`);
      }
    }
  };
}
