import { fail } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { graphql } from '#lib/graphql/graphql.ts';
import { translator } from '#lib/i18n/translator.ts';
import { updateMember } from '#lib/profile/mutations.ts';
import { problemsOf } from '#lib/forms/problems.ts';
import { goOn, loadSection } from '#lib/profile/profile.ts';
import { meantZones, readTime, timeFields, timeInput, timeOf } from '#lib/profile/time-form.ts';
import type { Actions, PageServerLoad } from './$types';

// The long list is fetched only where somebody typed a city that has to be understood.
const zonesQuery = graphql(`
  query AllTimeZones {
    timeZones {
      name
    }
  }
`);

export const load: PageServerLoad = async (event) => {
  const { owner, profile } = await loadSection(event, 'time');
  const country = profile.country?.code ?? '';
  return { owner, name: profile.name, country, values: timeOf(profile), now: new Date() };
};

export const actions: Actions = {
  default: async (event) => {
    const { owner } = await loadSection(event, 'time');
    const values = readTime(await event.request.formData());

    const all = values.city ? (await execute(event, zonesQuery)).timeZones : [];
    const meant = meantZones(
      values,
      all.map(({ name }) => name),
    );
    if (meant.length !== 1) {
      const some = meant.length > 0;
      const key = some ? 'profile.city-several' : 'profile.city-unknown';
      const message = translator(event.locals.locale).t(key, { found: values.city });
      const field = some ? 'timeZone' : 'city';
      return fail(400, { values, meant, problems: [{ field, message }] });
    }

    const input = { member: owner.id, ...timeInput(values, meant[0] ?? '') };
    const { result } = await execute(event, updateMember, { input });
    const problems = problemsOf(result, timeFields);
    if (problems.length > 0) return fail(400, { values, meant: [], problems });
    return goOn(owner, '', 'saved');
  },
};
