/** What it took beside the contacts themselves: to choose readers, write texts, make files, fill envelopes. */
import type { Row } from "../../../db/database.ts";
import { useT } from "../../../i18n/use-t.ts";
import { useOutreach } from "../outreach-queries.ts";
import { useOutreachActs } from "../use-outreach-acts.ts";
import { WholeNumberField } from "../whole-number-field.tsx";

/** A week and a half of work: more is a slip of the hand. */
const MOST_MINUTES = 5000;

export function PreparingField({ outreach }: { readonly outreach: string }) {
  const row = useOutreach(outreach);
  return row == null ? null : <Minutes row={row} />;
}

function Minutes({ row }: { readonly row: Row<"outreach"> }) {
  const t = useT();
  const { acts } = useOutreachActs(row);
  return (
    <WholeNumberField
      label={t("result.preparing-minutes")}
      from={0}
      to={MOST_MINUTES}
      value={row.minutes ?? 0}
      isFixed={false}
      onChange={(minutes) => void acts.change({ minutes })}
    />
  );
}
