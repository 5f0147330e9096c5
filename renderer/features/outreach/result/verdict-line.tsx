/** The first line of a result: how many came again of either group, and what may be said of it. */
import type { ReactNode } from "react";
import type { GroupCount } from "#shared/outreach/pooled-difference.ts";
import type { RoundVerdict } from "#shared/outreach/round-result.ts";
import { Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { NumberDoor } from "./number-door.tsx";
import styles from "./result.module.css";
import { useResultWords } from "./result-words.ts";
import { safeCounts } from "./safe-counts.ts";

interface VerdictLineProps {
  readonly contacted: GroupCount;
  readonly heldBack: GroupCount;
  readonly verdict: RoundVerdict;
  readonly days: number;
  /** Whether something else can be done in the next round. */
  readonly hasNext?: boolean;
  /** Instead of what the verdict says. */
  readonly said?: string;
  /** What else there is to say, in a line of its own. */
  readonly more?: ReactNode;
  readonly onOpen: (who: "returned" | "held-back-returned") => void;
}

export function VerdictLine({
  contacted,
  heldBack,
  verdict,
  days,
  hasNext = true,
  said,
  more,
  onOpen,
}: VerdictLineProps) {
  const t = useT();
  const words = useResultWords();
  const tells = safeCounts([contacted, heldBack]);
  const [sentence, next] = words.verdict(verdict, days);
  const figure = (name: string, group: GroupCount, row: number, who: "returned" | "held-back-returned") => (
    <div>
      <dt>{name}</dt>
      <dd>
        <Unprinted isHidden={!tells(row, "returned")}>
          <NumberDoor count={group.returned} label={name} onOpen={() => onOpen(who)} />
          <small>{words.ofReaders(group)}</small>
        </Unprinted>
      </dd>
    </div>
  );
  return (
    <section className={styles.verdict} aria-label={t("result.verdict")}>
      <dl className={styles.figures}>
        {figure(t("result.came-contacted"), contacted, 0, "returned")}
        {heldBack.readers > 0 && figure(t("result.came-held"), heldBack, 1, "held-back-returned")}
      </dl>
      <p>
        <Unprinted isHidden={!(tells(0, "returned") && tells(1, "returned"))}>{said ?? sentence}</Unprinted>
        {said === undefined && hasNext && next !== "" && <small>{next}</small>}
        {more}
      </p>
    </section>
  );
}
