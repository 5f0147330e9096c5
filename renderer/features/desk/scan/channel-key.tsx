/** How the next reader came: F12 goes on to the next way, and after an entry it is "at the desk" again. */
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { iconOfChannel } from "../../../ui/channel-icon.ts";
import { useDeskActions, useDeskState } from "../desk-context.ts";

export function ChannelKey() {
  const t = useT();
  const actions = useDeskActions();
  const channel = useDeskState((state) => state.channel);
  return (
    <Button
      kind="quiet"
      icon={iconOfChannel(channel)}
      keys="F12"
      title={t("desk.channel-hint")}
      onClick={actions.setChannel}
    >
      <span className="vh">{t("desk.channel-label", { channel: t(`words.channel.${channel}`) })}</span>
      <span aria-hidden="true">{t(`desk.channel.${channel}`)}</span>
    </Button>
  );
}
