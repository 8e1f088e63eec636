import type { Report } from './fault.ts';
import { quoted } from './suggestion.ts';

/** Remembers ids and addresses of earlier rows: each may occur in one row only. */
export class Repeats {
  readonly #lines = new Map<string, number>();
  readonly #contacts = new Map<string, { reference: string | undefined; line: number }>();

  reference(reference: string, line: number, report: Report): void {
    const first = this.#lines.get(reference);
    if (first === undefined) this.#lines.set(reference, line);
    else report({ key: 'import.repeatedId', values: { found: quoted(reference), line: first } });
  }

  /** The id is undefined where the row has none that is sound. */
  contact(address: string, reference: string | undefined, line: number, report: Report): void {
    const first = this.#contacts.get(address);
    if (first === undefined) {
      this.#contacts.set(address, { reference, line });
    } else if (reference === undefined || first.reference !== reference) {
      report({
        key: 'import.repeatedContact',
        values: { found: quoted(address), line: first.line },
      });
    }
  }
}
