import { fail } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { graphql } from '#lib/graphql/graphql.ts';
import { translator } from '#lib/i18n/translator.ts';
import {
  languagesFields,
  languagesInput,
  languagesOf,
  meantLanguages,
  readLanguages,
} from '#lib/profile/languages-form.ts';
import { setLanguages } from '#lib/profile/mutations.ts';
import { problemsOf } from '#lib/profile/problems.ts';
import { goOn, loadSection } from '#lib/profile/profile.ts';
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

export const load: PageServerLoad = async (event) => {
  const { owner, profile } = await loadSection(event, 'languages');
  const languages = profile.languages.map(({ language }) => language);
  return { owner, name: profile.name, languages, values: languagesOf(profile) };
};

export const actions: Actions = {
  default: async (event) => {
    const { owner, profile } = await loadSection(event, 'languages');
    const codes = profile.languages.map(({ language }) => language.code);
    const values = readLanguages(await event.request.formData(), codes);

    const all = values.language ? (await execute(event, languagesQuery)).languages : [];
    const meant = meantLanguages(values, all);
    if (values.language && meant.length !== 1) {
      const key = meant.length === 0 ? 'profile.language-unknown' : 'profile.language-several';
      const message = translator(event.locals.locale).t(key, { found: values.language });
      const field = meant.length === 0 ? 'language' : 'chosen';
      return fail(400, { values, meant, problems: [{ field, message }] });
    }

    const input = { member: owner.id, languages: languagesInput(values, meant[0]?.code) };
    const { result } = await execute(event, setLanguages, { input });
    const problems = problemsOf(result, languagesFields);
    if (problems.length > 0) return fail(400, { values, meant: [], problems });
    return goOn(owner, '/languages', 'saved');
  },
};
