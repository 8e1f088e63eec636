import { redirect } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { loadInbox, markRead } from '#lib/inbox/inbox.ts';
import { textOf } from '#lib/forms/text.ts';
import { safeReturnPath } from '#lib/session/sign-in.ts';
import { requireViewer } from '#lib/session/viewer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadInbox(event);

export const actions: Actions = {
  /** Marks one piece of news as read, and goes to where it can be acted on. */
  open: async (event) => {
    await requireViewer(event);
    const form = await event.request.formData();
    const notification = textOf(form, 'notification');
    if (notification) {
      await execute(event, markRead, { input: { notifications: [notification] } });
    }
    const home = `/${event.locals.locale}`;
    redirect(303, safeReturnPath(home + textOf(form, 'path')) ?? `${home}/inbox`);
  },
  all: async (event) => {
    await requireViewer(event);
    await execute(event, markRead, { input: { all: true } });
    redirect(303, `${event.url.pathname}?done=read`);
  },
};
