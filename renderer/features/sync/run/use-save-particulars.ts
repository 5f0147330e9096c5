/** Saves what is known of a computer that shows other records, as a file for whoever looks after the program. */
import type { Alarm } from "#shared/host/alarm-calls.ts";
import { ownStreamOf } from "../../../db/journal/own-stream.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { saveFile } from "../../../platform/save-file.ts";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import type { DigestParticulars } from "./digest-particulars.ts";
import { digestText } from "./digest-text.ts";

/** @returns null for an alarm of which no particulars are at hand */
export function useSaveParticulars(particulars: DigestParticulars | null): (alarm: Alarm) => (() => void) | null {
  const t = useT();
  const format = useFormat();
  const { db, host } = useServices();
  const { show } = useToasts();
  return ({ kind, stream, last }) => {
    const difference =
      kind === "digest-differs" ? particulars?.differences.find((one) => one.stream === stream) : undefined;
    if (difference === undefined) return null;
    const save = async (): Promise<void> => {
      const bytes = new TextEncoder().encode(
        digestText({ at: last, differences: [difference] }, (await ownStreamOf(db)) ?? "", t),
      );
      const saved = await saveFile(host, t("centre.differs-name", { on: format.day(last) }), bytes);
      if (!saved.ok && saved.error.tag === "not-saved")
        show({ text: t("centre.differs-not-saved", { reason: saved.error.reason }), tone: "failed" });
    };
    return () => void save();
  };
}
