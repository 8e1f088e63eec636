import type { Transaction } from '../database/database.ts';
import type { Locale } from '../i18n/locales.ts';

interface Label {
  readonly locale: string;
  readonly label: string;
  readonly preferred: boolean;
}

/** The name of a topic: in the language asked for, else in English, else in whatever language the network named it. */
export function topicName(labels: readonly Label[], locale: Locale): string {
  const preferred = labels.filter((label) => label.preferred);
  const best =
    preferred.find((label) => label.locale === locale) ??
    preferred.find((label) => label.locale === 'en') ??
    preferred[0];
  return best?.label ?? '';
}

/** The names of those of the topics that exist, by id. */
export async function topicNames(
  database: Transaction,
  ids: readonly string[],
  locale: Locale,
): Promise<Map<string, string>> {
  const topics = await database.topic.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, labels: { select: { locale: true, label: true, preferred: true } } },
  });
  return new Map(topics.map(({ id, labels }) => [id, topicName(labels, locale)]));
}
