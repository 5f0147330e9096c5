/** Why the list of readers shows nobody, and what can be done about it. */
import { Users } from "lucide-react";
import { useLocation } from "wouter";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { segmentFieldName } from "../../../words/rule-words.ts";
import type { ReaderList } from "../readers-in-view.ts";

interface ListEmptyProps {
  readonly list: ReaderList;
  readonly text: string;
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
  /** Null where the list is behind no figure. */
  readonly onBack: (() => void) | null;
}

export function ListEmpty({ list, text, isNarrowed, onClear, onBack }: ListEmptyProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const clear = <Button onClick={onClear}>{t("readers.filter-clear")}</Button>;
  if (list.failure !== null)
    return (
      <EmptyState icon={Users} action={<Button onClick={list.again}>{t("segments.again")}</Button>}>
        {t("segments.failed", { reason: list.failure })}
      </EmptyState>
    );
  if (list.problems.length > 0) {
    const rows = list.problems.map(({ tag, field }) =>
      t(`segments.problem-${tag}`, { field: segmentFieldName(field, t) }),
    );
    return (
      <EmptyState icon={Users} action={clear}>
        {t("segments.refused", { rows: [...new Set(rows)].join(" · ") })}
      </EmptyState>
    );
  }
  if (text !== "") return <EmptyState icon={Users}>{t("readers.none-found")}</EmptyState>;
  if (isNarrowed)
    return (
      <EmptyState icon={Users} action={clear}>
        {t("segments.nobody")}
      </EmptyState>
    );
  if (onBack !== null)
    return (
      <EmptyState icon={Users} action={<Button onClick={onBack}>{t("words.way-back")}</Button>}>
        {t("readers.figure-nobody")}
      </EmptyState>
    );
  return (
    <EmptyState icon={Users} action={<Button onClick={() => navigate("/import")}>{t("readers.to-import")}</Button>}>
      {t("readers.none-yet")}
    </EmptyState>
  );
}
