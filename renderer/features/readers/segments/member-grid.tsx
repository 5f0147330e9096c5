/** Who is in, each with the reason in words. Enter opens the reader; P puts in for good, X leaves out. */

import { Pin, UserX } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { groupCard } from "#shared/model/input/card-number.ts";
import type { CalledOut } from "#shared/model/readers/mask.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import type { SegmentReader } from "../../../platform/worker/segments-api.ts";
import { Button } from "../../../ui/button.tsx";
import { takeFocus } from "../../../ui/dialogs/take-focus.ts";
import { matchKeys } from "../../../ui/keyboard.ts";
import { Pill } from "../../../ui/pill.tsx";
import { VirtualGrid } from "../../../ui/virtual-grid.tsx";
import { whyText } from "../../../words/rule-words.ts";
import { useWords } from "./rule-wording.ts";
import { useReaders } from "./segment-queries.ts";
import styles from "./segments.module.css";
import { whoIs } from "./use-hands.ts";

interface MemberGridProps {
  readonly label: string;
  readonly members: readonly SegmentReader[];
  readonly onPin: (reader: string, who: CalledOut) => void;
  readonly onExclude: (reader: string, who: CalledOut) => void;
}

export function MemberGrid({ label, members, onPin, onExclude }: MemberGridProps) {
  const words = useWords();
  const { t } = words;
  const { singleKeys = true } = useDeviceSettings();
  const [, navigate] = useLocation();
  const [active, setActive] = useState({ row: 0, column: -1 });
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // whoever is at the rule stays there
    if (document.activeElement?.parentElement?.closest("main") == null) takeFocus(holder.current, "grid");
  }, []);
  const readers = useReaders(members.map(({ id }) => id));
  const row = Math.max(0, Math.min(active.row, members.length - 1));
  const current = members[row];
  const whoOf = (id: string): CalledOut => whoIs(readers.get(id), t);
  return (
    <div className="grid-holder no-print" ref={holder}>
      <div className={styles.acts}>
        <Button
          size="small"
          icon={Pin}
          {...(singleKeys && { keys: "P" })}
          disabled={current === undefined}
          onClick={() => current !== undefined && onPin(current.id, whoOf(current.id))}
        >
          {t("segments.pin")}
        </Button>
        <Button
          size="small"
          icon={UserX}
          {...(singleKeys && { keys: "X" })}
          disabled={current === undefined}
          onClick={() => current !== undefined && onExclude(current.id, whoOf(current.id))}
        >
          {t("segments.exclude")}
        </Button>
      </div>
      <VirtualGrid
        label={label}
        columns={[
          { id: "name", header: t("words.reader.name"), width: "minmax(8em, .7fr)" },
          { id: "card", header: t("words.reader.card"), width: "minmax(9em, .7fr)" },
          { id: "why", header: t("segments.why"), width: "minmax(14em, 3fr)" },
          { id: "hand", header: t("segments.hand"), width: "6em" },
        ]}
        rowCount={members.length}
        rowKey={(index) => members[index]?.id ?? String(index)}
        active={{ row, column: active.column }}
        onActive={setActive}
        onOpen={(index) => {
          const member = members[index];
          if (member !== undefined) navigate(`/readers/${member.id}`);
        }}
        onKeyDown={(event) => {
          if (!singleKeys || current === undefined) return;
          if (matchKeys(event, "P")) onPin(current.id, whoOf(current.id));
          else if (matchKeys(event, "X")) onExclude(current.id, whoOf(current.id));
          else return;
          event.preventDefault();
        }}
        renderCell={(index, { id: column }) => {
          const member = members[index];
          if (member === undefined) return "…";
          switch (column) {
            case "name":
              return (
                <b>
                  <PersonName>{readers.get(member.id)?.name ?? ""}</PersonName>
                </b>
              );
            case "card":
              return <span className="mono">{groupCard(readers.get(member.id)?.card ?? "")}</span>;
            case "why":
              return <span title={whyText(member.why, words)}>{whyText(member.why, words)}</span>;
            default:
              return (
                member.why.because === "pinned" && (
                  <Pill tone="accent" icon={Pin}>
                    {t("segments.pin")}
                  </Pill>
                )
              );
          }
        }}
      />
    </div>
  );
}
