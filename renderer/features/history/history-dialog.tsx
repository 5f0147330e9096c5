/** What happened to this record: who changed which field, when and on which computer; an old value can be put back. */

import { History, RotateCcw } from "lucide-react";
import { useMemo, useState } from "react";
import type { HistoryStep } from "#shared/replication/rows/history.ts";
import { cellPlace } from "#shared/replication/rows/merge-cells.ts";
import { useAct } from "../../acts/use-acts.ts";
import { hasLooks } from "../../db/masked.ts";
import type { Change } from "../../db/write/changes.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import type { HistoryOf } from "../../desk-services/record-history.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useReaderNames } from "../../desk-services/use-reader-names.ts";
import { useFormat, useLocale, useRich, useT } from "../../i18n/use-t.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { usePrinting } from "../../ui/hooks/use-printing.ts";
import { Pill } from "../../ui/pill.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { cellName } from "../../words/record-words.ts";
import type { Words } from "../../words/words.ts";
import { FilesSection } from "./files-section.tsx";
import styles from "./history.module.css";
import { actOf, readersNamed, shownCells, whoAndWhere } from "./history-words.ts";
import { Looks } from "./looks.tsx";
import { useHistory } from "./use-history.ts";

/** Steps drawn at first; a record that was changed more often shows the rest when asked. */
const FIRST = 100;

export function HistoryDialog({ of, onClose }: { of: HistoryOf; onClose: () => void }) {
  const t = useT();
  const rich = useRich();
  const act = useAct();
  const { show } = useToasts();
  const { worker, clock } = useServices();
  const format = useFormat();
  const locale = useLocale();
  const house = useHouse();
  const [version, setVersion] = useState(0);
  const [shown, setShown] = useState(FIRST);
  const isPrinting = usePrinting();
  const { steps, done, total, end } = useHistory(of, version);
  const readers = useReaderNames(useMemo(() => readersNamed(of.kind, steps), [of.kind, steps]));
  const words: Words = { t, format, locale, house, readers };

  const putBack = async (step: HistoryStep, cell: string): Promise<void> => {
    const found = await worker.history.written(of.kind, step, cell);
    if (found === null) {
      show({ text: t("history.not-at-hand"), tone: "failed" });
      return;
    }
    const change: Change = { act: "cells", kind: of.kind, id: of.ids[0] ?? step.id, cells: { [cell]: found.value } };
    const field = cellName(of.kind, cellPlace(of.kind, cell), words);
    if (
      await act({
        command: "history.restore",
        changes: [change],
        said: { id: "history.did-restore", values: { field } },
      })
    )
      setVersion((now) => now + 1);
  };

  return (
    <Dialog
      open
      wide
      reading
      title={rich("history.title", {
        what: of.kind === "reader" ? <PersonName>{of.title}</PersonName> : of.title,
      })}
      closeLabel={t("history.close")}
      onClose={onClose}
    >
      {end === null && total > 0 && <ProgressBar label={t("history.reading")} done={done} total={total} />}
      {hasLooks(of.kind) && <Looks of={of} words={words} />}
      {of.kind === "reader" && <FilesSection of={of} />}
      {end !== null && steps.length === 0 && (
        <EmptyState icon={History}>{t(end.isSwept ? "history.none-swept" : "history.none")}</EmptyState>
      )}
      <ol className={styles.steps}>
        {steps.slice(0, isPrinting ? steps.length : shown).map((step) => (
          <Step
            key={`${step.stream}-${step.seq}-${step.id}`}
            step={step}
            of={of}
            words={words}
            who={whoAndWhere(step, end?.devices ?? {}, words, clock.now())}
            onPutBack={(cell) => void putBack(step, cell)}
          />
        ))}
      </ol>
      {steps.length > shown && (
        <Button kind="plain" onClick={() => setShown(steps.length)}>
          {t("history.more", { count: steps.length - shown })}
        </Button>
      )}
      {end?.isSwept && steps.length > 0 && <p className="soft">{t("history.swept")}</p>}
    </Dialog>
  );
}

interface StepProps {
  readonly step: HistoryStep;
  readonly of: HistoryOf;
  readonly words: Words;
  readonly who: string;
  readonly onPutBack: (cell: string) => void;
}

function Step({ step, of, words, who, onPutBack }: StepProps) {
  const { t } = words;
  const act = actOf(step);
  return (
    <li className={styles.step}>
      <p className="row row-wrap">
        <span className="meta">{who}</span>
        {act !== null && <Pill tone="line">{t(act)}</Pill>}
      </p>
      <dl className={styles.cells}>
        {shownCells(of.kind, step, words).map(({ cell, name, value, isName, isMasked }) => (
          <div key={cell} className={styles.cell}>
            <dt>{name}</dt>
            <dd>
              <span>
                {isName ? <PersonName>{value}</PersonName> : value}
                {isMasked && <span className="vh">{t("history.masked")}</span>}
              </span>
              <IconButton
                icon={RotateCcw}
                size="small"
                label={t("history.restore", { field: name })}
                onClick={() => onPutBack(cell)}
              />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
