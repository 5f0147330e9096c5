/** The sign of each way in which somebody comes or is spoken to, and of each mark that may stand in a line of words. */
import {
  AtSign,
  CalendarClock,
  CalendarDays,
  DoorOpen,
  Flag,
  Globe,
  Hash,
  House,
  type LucideIcon,
  Mail,
  MessageCircle,
  Minus,
  NotebookPen,
  Phone,
  Printer,
  Sigma,
  Smartphone,
  Timer,
  Voicemail,
} from "lucide-react";

const ICONS: Readonly<Record<string, LucideIcon>> = {
  desk: DoorOpen,
  phone: Phone,
  fax: Printer,
  letter: Mail,
  email: Mail,
  web: Globe,
  voicemail: Voicemail,
  "visitors-book": NotebookPen,
  wechat: MessageCircle,
  line: MessageCircle,
  sms: Smartphone,
  event: CalendarDays,
  visit: House,
};

/** A line for a channel that this version does not know. */
export const iconOfChannel = (channel: string): LucideIcon => ICONS[channel] ?? Minus;

type Mark = "tag" | "colleague" | "priority" | "follow-up" | "minutes" | "count";

export const MARK_ICONS: Readonly<Record<Mark, LucideIcon>> = {
  /** `#` */
  tag: Hash,
  /** `@` */
  colleague: AtSign,
  /** `!` */
  priority: Flag,
  /** `>` */
  "follow-up": CalendarClock,
  /** `~` */
  minutes: Timer,
  /** `×` */
  count: Sigma,
};
