import type { Audience, ExchangeFormat, OfferLevel } from '../../generated/prisma/enums.ts';
import type { FieldConsent } from '../access/consent.ts';
import type { MemberRow, NeedEntry, OfferEntry } from '../members-csv/rules.ts';

/** A member of the demonstration network: a row of members.csv, and what a file cannot say. */
export interface DemonstrationMember extends Required<Omit<MemberRow, 'line'>> {
  readonly offers: readonly DemonstrationOffer[];
  readonly needs: readonly DemonstrationNeed[];
  readonly visibility: Audience;
  readonly consents: readonly FieldConsent[];
  readonly notes: string | null;
  /** `YYYY-MM-DD`; null: never. */
  readonly confirmedOn: string | null;
  readonly paused: boolean;
  /** Working hours in minutes of the local day. */
  readonly workFrom: number;
  readonly workTo: number;
}

export interface DemonstrationOffer extends OfferEntry {
  readonly formats: readonly ExchangeFormat[];
  readonly note: string | null;
}

export interface DemonstrationNeed extends NeedEntry {
  readonly levelWanted: OfferLevel | null;
  readonly formats: readonly ExchangeFormat[];
  readonly note: string | null;
}
