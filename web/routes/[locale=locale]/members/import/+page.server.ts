import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { textOf } from '#lib/forms/text.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import { faultsIn, importMembers, textOfFile } from '#lib/members/import.ts';
import { requireSecretariat } from '#lib/session/viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireSecretariat(event);
};

interface Import {
  csv: string;
  createTopics: boolean;
  dryRun: boolean;
}

async function sent(event: RequestEvent, input: Import) {
  const { result } = await execute(event, importMembers, { input });
  if (result.__typename === 'ForbiddenError') error(403, 'Only for the secretariat');
  if ('created' in result) {
    const { created, updated, unchanged } = result;
    return { counts: { created, updated, unchanged }, faults: [] };
  }
  return { counts: null, faults: faultsIn('issues' in result ? result.issues : []) };
}

export const actions: Actions = {
  /** Says what an import would do; the text of the file then stands in the page, to be sent again. */
  check: async (event) => {
    await requireSecretariat(event);
    const form = await event.request.formData();
    const createTopics = form.has('createTopics');
    const nothing = { createTopics, csv: '', counts: null, faults: [], problems: [] };
    const file = await textOfFile(form.get('file'));
    if ('unreadable' in file) {
      const { t } = translator(event.locals.locale);
      const message = t(`directory.import-${file.unreadable}`);
      return fail(400, { ...nothing, problems: [{ field: 'file', message }] });
    }
    const found = await sent(event, { csv: file.csv, createTopics, dryRun: true });
    return found.counts
      ? { ...nothing, ...found, csv: file.csv }
      : fail(400, { ...nothing, ...found });
  },
  import: async (event) => {
    await requireSecretariat(event);
    const form = await event.request.formData();
    const createTopics = form.has('createTopics');
    const { counts, faults } = await sent(event, {
      csv: textOf(form, 'csv'),
      createTopics,
      dryRun: false,
    });
    // Something else was written since the file was checked.
    if (!counts) return fail(400, { createTopics, csv: '', counts, faults, problems: [] });
    const done = new URLSearchParams(
      Object.entries(counts).map(([name, count]) => [name, String(count)]),
    );
    redirect(303, `${event.url.pathname}?${done}`);
  },
};
