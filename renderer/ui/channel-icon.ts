/** The sign of each way in which somebody comes or is spoken to. */
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

/** A line for a channel that this version does not know. */
export const iconOfChannel = (channel: string): LucideIcon => ICONS[channel] ?? Minus;
