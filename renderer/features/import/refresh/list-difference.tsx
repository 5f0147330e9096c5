/** What a list would change, before it changes anything: by bucket, with what must be asked first and who is missing. */
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { BucketPage } from "../../../platform/worker/import-api.ts";
import type { MissingReaders } from "../../../platform/worker/refresh-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { HASTE_MS } from "../../../ui/dialogs/stray-enter.ts";
import { BucketTabs } from "../check/bucket-tabs.tsx";
import { ChangesTable } from "../check/changes-table.tsx";
import { MoreRows } from "../check/more-rows.tsx";
import { UseTable } from "../check/use-table.tsx";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { RefreshFoot } from "./refresh-foot.tsx";
import { useRefreshFlow, useRefreshState } from "./refresh-provider.tsx";
import type { FoundDifference } from "./refresh-store.ts";
import { reasonSentence } from "./refresh-words.ts";

export function ListDifference({ found }: { readonly found: FoundDifference }) {
  const t = useT();
  const format = useFormat();
  const { clock } = useServices();
  const flow = useRefreshFlow();
  const busy = useRefreshState((state) => state.job !== null);
  const bucket = useRefreshState((state) => state.bucket);
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const take = useRef<HTMLButtonElement>(null);
  const isAsking = found.reasons.length > 0;
  useEffect(() => {
    if (isAsking) return;
    // before that, Enter was meant for what has led here, and nobody has seen this yet
    const timer = setTimeout(() => {
      if (document.activeElement?.matches("body, h1")) take.current?.focus();
    }, HASTE_MS);
    return () => clearTimeout(timer);
  }, [isAsking]);
  const { list, file, rows, counts, reasons, missing, onMatch } = found;
  const isAnswered = reasons.every(({ tag }) => answered.has(tag));
  const toWrite = counts.new + counts.update;
  const answer = (tag: string, isRight: boolean): void =>
    setAnswered(new Set([...[...answered].filter((other) => other !== tag), ...(isRight ? [tag] : [])]));
  return (
    <>
      <p className={styles.facts}>
        <strong>{t(`frame.refresh-list-${list}`)}</strong>{" "}
        <span className="meta">
          {t("lists.facts", { name: file.name, rows, when: format.moment(file.modifiedAt, clock.now()) })}
          {onMatch !== null && ` · ${t("lists.on-match", { rule: t(`import.rules-${onMatch}`) })}`}
        </span>
      </p>
      {reasons.length > 0 && (
        <form
          id={ASKS_FORM}
          className={styles.asks}
          aria-labelledby="asks-h"
          onSubmit={(event) => {
            event.preventDefault();
            if (isAnswered && !busy) void flow.take(true);
          }}
        >
          <h2 id="asks-h">{t("lists.asks-title")}</h2>
          {reasons.map((reason, order) => (
            <Checkbox
              key={reason.tag}
              autoFocus={order === 0}
              disabled={busy}
              checked={answered.has(reason.tag)}
              onChange={(event) => answer(reason.tag, event.target.checked)}
            >
              {reasonSentence(reason, t, format, clock.now())}
            </Checkbox>
          ))}
        </form>
      )}
      <BucketTabs counts={counts} bucket={bucket} onBucket={flow.showBucket} plain />
      <div className={styles.difference}>
        <Rows key={bucket} found={found} />
        {missing.total > 0 && <Missing missing={missing} />}
      </div>
      <RefreshFoot idle={<Idle found={found} />}>
        {busy ? (
          <Button key="stop" keys="Esc" onClick={flow.cancel}>
            {t("lists.stop")}
          </Button>
        ) : (
          <>
            <Button keys="Esc" onClick={() => void flow.leave()}>
              {t("lists.leave")}
            </Button>
            <Button
              kind="primary"
              ref={take}
              keys="Enter"
              disabled={!isAnswered}
              {...(reasons.length > 0 ? { type: "submit", form: ASKS_FORM } : { onClick: () => void flow.take(false) })}
            >
              {toWrite === 0 ? t("lists.take-none") : t("lists.take", { n: toWrite })}
            </Button>
          </>
        )}
      </RefreshFoot>
    </>
  );
}

/** Rows that need a person stay where they are: they are settled where imports are. */
function Idle({ found: { list, counts } }: { readonly found: FoundDifference }) {
  const t = useT();
  const flow = useRefreshFlow();
  const importFlow = useImportFlow();
  const importBusy = useImportState((state) => state.job !== null);
  const [, navigate] = useLocation();
  const left = counts.duplicate + counts.error;
  if (left === 0) return t("lists.take-hint");
  const open = async (): Promise<void> => {
    const file = await flow.openFile(list);
    if (file === null) return;
    void importFlow.open(file, list);
    navigate("/import");
  };
  return (
    <>
      {t("lists.left-out", { n: left })}{" "}
      <Button size="small" disabled={importBusy} onClick={() => void open()}>
        {t("lists.open-import")}
      </Button>
    </>
  );
}

/** The reasons to stop, whose ticks Enter goes on from. */
const ASKS_FORM = "refresh-asks";
const PAGE = 100;
const NOTHING: BucketPage = { total: 0, rows: [] };

function Rows({ found }: { readonly found: FoundDifference }) {
  const t = useT();
  const { worker } = useServices();
  const bucket = useRefreshState((state) => state.bucket);
  const busy = useRefreshState((state) => state.job !== null);
  const [count, setCount] = useState(PAGE);
  const [page, setPage] = useState<BucketPage>(NOTHING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is another page
  useEffect(() => {
    if (busy) return;
    let wanted = true;
    void worker.refresh.page(bucket, 0, count).then((shown) => {
      if (wanted) setPage(shown);
    });
    return () => {
      wanted = false;
    };
  }, [worker, found, bucket, count, busy]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: rows that are only read are scrolled by the arrows
    <section className="scroll" aria-labelledby="refresh-rows-h" tabIndex={0}>
      <div className="section-head">
        <h2 id="refresh-rows-h">{t(`import.bucket-${bucket}`)}</h2>
      </div>
      {page.total === 0 ? (
        <p className="more">{t("import.none-here")}</p>
      ) : found.holds === "use" ? (
        <UseTable rows={page.rows} />
      ) : (
        <ChangesTable rows={page.rows} />
      )}
      <MoreRows rest={page.total - page.rows.length} onMore={() => setCount((before) => before + PAGE)} />
    </section>
  );
}

function Missing({ missing: { total, readers } }: { readonly missing: MissingReaders }) {
  const t = useT();
  const [, navigate] = useLocation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by the arrows
    <section className="scroll" aria-labelledby="missing-h" tabIndex={0}>
      <div className="section-head">
        <h2 id="missing-h">
          {t("lists.missing")} <span className="count">{t("lists.missing-count", { n: total })}</span>
        </h2>
      </div>
      <p className="meta">{t("lists.missing-hint")}</p>
      <ul className={styles.missing}>
        {readers.map(({ id, name, card }) => (
          <li key={id}>
            <Button size="small" kind="quiet" onClick={() => navigate(`/readers/${id}`)}>
              {name === "" ? t("import.no-name") : name}
            </Button>{" "}
            <span className="mono meta">{card}</span>
          </li>
        ))}
      </ul>
      {total > readers.length && <p className="more">{t("lists.missing-more", { n: total - readers.length })}</p>}
    </section>
  );
}
