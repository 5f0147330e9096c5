/** The dialog over the inbox: of the opinion that is read, or of those that an act is on. */
import { EndingDialog } from "./ending-dialog.tsx";
import type { InboxPlace } from "./inbox-place.ts";
import type { OpinionActs, OpinionAsked } from "./opinion-acts.ts";
import { OpinionPicker } from "./opinion-picker.tsx";
import type { Inbox } from "./opinion-queries.ts";
import { OrderStepDialog } from "./order-step-dialog.tsx";
import { PapersDialog } from "./papers-dialog.tsx";

export interface OpinionDialogProps {
  readonly asked: OpinionAsked;
  readonly inbox: Inbox;
  readonly place: InboxPlace;
  readonly today: string;
  readonly acts: OpinionActs;
  readonly onClose: () => void;
}

export function OpinionDialog({ asked, inbox, place, today, acts, onClose }: OpinionDialogProps) {
  const { active } = place;
  if (typeof asked === "object" && "act" in asked)
    return <EndingDialog asked={asked} onEnd={(how) => acts.end(asked, how)} onClose={onClose} />;
  if (asked !== "papers" && typeof asked === "string")
    return (
      <OpinionPicker
        which={asked}
        targets={place.targets}
        shown={active?.id}
        rows={inbox.rows}
        house={inbox.house}
        today={today}
        acts={acts}
        onClose={onClose}
      />
    );
  if (active === undefined) return null;
  const common = { row: active, today, onClose };
  if (asked === "papers") return <PapersDialog key={active.id} {...common} onSave={acts.papers} />;
  return (
    <OrderStepDialog
      key={active.id}
      {...common}
      asked={asked.step}
      onAsk={(step) => acts.ask({ step })}
      onEnter={acts.orderStep}
    />
  );
}
