import type { ExchangeKind } from '../graphql/enums.ts';
import type { Translator } from '../i18n/translator.ts';

/** A kind of exchange in words about those who take part, where the reader is none of them. */
export function kindOfOthers(kind: ExchangeKind, { t }: Translator): string {
  return t(kind === 'TWO_WAY' ? 'rounds.kind.two-way' : `terms.exchange-kind.${kind}`);
}
