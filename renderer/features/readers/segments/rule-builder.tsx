/** The rule in rows, and groups of rows one level deep. */
import { Plus } from "lucide-react";
import { useRef } from "react";
import type { Match } from "#shared/analysis/segments/compile-segment.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import { ConditionRow } from "./condition-row.tsx";
import {
  addCondition,
  addGroup,
  changeGroup,
  removeCondition,
  type SegmentDraft,
  setCondition,
} from "./segment-draft.ts";
import styles from "./segments.module.css";

interface RuleBuilderProps {
  readonly draft: SegmentDraft;
  /** By group and row; null while nothing is counted. */
  readonly counts: readonly (readonly (number | null)[])[] | null;
  readonly onChange: (draft: SegmentDraft) => void;
}

export function RuleBuilder({ draft, counts, onChange }: RuleBuilderProps) {
  const t = useT();
  const place = useRef<HTMLElement>(null);
  const isGrouped = draft.groups.length > 1;
  /** What was pressed may be gone: the next key needs a place. */
  const changeAndGoTo = (next: SegmentDraft, selector: string): void => {
    onChange(next);
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(selector)?.focus());
  };
  return (
    <section ref={place} aria-label={t("words.segment.rule")} className={styles.builder}>
      {isGrouped && (
        <MatchSelect
          label={t("segments.match-groups")}
          of="groups"
          value={draft.match}
          onChange={(match) => onChange({ ...draft, match })}
        />
      )}
      {draft.groups.map(({ match, conditions }, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a group has no other name than its place
          key={at}
          data-group={at}
          role="group"
          aria-label={t("segments.group", { number: at + 1 })}
          className={isGrouped ? styles.group : undefined}
        >
          {conditions.length > 1 && (
            <MatchSelect
              label={t("segments.match-rows")}
              of="rows"
              value={match}
              onChange={(next) => onChange(changeGroup(draft, at, (group) => ({ ...group, match: next })))}
            />
          )}
          <ul className={styles.rows}>
            {conditions.map((condition, row) => (
              <ConditionRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
                key={row}
                condition={condition}
                count={counts?.[at]?.[row]}
                onChange={(to) => onChange(setCondition(draft, at, row, to))}
                onRemove={() => {
                  const next = removeCondition(draft, at, row);
                  changeAndGoTo(next, `[data-group="${Math.min(at, next.groups.length - 1)}"] > button`);
                }}
              />
            ))}
          </ul>
          <Button
            size="small"
            icon={Plus}
            onClick={() => changeAndGoTo(addCondition(draft, at), `[data-group="${at}"] li:last-child button`)}
          >
            {t("segments.add-row")}
          </Button>
        </div>
      ))}
      <Button
        size="small"
        icon={Plus}
        onClick={() => changeAndGoTo(addGroup(draft), `[data-group="${draft.groups.length}"] li button`)}
      >
        {t("segments.add-group")}
      </Button>
    </section>
  );
}

function MatchSelect({
  label,
  of,
  value,
  onChange,
}: {
  label: string;
  of: "rows" | "groups";
  value: Match;
  onChange: (match: Match) => void;
}) {
  const t = useT();
  return (
    <Select
      aria-label={label}
      className={styles.match}
      value={value}
      options={[
        { value: "all", label: t(`segments.all-${of}`) },
        { value: "any", label: t(`segments.any-${of}`) },
      ]}
      onChange={onChange}
    />
  );
}
