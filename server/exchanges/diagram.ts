import { openStates } from './rules/exchange.ts';
import { type Condition, type Transition, transitions, type Who } from './rules/transitions.ts';

/** The table of transitions as pictures and words for docs/exchanges.md. */

const whoDoes: Readonly<Record<Who, string>> = {
  ASKED: 'a party that was asked',
  ASKER: 'who asked',
  HOST: 'the host',
  PARTY: 'a party',
  INVOLVED: 'a party, or one that was asked',
  SECRETARIAT: 'the secretariat',
  SYSTEM: 'nobody: it happens by itself',
};

const where: Readonly<Record<Condition, string>> = {
  NOT_YET_TOGETHER: 'others have still to answer',
  TO_REVIEW: 'something is to be reviewed',
  REFUSED: 'refused',
  CHANGES_WANTED: 'changes are wanted',
  ALL_SIGNED: 'all have signed',
  ALL_COMPLETED: 'all say so',
  GROUP_GOES_ON: 'a group goes on',
};

const words = (name: string): string => name.toLowerCase().replaceAll('_', ' ');
const label = ({ action, when }: Transition): string =>
  [
    words(action),
    ...(when.length > 0 ? [`(${when.map((one) => where[one]).join(', ')})`] : []),
  ].join(' ');

/** A state diagram in Mermaid: every way from one state to another. */
export function diagram(): string {
  const lines = transitions.flatMap((row) => {
    const { action, from, to } = row;
    if (from.length === 0) return [`  [*] --> ${to}: ${label(row)}`];
    // One arrow for what is possible wherever something can still come of it.
    if (action === 'STOP_FOR_SAFETY') return [];
    return from
      .filter((state) => to !== 'SAME' && to !== state)
      .map((state) => `  ${state} --> ${to}: ${label(row)}`);
  });
  const safety = openStates.map((state) => `  ${state} --> STOPPED_FOR_SAFETY`);
  const left = new Set(transitions.flatMap(({ from, to }) => (to === 'SAME' ? [] : from)));
  const ends = [...new Set(transitions.map(({ to }) => to))].filter(
    (state) => state !== 'SAME' && !left.has(state),
  );
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...lines,
    ...safety,
    ...ends.map((state) => `  ${state} --> [*]`),
    '```',
  ].join('\n');
}

/** Every row of the table: what, from where, by whom, what it needs, where it leads, who hears. */
export function table(): string {
  const rows = transitions.map(({ action, from, by, needs, when, to, tells, tellsSecretariat }) => [
    words(action),
    from.map(words).join(', ') || '–',
    by.map((one) => whoDoes[one]).join('; '),
    needs.map(words).join(', ') || '–',
    [to === 'SAME' ? 'stays' : words(to), ...when.map((one) => where[one])].join(', if '),
    [
      ...(tells ? [words(tells)] : []),
      ...(tellsSecretariat ? [`secretariat: ${words(tellsSecretariat)}`] : []),
    ].join('; ') || '–',
  ]);
  const head = ['action', 'from', 'who', 'needs', 'leads to', 'the others hear'];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => cells[column]!.length)),
  );
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!, fill)).join(' | ')} |`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return [line(head), rule, ...rows.map((cells) => line(cells))].join('\n');
}

/** A document with these two between their marks as they are now. */
export function withDiagram(document: string): string {
  return Object.entries({ diagram: diagram(), table: table() }).reduce(
    (text, [name, content]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- end of ${name} -->)`),
        (_all, begin: string, end: string) => `${begin}\n${content}\n\n${end}`,
      ),
    document,
  );
}
