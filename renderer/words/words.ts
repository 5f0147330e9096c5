/** What it takes to say a record, a rule or a state in the reader's language. */
import type { House } from "../db/read-house.ts";
import type { Format } from "../i18n/format.ts";
import type { Translate } from "../i18n/i18n.ts";
import type { Locale } from "../i18n/locale.ts";

export interface Words {
  readonly t: Translate;
  readonly format: Format;
  readonly locale: Locale;
  readonly house: House;
  /** Names of the readers that are named, where somebody has looked them up. */
  readonly readers?: ReadonlyMap<string, string>;
}
