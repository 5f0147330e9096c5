/** What is understood of the marks in a note or a task, beside the words while they are typed. */
import type { NoteChip, NoteLine } from "#shared/model/input/note-line.ts";
import { matchColleague, useColleagues } from "../desk-services/known-colleagues.ts";
import { useHouse } from "../desk-services/use-house.ts";
import { useNameFold } from "../desk-services/use-name-fold.ts";
import type { Message } from "../i18n/message-id.ts";
import { useFormat, useSay, useT } from "../i18n/use-t.ts";
import { MARK_ICONS } from "../ui/channel-icon.ts";
import { Pill } from "../ui/pill.tsx";

export function NoteChips({ note }: { readonly note: NoteLine }) {
  const t = useT();
  return (
    <>
      {note.chips.map((chip) => (
        <ChipPill key={JSON.stringify(chip)} chip={chip} />
      ))}
      {note.noDay !== undefined && (
        <Pill icon={MARK_ICONS["follow-up"]} tone="warn">
          {t("desk.chip.no-day", { typed: note.noDay })}
        </Pill>
      )}
    </>
  );
}

function ChipPill({ chip }: { readonly chip: NoteChip }) {
  const say = useSay();
  const format = useFormat();
  const colleagues = useColleagues();
  const fold = useNameFold([...colleagues.values()].map((row) => row.name));
  const known = chip.kind === "colleague" ? matchColleague(chip.typed, colleagues.values(), fold) : undefined;
  const called = useHouse().staff.get(known?.id ?? "");
  const unknown = chip.kind === "colleague" && known === undefined;
  return (
    <Pill icon={MARK_ICONS[chip.kind]} tone={unknown ? "warn" : "accent"}>
      {say(chipMessage(chip, called, format.longDay))}
    </Pill>
  );
}

function chipMessage(chip: NoteChip, colleague: string | undefined, longDay: (day: string) => string): Message {
  switch (chip.kind) {
    case "tag":
      return { id: "desk.chip.tag", values: { tag: chip.tag } };
    case "colleague":
      return colleague === undefined
        ? { id: "desk.chip.nobody", values: { name: chip.typed } }
        : { id: "desk.chip.colleague", values: { name: colleague } };
    case "priority":
      return { id: `words.priority.${chip.priority}` };
    case "follow-up":
      return { id: "desk.chip.follow-up", values: { day: longDay(chip.due) } };
    case "minutes":
      return { id: "desk.chip.minutes", values: { minutes: chip.minutes } };
    case "count":
      return { id: "desk.chip.count", values: { count: chip.count } };
  }
}
