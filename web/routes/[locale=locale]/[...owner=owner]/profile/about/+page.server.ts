import { fail } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { graphql } from '#lib/graphql/graphql.ts';
import { aboutFields, aboutInput, aboutOf, readAbout } from '#lib/profile/about-form.ts';
import { updateMember } from '#lib/profile/mutations.ts';
import { problemsOf } from '#lib/forms/problems.ts';
import { goOn, loadSection } from '#lib/profile/profile.ts';
import type { Actions, PageServerLoad } from './$types';

const choicesQuery = graphql(`
  query AboutChoices {
    countries {
      code
      name
    }
    workingGroups {
      key
      name
    }
  }
`);

export const load: PageServerLoad = async (event) => {
  const { owner, profile } = await loadSection(event, 'about');
  const { countries, workingGroups } = await execute(event, choicesQuery);
  const { name, withheld } = profile;
  return { owner, name, withheld, values: aboutOf(profile), countries, workingGroups };
};

export const actions: Actions = {
  default: async (event) => {
    const { owner, profile } = await loadSection(event, 'about');
    const values = readAbout(await event.request.formData());
    const input = { member: owner.id, ...aboutInput(values, profile.withheld) };
    const { result } = await execute(event, updateMember, { input });
    const problems = problemsOf(result, aboutFields);
    if (problems.length > 0) return fail(400, { values, problems });
    return goOn(owner, '', 'saved');
  },
};
