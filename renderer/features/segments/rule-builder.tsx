/** The rule in rows, and groups of rows one level deep. */
import { Plus } from "lucide-react";
import type { Match } from "#shared/analysis/segment.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { ConditionRow } from "./condition-row.tsx";
import { addCondition, addGroup, changeGroup, type Draft, removeCondition, setCondition } from "./segment-draft.ts";
import styles from "./segments.module.css";

interface RuleBuilderProps {
  readonly draft: Draft;
  /** By group and row; null while nothing is counted. */
  readonly counts: readonly (readonly (number | null)[])[] | null;
  readonly onChange: (draft: Draft) => void;
}

export function RuleBuilder({ draft, counts, onChange }: RuleBuilderProps) {
  const t = useT();
  const isGrouped = draft.groups.length > 1;
  return (
    <section aria-label={t("words.segment.rule")} className={styles.builder}>
      {isGrouped && <MatchSelect label={t("segments.match-groups")} of="groups" value={draft.match} onChange={(match) => onChange({ ...draft, match })} />}
      {draft.groups.map(({ match, conditions }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group has no other name than its place
        <div key={at} role="group" aria-label={t("segments.group", { number: at + 1 })} className={isGrouped ? styles.group : undefined}>
          {conditions.length > 1 && (
            <MatchSelect label={t("segments.match-rows")} of="rows" value={match} onChange={(next) => onChange(changeGroup(draft, at, (group) => ({ ...group, match: next })))} />
          )}
          <ul className={styles.rows}>
            {conditions.map((condition, row) => (
              <ConditionRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
                key={row}
                condition={condition}
                count={counts?.[at]?.[row]}
                onChange={(to) => onChange(setCondition(draft, at, row, to))}
                onRemove={() => onChange(removeCondition(draft, at, row))}
              />
            ))}
          </ul>
          <Button size="small" icon={Plus} onClick={() => onChange(addCondition(draft, at))}>
            {t("segments.add-row")}
          </Button>
        </div>
      ))}
      <Button size="small" icon={Plus} onClick={() => onChange(addGroup(draft))}>
        {t("segments.add-group")}
      </Button>
    </section>
  );
}

function MatchSelect({ label, of, value, onChange }: { label: string; of: "rows" | "groups"; value: Match; onChange: (match: Match) => void }) {
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
