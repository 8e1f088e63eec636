import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withDiagram } from '../../../server/exchanges/diagram.ts';

it('the document shows the table of transitions as it is', () => {
  const written = readFileSync(new URL('../../../docs/exchanges.md', import.meta.url), 'utf8');
  expect(written, 'Run `node server/print-exchanges.ts`.').toBe(withDiagram(written));
  expect(written).toContain('REQUESTED --> ACCEPTED: accept');
});
