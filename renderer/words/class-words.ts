/** A class as a person reads it: with its name where it is a main class; of another scheme, or a deeper one, as it is. */
import type { Jurisdiction } from "#shared/model/house.ts";
import { isMainClass, isTaiwanClass } from "#shared/model/main-classes.ts";
import type { Translate } from "../i18n/i18n.ts";

/** @param place where the library is: a hundred has its name in Taiwan only */
export function classText(code: string, t: Translate, place: Jurisdiction): string {
  const isNamed = isMainClass(code) || (place === "taiwan" && isTaiwanClass(code));
  return isNamed ? t("classes.named", { code, name: t(`classes.${code}`) }) : code;
}
