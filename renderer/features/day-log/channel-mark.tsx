/** How somebody came, as a sign with its word. */
import {
  CalendarDays,
  DoorOpen,
  Globe,
  House,
  type LucideIcon,
  Mail,
  MessageCircle,
  Minus,
  Phone,
  Printer,
  Smartphone,
} from "lucide-react";
import { Icon } from "../../ui/icon.tsx";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  desk: DoorOpen,
  phone: Phone,
  fax: Printer,
  letter: Mail,
  email: Mail,
  web: Globe,
  wechat: MessageCircle,
  line: MessageCircle,
  sms: Smartphone,
  event: CalendarDays,
  visit: House,
};

export const logChannelIcon = (channel: string): LucideIcon => ICONS[channel] ?? Minus;

export const ChannelMark = ({ channel, name }: { channel: string; name: string }) => (
  <span title={name}>
    <Icon icon={logChannelIcon(channel)} />
    <span className="vh">{name}</span>
  </span>
);
