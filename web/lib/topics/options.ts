import type { Option, OptionGroup } from '../components/options.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Topic } from './topics.ts';

/**
 * Topics to choose from, under a heading for each sort of topic. `valueOf` says what a form sends:
 * the key, which reads well in an address, unless told otherwise.
 */
export function topicOptions(
  topics: readonly Topic[],
  t: Translator['t'],
  valueOf: (topic: Topic) => string = (topic) => topic.key,
): (Option | OptionGroup)[] {
  const groups = [
    { kind: 'THEME', label: t('terms.topic-kind.THEME') },
    { kind: 'PRACTICE', label: t('terms.topic-kind.PRACTICE') },
    { kind: null, label: t('topics.other') },
  ] as const;
  return groups
    .map(({ kind, label }) => ({
      label,
      options: topics
        .filter((topic) => topic.kind === kind)
        .map((topic) => ({ value: valueOf(topic), label: topic.name })),
    }))
    .filter(({ options }) => options.length > 0);
}
