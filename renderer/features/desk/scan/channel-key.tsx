/** How the next reader came: F12 goes on to the next way, and after an entry it is "at the desk" again. */
import { DoorOpen, Globe, type LucideIcon, Mail, Phone, Printer } from "lucide-react";
import type { Channel } from "#shared/model/interaction.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useDeskActions, useDeskState } from "../desk-context.ts";
import type { KeyChannel } from "../desk-store.ts";

const ICONS: Readonly<Record<KeyChannel, LucideIcon>> = {
  desk: DoorOpen,
  phone: Phone,
  fax: Printer,
  letter: Mail,
  web: Globe,
};

export const channelIcon = (channel: Channel | undefined): LucideIcon =>
  ICONS[
    channel === "phone" || channel === "fax" || channel === "letter" || channel === "web"
      ? channel
      : channel === "email" || channel === "wechat" || channel === "line" || channel === "sms"
        ? "web"
        : "desk"
  ];

export function ChannelKey() {
  const t = useT();
  const actions = useDeskActions();
  const channel = useDeskState((state) => state.channel);
  return (
    <Button kind="quiet" icon={ICONS[channel]} keys="F12" title={t("desk.channel-hint")} onClick={actions.setChannel}>
      <span className="vh">{t("desk.channel-label", { channel: t(`words.channel.${channel}`) })}</span>
      <span aria-hidden="true">{t(`desk.channel.${channel}`)}</span>
    </Button>
  );
}
