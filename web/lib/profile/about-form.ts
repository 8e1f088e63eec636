import { isOneOf, memberKinds, type MemberField } from '../graphql/enums.ts';
import type { VariablesOf } from '../graphql/graphql.ts';
import { textOf, textsOf } from '#lib/forms/text.ts';
import type { updateMember } from './mutations.ts';
import type { Profile } from './profile.ts';

type Input = VariablesOf<typeof updateMember>['input'];

/** What stands in the controls of the form; also their names. */
export interface AboutValues {
  name: string;
  kind: string;
  country: string;
  workingGroups: string[];
  genderFocus: string[];
  atRisk: string[];
  notes: string;
}

export const aboutFields = [
  'name',
  'kind',
  'country',
  'workingGroups',
  'genderFocus',
  'atRisk',
  'notes',
] as const;

/** The field of the API behind each control: who may not see one is not shown its control. */
export const fieldOfControl: Record<(typeof aboutFields)[number], MemberField> = {
  name: 'NAME',
  kind: 'KIND',
  country: 'COUNTRY',
  workingGroups: 'WORKING_GROUPS',
  genderFocus: 'GENDER_FOCUS',
  atRisk: 'AT_RISK',
  notes: 'NOTES',
};

export function aboutOf(profile: Profile): AboutValues {
  return {
    name: profile.name,
    kind: profile.kind ?? '',
    country: profile.country?.code ?? '',
    workingGroups: profile.workingGroups.map(({ key }) => key),
    genderFocus: profile.genderFocus ? ['yes'] : [],
    atRisk: profile.atRisk ? ['yes'] : [],
    notes: profile.notes ?? '',
  };
}

export function readAbout(form: FormData): AboutValues {
  return {
    name: textOf(form, 'name'),
    kind: textOf(form, 'kind'),
    country: textOf(form, 'country'),
    workingGroups: textsOf(form, 'workingGroups[]'),
    genderFocus: textsOf(form, 'genderFocus[]'),
    atRisk: textsOf(form, 'atRisk[]'),
    notes: textOf(form, 'notes'),
  };
}

/** The change to ask of the API. What is withheld from the viewer had no control, and stays as it is. */
export function aboutInput(values: AboutValues, withheld: readonly MemberField[]): Input {
  const input: Input = {
    name: values.name,
    kind: isOneOf(memberKinds, values.kind) ? values.kind : undefined,
    country: values.country,
    workingGroups: values.workingGroups,
    genderFocus: values.genderFocus.includes('yes'),
    atRisk: values.atRisk.includes('yes'),
    notes: values.notes,
  };
  for (const control of aboutFields) {
    if (withheld.includes(fieldOfControl[control])) delete input[control];
  }
  return input;
}
