/**
 * Expected use: how likely readers come in the next months, and how well that was foretold for the last ones. Few stay
 * off paper and out of files.
 */
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import { Unprinted } from "../../../desk-services/figures/unprinted.tsx";
import { useT } from "../../../i18n/use-t.ts";
import { TOLD } from "../../../platform/worker/counted-sets.ts";
import { COMING_BANDS, type ExpectedUse } from "../../../platform/worker/expected-use-api.ts";
import type { Figure, StatisticsAsked } from "../../../platform/worker/statistics-api.ts";
import { useLasting } from "../../../ui/hooks/use-lasting.ts";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { Tile } from "../tile.tsx";
import { useTold } from "../told.tsx";
import { useAnswer } from "../use-answer.ts";
import { ComingBands } from "./coming-bands.tsx";
import { HoldOutTable } from "./hold-out-table.tsx";
import { hidesGroup, useExpectedWords } from "./use-expected-words.ts";

/** Longer than this, how far it is is worth a bar. */
const LASTING_MS = 1000;

export function ExpectedTile({
  asked: { branch, month },
  onOpen,
}: {
  asked: StatisticsAsked;
  onOpen: (figure: Figure) => void;
}) {
  const t = useT();
  const answer = useAnswer<ExpectedUse>(`${branch} ${month}`, async (worker, onProgress) =>
    worker.statistics.expectedUse({ branch, month }, onProgress),
  );
  const isReady = answer.tag === "ready" && !answer.isOther;
  const isLasting = useLasting(!isReady && answer.tag !== "failed", LASTING_MS);
  if (isReady) return <Expected use={answer.value} isOfAll={branch === null} onOpen={onOpen} />;
  const progress = answer.tag !== "failed" && answer.progress?.step === "fitting" ? answer.progress : null;
  return (
    <Tile {...WORDS} title={t("figures.expected")} table={{ head: [t("figures.expected")], rows: [] }}>
      <div aria-live="polite">
        <p className="meta">
          {answer.tag === "failed" ? t("figures.failed", { reason: answer.reason }) : t("figures.fitting")}
        </p>
        {isLasting && (
          <ProgressBar
            label={t("figures.fitting")}
            done={progress?.done ?? 0}
            {...(progress !== null && { total: progress.total })}
          />
        )}
      </div>
    </Tile>
  );
}

const WORDS = { className: "t7", how: "figures.expected-how", of: "came" } as const;

/**
 * What is foretold goes by the readers looked at, and so do the groups: it is told of all branches together, never of
 * one.
 */
function Expected({
  use,
  isOfAll,
  onOpen,
}: {
  readonly use: ExpectedUse;
  readonly isOfAll: boolean;
  readonly onOpen: (figure: Figure) => void;
}) {
  const t = useT();
  const words = useExpectedWords();
  const { tells } = useTold();
  const title = t("figures.expected");
  if (use.tag === "too-little-data") {
    const { readers, repeating } = use;
    return (
      <Tile {...WORDS} title={title} table={{ head: [title], rows: [] }}>
        <p className="meta">
          <Unprinted isHidden={!isOfAll || isSmall(readers) || isSmall(repeating) || isSmall(readers - repeating)}>
            {words.tooLittle(use)}
          </Unprinted>
        </p>
      </Tile>
    );
  }
  const [best] = use.trials;
  const told = {
    bands:
      isOfAll &&
      tells(TOLD.here, TOLD.came) &&
      use.tag === "foretold" &&
      !COMING_BANDS.some((band) => isSmall(use.bands[band])),
    trial: isOfAll,
  };
  return (
    <Tile
      {...WORDS}
      title={title}
      sub={t("figures.expected-sub", { months: use.months })}
      table={words.table(use, told)}
      say={
        use.tag === "foretold" ? (
          <Unprinted isHidden={!told.bands}>{words.foretold(use)}</Unprinted>
        ) : (
          words.refused(use)
        )
      }
    >
      <div className="expected">
        {use.tag === "foretold" ? (
          <ComingBands bands={use.bands} isTold={told.bands} onOpen={onOpen} />
        ) : (
          <ul className="faults" aria-label={t("figures.faults")}>
            {words.faults(use).map((fault) => (
              <li key={fault}>
                <Unprinted isHidden={!told.trial || use.trials.some(({ holdOut }) => holdOut.groups.some(hidesGroup))}>
                  {fault}
                </Unprinted>
              </li>
            ))}
          </ul>
        )}
        {best !== undefined && <HoldOutTable trial={best} months={use.months} isTold={told.trial} />}
      </div>
    </Tile>
  );
}
