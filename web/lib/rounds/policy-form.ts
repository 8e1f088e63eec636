import { error, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf, type VariablesOf } from '../graphql/graphql.ts';
import { textOf } from '../forms/text.ts';
import { translator } from '../i18n/translator.ts';
import { numberIn } from '../weights/weights-form.ts';
import type { createRound } from './mutations.ts';
import { requireSecretariat } from '../session/viewer.ts';
import { proposalIn } from './rounds.ts';

/** Rows for minimums and for maximums, at least; empty ones count for nothing. */
const rows = { floors: 3, caps: 2 } as const;

const groupsQuery = graphql(`
  query RoundGroups {
    roundGroups {
      key
      name
      members
    }
  }
`);

export type Group = NonNullable<ResultOf<typeof groupsQuery>['roundGroups']>[number];

/** The groups that minimums and maximums can be for. */
export async function loadGroups(event: RequestEvent): Promise<Group[]> {
  await requireSecretariat(event);
  const { roundGroups } = await execute(event, groupsQuery);
  return roundGroups ?? [];
}

const policyQuery = graphql(`
  query RoundPolicy($id: ID!, $number: Int) {
    node(id: $id) {
      ... on Round {
        id
        state
        createdAt
        proposal(number: $number) {
          number
          policy {
            maxCircle
            oneWay
            coverageFirst
            seconds
            floors {
              group
              receive
            }
            caps {
              group
              inside
            }
          }
        }
      }
    }
  }
`);

/** What is asked of the proposal that the address names, or of the one that counts; only a draft can be asked otherwise. */
export async function loadPolicy(event: RequestEvent, id: string) {
  const number = proposalIn(event.url.searchParams);
  const { node } = await execute(event, policyQuery, { id, number });
  if (!node || !('proposal' in node) || !node.proposal) error(404, 'No such round');
  if (node.state !== 'DRAFT')
    redirect(303, translator(event.locals.locale).path(`/rounds/${encodeURIComponent(id)}`));
  const { number: write } = translator(event.locals.locale);
  const { policy, number: proposal } = node.proposal;
  return { id, proposal, createdAt: node.createdAt, values: valuesOf(policy, write) };
}

type Policy = NonNullable<
  Extract<NonNullable<ResultOf<typeof policyQuery>['node']>, { proposal: unknown }>['proposal']
>['policy'];

/** What stands in the controls, as it was typed. */
export interface PolicyValues {
  maxCircle: string;
  oneWay: boolean;
  coverageFirst: boolean;
  /** Null where members and places are chosen already: then there is no control for it. */
  exchangesEach: string | null;
  seconds: string;
  floors: LimitValues[];
  caps: LimitValues[];
}

export interface LimitValues {
  group: string;
  count: string;
}

const emptyRows = (count: number) =>
  Array.from({ length: Math.max(1, count) }, () => ({ group: '', count: '' }));

/** A policy as it is; `write` puts a number as people of the page's language do. */
function valuesOf(policy: Policy, write: (value: number) => string): PolicyValues {
  const filled = (name: keyof typeof rows, limits: LimitValues[]) => [
    ...limits,
    ...emptyRows(rows[name] - limits.length),
  ];
  return {
    maxCircle: String(policy.maxCircle),
    oneWay: policy.oneWay,
    coverageFirst: policy.coverageFirst,
    exchangesEach: null,
    seconds: write(policy.seconds),
    floors: filled(
      'floors',
      policy.floors.map(({ group, receive }) => ({ group, count: write(receive) })),
    ),
    caps: filled(
      'caps',
      policy.caps.map(({ group, inside }) => ({ group, count: write(inside) })),
    ),
  };
}

export const presetPolicy: PolicyValues = {
  maxCircle: '3',
  oneWay: false,
  coverageFirst: true,
  exchangesEach: '2',
  seconds: '20',
  floors: emptyRows(rows.floors),
  caps: emptyRows(rows.caps),
};

/** More than the API takes, so that it is the API that refuses them. */
const mostRows = 50;

/** What a form sent. */
export function readPolicy(form: FormData): PolicyValues {
  const limits = (name: keyof typeof rows) => {
    const found: LimitValues[] = [];
    for (let at = 0; form.has(`${name}-${at}-group`) && at < mostRows; at++)
      found.push({
        group: textOf(form, `${name}-${at}-group`),
        count: textOf(form, `${name}-${at}-count`),
      });
    return found;
  };
  return {
    maxCircle: textOf(form, 'maxCircle'),
    oneWay: form.has('oneWay'),
    coverageFirst: form.has('coverageFirst'),
    exchangesEach: form.has('exchangesEach') ? textOf(form, 'exchangesEach') : null,
    seconds: textOf(form, 'seconds'),
    floors: limits('floors'),
    caps: limits('caps'),
  };
}

type PolicyInput = NonNullable<VariablesOf<typeof createRound>['input']['policy']>;

/**
 * The policy that the values say, with the controls whose number is none and, for each limit that is
 * sent, the row that it stands in.
 */
export function policyIn(values: PolicyValues): {
  policy: PolicyInput;
  unread: string[];
  placeOf: (path: readonly string[]) => string | undefined;
} {
  const unread: string[] = [];
  const whole = (control: string, text: string): number => {
    const found = numberIn(text);
    if (found !== null && Number.isInteger(found)) return found;
    unread.push(control);
    return 0;
  };
  const used = (name: keyof typeof rows) =>
    values[name].flatMap(({ group, count }, row) =>
      // A number without a group is sent: it is the API that says what it lacks.
      group === '' && count === ''
        ? []
        : [{ group, row, count: whole(`${name}-${row}-count`, count) }],
    );
  const [floors, caps] = [used('floors'), used('caps')];
  const policy: PolicyInput = {
    maxCircle: whole('maxCircle', values.maxCircle),
    oneWay: values.oneWay,
    coverageFirst: values.coverageFirst,
    ...(values.exchangesEach !== null && {
      exchangesEach: whole('exchangesEach', values.exchangesEach),
    }),
    seconds: whole('seconds', values.seconds),
    floors: floors.map(({ group, count }) => ({ group, receive: count })),
    caps: caps.map(({ group, count }) => ({ group, inside: count })),
  };
  const placeOf = ([part, name = '', at = '', field = '']: readonly string[]) => {
    // What is held fixed has no control here.
    if (part !== 'policy') return undefined;
    const list = name === 'floors' ? floors : name === 'caps' ? caps : null;
    if (!list) return name;
    const row = list[Number(at)]?.row ?? 0;
    return `${name}-${row}-${field === 'group' ? 'group' : 'count'}`;
  };
  return { policy, unread, placeOf };
}
