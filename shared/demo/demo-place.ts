/** What a sample library has from where it stands. All else is drawn alike, so that its figures are the same. */
import type { Jurisdiction } from "../model/house.ts";
import type { Channel } from "../model/interaction.ts";
import type { ContactTexts } from "./contact-texts.ts";
import type { DemoName, DemoNames } from "./demo-names.ts";
import type { OpinionText, SaidAgain } from "./opinion-texts.ts";
import type { DemoRandom } from "./random.ts";

type Weighted<T> = readonly (readonly [value: T, weight: number])[];

interface PlaceBranch {
  readonly name: string;
  readonly code: string;
  readonly communities: Readonly<Record<string, number>>;
}

interface PlaceStaff {
  readonly name: string;
  readonly initials: string;
}

/** The reader whom the trial shows. */
interface PlaceShown extends DemoName {
  readonly phone: string;
  readonly organisation: string;
  readonly alert: string;
  /** Her last contacts, the newest first. */
  readonly asked: readonly (readonly [
    daysBefore: number,
    purpose: keyof ContactTexts,
    channel: Channel,
    question: string,
    answer: string,
  ])[];
}

/** As a table of channels has them: by the messenger of the place, whichever that is. */
export type DrawnChannel = Exclude<Channel, DemoPlace["messenger"]> | "messenger";

export const channelIn = ({ messenger }: DemoPlace, drawn: DrawnChannel): Channel =>
  drawn === "messenger" ? messenger : drawn;

export interface DemoPlace {
  readonly jurisdiction: Jurisdiction;
  readonly libraryName: string;
  /** Of the desk at which the trial is. */
  readonly deskName: string;
  readonly branches: readonly [PlaceBranch, PlaceBranch, PlaceBranch];
  /** Eight of them, in the order of their work. */
  readonly staff: readonly PlaceStaff[];
  /** By month and day, as in `10-01`. */
  readonly holidays: Readonly<Record<string, string>>;
  readonly names: DemoNames;
  readonly shown: PlaceShown;
  /** Somebody's name as a colleague heard it, who wrote it down in another way. */
  readonly heard: DemoName;
  /** What sent its own list of readers. */
  readonly school: string;
  readonly units: readonly string[];
  readonly tags: readonly string[];
  readonly alerts: readonly string[];
  readonly offers: readonly string[];
  readonly notes: readonly string[];
  /** What a colleague means to do for a reader of hers. */
  readonly plans: readonly string[];
  /** What leads somebody without a card to one. */
  readonly nextSteps: readonly string[];
  readonly consentWording: string;
  /** Of whoever wants no contact. */
  readonly quietWords: string;
  /** Of interests. */
  readonly classes: readonly string[];
  /** Of loans. */
  readonly loanClasses: Weighted<string>;
  readonly mobile: (random: DemoRandom) => string;
  readonly landline: (random: DemoRandom) => string;
  readonly address: (random: DemoRandom) => string;
  readonly mailDomain: string;
  readonly messenger: "wechat" | "line";
  readonly messengerName: (random: DemoRandom) => string;
  readonly contactTexts: ContactTexts;
  readonly callers: readonly string[];
  readonly opinionTexts: readonly OpinionText[];
  readonly saidAgain: SaidAgain;
  /** Who said something and is no reader, and their telephones. */
  readonly speakers: readonly string[];
  readonly speakersPhone: (random: DemoRandom) => string;
  /** Whom a topic is passed on to; whatever is not named, to `readerServices`. */
  readonly departments: Readonly<Record<string, string>>;
  readonly readerServices: string;
  readonly letterFolder: string;
  readonly letterFile: string;
  /** The city's line, whose orders have deadlines of their own. */
  readonly hotline: string;
  /** The first is made to the shown reader. */
  readonly promises: readonly [string, ...string[]];
  readonly tasks: readonly string[];
  readonly outreach: PlaceOutreach;
}

/** Of two outreaches, to whoever came often once. */
interface PlaceOutreach {
  readonly group: string;
  readonly running: string;
  readonly ended: string;
  /** By channel and language. */
  readonly templates: Readonly<Record<string, string>>;
}
