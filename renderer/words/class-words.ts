/** A class as a person reads it: its letter with its name; a class of another scheme, or a deeper one, as it is. */
import { isMainClass } from "#shared/model/main-classes.ts";
import type { Translate } from "../i18n/i18n.ts";

export const classText = (code: string, t: Translate): string =>
  isMainClass(code) ? t("classes.named", { code, name: t(`classes.${code}`) }) : code;
