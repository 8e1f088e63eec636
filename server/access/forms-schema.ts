import { builder } from '../schema/builder.ts';
import { ViewerType } from './schema.ts';

builder.objectFields(ViewerType, (t) => ({
  mark: t.string({
    nullable: true,
    description:
      'Names the person in forms, so that a form is sent only for whoever filled it in. It tells nobody who that is. Null for keys and anonymous people.',
    resolve: (viewer, _args, { sealedForms }) =>
      viewer.kind === 'person' ? sealedForms.markOf(viewer.userId) : null,
  }),
}));

builder.queryField('sealForm', (t) =>
  t.string({
    description:
      'What was entered into a form whose session had ended, made unreadable for everybody but the person who had filled it in: `openForm` gives it back to that person for 24 hours. Nothing is stored.',
    args: {
      mark: t.arg.string({
        required: true,
        description: 'The `mark` of the person who filled it in.',
      }),
      form: t.arg.string({ required: true, description: 'What was entered.' }),
    },
    resolve: (_root, { mark, form }, { sealedForms, now }) => sealedForms.seal(mark, form, now()),
  }),
);

builder.queryField('openForm', (t) =>
  t.string({
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'What `sealForm` made unreadable. Null when it was another person’s, is older than 24 hours, or is none.',
    args: { sealed: t.arg.string({ required: true, description: 'What `sealForm` answered.' }) },
    resolve: (_root, { sealed }, { viewer, sealedForms, now }) =>
      viewer.kind === 'person'
        ? sealedForms.open(sealedForms.markOf(viewer.userId), sealed, now())
        : null,
  }),
);
