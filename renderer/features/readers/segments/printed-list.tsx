/**
 * The list on paper: who, and why, and at the foot who printed it and when. All that it says is at hand when it is
 * shown, as the printer does not wait.
 */

import type { WhyIn } from "#shared/analysis/segments/compile-segment.ts";
import type { Masked } from "../../../db/masked.ts";
import { PaperFoot } from "../../../desk-services/paper/paper-head.tsx";
import { PersonName } from "../../../desk-services/person-name.tsx";
import type { SegmentReader } from "../../../platform/worker/segments-api.ts";
import { whyText } from "../../../words/rule-words.ts";
import type { Words } from "../../../words/words.ts";
import { FIELDS } from "./value-choices.ts";

export interface Printed {
  readonly members: readonly SegmentReader[];
  readonly total: number;
  readonly readers: ReadonlyMap<string, Masked<"reader">>;
}

export function PrintedList({
  title,
  printed: { members, total, readers },
  words,
}: {
  title: string;
  printed: Printed;
  words: Words;
}) {
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
              <td>
                <PersonName>{readers.get(member.id)?.name ?? ""}</PersonName>
              </td>
              <td>{readers.get(member.id)?.card}</td>
              <td>{whyText(forPaper(member.why), words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <PaperFoot />
    </section>
  );
}

/**
 * Paper lies about: what somebody is worth to us, needs, has agreed to or complains of, and how old they are, does not
 * stand on it.
 */
const NOT_ON_PAPER: ReadonlySet<string> = new Set([
  ...FIELDS.value,
  "age",
  "serviceNeeds",
  "consents",
  "mayContact",
  "openOpinionTypes",
]);

const forPaper = (why: WhyIn): WhyIn => ({
  ...why,
  groups: why.groups.map((group) => ({
    ...group,
    conditions: group.conditions.filter(({ condition }) => !NOT_ON_PAPER.has(condition.field)),
  })),
});
