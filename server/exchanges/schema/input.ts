import type { ExchangeAction } from '../../../generated/prisma/enums.ts';
import type { Problem } from '../../members/rules.ts';
import { invalid } from '../../members/schema/change.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { act, type ActRequest, type Write } from '../store/act.ts';
import { checkText } from '../text.ts';
import { exchangeToAct } from './exchange.ts';

type FieldBuilder = Pick<
  Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0],
  'id' | 'int' | 'string'
>;

/** What every input of an action on an exchange begins with. */
export function exchangeFields(t: FieldBuilder) {
  return {
    exchange: t.id({ required: true, description: 'Which exchange.' }),
    member: t.id({
      description: 'The party that does it; only the secretariat names one, on its behalf.',
    }),
    seen: t.int({
      description:
        'The `version` of the exchange that was read; where it is not possible any more, the answer says what happened since.',
    }),
    idempotencyKey: t.string({
      description:
        'Any text of up to 200 characters: sent again with the same key, the same request is done once.',
    }),
  };
}

/** The values of those fields. */
export interface ExchangeFields {
  readonly exchange: string;
  readonly member?: string | null;
  readonly seen?: number | null;
  readonly idempotencyKey?: string | null;
}

export const ExchangeInput = builder.inputType('ExchangeInput', {
  description: 'Which exchange.',
  fields: (t) => exchangeFields(t),
});

/** Characters of a note on what is done, and of a message. */
export const limits = { note: 2_000, message: 5_000 } as const;

export const noteDescription = (what: string) => `${what} At most ${limits.note} characters.`;

/** Does what a mutation asks for, and answers what it answers. */
export async function doAction(
  context: Context,
  input: ExchangeFields,
  action: ExchangeAction,
  mutation: string,
  write?: Write,
  more: Partial<ActRequest> = {},
): Promise<{ exchangeId: string }> {
  const exchangeId = await exchangeToAct(input.exchange, context);
  const { member: on, seen, idempotencyKey } = input;
  await act(
    context,
    { exchangeId, action, mutation, input, on, seen, idempotencyKey, ...more },
    write,
  );
  return { exchangeId };
}

/**
 * A text of an input in the form in which it is stored.
 * @throws InvalidInputError
 */
export function textOf(
  context: Context,
  path: readonly string[],
  text: string | null | undefined,
  limit: { readonly max: number; readonly required?: boolean },
): string | null {
  const { value, problems } = checkText(path, text, limit);
  refuse(problems, context);
  return value;
}

export function refuse(problems: readonly Problem[], context: Context): void {
  if (problems.length > 0) throw invalid(problems, context);
}
