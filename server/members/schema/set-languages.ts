import { builder } from '../../schema/builder.ts';
import { resultOf } from '../../schema/result.ts';
import { checkInterpretation, checkLanguages } from '../rules.ts';
import { setLanguages } from '../store/profile.ts';
import { errors, invalid, memberToChange, onBehalf, success } from './change.ts';
import { LanguageLevelType } from './enums.ts';

const LanguageSkillInput = builder.inputType('LanguageSkillInput', {
  description: 'A language that a member works in.',
  fields: (t) => ({
    language: t.string({
      required: true,
      description: 'BCP 47; a regional variant counts as its language.',
    }),
    level: t.field({ type: LanguageLevelType, description: 'How well; C1 by default.' }),
  }),
});

const InterpretationInput = builder.inputType('InterpretationInput', {
  description: 'A direction in which a member interprets for others.',
  fields: (t) => ({
    from: t.string({ required: true, description: 'The language that is heard, BCP 47.' }),
    to: t.string({ required: true, description: 'The language that is spoken, BCP 47.' }),
  }),
});

const SetLanguagesInput = builder.inputType('SetLanguagesInput', {
  description: 'All languages that a member works in, and between which it interprets.',
  fields: (t) => ({
    member: t.id({ description: onBehalf }),
    languages: t.field({
      type: [LanguageSkillInput],
      required: true,
      description: 'The whole list, 1 to 50, main language first.',
    }),
    interprets: t.field({
      type: [InterpretationInput],
      description:
        'All directions in which it interprets for others, between languages of the list; left out: as before, but for languages that are no longer in the list.',
    }),
  }),
});

builder.mutationField('setLanguages', (t) =>
  t.field({
    type: success('SetLanguagesSuccess'),
    description:
      'Says in which languages a member works, and between which it interprets. The lists replace those before.',
    authScopes: { signedIn: true },
    errors: resultOf('SetLanguages', errors),
    args: {
      input: t.arg({ type: SetLanguagesInput, required: true, description: 'The languages.' }),
    },
    resolve: async (_root, { input }, context) => {
      const memberId = await memberToChange(input.member, context);
      const languages = checkLanguages(input.languages);
      const spoken = languages.value?.map(({ language }) => language) ?? [];
      // Only against languages that are sound themselves: one mistake is told once.
      const interprets =
        languages.value && input.interprets ? checkInterpretation(input.interprets, spoken) : null;
      const problems = [...languages.problems, ...(interprets?.problems ?? [])];
      if (languages.value === null || problems.length > 0) throw invalid(problems, context);
      const { prisma, viewer } = context;
      await setLanguages(prisma, viewer, memberId, languages.value, interprets?.value ?? undefined);
      return { memberId };
    },
  }),
);
