/**
 * What the engine is told. The pairings room maps stored rows to these types; nothing here knows
 * where they come from. All ids, codes and labels are compared as they are, code unit by code unit.
 */

/** How far the owner lets others go: shown to members, used without being shown, or neither. */
export type Use = 'SHOWN' | 'USED' | 'NEVER';

/**
 * The fields that a member consents to, each on its own. `timeZone` covers the days that the member
 * states itself. Availability is not among them: it is a hard rule, it only ever makes a member
 * absent.
 */
export type Field =
  | 'kind'
  | 'country'
  | 'timeZone'
  | 'hours'
  | 'languages'
  | 'offers'
  | 'needs'
  | 'themes'
  | 'workingGroups'
  | 'joinedOn'
  | 'interprets'
  | 'relays';

export type Consent = Readonly<Record<Field, Use>>;

/** A concept of the taxonomy, or one beside it: without broader and narrower it is *free*. */
export interface Topic {
  readonly id: string;
  /** Ids of the next broader topics, several where the taxonomy is a polyhierarchy. */
  readonly broader: readonly string[];
  /** Preferred and alternative labels of all languages, already normalised by the taxonomy room. */
  readonly labels: readonly string[];
}

export type MemberKind =
  | 'GRASSROOTS_GROUP'
  | 'SOCIAL_MOVEMENT'
  | 'NGO'
  | 'LEGAL_CENTRE'
  | 'ACADEMIC'
  | 'COALITION'
  | 'INDIVIDUAL';

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** UN M49 codes of the subregion and the region. */
  readonly subregion: string;
  readonly region: string;
  /** ISO weekdays, 1 Monday to 7 Sunday, that are no weekend there (CLDR week data). */
  readonly workingDays: readonly number[];
}

/** Of the Common European Framework, from the least to the most able, and native above them. */
export const languageLevels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'NATIVE'] as const;
export type LanguageLevel = (typeof languageLevels)[number];

export interface LanguageSkill {
  readonly language: string;
  readonly level: LanguageLevel;
  /** Declared as a main working language; a native language counts as one without being declared. */
  readonly main: boolean;
}

/** From the least to the most able. */
export const topicLevels = ['BASIC', 'PRACTISED', 'EXPERT'] as const;
export type TopicLevel = (typeof topicLevels)[number];

export interface Offer {
  readonly topic: string;
  readonly level: TopicLevel;
  /** Empty: left open. */
  readonly formats: readonly string[];
}

export type Priority = 'HIGH' | 'NORMAL' | 'LOW';

export interface Need {
  readonly topic: string;
  readonly priority: Priority;
  /** Null: any level will do. */
  readonly levelWanted: TopicLevel | null;
  /** Empty: left open. */
  readonly formats: readonly string[];
}

/** Minutes of the local day, 0..1440; an end before the start lies on the next day. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

export interface Availability {
  readonly paused: boolean;
  /** `YYYY-MM-DD`, null when it never was. */
  readonly confirmedOn: string | null;
  /** Places left for exchanges. */
  readonly freePlaces: number;
}

/** Safety limits: never named, not even to the one they keep away. */
export interface Exclusions {
  readonly members: readonly string[];
  /** Codes of countries, subregions or regions. */
  readonly regions: readonly string[];
}

export interface Member {
  readonly id: string;
  readonly kind: MemberKind | null;
  readonly country: Country | null;
  /** IANA name. Null or a name that no zone has: unknown. */
  readonly timeZone: string | null;
  /** The member's own ISO weekdays; null: those of its country, else Monday to Friday. */
  readonly workingDays: readonly number[] | null;
  /** The member's own hours; null: those of the policy. */
  readonly hours: Hours | null;
  readonly languages: readonly LanguageSkill[];
  readonly offers: readonly Offer[];
  readonly needs: readonly Need[];
  /** Ids of the topics that the member works on. */
  readonly themes: readonly string[];
  /** Empty: in none. Null: unknown. */
  readonly workingGroups: readonly string[] | null;
  /** `YYYY-MM-DD` */
  readonly joinedOn: string | null;
  /** Interpretation that it gives others, each direction on its own. */
  readonly interprets: readonly { readonly from: string; readonly to: string }[];
  /** Has agreed to stand between two others with its own languages. */
  readonly relays: boolean;
  readonly availability: Availability;
  readonly excludes?: Exclusions;
  readonly use: Consent;
}
