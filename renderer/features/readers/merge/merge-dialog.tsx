/**
 * Merges two records of one person: choose the other one, then per field the value to keep. Each column is headed by
 * who it is, how much there is of them and when they were last seen; two birth dates are asked about first. Both
 * histories stay; undo takes the merge back whole.
 */

import { useLiveQuery } from "dexie-react-hooks";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { maskName } from "#shared/model/readers/mask.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { masked } from "../../../db/masked.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useReaderNames } from "../../../desk-services/use-reader-names.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { Checkbox, Radio } from "../../../ui/checkbox.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Icon } from "../../../ui/icon.tsx";
import type { ReaderView } from "../reader-queries.ts";
import { FieldText } from "../record/field-text.tsx";
import { namedByReader, planOf, shownField, type Wording } from "../record/field-words.ts";
import { FindReaderDialog } from "./find-reader-dialog.tsx";
import { differingFields, mergeChanges } from "./merge-changes.ts";
import { hasTwoBirthDates, type MergeColumn, useMergeSides } from "./merge-side.ts";

export function MergeDialog({
  view,
  onClose,
  onMerged,
}: {
  view: ReaderView;
  onClose: () => void;
  onMerged: (main: string) => void;
}) {
  const t = useT();
  const [other, setOther] = useState<string | null>(null);
  if (other !== null) return <ChooseValues view={view} other={other} onClose={onClose} onMerged={onMerged} />;
  return (
    <FindReaderDialog
      title={t("readers.merge")}
      label={t("readers.merge-find")}
      initial={view.reader.name ?? ""}
      without={view.ids}
      onPick={setOther}
      onClose={onClose}
    />
  );
}

interface ChooseProps {
  readonly view: ReaderView;
  readonly other: string;
  readonly onClose: () => void;
  readonly onMerged: (main: string) => void;
}

function ChooseValues({ view, other, onClose, onMerged }: ChooseProps) {
  const t = useT();
  const act = useAct();
  const { db } = useServices();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const rows = useLiveQuery(async () => {
    const [mine, yours] = await db.reader.bulkGet([view.id, other]);
    return mine === undefined || yours === undefined
      ? undefined
      : { mine, yours, shownMine: masked("reader", mine), shownYours: masked("reader", yours) };
  }, [db, view.id, other]);
  const sides = useMergeSides([view.id, other]);
  const [isSure, setSure] = useState(false);
  const names = useReaderNames(rows === undefined ? [] : [...namedByReader(rows.mine), ...namedByReader(rows.yours)]);
  const locale = useLocale();
  const words: Wording = { t, format: useFormat(), locale, house: useHouse(), names };
  if (rows === undefined || sides === undefined) return null;
  const isDoubtful = hasTwoBirthDates(sides);
  const differing = differingFields(rows.mine, rows.yours);
  const merge = async (): Promise<void> => {
    const { main, changes } = mergeChanges(rows.mine, rows.yours, theirs, locale);
    if (
      await act({
        command: "reader.merge",
        changes,
        said: { id: "readers.did-merge", values: { who: maskName(rows.mine.name ?? "", rows.mine.familyName) } },
      })
    )
      onMerged(main);
  };
  return (
    <Dialog
      open
      wide
      title={t("readers.merge")}
      closeLabel={t("readers.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("readers.merge-do")}
          cancel={t("readers.cancel")}
          disabled={isDoubtful && !isSure}
          onAct={() => void merge()}
          onCancel={onClose}
        />
      }
    >
      {isDoubtful && (
        <div className="alert alert-danger" role="alert">
          <Icon icon={TriangleAlert} />
          <span>
            <b>{t("readers.merge-birthdays")}</b> {t("readers.merge-birthdays-hint")}
          </span>
        </div>
      )}
      {isDoubtful && (
        <Checkbox checked={isSure} onChange={(event) => setSure(event.target.checked)}>
          {t("readers.merge-sure")}
        </Checkbox>
      )}
      <p className="dialog-note">{t("readers.merge-keeps")}</p>
      <div className="merge-heads">
        {sides.map((side) => (
          <MergeHead key={side.row.id} side={side} />
        ))}
      </div>
      {differing.length === 0 ? (
        <p>{t("readers.merge-same")}</p>
      ) : (
        differing.map((field) => (
          <fieldset key={field} className={classNames("merge-row", field === "birthDate" && "merge-doubt")}>
            <legend>{t(`words.reader.${field}`)}</legend>
            <Radio
              name={field}
              checked={!theirs.has(field)}
              onChange={() => setTheirs(new Set([...theirs].filter((item) => item !== field)))}
            >
              <FieldText plan={planOf(field)}>{shownField(planOf(field), rows.shownMine, words)}</FieldText>
            </Radio>
            <Radio name={field} checked={theirs.has(field)} onChange={() => setTheirs(new Set([...theirs, field]))}>
              <FieldText plan={planOf(field)}>{shownField(planOf(field), rows.shownYours, words)}</FieldText>
            </Radio>
          </fieldset>
        ))
      )}
    </Dialog>
  );
}

function MergeHead({ side: { row, counts, lastSeen } }: { side: MergeColumn }) {
  const t = useT();
  const format = useFormat();
  const now = useServices().clock.now();
  return (
    <section>
      <h3 className="clip">
        <PersonName>{row.name ?? row.preferredName ?? t("words.no-name")}</PersonName>
      </h3>
      <p className="meta">
        {[
          row.card,
          lastSeen === undefined
            ? t("readers.merge-never-seen")
            : t("readers.merge-last-seen", { day: format.shortDay(lastSeen, now) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <p className="meta">{t("readers.merge-counts", counts)}</p>
    </section>
  );
}
