import { fail } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { graphql } from '#lib/graphql/graphql.ts';
import { translator } from '#lib/i18n/translator.ts';
import {
  interpretingInput,
  interpretingOf,
  isHalfSaid,
  readInterpreting,
} from '#lib/profile/interpreting.ts';
import {
  languagesFields,
  languagesInput,
  languagesOf,
  meantLanguages,
  readLanguages,
} from '#lib/profile/languages-form.ts';
import { setLanguages, updateMember } from '#lib/profile/mutations.ts';
import { problemsOf } from '#lib/forms/problems.ts';
import { goOn, loadSection, type Profile } from '#lib/profile/profile.ts';
import type { Actions, PageServerLoad } from './$types';

// The long list is fetched only where somebody typed a name that has to be understood.
const languagesQuery = graphql(`
  query AllLanguages {
    languages {
      code
      name
    }
  }
`);

/** `?language=` and `?level=` fill in the language to add, for whoever was advised to learn it. */
export const load: PageServerLoad = async (event) => {
  const { owner, profile } = await loadSection(event, 'languages');
  return {
    owner,
    name: profile.name,
    languages: profile.languages.map(({ language }) => language),
    values: languagesOf(profile, event.url.searchParams),
    directions: profile.interprets,
    interpreting: asksForInterpreting(profile) ? interpretingOf(profile) : null,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { owner, profile } = await loadSection(event, 'languages');
    const { t } = translator(event.locals.locale);
    const codes = profile.languages.map(({ language }) => language.code);
    const form = await event.request.formData();
    const values = readLanguages(form, codes);
    const interpreting = asksForInterpreting(profile) ? readInterpreting(form, profile) : null;

    const all = values.language ? (await execute(event, languagesQuery)).languages : [];
    const meant = meantLanguages(values, all);
    const refuse = (field: string, message: string) =>
      fail(400, { values, interpreting, meant, problems: [{ field, message }] });
    if (values.language && meant.length !== 1) {
      const found = { found: values.language };
      return meant.length === 0
        ? refuse('language', t('profile.language-unknown', found))
        : refuse('chosen', t('profile.language-several', found));
    }
    if (interpreting && isHalfSaid(interpreting)) {
      return refuse('interprets', t('profile.interprets-two'));
    }

    const languages = languagesInput(values, meant[0]?.code);
    const interprets = interpreting && interpretingInput(interpreting, profile, languages);
    const input = { member: owner.id, languages, ...(interprets && { interprets }) };
    const { result } = await execute(event, setLanguages, { input });
    const problems = problemsOf(result, languagesFields);
    if (problems.length > 0) return fail(400, { values, interpreting, meant: [], problems });
    if (interpreting && interpreting.relays !== profile.relays) {
      const change = { member: owner.id, relays: interpreting.relays };
      problemsOf((await execute(event, updateMember, { input: change })).result, []);
    }
    return goOn(owner, '/languages', 'saved');
  },
};

/** Between one language and none there is nothing to interpret; what is hidden is not asked. */
function asksForInterpreting({ languages, withheld }: Profile): boolean {
  return languages.length > 1 && !withheld.includes('INTERPRETS');
}
