/** Copies the text of a channel without names, for the chat of a readers' group: whoever reads it there is no recipient. */
import { Copy } from "lucide-react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { LIBRARY_PHONE_ID } from "#shared/model/house.ts";
import { groupText } from "#shared/outreach/text/group-text.ts";
import { MERGE_NAMES } from "#shared/outreach/text/merge-fields.ts";
import type { Row } from "../../db/database.ts";
import { readLibraryLine } from "../../db/library-name.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useLibraryName } from "../../desk-services/use-library-name.ts";
import { LOCALES } from "../../i18n/locale.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { templateKey } from "./reader-texts.ts";

export function CopyGroupText({ row, channel }: { readonly row: Row<"outreach">; readonly channel: ContactChannel }) {
  const t = useT();
  const format = useFormat();
  const here = useLocale();
  const { db, clock } = useServices();
  const { show } = useToasts();
  const { staff = "" } = useDeviceSettings();
  const colleague = useHouse().staff.get(staff);
  const library = useLibraryName();
  const { templates = {} } = row;
  const language = [here, ...LOCALES].find((each) => (templates[templateKey(channel, each)] ?? "") !== "");
  if (language === undefined) return null;

  const copy = async (): Promise<void> => {
    const libraryPhone = await readLibraryLine(db, LIBRARY_PHONE_ID);
    const known = {
      today: format.day(clock.now()),
      library,
      ...(colleague !== undefined && { colleague }),
      ...(libraryPhone !== null && { libraryPhone }),
    };
    const filled = groupText(templates[templateKey(channel, language)] ?? "", known, language);
    if (!filled.ok) {
      const fields = format.list([...filled.missing.map((field) => MERGE_NAMES[field][language]), ...filled.unknown]);
      const example = `{${MERGE_NAMES[filled.missing[0] ?? "salutation"][language]}|…}`;
      return show({ tone: "failed", text: t("outreach.group-text-not", { fields, example }) });
    }
    await navigator.clipboard.writeText(filled.text).then(
      () => show({ text: t("outreach.group-text-copied"), ofMoment: true }),
      () => show({ tone: "failed", text: t("calls.not-copied") }),
    );
  };
  return (
    <Button icon={Copy} onClick={() => void copy()}>
      {t("outreach.group-text", { channel: t(`words.contact.${channel}`) })}
    </Button>
  );
}
