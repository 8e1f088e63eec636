import type { Locale } from '../i18n/locales.ts';
import topics from './topics.json' with { type: 'json' };
import groups from './working-groups.json' with { type: 'json' };

/** A topic that every new network begins with. */
export interface BuiltinTopic {
  /** Its stable name for scripts: `budget-analysis`. */
  readonly key: string;
  readonly kind: 'THEME' | 'PRACTICE';
  /** Keys of the topics directly above it, of the same kind; none for a top concept. */
  readonly broader: readonly string[];
  /** The preferred label of each language, unique within the taxonomy after `normalise`. */
  readonly labels: Readonly<Record<Locale, string>>;
  /** Other labels by which it is found; never a label of another topic in any language. */
  readonly alternative: Readonly<Record<Locale, readonly string[]>>;
}

/** A group of members that plans its work together. */
export interface WorkingGroup {
  /** Its stable name for scripts and members.csv: `women-and-escr`. */
  readonly key: string;
  readonly labels: Readonly<Record<Locale, string>>;
}

/** The built-in taxonomy. A topic may stand before one that is broader. */
export const builtinTopics = topics as readonly BuiltinTopic[];

/** The working groups that a new network begins with. */
export const builtinWorkingGroups: readonly WorkingGroup[] = groups;
