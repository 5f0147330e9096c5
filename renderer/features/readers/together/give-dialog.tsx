/** Gives a service record that was logged for the wrong person to another, or to nobody by name. */
import { useEffect, useRef, useState } from "react";
import { maskName } from "#shared/model/readers/mask.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { readReaderClass } from "../../../db/reader-class.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { formOfInteraction, openInteraction } from "../interaction-form.ts";
import { FindReaderDialog } from "../merge/find-reader-dialog.tsx";
import { openTogether } from "./participant-changes.ts";
import { type OpenedWhole, wholeRecordChanges } from "./whole-record.ts";

export function GiveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const act = useAct();
  const { show } = useToasts();
  const services = useServices();
  const [whole, setWhole] = useState<OpenedWhole | null>(null);
  const gone = useRef((): void => undefined);
  useEffect(() => {
    gone.current = () => {
      show({ text: t("readers.record-gone"), tone: "failed" });
      onClose();
    };
  });
  useEffect(() => {
    const load = async (): Promise<void> => {
      const row = await services.db.interaction.get(id);
      if (row === undefined || row.gone === 1) return gone.current();
      setWhole({ opened: openInteraction(row), together: await openTogether(services.db, id, row.reader) });
    };
    void load();
  }, [services, id]);
  if (whole === null) return null;
  const { opened, together } = whole;
  const give = async (reader: string): Promise<void> => {
    if ((await services.db.interaction.get(id))?.gone === 1) return gone.current();
    const people = together.people.map((one) => one.reader);
    const changes = await wholeRecordChanges(services, whole, { ...formOfInteraction(opened), reader }, people);
    if (typeof changes === "string") return show({ text: t("readers.participant-failed"), tone: "failed" });
    const given = reader === "" ? undefined : (await readReaderClass(services.db, reader))?.reader;
    const done = await act({
      command: "interaction.edit",
      changes,
      said:
        given === undefined
          ? { id: "readers.did-give-nobody" }
          : { id: "readers.did-give", values: { who: maskName(given.name ?? "", given.familyName) } },
      ...(reader !== "" && { options: { whose: [reader] } }),
    });
    if (done) onClose();
  };
  return (
    <FindReaderDialog
      title={t("readers.give-record")}
      label={t("readers.give-to")}
      without={together.first}
      onPick={(reader) => void give(reader)}
      nobody={t("words.anonymous")}
      onClose={onClose}
      {...(opened.values.reader !== undefined && { onNobody: () => void give("") })}
    />
  );
}
