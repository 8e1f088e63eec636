import { fail, redirect } from '@sveltejs/kit';
import { typedText } from '#lib/forms/text.ts';
import { execute } from '#lib/graphql/execute.ts';
import { graphql } from '#lib/graphql/graphql.ts';
import { waiting } from '#lib/session/kept-form.ts';
import { firstPage } from '#lib/session/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

const signIn = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      __typename
      ... on SignInSuccess {
        viewer {
          role
        }
      }
      ... on RateLimitedError {
        retryAfter
      }
    }
  }
`);

/**
 * Opening the link changes nothing, because mail scanners open links too: the page holds one form
 * with one button, and nothing else that could be pressed.
 */
export const load: PageServerLoad = ({ url }) => ({
  bare: true,
  token: url.searchParams.get('token') ?? '',
  returnTo: url.searchParams.get('return') ?? '',
});

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const token = typedText(form, 'token');
    const { signIn: result } = await execute(event, signIn, { input: { token } });
    switch (result.__typename) {
      case 'SignInSuccess': {
        const back = event.cookies.get(waiting) && `/${event.locals.locale}/sign-in/back`;
        const wanted = back ?? typedText(form, 'return');
        event.cookies.delete(waiting, { path: '/' });
        return redirect(303, firstPage(event.locals.locale, result.viewer, wanted));
      }
      case 'RateLimitedError':
        return fail(429, { wait: Math.ceil(result.retryAfter / 60), token });
      default:
        return fail(410, { used: true });
    }
  },
};
