import type { AskValues } from '../../../web/lib/exchanges/ask-form.ts';

/** A request that could be sent as it is. */
export const ask: AskValues = {
  kind: 'TWO_WAY',
  learn: ['budget-analysis'],
  share: ['community-mapping'],
  together: [],
  places: '',
  formats: ['ONLINE'],
  languages: ['en'],
  outcome: 'ENHANCED_SKILL',
  message: 'Dear friends,\nmay we learn from you?',
  key: 'k',
};
