/** The list of pairs with its three views; one tab stop, the keys are the screen's. */
import { Clock, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { WaitingPair } from "../../../db/duplicate-pairs.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { ViewTabs } from "../../../ui/page-tabs.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { VirtualList } from "../../../ui/virtual-list.tsx";
import styles from "./duplicates.module.css";
import type { Duplicates } from "./duplicates-queries.ts";

const DUPLICATE_VIEWS = ["waiting", "apart", "merged"] as const;
export type DuplicateView = (typeof DUPLICATE_VIEWS)[number];

export function PairViews({
  view,
  counts,
  onView,
}: {
  view: DuplicateView;
  counts: Readonly<Record<DuplicateView, number>>;
  onView: (view: DuplicateView) => void;
}) {
  const t = useT();
  return (
    <ViewTabs
      label={t("duplicates.views")}
      current={view}
      views={DUPLICATE_VIEWS.map((id) => ({ id, label: t(`duplicates.view-${id}`), count: counts[id] }))}
      onView={onView}
    />
  );
}

export interface PairListProps {
  readonly view: DuplicateView;
  /** Those that wait, as they are listed. */
  readonly pairs: readonly WaitingPair[];
  /** Keys of those that were put off. */
  readonly later: ReadonlySet<string>;
  readonly duplicates: Duplicates;
  readonly active: number;
  readonly singleKeys: boolean;
  readonly onActive: (index: number) => void;
  readonly onOpen: () => void;
}

export function PairList({ view, pairs, later, duplicates, active, singleKeys, onActive, onOpen }: PairListProps) {
  const t = useT();
  const house = useHouse();
  const lines: readonly Line[] = {
    waiting: () => pairs.map((pair) => waitingLine(pair, later.has(pair.key), t)),
    apart: () =>
      duplicates.apart.map(
        (pair): Line => ({
          key: pair.id,
          names: pair.names,
          at: pair.at,
          below: (
            <>
              <span className="soft">{house.staff.get(pair.staff) ?? ""}</span>
              {pair.isMerged && <Pill tone="warn">{t("duplicates.merged-elsewhere")}</Pill>}
            </>
          ),
        }),
      ),
    merged: () =>
      duplicates.merged.map(
        (pair): Line => ({
          key: pair.id,
          names: [pair.name, pair.main.name],
          at: pair.at,
          below: (
            <>
              <span className="soft">{house.staff.get(pair.staff) ?? ""}</span>
              <Pill tone="line">{t("duplicates.days-left", { count: pair.daysLeft })}</Pill>
              {pair.isToldApart && <Pill tone="warn">{t("duplicates.apart-elsewhere")}</Pill>}
            </>
          ),
        }),
      ),
  }[view]();
  return (
    <>
      <VirtualList
        className={styles.pairs ?? ""}
        label={t("duplicates.list")}
        count={lines.length}
        estimate={61}
        itemKey={(index) => lines[index]?.key ?? String(index)}
        active={Math.min(active, Math.max(0, lines.length - 1))}
        onActive={onActive}
        onOpen={onOpen}
        singleKeys={singleKeys}
        renderItem={(index, isActive) => {
          const line = lines[index];
          return line && <PairLine line={line} isActive={isActive} />;
        }}
      />
      {singleKeys && <Keys view={view} />}
    </>
  );
}

interface Line {
  readonly key: string;
  readonly names: readonly [string, string];
  readonly at: number;
  readonly below: ReactNode;
}

function waitingLine(
  { key, people: [a, b], since, reasons, birthDatesDiffer }: WaitingPair,
  isLater: boolean,
  t: ReturnType<typeof useT>,
): Line {
  const nameOf = ({ name, preferredName }: WaitingPair["people"][0]): string => name ?? preferredName ?? "";
  return {
    key,
    names: [nameOf(a), nameOf(b)],
    at: since,
    below: (
      <>
        {reasons.map((reason) => (
          <Pill key={reason} tone="line">
            {t(`duplicates.reason-${reason}`)}
          </Pill>
        ))}
        {isLater && <Pill icon={Clock}>{t("duplicates.put-off")}</Pill>}
        {birthDatesDiffer && (
          <span className={`late-mark ${styles.born}`}>
            <Icon icon={TriangleAlert} />
            {t("duplicates.born-apart")}
          </span>
        )}
      </>
    ),
  };
}

function PairLine({ line: { names, at, below }, isActive }: { line: Line; isActive: boolean }) {
  const t = useT();
  const format = useFormat();
  const now = useServices().clock.now();
  const [a, b] = names;
  return (
    <div className={styles.pair} aria-current={isActive || undefined}>
      <b className="clip">
        <PersonName>{a === "" ? t("words.no-name") : a}</PersonName>
        {a !== b && (
          <>
            {" · "}
            <PersonName>{b === "" ? t("words.no-name") : b}</PersonName>
          </>
        )}
      </b>
      <span className="meta">{format.shortDay(at, now)}</span>
      <span className={styles.below}>{below}</span>
    </div>
  );
}

const HINTS = {
  waiting: [
    [["J", "K"], "duplicates.hint-move"],
    [["N"], "duplicates.not-same"],
    [["H"], "duplicates.hint-later"],
    [["U"], "duplicates.undo"],
  ],
  apart: [
    [["J", "K"], "duplicates.hint-move"],
    [["U"], "duplicates.undo"],
  ],
  merged: [
    [["J", "K"], "duplicates.hint-move"],
    [["U"], "duplicates.part"],
  ],
} as const;

function Keys({ view }: { view: DuplicateView }) {
  const t = useT();
  return (
    <div className="keys" role="note" aria-label={t("duplicates.keys")}>
      {HINTS[view].map(([keys, label]) => (
        <span key={label}>
          {keys.map((key) => (
            <Kbd key={key} keys={key} />
          ))}
          {t(label)}
        </span>
      ))}
    </div>
  );
}
