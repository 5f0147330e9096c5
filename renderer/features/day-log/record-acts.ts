/** What is done to one record from its row: opened as a form, and taken back. */
import { useCallback } from "react";
import { useActs } from "../../acts/use-acts.ts";
import { useReveal } from "../../acts/use-reveal.ts";
import { rowsWith } from "../../db/erasing/rows-with.ts";
import { remove } from "../../db/write/changes.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { LogWords } from "./log-words.ts";
import { type OpenedRecord, openLogged } from "./record-form.ts";
import type { LoggedRecord } from "./use-log-day.ts";

export interface RecordActs {
  /** Its words are protected, so opening them is a recorded look. @returns null where it is gone, or may not be looked at now */
  readonly open: (id: string) => Promise<OpenedRecord | null>;
  /** @returns whether it was taken away */
  readonly takeBack: (record: LoggedRecord) => Promise<boolean>;
}

export function useRecordActs(words: LogWords): RecordActs {
  const t = useT();
  const format = useFormat();
  const { db } = useServices();
  const acts = useActs();
  const reveal = useReveal();
  const open = useCallback(
    async (id: string): Promise<OpenedRecord | null> => {
      const row = await db.interaction.get(id);
      if (row === undefined || row.gone === 1) return null;
      const hasWords = row.question !== undefined || row.answer !== undefined;
      if (hasWords && (await reveal({ kind: "interaction", id, fields: ["question", "answer"] })) === undefined)
        return null;
      return openLogged(row);
    },
    [db, reveal],
  );
  const takeBack = useCallback(
    async (record: LoggedRecord): Promise<boolean> => {
      const people = (await rowsWith(db.participant, "interaction", [record.id])).filter(({ gone }) => gone !== 1);
      const begun = await acts.run({
        command: "interaction.remove",
        changes: [remove("interaction", record.id), ...people.map(({ id }) => remove("participant", id))],
        said: {
          id: "day-log.did-remove",
          values: { kind: words.nameOf("purpose", record.purpose ?? "other"), time: format.time(record.at ?? 0) },
        },
        ...(record.feedback !== undefined && { detail: t("day-log.opinion-stays") }),
      });
      return begun !== null;
    },
    [db, acts, words, format, t],
  );
  return { open, takeBack };
}
