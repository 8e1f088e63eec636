import type { Option, OptionGroup } from '../components/options.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Topic } from '../topics/topics.ts';
import { topicGroups, type TopicBranch } from '../topics/tree.ts';

/**
 * Topics to choose from, each under the broadest topic that it is part of; the value is the key.
 * What is taken already is left out. Topics beside the taxonomy stand together at the end.
 */
export function topicChoices(
  topics: readonly Topic[],
  taken: readonly string[],
  t: Translator['t'],
): OptionGroup[] {
  const optionsOf = (branches: TopicBranch[]): Option[] => {
    const found = new Map(branches.flatMap(withNarrower).map((topic) => [topic.key, topic.name]));
    return [...found]
      .filter(([key]) => !taken.includes(key))
      .map(([value, label]) => ({ value, label }));
  };
  return topicGroups(topics)
    .flatMap(({ kind, branches }) =>
      kind === null
        ? [{ label: t('topics.other'), options: optionsOf(branches) }]
        : branches.map((branch) => ({ label: branch.topic.name, options: optionsOf([branch]) })),
    )
    .filter(({ options }) => options.length > 0);
}

function withNarrower({ topic, narrower }: TopicBranch): Topic[] {
  return [topic, ...narrower.flatMap(withNarrower)];
}
