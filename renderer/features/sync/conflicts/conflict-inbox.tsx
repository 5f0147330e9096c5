/** Everything that waits for a decision, one record at a time, in plain words; or that nothing does. */
import { CircleCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import type { Words } from "../../../words/words.ts";
import { type OpenRecord, useOpenRecords, useSameCards, useSameCodes } from "./conflict-queries.ts";
import { ConflictReview, focusCurrent } from "./conflict-review.tsx";
import { recordTitle } from "./record-title.ts";
import { SameCardReview } from "./same-card-review.tsx";
import { SameCodeReview } from "./same-code-review.tsx";

export interface ConflictInboxProps {
  readonly nameOf: (stream: string) => string;
}

export function ConflictInbox({ nameOf }: ConflictInboxProps) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { singleKeys = true } = useDeviceSettings();
  const place = useRef<HTMLElement>(null);
  const house = useHouse();
  const open = useOpenRecords();
  const groups = useSameCards();
  const codes = useSameCodes();
  const [skipped, setSkipped] = useState(0);
  const words: Words = { t, format, locale, house };
  const total = (open?.records.length ?? 0) + groups.length + codes.length;
  const at = total === 0 ? 0 : skipped % total;
  const record = open?.records[at];
  const group = record === undefined ? groups[at - (open?.records.length ?? 0)] : undefined;
  const code =
    record === undefined && group === undefined ? codes[at - (open?.records.length ?? 0) - groups.length] : undefined;
  const isAny = record !== undefined || group !== undefined || code !== undefined;
  useFirstFocus(place, open !== undefined && isAny);
  if (open === undefined) return <main className="review scroll" id="main" aria-busy="true" />;
  const deviceName = (stream: string): string => (stream === open.own ? t("centre.this-computer") : nameOf(stream));
  return (
    <main className="review scroll" id="main" ref={place} tabIndex={-1} aria-labelledby="review-h">
      <div className="review-head">
        <h2 id="review-h">
          {t("sync.to-decide")}{" "}
          {isAny && <span className="soft">{countText(open.records, groups.length, codes.length, t)}</span>}
        </h2>
        {isAny && singleKeys && <KeyPairs sides={sideNames(record, deviceName)} />}
        {record !== undefined && (
          <p className="soft grow">{t("centre.no-hurry", { what: recordTitle(record, words) })}</p>
        )}
        {total > 1 && (
          <Button size="small" kind="quiet" onClick={() => setSkipped(at + 1)}>
            {t("centre.later")}
          </Button>
        )}
      </div>
      {record !== undefined && (
        <ConflictReview
          key={`${record.kind}/${record.id}`}
          record={record}
          words={words}
          deviceName={deviceName}
          place={place}
        />
      )}
      {group !== undefined && <SameCardReview key={group[0]?.id} group={group} words={words} place={place} />}
      {code !== undefined && <SameCodeReview key={code.branches[0]?.id} group={code} place={place} />}
      {!isAny && <EmptyState icon={CircleCheck}>{t("centre.nothing-to-decide")}</EmptyState>}
    </main>
  );
}

/** Who comes here to decide can begin at once; who is typing somewhere is left alone. */
function useFirstFocus(place: { readonly current: HTMLElement | null }, isAny: boolean): void {
  const done = useRef(false);
  useEffect(() => {
    if (!isAny || done.current) return;
    done.current = true;
    const busy = document.activeElement;
    if (busy instanceof HTMLInputElement || busy instanceof HTMLTextAreaElement) return;
    focusCurrent(place.current);
  }, [place, isAny]);
}

function countText(records: readonly OpenRecord[], cards: number, codes: number, t: Words["t"]): string {
  const fields = records.reduce((sum, { conflicts }) => sum + conflicts.length, 0);
  const parts = [
    fields > 0 &&
      t(records.every(({ kind }) => kind === "reader") ? "centre.count-readers" : "centre.count-records", {
        records: records.length,
        fields,
      }),
    cards > 0 && t("centre.count-cards", { count: cards }),
    codes > 0 && t("centre.count-codes", { count: codes }),
  ];
  return parts.filter((part) => part !== false).join(" · ");
}

const sideNames = (record: OpenRecord | undefined, deviceName: (stream: string) => string): readonly string[] => {
  const first = record?.conflicts.find((conflict) => conflict.tag === "values");
  return first?.tag === "values" ? first.sides.slice(0, 2).map(({ of }) => deviceName(of[0])) : [];
};

function KeyPairs({ sides }: { sides: readonly string[] }) {
  const t = useT();
  const fields: readonly (readonly [string, string])[] =
    sides.length === 0
      ? []
      : [
          ...sides.map((name, index) => [String(index + 1), name] as const),
          ["3", t("centre.keep-both")],
          ["E", t("centre.by-hand")],
        ];
  return (
    <span className="push pairs no-print">
      {[...fields, ["N", t("centre.next")] as const].map(([keys, label]) => (
        <span key={keys}>
          <Kbd keys={keys} />
          {label}
        </span>
      ))}
    </span>
  );
}
