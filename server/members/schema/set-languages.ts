import { builder } from '../../schema/builder.ts';
import { resultOf } from '../../schema/result.ts';
import { checkLanguages } from '../rules.ts';
import { setLanguages } from '../store/profile.ts';
import { accept, errors, memberToChange, onBehalf, success } from './change.ts';
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

const SetLanguagesInput = builder.inputType('SetLanguagesInput', {
  description: 'All languages that a member works in.',
  fields: (t) => ({
    member: t.id({ description: onBehalf }),
    languages: t.field({
      type: [LanguageSkillInput],
      required: true,
      description: 'The whole list, 1 to 50, main language first.',
    }),
  }),
});

builder.mutationField('setLanguages', (t) =>
  t.field({
    type: success('SetLanguagesSuccess'),
    description: 'Says in which languages a member works. The list replaces the one before.',
    authScopes: { signedIn: true },
    errors: resultOf('SetLanguages', errors),
    args: {
      input: t.arg({ type: SetLanguagesInput, required: true, description: 'The languages.' }),
    },
    resolve: async (_root, { input }, context) => {
      const memberId = await memberToChange(input.member, context);
      await setLanguages(
        context.prisma,
        context.viewer,
        memberId,
        accept(checkLanguages(input.languages), context),
      );
      return { memberId };
    },
  }),
);
