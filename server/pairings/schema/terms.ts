import type { Pairing } from '../../matching/explanation.ts';
import { builder } from '../../schema/builder.ts';

export const TermsType = builder.objectRef<Pairing['terms']>('PairingTerms').implement({
  description:
    'What the score is made of: mutual x bridge x time x divides x purpose x exposure, at most 1. A term that rests on what the partner does not show is null.',
  fields: (t) => {
    const term = (name: keyof Pairing['terms'], description: string) =>
      t.expose(name, { type: 'Float', nullable: true, description });
    return {
      learning: term('learning', 'How much the member could learn, 0 to 1.'),
      teaching: term('teaching', 'How much the partner could learn, 0 to 1.'),
      mutual: term('mutual', 'Both together, 0 to 1; two-way beats one-way of the same sum.'),
      bridge: term('bridge', 'How well they understand each other, 0 to 1.'),
      time: term('time', 'How far their working hours meet, 0.7 to 1.'),
      divides: term('divides', 'How much the pairing crosses, 0 to 1.'),
      purpose: term('purpose', 'How alike their purposes are, 0.8 to 1.'),
      exposure: term(
        'exposure',
        'Whether the partner was shown too rarely or too often, 0.9 to 1.1.',
      ),
    };
  },
});
