/** The list on paper: who, and why. All that it says is at hand when it is shown, as the printer does not wait. */

import type { WhyIn } from "#shared/analysis/segment.ts";
import type { Masked } from "../../db/masked.ts";
import type { Words } from "../../db/record-words.ts";
import { whyText } from "../../db/rule-words.ts";
import type { SegmentReader } from "../../platform/segments-api.ts";
import { FIELDS } from "./value-choices.ts";

export interface Printed {
  readonly members: readonly SegmentReader[];
  readonly total: number;
  readonly readers: ReadonlyMap<string, Masked<"reader">>;
}

export function PrintedList({ title, printed: { members, total, readers }, words }: { title: string; printed: Printed; words: Words }) {
  const { t } = words;
  return (
    <section className="print-only">
      <h1>{title}</h1>
      <p>{t("segments.printed", { count: members.length, total })}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("words.reader.name")}</th>
            <th scope="col">{t("words.reader.card")}</th>
            <th scope="col">{t("segments.why")}</th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.id}>
              <td>{readers.get(member.id)?.name}</td>
              <td>{readers.get(member.id)?.card}</td>
              <td>{whyText(withoutScores(member.why), words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const SCORES: ReadonlySet<string> = new Set(FIELDS.value);

/** Paper lies about: how much somebody is worth to us does not stand on it. */
const withoutScores = (why: WhyIn): WhyIn => ({ ...why, groups: why.groups.map((group) => ({ ...group, conditions: group.conditions.filter(({ condition }) => !SCORES.has(condition.field)) })) });
