/** The first line of a result: how many came again of either group, and what may be said of it. */
import type { ReactNode } from "react";
import type { GroupCount } from "#shared/outreach/pooled-difference.ts";
import type { RoundVerdict } from "#shared/outreach/round-result.ts";
import { Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { NumberDoor } from "./number-door.tsx";
import styles from "./result.module.css";
import { useResultWords } from "./result-words.ts";
import { tellsGroup } from "./safe-counts.ts";

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
  // what the difference is, and what size it would take, tell both groups
  const isComparing = "difference" in verdict;
  const [sentence, next] = words.verdict(verdict, days);
  const figure = (name: string, group: GroupCount, who: "returned" | "held-back-returned") => (
    <div>
      <dt>{name}</dt>
      <dd>
        <Unprinted isHidden={!tellsGroup(group)}>
          <NumberDoor count={group.returned} label={name} onOpen={() => onOpen(who)} />
          <small>{words.ofReaders(group)}</small>
        </Unprinted>
      </dd>
    </div>
  );
  return (
    <section className={styles.verdict} aria-label={t("result.verdict")}>
      <dl className={styles.figures}>
        {figure(t("result.came-contacted"), contacted, "returned")}
        {heldBack.readers > 0 && figure(t("result.came-held"), heldBack, "held-back-returned")}
      </dl>
      <p>
        <Unprinted isHidden={isComparing && !(tellsGroup(contacted) && tellsGroup(heldBack))}>
          {said ?? sentence}
          {said === undefined && hasNext && next !== "" && <small>{next}</small>}
          {more}
        </Unprinted>
      </p>
    </section>
  );
}
