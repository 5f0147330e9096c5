/** What the parts of a result are called: channels, templates, stages, computers, reasons, and how it ended. */
import { useLiveQuery } from "dexie-react-hooks";
import { LIFE_STATES } from "#shared/analysis/life/life-state.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { CALL_STATES, type CallState } from "#shared/outreach/call-state.ts";
import { WATERFALL } from "#shared/outreach/waterfall.ts";
import { isStreamId } from "#shared/replication/files/names.ts";
import { readComputers } from "../../db/exchange/computers.ts";
import { linesIn, readSyncLog } from "../../db/exchange/sync-log.ts";
import type { Translate } from "../../i18n/i18n.ts";
import { useT } from "../../i18n/use-t.ts";
import type { OUTREACH_BY } from "../../platform/worker/outreach-result-api.ts";
import { computerNames, numberMark } from "../../words/computer-names.ts";
import { useDeviceSettings } from "../device-settings.ts";
import { useServices } from "../services.ts";

/** Of languages their own names: whoever reads them knows them. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ["zh-CN", "简体中文"],
  ["zh-TW", "繁體中文"],
  ["en", "English"],
]);

export function useOutreachParts(): (by: (typeof OUTREACH_BY)[number], value: string) => string {
  const t = useT();
  const { db } = useServices();
  const known = useLiveQuery(
    async () => ({ computers: await readComputers(db), nameOf: computerNames(linesIn(await readSyncLog(db))) }),
    [db],
  );
  const { deskName } = useDeviceSettings();
  return (by, value) => {
    if (value === "") return t("figures.outreach-no-part");
    switch (by) {
      case "channel":
        return channelName(value, t);
      case "template": {
        const [channel = "", language = ""] = value.split(".");
        return `${channelName(channel, t)} · ${LANGUAGES.get(language) ?? language}`;
      }
      case "stage": {
        const state = LIFE_STATES.find((each) => each === value);
        return state === undefined ? value : t(`life.state-${state}`);
      }
      case "desk":
        return known !== undefined && known.computers.presentOf(value) === known.computers.own
          ? (deskName ?? t("figures.this-computer"))
          : ((isStreamId(value) ? known?.nameOf(value) : null) ??
              t("figures.other-computer", { id: numberMark(value) }));
      case "bar": {
        const bar = WATERFALL.find((each) => each.bar === value)?.bar;
        return bar === undefined ? value : t(`words.not-told-bar.${bar}`);
      }
      case "state": {
        const state = CALL_STATES.find((each) => each === value);
        return state === undefined ? value : drawnStateText(state, t);
      }
    }
  };
}

/** As they were drawn: with those who have said no since, whom the list counts apart. */
export const drawnStateText = (state: CallState, t: Translate): string =>
  state === "waiting" ? t("figures.outreach-waiting") : t(`words.call-state.${state}`);

function channelName(value: string, t: Translate): string {
  const channel = CONTACT_CHANNELS.find((each) => each === value);
  return channel === undefined ? value : t(`words.contact.${channel}`);
}
