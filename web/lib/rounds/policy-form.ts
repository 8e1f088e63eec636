import type { RequestEvent } from '@sveltejs/kit';
import { execute } from '../graphql/execute.ts';
import { graphql, type ResultOf, type VariablesOf } from '../graphql/graphql.ts';
import { textOf } from '../forms/text.ts';
import { numberIn } from '../weights/weights-form.ts';
import type { createRound } from './mutations.ts';
import { requireSecretariat } from './rounds.ts';

/** Rows for minimums and for maximums; empty ones count for nothing. */
export const rows = { floors: 3, caps: 2 } as const;

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

/** What stands in the controls, as it was typed. */
export interface PolicyValues {
  maxCircle: string;
  oneWay: boolean;
  coverageFirst: boolean;
  exchangesEach: string;
  seconds: string;
  floors: LimitValues[];
  caps: LimitValues[];
}

export interface LimitValues {
  group: string;
  count: string;
}

const emptyRows = (count: number) =>
  Array.from({ length: count }, () => ({ group: '', count: '' }));

export const presetPolicy: PolicyValues = {
  maxCircle: '3',
  oneWay: false,
  coverageFirst: true,
  exchangesEach: '2',
  seconds: '20',
  floors: emptyRows(rows.floors),
  caps: emptyRows(rows.caps),
};

/** What a form sent. */
export function readPolicy(form: FormData): PolicyValues {
  const limits = (name: keyof typeof rows) =>
    Array.from({ length: rows[name] }, (_, at) => ({
      group: textOf(form, `${name}-${at}-group`),
      count: textOf(form, `${name}-${at}-count`),
    }));
  return {
    maxCircle: textOf(form, 'maxCircle'),
    oneWay: form.has('oneWay'),
    coverageFirst: form.has('coverageFirst'),
    exchangesEach: textOf(form, 'exchangesEach'),
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
  placeOf: (path: readonly string[]) => string;
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
      group === '' ? [] : [{ group, row, count: whole(`${name}-${row}-count`, count) }],
    );
  const [floors, caps] = [used('floors'), used('caps')];
  const policy: PolicyInput = {
    maxCircle: whole('maxCircle', values.maxCircle),
    oneWay: values.oneWay,
    coverageFirst: values.coverageFirst,
    exchangesEach: whole('exchangesEach', values.exchangesEach),
    seconds: whole('seconds', values.seconds),
    floors: floors.map(({ group, count }) => ({ group, receive: count })),
    caps: caps.map(({ group, count }) => ({ group, inside: count })),
  };
  const placeOf = ([, name = '', at = '', field = '']: readonly string[]): string => {
    const list = name === 'floors' ? floors : name === 'caps' ? caps : null;
    if (!list) return name;
    const row = list[Number(at)]?.row ?? 0;
    return `${name}-${row}-${field === 'group' ? 'group' : 'count'}`;
  };
  return { policy, unread, placeOf };
}
