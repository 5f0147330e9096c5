/** The alarm that two computers show different records: one sentence a computer, and one button that saves the particulars and ends it. */
import { CircleAlert } from "lucide-react";
import { ownStreamOf } from "../../../db/own-stream.ts";
import { useServices } from "../../../db/services.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { saveFile } from "../../../platform/save-file.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { useToasts } from "../../../ui/toast.tsx";
import { type DigestAlarm, endDigestAlarm } from "./digest-alarm.ts";
import { digestText } from "./digest-text.ts";
import { actionLabel, warningNotice } from "./sync-words.ts";

export function DigestNotice({ alarm, nameOf }: { alarm: DigestAlarm; nameOf: (stream: string) => string }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const { db, host } = useServices();
  const { show } = useToasts();
  const save = async (): Promise<void> => {
    const bytes = new TextEncoder().encode(digestText(alarm, (await ownStreamOf(db)) ?? "", t));
    const saved = await saveFile(host, t("centre.differs-name", { day: format.day(alarm.at) }), bytes);
    if (saved.ok) await endDigestAlarm(db);
    else if (saved.error.tag === "not-saved") show({ text: t("centre.differs-not-saved", { reason: saved.error.reason }), tone: "failed" });
  };
  return (
    <div className="alert alert-danger sync-notice" role="alert">
      <Icon icon={CircleAlert} />
      <p className="grow">{alarm.differences.map((difference) => say(warningNotice(difference, nameOf, format).said)).join(" ")}</p>
      <Button size="small" onClick={() => void save()}>
        {t(actionLabel("save"))}
      </Button>
    </div>
  );
}
