/** What a record is called where its fields are decided. */
import { groupCard } from "#shared/model/input/card-number.ts";
import { maskText } from "#shared/model/readers/mask.ts";
import { settingName } from "../../../words/setting-name.ts";
import type { Words } from "../../../words/words.ts";
import type { OpenRecord } from "./conflict-queries.ts";

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export function recordTitle({ kind, row }: Pick<OpenRecord, "kind" | "row">, words: Words): string {
  if (kind === "setting") return settingName(row.id, words.t);
  const card = text(row.card);
  const said = text(row.title) ?? text(row.text);
  const parts = [
    text(row.name),
    card && groupCard(card),
    text(row.registerNo),
    text(row.month),
    said && maskText(said.slice(0, 30)),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(" · ") : words.t(`words.kind.${kind}`);
}
