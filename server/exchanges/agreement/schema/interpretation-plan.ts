import { builder } from '../../../schema/builder.ts';

export const InterpretationPlanType = builder.enumType('InterpretationPlan', {
  description: 'How the parties understand each other.',
  values: {
    NOT_NEEDED: { value: 'NOT_NEEDED', description: 'By a language that they share.' },
    MEMBER: { value: 'MEMBER', description: 'A member of the network interprets or relays.' },
    PARTIES: { value: 'PARTIES', description: 'The parties bring interpreters, who are named.' },
    SECRETARIAT: { value: 'SECRETARIAT', description: 'The secretariat finds interpreters.' },
  } as const,
});
