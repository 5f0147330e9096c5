/** 意见: what this reader has said, newest first; each leads to the inbox. */

import { MessageSquareText } from "lucide-react";
import { Link } from "wouter";
import type { Belongings } from "../../db/lists/reader-belongings.ts";
import { useCounter } from "../../desk-services/counter.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Pill } from "../../ui/pill.tsx";

export function OpinionsTab({ reader, belongings }: { reader: string; belongings: Belongings }) {
  const t = useT();
  const counter = useCounter();
  const format = useFormat();
  const now = useServices().clock.now();
  const rows = belongings.opinions.toSorted((a, b) => (b.receivedAt ?? 0) - (a.receivedAt ?? 0));
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={MessageSquareText}
        action={
          counter !== null && (
            <Button keys="Ctrl+N" onClick={() => counter.openOpinion(reader)}>
              {t("readers.opinion")}
            </Button>
          )
        }
      >
        {t("readers.no-opinions")}
      </EmptyState>
    );
  }
  return (
    <div className="record scroll">
      <ul className="list">
        {rows.map((row) => (
          <li key={row.id} className="line">
            {row.type && <Pill>{t(`words.opinion.${row.type}`)}</Pill>}
            <Link className="grow clip" href={`/opinions?id=${row.id}`}>
              {row.title ?? (row.text ?? "").slice(0, 80)}
            </Link>
            <span className="soft nowrap">{row.status && t(`words.status.${row.status}`)}</span>
            <span className="meta nowrap">{row.receivedAt !== undefined && format.shortDay(row.receivedAt, now)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
