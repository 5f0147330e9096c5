/**
 * Two readers side by side: only what differs is a row, what is the same is one sentence. Born on different days they
 * are most likely two, and nothing is chosen until somebody has. What a sync changes meanwhile takes the choices back.
 */
import { TriangleAlert } from "lucide-react";
import { type Ref, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { WaitingPair } from "../../../db/duplicate-pairs.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Icon } from "../../../ui/icon.tsx";
import styles from "./duplicates.module.css";
import type { PairSeen } from "./duplicates-queries.ts";
import { allFrom, type ColumnSide, countPicks, fieldsOfPair, firstPicks, type Picks } from "./pair-choice.ts";
import { PairGrid } from "./pair-grid.tsx";

/** What the screen's keys reach of it. */
export interface PairPaneHold {
  /** What is chosen; null while something still is not. */
  readonly picks: () => Picks | null;
  readonly takeAll: (side: ColumnSide) => void;
  readonly focus: () => void;
  readonly place: () => HTMLElement | null;
}

export interface PairPaneProps {
  readonly hold: Ref<PairPaneHold>;
  readonly pair: WaitingPair | undefined;
  /** Null where they are no two people any more; undefined while they are read. */
  readonly seen: PairSeen | null | undefined;
  /** No pair is in hand. */
  readonly isNone: boolean;
  readonly onMerge: () => void;
  readonly onNotSame: () => void;
  readonly onLater: () => void;
  /** Back to the list. */
  readonly onLeave: () => void;
  readonly onReader: (id: string, tab?: string) => void;
}

export function PairPane(props: PairPaneProps) {
  const t = useT();
  const { seen, isNone } = props;
  // beside an empty list, which says why
  if (isNone) return <main className={styles.main} id="main" />;
  if (seen === null)
    return (
      <main className={styles.main} id="main">
        <EmptyState>{t("duplicates.gone")}</EmptyState>
      </main>
    );
  if (seen === undefined) return <main className={styles.main} id="main" aria-busy="true" />;
  return <SideBySide {...props} seen={seen} />;
}

function SideBySide({
  hold,
  pair,
  seen,
  onMerge,
  onNotSame,
  onLater,
  onLeave,
  onReader,
}: PairPaneProps & { readonly seen: PairSeen }) {
  const t = useT();
  const rich = useRich();
  const { clock } = useServices();
  const today = useFormat().day(clock.now());
  const place = useRef<HTMLElement>(null);
  const fields = useMemo(() => fieldsOfPair(seen.left.person, seen.right.person), [seen]);
  const first = useMemo(
    () =>
      firstPicks(
        { reader: seen.left.person, lastSeen: seen.left.lastSeen },
        { reader: seen.right.person, lastSeen: seen.right.lastSeen },
        today,
      ),
    [seen, today],
  );
  const [chosen, setChosen] = useState<{ readonly state: string; readonly picks: Picks } | null>(null);
  const [opened] = useState(seen.state);
  // what was chosen between other values counts for nothing
  const picks = chosen?.state === seen.state ? chosen.picks : first;
  const setPicks = (next: Picks): void => setChosen({ state: seen.state, picks: next });
  const counts = countPicks(fields, picks);
  const isBornApart = fields.differing.some(({ field, only }) => field === "birthDate" && only === null);
  const takeAll = (side: ColumnSide): void => setPicks(allFrom(side, fields));
  useImperativeHandle(hold, () => ({
    picks: () => (counts.open > 0 ? null : picks),
    takeAll,
    focus: () => place.current?.querySelector<HTMLElement>('input[type="radio"][tabindex="0"]')?.focus(),
    place: () => place.current,
  }));
  const cards = new Set([seen.left.person.card, seen.right.person.card].filter((card) => card !== undefined)).size;
  const outcome = {
    left: counts.left,
    right: counts.right,
    contactsLeft: seen.left.counts.contacts,
    contactsRight: seen.right.counts.contacts,
    contacts: seen.contacts,
    cards,
  };
  const missing = fields.differing.flatMap(({ field, only }) =>
    only === null && picks[field] === undefined ? [t(`words.reader.${field}`)] : [],
  );
  const { list } = useFormat();
  return (
    <main className={styles.main} id="main" ref={place}>
      <div className={`${styles.body} scroll`}>
        {opened !== seen.state && (
          <p className="alert alert-warn" role="alert">
            <Icon icon={TriangleAlert} />
            <span className="grow">{t("duplicates.changed")}</span>
          </p>
        )}
        {isBornApart && (
          <div className="alert alert-danger">
            <Icon icon={TriangleAlert} />
            <b>{t("readers.merge-birthdays")}</b>
            <span className="grow">
              {t(pair?.reasons.includes("same-phone") ? "duplicates.born-apart-phone" : "duplicates.born-apart-hint")}
            </span>
            <Button size="small" keys="N" onClick={onNotSame}>
              {t("duplicates.not-same")}
            </Button>
          </div>
        )}
        <PairGrid
          seen={seen}
          fields={fields}
          picks={picks}
          isBornApart={isBornApart}
          onPick={(field, side) => setPicks({ ...picks, [field]: side })}
          onTakeAll={takeAll}
          onLeave={onLeave}
          onReader={onReader}
        />
      </div>
      <footer className={styles.foot}>
        <p className="grow">
          {counts.open === 0
            ? t("duplicates.outcome", outcome)
            : rich("duplicates.outcome-open", { ...outcome, open: <b className={styles.open}>{counts.open}</b> })}
        </p>
        {!isBornApart && (
          <Button keys="N" onClick={onNotSame}>
            {t("duplicates.not-same")}
          </Button>
        )}
        <Button keys="H" onClick={onLater}>
          {t("duplicates.later")}
        </Button>
        <Button
          kind="primary"
          keys="Ctrl+Enter"
          disabled={counts.open > 0}
          {...(counts.open > 0 && { title: t("duplicates.choose-first", { fields: list(missing) }) })}
          onClick={onMerge}
        >
          {t("duplicates.merge")}
        </Button>
      </footer>
    </main>
  );
}
