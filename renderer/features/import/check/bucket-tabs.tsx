/** The buckets of a dry run, each with its count; pressed, it shows its rows. */
import { Copy, Equal, EqualNot, type LucideIcon, Pencil, Plus, TriangleAlert } from "lucide-react";
import { BUCKETS, type Bucket } from "#shared/import-export/plan/plan-row.ts";
import type { PlanCounts } from "#shared/import-export/plan/planner.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";

const ICONS: Readonly<Record<Bucket, LucideIcon>> = {
  new: Plus,
  update: Pencil,
  same: Equal,
  kept: EqualNot,
  duplicate: Copy,
  error: TriangleAlert,
};
const TONES: Partial<Record<Bucket, string>> = { duplicate: "is-warn", error: "is-error" };

export interface BucketTabsProps {
  readonly counts: PlanCounts;
  readonly bucket?: Bucket;
  /** Absent: only figures. */
  readonly onBucket?: (bucket: Bucket) => void;
  /** Without what may be done about each: it is not done here. */
  readonly plain?: boolean;
}

export function BucketTabs({ counts, bucket, onBucket, plain = false }: BucketTabsProps) {
  const t = useT();
  const format = useFormat();
  const isUse = counts.folded !== undefined;
  // a record of use is found by who, when and what: there is no maybe
  const shown = BUCKETS.filter((name) => (name === "kept" ? counts.kept > 0 : !isUse || name !== "duplicate"));
  return (
    <ul className="buckets" aria-label={t("import.buckets")}>
      {shown.map((name) => (
        <li key={name} className={counts[name] > 0 ? TONES[name] : undefined}>
          <button
            type="button"
            aria-pressed={onBucket === undefined ? undefined : name === bucket}
            aria-disabled={onBucket === undefined || undefined}
            onClick={() => onBucket?.(name)}
          >
            <span className="num">{format.number(counts[name])}</span>
            <span className="lab">
              <Icon icon={ICONS[name]} />
              {t(`import.bucket-${name}`)}
            </span>
            {onBucket !== undefined && !plain && (
              <small>
                {t(
                  isUse && (name === "update" || name === "error")
                    ? `import.use-bucket-${name}-hint`
                    : `import.bucket-${name}-hint`,
                  { cells: counts.cells },
                )}
              </small>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
