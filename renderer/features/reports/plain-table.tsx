/** A small table of figures under its title; the first column names the row. */
import type { ReactNode } from "react";
import { PlainRows } from "../../ui/plain-rows.tsx";
import { TableHead } from "../../ui/table-head.tsx";

export function PlainTable({
  title,
  head,
  rows,
}: {
  title: string;
  head: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}) {
  return (
    <table className="report-table">
      <caption>{title}</caption>
      <TableHead cells={head} />
      <PlainRows rows={rows} />
    </table>
  );
}
