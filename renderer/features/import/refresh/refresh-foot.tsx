/** The foot of the screen: what is going on at the left, back and on at the right. */
import type { ReactNode } from "react";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { useRefreshState } from "./refresh-provider.tsx";

export function RefreshFoot({ idle, children }: { readonly idle: ReactNode; readonly children: ReactNode }) {
  const t = useT();
  const format = useFormat();
  const job = useRefreshState((state) => state.job);
  const doing = job === null ? "" : t(`lists.${job.stage}`, { list: t(`frame.refresh-list-${job.list}`) });
  return (
    <footer className="foot-bar">
      {job === null ? (
        <p className="meta">{idle}</p>
      ) : (
        <div className="job">
          <span role="status">{doing}</span>
          <span className="meta">
            {job.total > 0 && job.stage !== "waiting" ? format.percent(job.done / job.total) : ""}
          </span>
          <ProgressBar label={doing} done={job.done} {...(job.total > 0 && { total: job.total })} />
        </div>
      )}
      <div className="row">{children}</div>
    </footer>
  );
}
