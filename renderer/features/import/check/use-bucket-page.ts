/** The first rows of a bucket, asked of the worker again whenever the plan changes. */
import { useEffect, useState } from "react";
import type { Bucket } from "#shared/import-export/plan/plan-row.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { BucketPage } from "../../../platform/worker/import-api.ts";
import { useImportState } from "../import-session.tsx";

const PAGE = 100;

export interface ShownBucket extends BucketPage {
  /** Rows beyond those shown. */
  readonly rest: number;
  readonly showMore: () => void;
}

const NOTHING: BucketPage = { total: 0, rows: [] };

export function useBucketPage(bucket: Bucket, field?: string): ShownBucket {
  const { worker } = useServices();
  const checked = useImportState((state) => state.checked);
  const version = useImportState((state) => state.version);
  const isEmpty = useImportState((state) => state.counts === null);
  const [count, setCount] = useState(PAGE);
  const [page, setPage] = useState<BucketPage>(NOTHING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the plan is a new page
  useEffect(() => {
    // while everything is checked again, what was found stays
    if (!checked) return isEmpty ? setPage(NOTHING) : undefined;
    let wanted = true;
    void worker.imports.page(bucket, 0, count, field).then((found) => {
      if (wanted) setPage(found);
    });
    return () => {
      wanted = false;
    };
  }, [worker, checked, isEmpty, version, bucket, field, count]);
  return { ...page, rest: page.total - page.rows.length, showMore: () => setCount((before) => before + PAGE) };
}
