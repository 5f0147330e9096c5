/** What of a refresh waits for a person. */
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import type { RefreshLine } from "./refresh-store.ts";

/** Another try comes to the same. */
export const isForPerson = (line: RefreshLine): boolean =>
  line.tag === "failed" && ["unknown-columns", "lacks-needed", "unreadable"].includes(line.failure.tag);

/** Null where nobody has to do anything. */
export function waitsText(list: RefreshList, line: RefreshLine, t: Translate): string | null {
  const name = t(`frame.refresh-list-${list}`);
  if (line.tag === "asks") return t("frame.refresh-asks", { list: name });
  if (line.tag === "broken-off") return t("frame.refresh-broken", { list: name });
  return isForPerson(line) ? t("frame.refresh-columns", { list: name }) : null;
}
