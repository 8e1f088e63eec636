import type { MemberKind } from '../../generated/prisma/enums.ts';

/** What members can share and what they want to learn, by their kind and by what they work on. */

/** Keys of topics, the most usual first. */
interface Practices {
  readonly offers: string;
  readonly needs: string;
}

const ofKind: Readonly<Record<MemberKind, Practices>> = {
  GRASSROOTS_GROUP: {
    offers:
      'community-organising community-mapping community-led-monitoring popular-education storytelling mobilisation-and-nonviolent-action collective-care documentation-of-violations community-radio negotiation-with-authorities solidarity-economy arts-for-social-change cooperative-management participatory-video',
    needs:
      'budget-analysis community-paralegals fundraising strategic-litigation parallel-reporting media-work legal-empowerment freedom-of-information-requests negotiation-with-authorities op-icescr-complaints un-special-procedures digital-security human-rights-education organisational-governance legal-action advocacy data-visualisation',
  },
  SOCIAL_MOVEMENT: {
    offers:
      'mobilisation-and-nonviolent-action community-organising campaign-strategy popular-education coalition-building negotiation-with-authorities digital-campaigning feminist-facilitation arts-for-social-change solidarity-economy electoral-advocacy participatory-video',
    needs:
      'strategic-litigation digital-security budget-analysis media-work un-special-procedures legislative-advocacy fundraising collective-care op-icescr-complaints language-justice emergency-support strategic-planning monitoring-and-accountability research-and-analysis',
  },
  NGO: {
    offers:
      'budget-analysis documentation-of-violations parallel-reporting legislative-advocacy human-rights-education community-paralegals un-special-procedures campaign-strategy freedom-of-information-requests media-work universal-periodic-review legal-empowerment fundraising digital-security strategic-planning emergency-support community-led-monitoring data-visualisation',
    needs:
      'community-organising strategic-litigation community-mapping human-rights-indicators op-icescr-complaints participatory-research storytelling popular-education community-led-monitoring data-visualisation feminist-facilitation implementation-of-judgments collective-care coalition-building communication',
  },
  LEGAL_CENTRE: {
    offers:
      'strategic-litigation op-icescr-complaints legal-empowerment community-paralegals implementation-of-judgments regional-human-rights-systems un-special-procedures freedom-of-information-requests legislative-advocacy',
    needs:
      'community-organising community-mapping budget-analysis storytelling media-work human-rights-indicators popular-education data-visualisation participatory-research campaign-strategy documentation-of-violations community-led-monitoring participatory-video',
  },
  ACADEMIC: {
    offers:
      'human-rights-indicators budget-analysis participatory-research data-visualisation research-and-analysis human-rights-education parallel-reporting op-icescr-complaints',
    needs:
      'popular-education community-mapping storytelling community-led-monitoring community-organising media-work legal-empowerment campaign-strategy strategic-litigation participatory-video language-justice community-radio',
  },
  COALITION: {
    offers:
      'coalition-building parallel-reporting campaign-strategy legislative-advocacy universal-periodic-review language-justice strategic-planning op-icescr-complaints organisational-governance fundraising',
    needs:
      'organisational-governance human-rights-indicators op-icescr-complaints budget-analysis community-led-monitoring digital-campaigning strategic-litigation collective-care storytelling popular-education language-justice electoral-advocacy',
  },
  INDIVIDUAL: {
    offers:
      'storytelling documentation-of-violations digital-security feminist-facilitation participatory-video language-justice human-rights-education strategic-litigation data-visualisation community-radio physical-security',
    needs:
      'collective-care fundraising parallel-reporting budget-analysis digital-security community-organising coalition-building op-icescr-complaints physical-security campaign-strategy emergency-support',
  },
};

