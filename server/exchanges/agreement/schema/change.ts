import { builder } from '../../../schema/builder.ts';
import { localeArgument } from '../../../schema/locale-argument.ts';
import type { TermsChange } from '../rules.ts';
import { fieldLabel, fieldNames, valueInWords } from '../words.ts';

const AgreementFieldType = builder.enumType('AgreementField', {
  description: 'A part of a learning agreement.',
  values: Object.values(fieldNames),
});

/** A change, with what the members that it names are called. */
interface Change extends TermsChange {
  readonly memberName: (memberId: string) => string;
}

export const AgreementChangeType = builder.objectRef<Change>('AgreementChange').implement({
  description: 'What one version of an agreement changes of another, in one field.',
  fields: (t) => ({
    field: t.field({
      type: AgreementFieldType,
      description: 'Which part.',
      resolve: ({ field }) => fieldNames[field],
    }),
    label: t.string({
      description: 'What the part is called.',
      args: localeArgument(t),
      resolve: ({ field }, { locale }, context) => fieldLabel(locale ?? context.locale, field),
    }),
    before: t.string({
      nullable: true,
      description: 'What it said, in words; null: nothing.',
      args: localeArgument(t),
      resolve: ({ field, before, memberName }, { locale }, context) =>
        valueInWords(locale ?? context.locale, field, before, memberName),
    }),
    after: t.string({
      nullable: true,
      description: 'What it says now, in words; null: nothing.',
      args: localeArgument(t),
      resolve: ({ field, after, memberName }, { locale }, context) =>
        valueInWords(locale ?? context.locale, field, after, memberName),
    }),
  }),
});
