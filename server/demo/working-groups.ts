import type { MemberKind } from '../../generated/prisma/enums.ts';
import type { Random } from './random.ts';

/** What brings a member into a working group: its kind, or what it works on, offers or needs. */
const callings: Readonly<
  Record<string, { readonly kinds: readonly MemberKind[]; readonly topics: string }>
> = {
  'women-and-escr': {
    kinds: [],
    topics:
      'gender-equality womens-land-rights care-work gender-based-violence women-human-rights-defenders sexual-and-reproductive-health domestic-workers feminist-facilitation gender-responsive-budgeting',
  },
  'corporate-accountability': {
    kinds: [],
    topics:
      'business-and-human-rights corporate-capture supply-chains mining extractive-industries infrastructure-megaprojects pollution-and-toxics land-grabbing human-rights-due-diligence non-judicial-grievance-mechanisms environmental-impact-assessment',
  },
  'strategic-litigation': {
    kinds: ['LEGAL_CENTRE'],
    topics: 'strategic-litigation implementation-of-judgments access-to-justice',
  },
  'economic-policy': {
    kinds: ['ACADEMIC'],
    topics:
      'tax-justice debt austerity public-services poverty-and-inequality international-financial-institutions privatisation-of-public-services budget-analysis social-protection trade-and-investment',
  },
  monitoring: {
    kinds: [],
    topics:
      'human-rights-indicators parallel-reporting community-led-monitoring freedom-of-information-requests universal-periodic-review documentation-of-violations',
  },
  'social-movements': {
    kinds: ['SOCIAL_MOVEMENT', 'GRASSROOTS_GROUP'],
    topics:
      'mobilisation-and-nonviolent-action land-and-environmental-defenders criminalisation-of-protest',
  },
  'op-icescr-coalition': { kinds: ['COALITION'], topics: 'op-icescr-complaints' },
};

/** Up to three working groups that fit; newcomers are in none yet. */
export function workingGroupsOf(
  kind: MemberKind,
  topics: readonly string[],
  isNew: boolean,
  random: Random,
): string[] {
  const fitting = Object.entries(callings)
    .filter(
      ([, calling]) =>
        calling.kinds.includes(kind) ||
        calling.topics.split(' ').some((topic) => topics.includes(topic)),
    )
    .map(([key]) => key);
  return isNew
    ? []
    : random.sample(
        fitting,
        random.weighted([0, 1, 2, 3], (size) => [3, 8, 6, 2][size] ?? 0),
      );
}