/** What a theme adds to the practices of whoever works on it. */
const ofThemes: readonly (Practices & { readonly themes: string })[] = [
  {
    themes:
      'land peasants food food-sovereignty agroecology seeds fisherfolk agrarian-reform rural-communities',
    offers: 'agroecology seeds cooperative-management',
    needs: 'agroecology cooperative-management community-mapping',
  },
  {
    themes: 'mining extractive-industries infrastructure-megaprojects pollution-and-toxics',
    offers:
      'environmental-impact-assessment free-prior-and-informed-consent non-judicial-grievance-mechanisms',
    needs:
      'environmental-impact-assessment free-prior-and-informed-consent non-judicial-grievance-mechanisms',
  },
  {
    themes: 'business-and-human-rights supply-chains corporate-capture migrant-workers',
    offers: 'human-rights-due-diligence non-judicial-grievance-mechanisms',
    needs: 'human-rights-due-diligence corporate-accountability',
  },
  {
    themes: 'water sanitation water-privatisation',
    offers: 'community-water-management',
    needs: 'community-water-management budget-analysis',
  },
  {
    themes: 'housing informal-settlements forced-evictions right-to-the-city security-of-tenure',
    offers: 'social-production-of-habitat community-mapping',
    needs: 'social-production-of-habitat community-mapping negotiation-with-authorities',
  },
  {
    themes: 'gender-equality womens-land-rights care-work gender-based-violence',
    offers: 'feminist-facilitation gender-responsive-budgeting',
    needs: 'gender-responsive-budgeting feminist-facilitation',
  },
  {
    themes: 'tax-justice austerity public-services health education social-protection debt',
    offers: 'budget-analysis human-rights-indicators',
    needs: 'budget-analysis data-visualisation',
  },
  {
    themes:
      'human-rights-defenders women-human-rights-defenders land-and-environmental-defenders criminalisation-of-protest civic-space lgbti-rights',
    offers: 'collective-care physical-security emergency-support',
    needs: 'digital-security physical-security emergency-support',
  },
  {
    themes: 'indigenous-peoples ancestral-territories traditional-knowledge biodiversity',
    offers: 'traditional-knowledge free-prior-and-informed-consent',
    needs: 'free-prior-and-informed-consent community-mapping',
  },
];

const list = (topics: string): readonly string[] => topics.split(' ');
const set = (topics: string): ReadonlySet<string> => new Set(list(topics));

const communities: ReadonlySet<MemberKind> = new Set(['GRASSROOTS_GROUP', 'SOCIAL_MOVEMENT']);
/** What grows in fields, wells and neighbourhoods is for communities to teach, what takes an office for the others. */
const taughtByCommunities = set(
  'agroecology seeds cooperative-management community-water-management social-production-of-habitat traditional-knowledge',
);
const taughtByInstitutions = set(
  'gender-responsive-budgeting environmental-impact-assessment human-rights-due-diligence non-judicial-grievance-mechanisms budget-analysis human-rights-indicators',
);

/** By topic how likely it is named, relative to the others. */
export type Weights = Readonly<Record<string, number>>;

/** What a member of this kind that works on these themes offers and needs. */
export function practicesOf(
  kind: MemberKind,
  themes: readonly string[],
): { readonly offers: Weights; readonly needs: Weights } {
  const strange = communities.has(kind) ? taughtByInstitutions : taughtByCommunities;
  const added = ofThemes.filter((group) =>
    list(group.themes).some((theme) => themes.includes(theme)),
  );
  return {
    offers: weigh(
      ofKind[kind].offers,
      added.flatMap(({ offers }) => list(offers)).filter((topic) => !strange.has(topic)),
    ),
    needs: weigh(
      ofKind[kind].needs,
      added.flatMap(({ needs }) => list(needs)),
    ),
  };
}

/** The most usual is five times as likely as the least usual; what the themes add is likelier still. */
function weigh(usual: string, added: readonly string[]): Weights {
  const topics = list(usual);
  const weights: Record<string, number> = {};
  for (const [index, topic] of topics.entries()) weights[topic] = 5 - (4 * index) / topics.length;
  for (const topic of added) weights[topic] = (weights[topic] ?? 0) + 5;
  return weights;
}
