import { readFileSync, writeFileSync } from 'node:fs';
import { withDiagram } from './exchanges/diagram.ts';

/** Brings the diagram and the table in docs/exchanges.md up to date with the rules. */
const file = new URL('../docs/exchanges.md', import.meta.url);
writeFileSync(file, withDiagram(readFileSync(file, 'utf8')));
