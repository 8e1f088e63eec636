import { redirect } from '@sveltejs/kit';
import { execute } from '#lib/graphql/execute.ts';
import { graphql } from '#lib/graphql/graphql.ts';
import type { Actions } from './$types';

const signOut = graphql(`
  mutation SignOut($input: SignOutInput!) {
    signOut(input: $input) {
      __typename
    }
  }
`);

export const actions: Actions = {
  default: async (event) => {
    const everywhere = (await event.request.formData()).has('everywhere');
    await execute(event, signOut, { input: { everywhere } });
    redirect(303, `/${event.locals.locale}/sign-out`);
  },
};
