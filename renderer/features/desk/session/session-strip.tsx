/** The last eight readers of this session, masked; Ctrl+Tab flips between the last two. Emptied at lock. */

import { Pencil } from "lucide-react";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { classNames } from "../../../ui/class-names.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { useDeskActions, useDeskState } from "../desk-context.ts";
import type { Served } from "../desk-store.ts";
import { draftsOf } from "./drafts.ts";
import { useReaderMask } from "./use-reader-mask.ts";
import { useResume } from "./use-resume.ts";

const SHOWN_WHEN_NARROW = 4;

export function SessionStrip() {
  const t = useT();
  const session = useDeskState((state) => state.session);
  const drafts = useDeskState((state) => state.drafts);
  const strangers = drafts.filter((draft) => !session.some(({ reader }) => reader === draft.reader));
  const readers = new Set(session.flatMap(({ reader }) => (reader === null ? [] : [reader])));
  const resume = useResume();
  return (
    <nav className="queue" aria-labelledby="queue-h">
      <h2 id="queue-h">{t("desk.session")}</h2>
      <ol>
        {session.map((served, index) => (
          <li key={`${served.reader}-${served.at}`} className={classNames(index >= SHOWN_WHEN_NARROW && "narrow-hide")}>
            <ServedReader served={served} />
          </li>
        ))}
      </ol>
      {strangers[0] !== undefined && (
        <button
          type="button"
          className="btn btn-s btn-quiet"
          onClick={() => strangers[0] !== undefined && resume(strangers[0])}
        >
          <Pill tone="warn" icon={Pencil}>
            {t("desk.drafts", { count: strangers.length })}
          </Pill>
        </button>
      )}
      {readers.size > 1 && (
        <span className="push row meta nowrap">
          <Kbd keys="Ctrl+Tab" />
        </span>
      )}
    </nav>
  );
}

function ServedReader({ served }: { readonly served: Served }) {
  const t = useT();
  const format = useFormat();
  const actions = useDeskActions();
  const resume = useResume();
  const { reader, at } = served;
  const mask = useReaderMask(reader);
  const open = useDeskState((state) => state.reader === reader && reader !== null);
  const drafts = draftsOf(
    useDeskState((state) => state.drafts),
    reader,
  );
  const [draft] = drafts;
  const press = (): void => {
    if (draft !== undefined) resume(draft);
    else if (reader !== null) actions.openReader(reader);
  };
  return (
    <button type="button" className="queue-item" aria-current={open || undefined} onClick={press}>
      <time>{format.time(at)}</time>
      <PersonName>{mask}</PersonName>
      {drafts.length > 0 && (
        <Pill tone="warn" icon={Pencil}>
          {t("desk.drafts", { count: drafts.length })}
        </Pill>
      )}
    </button>
  );
}
