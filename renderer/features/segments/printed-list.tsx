/** The list on paper: who, and why. */

import type { WhyIn } from "#shared/analysis/segment.ts";
import { whyText } from "../../db/rule-words.ts";
import { useT } from "../../i18n/use-t.ts";
import type { SegmentReader } from "../../platform/segments-api.ts";
import { useReaders } from "./segment-queries.ts";
import { useWords } from "./use-words.ts";
import { FIELDS } from "./value-choices.ts";

export function PrintedList({ title, members, total }: { title: string; members: readonly SegmentReader[]; total: number }) {
  const t = useT();
  const words = useWords();
  const readers = useReaders(members.map(({ id }) => id));
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
